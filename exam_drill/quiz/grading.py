"""What an answer is worth, by what the judge's runs showed.

finding                                     right is                 the learner is told
proven                                      the option that matches
wrong_key, ambiguous                        every option that matches   that the published key is wrong, …
no_match                                    nothing: undecided       that no option matches
reference_failed, unreached, invalid        the published answer     that nothing is proven
(the judge could not run)                   the published answer     that nothing was run

A typed answer is right or wrong by its own runs, whatever is found of the options.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from exam_drill.attempt import TYPED, Grade
from exam_drill.quality import BlankReport, Finding, QuestionReport
from exam_drill.quiz.session import Item, State
from exam_drill.typed import Meaning, TypedReport


class Unjudged(NamedTuple):
    """The judge could not run a question; `message` says why, in its own words.

    If it gave up because the runs took too long, `seconds` is for how long it had waited.
    """

    message: str
    seconds: float = 0.0


Judged = QuestionReport | Unjudged
Reports = Mapping[str, Judged | TypedReport]  # question id, or `typed_name` -> what is known by now


class Key(NamedTuple):
    """The right options of one blank (printed numbers) and what stands behind them."""

    right: tuple[int, ...]
    report: BlankReport | None = None
    unjudged: Unjudged | None = None

    @property
    def executed(self) -> bool:
        """Whether the runs say what is right, or only the publisher."""
        return self.report is not None and self.report.finding in _EXECUTED


_EXECUTED = (Finding.PROVEN, Finding.WRONG_KEY, Finding.AMBIGUOUS, Finding.NO_MATCH)


def key(item: Item, reports: Reports) -> Key | None:
    """What is right for an item, or None while its question is being judged."""
    judged = reports.get(item.question.id)
    if judged is None or isinstance(judged, TypedReport):
        return None
    published = (item.blank.answer,)
    if isinstance(judged, Unjudged):
        return Key(published, unjudged=judged)
    report = next((blank for blank in judged.blanks if blank.label == item.label), None)
    if report is None:
        return Key(published, unjudged=Unjudged(""))
    return Key(report.executed if report.finding in _EXECUTED else published, report)


def grade(item: Item, chosen: int, reports: Reports) -> Grade:
    """What choosing the option with this printed number is worth; of what was typed only `grade_typed` can tell."""
    known = key(item, reports)
    if known is None:
        return Grade.PENDING
    if not known.right or chosen == TYPED:
        return Grade.UNDECIDED
    return Grade.RIGHT if chosen in known.right else Grade.WRONG


def typed_name(item: Item, text: str) -> str:
    """The name under which it is known what was found of a typed answer; no question's id has a NUL in it."""
    return "\0".join((item.question.id, item.label, text))


def typed_found(item: Item, text: str, reports: Reports) -> TypedReport | Unjudged | None:
    """What was found of a typed answer, None while it is being judged."""
    found = reports.get(typed_name(item, text))
    return None if isinstance(found, QuestionReport) else found


def grade_typed(item: Item, text: str, reports: Reports) -> Grade:
    """What a typed answer is worth.

    Where nothing could be run, the text of an option is worth what that is; of any other nothing is known.
    """
    found, known = typed_found(item, text, reports), key(item, reports)
    if found is None:
        return Grade.PENDING
    if isinstance(found, Unjudged) or found.meaning in (Meaning.UNJUDGED, Meaning.FAULT):
        option = 0 if isinstance(found, Unjudged) else found.option
        return grade(item, option, reports) if option else Grade.UNDECIDED
    if found.meaning in (Meaning.OPTION, Meaning.OTHER_FORM):
        return Grade.RIGHT
    # Where no option agrees with the reference, it may be the reference that is wrong.
    return Grade.UNDECIDED if known is not None and not known.right else Grade.WRONG


def grade_at(state: State, position: int, reports: Reports) -> Grade | None:
    """What the answer to the item at this position is worth, None if it has none."""
    chosen, item = state.answers[position], state.items[position]
    if chosen == TYPED:
        return grade_typed(item, state.texts.get(item.turn, ""), reports)
    return None if chosen is None else grade(item, chosen, reports)


class Missed(NamedTuple):
    """An item to look at again; `chosen` is None if it was not answered, `right` empty if it is not known.

    `text` is what was typed, if that was the answer.
    """

    position: int
    item: Item
    chosen: int | None
    right: tuple[int, ...]
    skipped: bool = False
    text: str = ""


class Summary(NamedTuple):
    """The counts of one round, and what was missed: answered wrong, or skipped.

    They count each blank once, by its first answer; `repeated` are those that were asked again in the same round.
    A later round asks what was missed before, so whatever it leaves without an answer is still missed.
    """

    questions: int
    blanks: int
    right: int
    wrong: int
    undecided: int
    pending: int
    skipped: int
    unasked: int
    unchecked: int  # answers that were held against the published key because nothing was proven
    missed: tuple[Missed, ...]
    repeated: int = 0
    repeated_right: int = 0

    @property
    def answered(self) -> int:
        """How many answers count."""
        return self.right + self.wrong


def summarise(state: State, reports: Reports) -> Summary:
    """The counts of the current round."""
    counts = dict.fromkeys(Grade, 0)
    missed: list[Missed] = []
    unchecked = repeated = repeated_right = unasked = 0
    for position, (item, chosen) in enumerate(zip(state.items, state.answers, strict=True)):
        known = key(item, reports)
        right = known.right if known else ()
        if item.again:
            repeated += chosen is not None
            repeated_right += grade_at(state, position, reports) is Grade.RIGHT
            continue
        if chosen is None:
            skipped = position in state.skipped
            unasked += not skipped
            if skipped or state.earlier:
                missed.append(Missed(position, item, None, right, skipped))
            continue
        worth = grade_at(state, position, reports) or Grade.PENDING
        counts[worth] += 1
        unchecked += not _is_checked(state, position, known, reports)
        if worth is Grade.WRONG:
            missed.append(Missed(position, item, chosen, right, text=state.texts.get(item.turn, "")))
    return Summary(
        questions=len({item.question.id for item in state.items}),
        blanks=sum(not item.again for item in state.items),
        right=counts[Grade.RIGHT],
        wrong=counts[Grade.WRONG],
        undecided=counts[Grade.UNDECIDED],
        pending=counts[Grade.PENDING],
        skipped=sum(not state.items[position].again for position in state.skipped),
        unasked=unasked,
        unchecked=unchecked,
        missed=tuple(missed),
        repeated=repeated,
        repeated_right=repeated_right,
    )


def _is_checked(state: State, position: int, known: Key | None, reports: Reports) -> bool:
    """Whether it is runs that say what an answer is worth, as far as is known."""
    item = state.items[position]
    if state.answers[position] != TYPED:
        return known is None or known.executed
    found = typed_found(item, state.texts.get(item.turn, ""), reports)
    return found is None or (isinstance(found, TypedReport) and found.meaning is not Meaning.UNJUDGED)
