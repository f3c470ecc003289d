"""The numbers, against a second way of counting, and what must hold whatever the history is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from learner_histories import NOW, TOKYO, counted, made, questions

from exam_drill.attempt import TYPED, Attempt, Grade, Mode, Subject
from exam_drill.progress import subjects
from exam_drill.stats.compute import Material, compute
from exam_drill.stats.forecast import forecast_of
from exam_drill.stats.share import Share
from exam_drill.stats.statistics import BARE, GONE, Statistics

QUESTIONS = questions()
ASKED = subjects(QUESTIONS)
NAMES = {
    ("gate-mixture", "あ"): {1: "complement-forgotten", 3: "term-dropped"},
    ("two-blanks", "う"): {3: "activation-forgotten"},
}
HEADING = {question.id: question.syllabus or BARE for question in QUESTIONS}

KEYS = [
    *ASKED.values(),
    Subject("gone", "あ", "x"),
    Subject("two-blanks", "う", "older"),
    Subject("two-blanks", "や", "x"),
]
ATTEMPTS = st.lists(
    st.builds(
        Attempt,
        key=st.just("k"),
        session=st.just("s"),
        subject=st.sampled_from(KEYS),
        at=st.integers(-90 * 86400, 3600).map(lambda seconds: NOW + timedelta(seconds=seconds)),
        chosen=st.integers(0, 5),
        seconds=st.one_of(st.floats(0, 2000), st.sampled_from([float("nan"), float("inf"), -1.0])),
        hints=st.integers(0, 2),
        mode=st.sampled_from(Mode),
        grade=st.sampled_from(Grade),
        undone=st.sampled_from([None, None, None, NOW]),
    ),
    max_size=40,
).map(lambda found: sorted(found, key=lambda attempt: attempt.at))


def counting(attempts: Sequence[Attempt], since: str | None = None, *, chosen: bool = False) -> Statistics:
    return compute(Material(attempts, QUESTIONS, ASKED, names=NAMES, chosen=chosen), NOW, TOKYO, since)


@given(ATTEMPTS, st.sampled_from([None, "1d", "10d", "30d", "2026-10-01"]))
def test_totals_add_up(attempts: list[Attempt], since: str | None) -> None:
    found = counting(attempts, since)
    total = found.total.counts
    assert total.right + total.wrong + total.undecided + total.pending == total.attempts
    for field in ("attempts", "right", "wrong", "undecided", "pending", "typed", "hints"):
        assert sum(getattr(line.counts, field) for line in found.headings) == getattr(total, field)
        assert sum(getattr(counts, field) for counts in found.modes.values()) == getattr(total, field)
    assert sum(line.blanks for line in found.headings) == found.total.blanks == len(ASKED)
    assert sum(line.seen for line in found.headings) == found.total.seen
    assert sum(one.counts.attempts for one in found.missing) == sum(
        line.counts.attempts for line in found.headings if line.key == GONE
    )
    assert sum(day.attempts for day in found.days.values()) == counted(attempts, TOKYO)["attempts"]
    for mistake in found.mistakes:
        assert 0 < mistake.chosen == sum(place.chosen for place in mistake.places) <= mistake.offered
        assert mistake.late.right <= mistake.chosen
    assert sum(mistake.chosen for mistake in found.mistakes) + found.unnamed == total.wrong
    assert all(hard.chosen <= hard.counts.wrong for hard in found.hard)
    assert found.total.seen <= found.total.blanks


@given(ATTEMPTS)
def test_what_was_undone_counts_nowhere(attempts: list[Attempt]) -> None:
    kept = [attempt for attempt in attempts if attempt.undone is None]
    assert replace(counting(attempts), undone=0) == counting(kept)


@given(ATTEMPTS, st.randoms(use_true_random=False))
def test_nothing_hangs_on_the_order_of_the_bank(attempts: list[Attempt], luck: Random) -> None:
    shuffled = list(QUESTIONS)
    luck.shuffle(shuffled)
    turned = compute(Material(attempts, shuffled, ASKED, names=NAMES), NOW, TOKYO)
    assert turned == counting(attempts)


def test_the_numbers_are_those_of_plain_counting() -> None:
    attempts = made(QUESTIONS, 500)
    found, expected = counting(attempts), counted(attempts, TOKYO)
    counts = found.total.counts
    assert {
        "attempts": counts.attempts,
        "right": counts.right,
        "wrong": counts.wrong,
        "undecided": counts.undecided,
        "pending": counts.pending,
        "undone": found.undone,
        "days": found.streak.days,
    } == expected
    assert min(expected.values()) > 0
    valid = [attempt for attempt in attempts if attempt.undone is None]
    by_heading: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in valid:
        by_heading[HEADING.get(attempt.subject.question, GONE)].append(attempt)
    assert [line.key for line in found.headings] == ["2.1", "3.5", BARE, GONE]
    for line in found.headings:
        own = by_heading[line.key]
        assert line.counts.attempts == len(own)
        assert line.counts.median == median(attempt.seconds for attempt in own)
        assert line.counts.seconds == pytest.approx(sum(attempt.seconds for attempt in own))
        recent = [a for a in own if (NOW.astimezone(TOKYO).date() - a.at.astimezone(TOKYO).date()).days < 30]
        graded = [a for a in recent if a.grade in (Grade.RIGHT, Grade.WRONG)]
        if line.trend is not None:
            assert line.trend.now == Share(sum(a.grade is Grade.RIGHT for a in graded), len(graded))


def test_the_weeks_of_a_line_are_those_of_the_calendar() -> None:
    attempts = made(QUESTIONS, 300)
    found = counting(attempts)
    expected: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for attempt in attempts:
        if attempt.undone is None and attempt.grade in (Grade.RIGHT, Grade.WRONG):
            week = attempt.at.astimezone(TOKYO).isocalendar()
            expected[week.year, week.week][0] += attempt.grade is Grade.RIGHT
            expected[week.year, week.week][1] += 1
    shown = [Share(*expected[key]) for key in sorted(expected)][-12:]
    assert list(found.total.weeks)[-len(shown) :] == shown


def test_one_answer_is_enough() -> None:
    found = counting([Attempt("k", "s", ASKED["gate-mixture", "あ"], NOW, 1, 4.0, grade=Grade.WRONG)])
    assert found.total.counts.share == found.total.counts.first == Share(0, 1)
    assert found.total.trend is None
    assert [(one.name, one.chosen, one.offered) for one in found.mistakes] == [("complement-forgotten", 1, 1)]
    assert [(hard.question.id, hard.chosen, hard.misconception) for hard in found.hard] == [
        ("gate-mixture", 1, "complement-forgotten")
    ]
    assert (found.streak.current, found.period.days) == (1, 1)


def test_pending_and_undecided_answers_are_no_wrong_ones() -> None:
    subject = ASKED["two-blanks", "え"]
    grades = [Grade.PENDING, Grade.UNDECIDED, Grade.RIGHT]
    found = counting([Attempt(str(n), "s", subject, NOW, 1, 4.0, grade=grade) for n, grade in enumerate(grades)])
    assert found.total.counts.share == Share(1, 1)
    assert (found.total.counts.pending, found.total.counts.undecided) == (1, 1)
    assert found.hard == ()


def test_an_answer_to_what_was_asked_before_is_no_answer_to_what_is_asked_now() -> None:
    older = replace(ASKED["gate-mixture", "あ"], digest="0" * 32)
    found = counting([Attempt("k", "s", older, NOW, 1, 4.0, grade=Grade.WRONG)])
    assert (found.earlier, found.total.seen, found.hard, found.mistakes, found.unnamed) == (1, 0, (), (), 1)
    assert [line.counts.attempts for line in found.headings if line.key == "3.5"] == [1]


def test_typed_answers_and_others_have_no_name() -> None:
    subject = ASKED["gate-mixture", "あ"]
    typed = Attempt("k", "s", subject, NOW, TYPED, 4.0, typed="z", grade=Grade.WRONG)
    found = counting([typed])
    assert (found.mistakes, found.unnamed, found.total.counts.typed) == ((), 1, 1)
    assert found.hard[0].option is None
    chosen = Attempt("l", "s", subject, NOW, 1, 4.0, grade=Grade.WRONG)
    assert [(one.chosen, one.offered) for one in counting([typed, chosen]).mistakes] == [(1, 1)]


def test_a_chosen_selection_passes_over_all_else() -> None:
    chosen = [question for question in QUESTIONS if question.id == "two-blanks"]
    attempts = made(QUESTIONS, 200)
    asked = subjects(chosen)
    found = compute(Material(attempts, chosen, asked, chosen=True), NOW, TOKYO)
    own = [a for a in attempts if a.subject.question == "two-blanks"]
    assert found.total.counts.attempts == counted(own, TOKYO)["attempts"]
    assert found.undone == counted(own, TOKYO)["undone"]
    assert found.missing == ()
    assert {line.key for line in found.headings} == {"3.5"}


def test_an_answer_from_the_future_counts_as_one_of_today() -> None:
    late = Attempt("k", "s", ASKED["two-blanks", "え"], NOW + timedelta(days=400), 2, 4.0, grade=Grade.RIGHT)
    found = counting([late], "7d")
    assert list(found.days) == [found.today]
    assert found.total.counts.right == 1


def test_one_long_absence_does_not_count_as_time_spent() -> None:
    subject = ASKED["two-blanks", "え"]
    found = counting([Attempt(str(n), "s", subject, NOW, 2, s, grade=Grade.RIGHT) for n, s in enumerate((10, 20, 9e6))])
    assert (found.total.counts.seconds, found.total.counts.median) == (630, 20)


def test_a_forecast_is_the_mean_over_those_seen_and_over_the_bank() -> None:
    asked = list(ASKED.values())
    seen = asked[:2]
    rates = {seen[0]: 0.9, seen[1]: 0.5}
    today, exam = date(2026, 11, 22), date(2027, 2, 19)

    def recall(subject: Subject, moment: datetime) -> float:
        return rates[subject] * 0.99 ** (moment - NOW).days

    found = forecast_of(asked, seen, recall, NOW, today, exam)
    assert found is not None
    assert found.points[0].seen == pytest.approx(0.7)
    assert found.points[0].bank == pytest.approx(1.4 / len(asked))
    assert found.points[-1].day == exam
    for days in (7, 30, (exam - today).days):
        point = found.on(today + timedelta(days=days))
        assert point is not None
        assert point.seen == pytest.approx(0.7 * 0.99**days)
    assert forecast_of(asked, seen, None, NOW, today, None) is None
    assert forecast_of(asked, (), recall, NOW, today, exam) is None
    over = forecast_of(asked, seen, recall, NOW, today, date(2026, 11, 21))
    assert over is not None
    assert over.exam is None
    assert over.points[-1].day == today + timedelta(days=30)


def test_hard_is_what_is_surely_hard() -> None:
    """Six of six wrong is harder than one of one; what is answered well is not hard."""
    first, second, third = (
        ASKED[key] for key in (("gate-mixture", "あ"), ("squared-length", "い"), ("two-blanks", "え"))
    )
    attempts = [Attempt(f"a{n}", "s", first, NOW, 1, 4.0, grade=Grade.WRONG) for n in range(6)]
    attempts.append(Attempt("b", "s", second, NOW, 1, 4.0, grade=Grade.WRONG))
    attempts += [
        Attempt(f"c{n}", "s", third, NOW, 1, 4.0, grade=Grade.WRONG if n == 0 else Grade.RIGHT) for n in range(9)
    ]
    found = counting(attempts)
    assert [hard.question.id for hard in found.hard] == ["gate-mixture", "squared-length"]
    attempts = [
        Attempt(f"{subject.question}{n}", "s", subject, NOW, 1, 4.0, grade=Grade.RIGHT if n < right else Grade.WRONG)
        for subject, right, number in ((first, 1, 2), (second, 20, 60))
        for n in range(number)
    ]
    assert [hard.question.id for hard in counting(attempts).hard] == ["squared-length", "gate-mixture"]


def test_times_without_a_grade_do_not_stop_anything() -> None:
    assert compute(Material((), (), {}), datetime(2026, 1, 1, tzinfo=UTC), None).total.counts.attempts == 0
