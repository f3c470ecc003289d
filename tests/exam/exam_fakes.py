"""Exams made by hand, and a clock that is moved by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime

from builders import PATH, blank, question

from exam_drill.attempt import Subject
from exam_drill.exam.clock import Clock
from exam_drill.exam.session import Event, Moment, State, sit, step
from exam_drill.exam.sheet import Sheet, Slot
from exam_drill.markers import find_markers
from exam_drill.quality import BlankReport, Finding, QuestionReport
from exam_drill.question import Place, Question
from exam_drill.quiz.arrangement import arrange
from exam_drill.quiz.reports import Admission
from exam_drill.selection import Selection
from exam_drill.verdict import Reason, ReasonKind, Verdict, VerdictKind

BEGUN = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
WALL = BEGUN.timestamp()
SHAPE = Reason(ReasonKind.SHAPE, {"at": "", "expected": "(3, 4)", "got": "(4,)"}, 1, 12)
LABELS = "あいうえおかきく"


def asked(identity: str, blanks: int = 1, syllabus: str | None = "3.5", options: int = 3) -> Question:
    """A question of so many blanks, the second option of each being the published answer."""
    labels = LABELS[:blanks]
    program = "def f(x):\n" + "".join(f"    {chr(97 + at)} = ({label})\n" for at, label in enumerate(labels))
    made = [blank([f"{number} * x" for number in range(1, options + 1)], 2, label) for label in labels]
    return question(program, made, id=identity, syllabus=syllabus)


def subject(one: Question, label: str) -> Subject:
    """What a blank asks."""
    return Subject(one.id, label, f"digest of {one.id}")


def sheet_of(*questions: Question, limit: float = 600.0, wanted: int | None = None) -> Sheet:
    """An exam of these questions in this order, the options in the order of the print."""
    items = arrange(questions, Selection(seed=1, shuffle=False, order="bank"), find_markers)
    slots = tuple(Slot(item, subject(item.question, item.label)) for item in items)
    return Sheet(slots, Clock(limit), 1, wanted or len(slots))


class Watch:
    """A clock that goes on by so many seconds when it is told to, on the wall and by itself."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> Moment:
        return Moment(1000.0 + self.seconds, WALL + self.seconds)

    def now(self) -> datetime:
        """The time, as a store keeps it."""
        return datetime.fromtimestamp(self().wall, UTC)


def after(state: State | Sheet, *events: Event | None, watch: Watch | None = None, each: float = 1.0) -> State:
    """The state after these events, so many seconds apart."""
    watch = watch or Watch()
    state = sit(state) if isinstance(state, Sheet) else state
    state = step(state, None, watch())
    for event in events:
        watch.seconds += each
        state = step(state, event, watch())
    return state


def verdict(number: int, matches: bool) -> Verdict:
    """A verdict on 12 trials."""
    if matches:
        return Verdict(number, VerdictKind.MATCHES, 12, 0, 12, 0.0)
    return Verdict(number, VerdictKind.DIFFERS, 12, 12, 12, float("inf"), SHAPE)


def report(one: Question, *, finding: Finding = Finding.PROVEN) -> QuestionReport:
    """A report in which the published options match, or none does."""
    blanks = []
    for asked_for in one.blanks:
        right = () if finding is Finding.NO_MATCH else (asked_for.answer,)
        verdicts = tuple(verdict(option.number, option.number in right) for option in asked_for.options)
        place = Place(PATH, 1)
        blanks.append(BlankReport(asked_for.label, finding, asked_for.answer, right, verdicts, place=place))
    return QuestionReport(one, tuple(blanks))


def reports(questions: Iterable[Question]) -> dict[str, QuestionReport]:
    """What the runs of all of them showed."""
    return {one.id: report(one) for one in questions}


class FakeJudge:
    """A judge that knows everything at once, but for the questions that it `waits` for."""

    def __init__(self, waits: Sequence[str] = ()) -> None:
        self.waits = waits
        self.asked: list[str] = []

    def __enter__(self) -> FakeJudge:
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def admission(self) -> Future[Admission]:
        """Whatever is asked may run."""
        future: Future[Admission] = Future()
        future.set_result(Admission())
        return future

    def report(self, one: Question) -> Future[QuestionReport]:
        """What the runs show."""
        self.asked.append(one.id)
        future: Future[QuestionReport] = Future()
        if one.id not in self.waits:
            future.set_result(report(one))
        return future


OpenFake = Callable[[], FakeJudge]
