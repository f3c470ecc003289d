"""Questions, reports and judges made by hand, so that the quiz is tested without running anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future

from builders import PATH, blank, question

from exam_drill.layout import Row, prose
from exam_drill.markers import find_markers
from exam_drill.quality import BlankReport, Finding, QuestionReport
from exam_drill.question import Blank, Language, Place, Question, Text
from exam_drill.quiz.arrangement import arrange
from exam_drill.quiz.looks import Drawable
from exam_drill.quiz.reports import Admission
from exam_drill.quiz.session import Item, State, begin
from exam_drill.scan import same_code_key
from exam_drill.selection import Selection
from exam_drill.typed import Fault, TypedReport, read
from exam_drill.verdict import Reason, ReasonKind, Verdict, VerdictKind

SHAPE = Reason(ReasonKind.SHAPE, {"at": "", "expected": "(3, 4)", "got": "(4,)"}, 1, 12)
HOSTILE = (
    "[bold]x[/bold]",
    "x[bold] + y[/red]",
    "z * h * g",
    "a < b > c",
    r"'\\' + '\n' + \frac",
    "':smile:' + __name__ + _x_ + `y`",
    "{x!r} + {0} % %s",
    "'https://example.org/[link=x]'",
    "np.concatenate([状態, 候補], axis=1)  # （全角）",
)


def small(
    identity: str = "first", answer: int = 2, options: Sequence[str] = ("h", "2 * h", "3 * h"), **fields: object
) -> Question:
    """A question of one blank."""
    fields.setdefault("hint", Text("倍にする。", "Double it."))
    return question("def f(h):\n    return (あ)\n", [blank(options, answer)], id=identity, **fields)


def pair(identity: str = "pair") -> Question:
    """A question of two blanks."""
    blanks: list[Blank] = [blank(("h", "2 * h"), 1, "あ"), blank(("k", "3 * k"), 2, "い")]
    return question("def f(h):\n    k = (あ)\n    return (い)\n", blanks, id=identity)


def session_of(*questions: Question, shuffle: bool = False, seed: int = 1) -> State:
    """A session that asks the questions in this order."""
    selection = Selection(seed=seed, shuffle=shuffle, order="bank")
    return begin(arrange(questions, selection, find_markers), seed if shuffle else None, shuffle=shuffle)


def verdict(number: int, matches: bool, reason: Reason | None = SHAPE) -> Verdict:
    """A verdict on 12 trials."""
    if matches:
        return Verdict(number, VerdictKind.MATCHES, 12, 0, 12, 0.0)
    return Verdict(number, VerdictKind.DIFFERS, 12, 12, 12, float("inf"), reason)


def report(one: Question, *matching: int, finding: Finding | None = None) -> QuestionReport:
    """A report in which these options of every blank match; by default the published ones, proven."""
    blanks = []
    for asked in one.blanks:
        right = matching or (asked.answer,)
        found = finding or (Finding.PROVEN if right == (asked.answer,) else Finding.WRONG_KEY)
        right = (
            () if found in (Finding.NO_MATCH, Finding.REFERENCE_FAILED, Finding.UNREACHED, Finding.INVALID) else right
        )
        verdicts = tuple(verdict(option.number, option.number in right) for option in asked.options)
        blanks.append(BlankReport(asked.label, found, asked.answer, right, verdicts, place=Place(PATH, 1)))
    return QuestionReport(one, tuple(blanks))


class FakeJudge:
    """A judge whose futures are filled by `answer`, at once; one that returns None never ends."""

    def __init__(
        self,
        answer: Callable[[Question], QuestionReport | Exception | None] = report,
        admitted: Admission | None = None,
    ) -> None:
        self.found, self.admitted = answer, admitted or Admission()
        self.asked: list[str] = []
        self.looked: list[str] = []
        self.looks: list[Future[Drawable]] = []
        self.sees = True  # whether what is looked at is found at once, or never
        self.open = False

    def __enter__(self) -> FakeJudge:
        self.open = True
        return self

    def __exit__(self, *exception: object) -> None:
        self.open = False

    def admission(self) -> Future[Admission]:
        future: Future[Admission] = Future()
        future.set_result(self.admitted)
        return future

    def prepare(self, one: Question, label: str) -> None:
        self.asked.append(f"{one.id} {label}")

    def answer(self, one: Question, label: str, text: str) -> Future[TypedReport]:
        future: Future[TypedReport] = Future()
        found = self.typed(one, label, text)
        if isinstance(found, Exception):
            future.set_exception(found)
        elif found is not None:
            future.set_result(found)
        return future

    def typed(self, one: Question, label: str, text: str) -> TypedReport | Exception | None:
        """Right is what is the published option's text, with `1 *` before it or not."""
        typed = read(text)
        if isinstance(typed, Fault):
            return TypedReport(None, fault=typed)
        if "=" in typed.text and "\n" not in typed.text:
            return TypedReport(typed, fault=Fault("syntax", {"message": "invalid syntax", "advice": "statement"}, 1, 3))
        blank = one.blank(label)
        key = same_code_key(typed.text.removeprefix("1 * "))
        same = next((option.number for option in blank.options if same_code_key(option.code.text) == key), 0)
        return TypedReport(typed, verdict(0, same == blank.answer), option=same, by_text=same > 0)

    def report(self, one: Question) -> Future[QuestionReport]:
        self.asked.append(one.id)
        future: Future[QuestionReport] = Future()
        found = self.found(one)
        if isinstance(found, Exception):
            future.set_exception(found)
        elif found is not None:
            future.set_result(found)
        return future

    def why(self, one: Question, label: str, chosen: int | str, hidden: Sequence[str] = ()) -> Future[Drawable]:
        return self._looked(f"why {one.id} {label} {chosen}", hidden)

    def names(self, one: Question, label: str, hidden: Sequence[str] = ()) -> Future[Drawable]:
        return self._looked(f"names {one.id} {label}", hidden)

    def _looked(self, asked: str, hidden: Sequence[str]) -> Future[Drawable]:
        self.looked.append(" ".join((asked, *hidden)))
        future: Future[Drawable] = Future()
        self.looks.append(future)
        if self.sees:

            def drawn(item: Item, open_blanks: Sequence[str], width: int, language: Language) -> list[Row]:
                assert list(open_blanks) == list(hidden)
                return prose(f"seen: {asked} in {width} cells, {language}, {item.label}")

            future.set_result(drawn)
        return future
