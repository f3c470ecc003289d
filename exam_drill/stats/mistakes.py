"""What goes wrong: misconceptions that wrong options stand for, and blanks that are hard.

    names: (question, label) ─▶ {number: name}        from whoever knows: `exam_drill.suggest.naming`
    answer to a blank with an option of that name ─▶ offered, and chosen if it was that option

Only answers to blanks that still ask the same count here: the number of an option of an earlier version says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from exam_drill.attempt import TYPED, Grade, Subject
from exam_drill.question import Question
from exam_drill.stats.days import Period
from exam_drill.stats.share import Share
from exam_drill.stats.statistics import Hard, Mistake, Place
from exam_drill.stats.tally import Answer, counts_of

MOST_HARD = 20
HARD = 0.75  # what is answered right more often is not hard
Key = tuple[str, str]


def mistakes_of(
    answers: Sequence[Answer],
    subjects: Mapping[Key, Subject],
    names: Mapping[Key, Mapping[int, str]],
    late: Period,
) -> tuple[tuple[Mistake, ...], int]:
    """The misconceptions that were fallen for, the most frequent first, and the number of wrong answers without a name.

    A typed answer offers no options, so it says nothing of them.
    """
    offered: Counter[str] = Counter()
    lately: Counter[str] = Counter()
    places: dict[str, Counter[tuple[str, str, int]]] = {}
    late_chosen: Counter[str] = Counter()
    last: dict[str, date] = {}
    unnamed = 0
    for answer in answers:
        if not answer.graded:
            continue
        key = (answer.question, answer.label)
        current = key in subjects and subjects[key].digest == answer.digest and answer.chosen != TYPED
        known = names.get(key, {}) if current else {}
        for name in set(known.values()):
            offered[name] += 1
            lately[name] += answer.day in late
        if answer.grade is Grade.WRONG:
            fallen = known.get(answer.chosen, "")
            unnamed += not fallen
            if fallen:
                places.setdefault(fallen, Counter())[(*key, answer.chosen)] += 1
                late_chosen[fallen] += answer.day in late
                last[fallen] = max(answer.day, last.get(fallen, answer.day))
    found = [
        Mistake(
            name=name,
            chosen=sum(where.values()),
            offered=offered[name],
            late=Share(late_chosen[name], lately[name]),
            last=last[name],
            places=tuple(Place(*place, count) for place, count in sorted(where.items(), key=lambda p: (-p[1], p[0]))),
        )
        for name, where in places.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.chosen, one.offered, one.name))), unnamed


def hard_of(
    answers: Sequence[Answer],
    questions: Sequence[Question],
    subjects: Mapping[Key, Subject],
    names: Mapping[Key, Mapping[int, str]],
) -> tuple[Hard, ...]:
    """The blanks answered right in three of four cases at most, the most surely hard first.

    That is where accuracy is low even at the best end of its interval.
    """
    groups: dict[Key, list[Answer]] = {}
    for answer in answers:
        key = (answer.question, answer.label)
        if key in subjects and subjects[key].digest == answer.digest:
            groups.setdefault(key, []).append(answer)
    by_id = {question.id: question for question in questions}
    found = []
    for (identity, label), group in groups.items():
        counts = counts_of(group)
        interval = counts.share.interval
        if interval is None or (counts.share.rate or 0.0) > HARD:
            continue
        question = by_id[identity]
        wrong = Counter(a.chosen for a in group if a.grade is Grade.WRONG and a.chosen != TYPED)
        number, chosen = min(wrong.items(), key=lambda one: (-one[1], one[0]), default=(0, 0))
        options = {option.number: option for option in question.blank(label).options}
        name = names.get((identity, label), {}).get(number, "")
        hard = Hard(question, label, counts, options.get(number), chosen if number in options else 0, name)
        found.append((interval[1], -counts.wrong, identity, label, hard))
    return tuple(one[-1] for one in sorted(found, key=lambda one: one[:-1])[:MOST_HARD])
