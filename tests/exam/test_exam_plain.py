"""Exams without a terminal: one answer a line."""

import io
import os
import sys
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

import pytest
from exam_fakes import BEGUN, FakeJudge, Watch, asked, reports, sheet_of

from exam_drill.attempt import Grade, Mode
from exam_drill.cli import build_parser, main
from exam_drill.commands import exam
from exam_drill.environment import Environment
from exam_drill.exam.keeping import Keeper
from exam_drill.exam.lines import open_lines
from exam_drill.exam.paper import Part
from exam_drill.exam.plain import PlainDesk
from exam_drill.exam.result import score
from exam_drill.exam.session import Phase, State, sit
from exam_drill.exam.sheet import Ended, Sheet
from exam_drill.progress import Store
from exam_drill.quality import QuestionReport
from exam_drill.question import Question
from exam_drill.quiz.reports import Reports

BANK = str(Path(__file__).with_name("bank.yaml"))
QUESTIONS = (asked("a"), asked("pair", 2), asked("b"))


class Typed:
    """Lines, and a clock that goes on by some seconds before each of them."""

    patient = True

    def __init__(self, lines: Sequence[str], watch: Watch, each: float = 1.0) -> None:
        self._lines, self._watch, self._each = list(lines), watch, each

    def next(self, _: float, /) -> str | None:
        """The next line; `...` stands for a second in which none comes."""
        self._watch.seconds += self._each
        line = self._lines.pop(0) if self._lines else ""
        return None if line == "..." else line and line + "\n"


def sat(*lines: str, sheet: Sheet | None = None, each: float = 1.0, review: bool = False) -> tuple[str, State]:
    """What is written for these lines, and how the exam ended."""
    watch, out = Watch(), io.StringIO()
    desk = PlainDesk(Typed(lines, watch, each), out, "en", watch)
    keeper = Keeper(None, "exam", BEGUN, "here", watch.now)
    with Reports(FakeJudge, wake=lambda: None) as known:
        state = desk.sit(sit(sheet or sheet_of(*QUESTIONS)), known, keeper)
        if review:
            desk.look_back(state, known, keeper, [])
    return out.getvalue(), state


def test_an_answer_goes_on_to_the_next_blank() -> None:
    written, state = sat("2", "１", "(2)", "2", "hand in", "y")
    assert [slot.chosen for slot in state.sheet.slots] == [2, 1, 2, 2]
    assert written.index("1/4 · a") < written.index("You chose 2.") < written.index("2/4 · pair")
    assert "Right" not in written
    assert "Wrong" not in written
    assert state.sheet.ended is Ended.HANDED_IN


def test_the_end_of_the_input_hands_nothing_in() -> None:
    for lines in ((), ("2",), ("2", "hand in"), ("o",)):
        _, state = sat(*lines)
        assert (state.phase, state.sheet.ended) == (Phase.LEFT, None)


def test_words_move_flag_and_take_back() -> None:
    written, state = sat("f", "n", "b", "go 4", "2", "u", "overview", "go 1", "u", "3", "zzz", "9", "", "q")
    assert state.sheet.flagged == (0,)
    assert state.sheet.slots[0].chosen == 3
    assert "Open: 1–3" in written
    assert "Flagged: 1" in written
    assert "This question has no answer to take back." in written
    assert "“zzz” does nothing here; there are 1–3, f, u, n, b, go 17, overview, hand in, q." in written
    assert "There is no option 9; choose 1–3." in written


def test_handing_in_asks_only_if_something_is_open() -> None:
    written, state = sat("2", "hand in", "b", "h", "y")
    assert "Open: 2–4" in written
    assert written.count("Hand in all the same?") == 2
    assert state.sheet.ended is Ended.HANDED_IN
    _, state = sat("2", "2", "2", "2", "hand in")
    assert state.sheet.ended is Ended.HANDED_IN


def test_the_time_is_up_while_a_line_is_awaited() -> None:
    written, state = sat("2", "...", "...", "...", "3", sheet=sheet_of(*QUESTIONS, limit=3))
    assert state.sheet.ended is Ended.TIME_UP
    assert [slot.chosen for slot in state.sheet.slots] == [2, None, None, None]
    assert "[0:02 left]" in written


def test_the_result_and_what_is_looked_at_again() -> None:
    written, state = sat("2", "3", "go 4", "2", "f", "hand in", "y", "w", "f", "x", "q", "a", review=True)
    result = written[written.index("== Result of the exam ==") :]
    assert "Grading 3/3 [##########]" in written
    assert "2 of 4 right (50%)" in result
    assert result.count("== 2 · pair · blank (あ) 1/2 · wrong ==") == 1
    assert result.count("== 3 · pair · blank (い) 2/2 · open ==") == 1
    assert result.count("== 4 · b · right ==") == 1 - result.count("None was flagged.")
    assert "w, f and a look at questions again" in result
    assert result.count("== 1 · a") == 0  # `a` came after `q`
    assert score(state.sheet, reports(QUESTIONS)).total.right == 2


def test_what_stands_before_an_exam() -> None:
    out, watch = io.StringIO(), Watch()
    desk = PlainDesk(Typed((), watch), out, "en", watch)
    sheet = sheet_of(*QUESTIONS, wanted=10)._replace(missing=("4.6",))
    assert desk.begin(sheet, (Part("3.5", 4, 9),), "no store")
    assert "10 questions were asked for; the bank gives 4." in out.getvalue()
    assert "3.5 RNNs  4 of 9" in out.getvalue()
    assert "4.6 Generative models" in out.getvalue()
    assert "! no store" in out.getvalue()
    waiting = PlainDesk(Typed(("q",), watch), out, "en", watch, waiting=True)
    assert not waiting.begin(sheet, (), "")
    assert PlainDesk(Typed(("",), watch), out, "en", watch, waiting=True).begin(sheet, (), "") is False


@pytest.mark.skipif(sys.platform == "win32", reason="pipes cannot be waited for there")
def test_lines_can_be_waited_for() -> None:
    reading, writing = os.pipe()
    with open(reading, encoding="utf-8") as stream:
        lines = open_lines(stream)
        assert lines.patient
        assert lines.next(0.01) is None
        os.write(writing, "４\nf".encode() + b"\n\xff")
        assert lines.next(1.0) == "４\n"
        assert lines.next(0.01) == "f\n"
        assert lines.next(0.01) is None
        os.write(writing, b"x" * 5000 + b"\nlast")
        long = lines.next(1.0)
        assert long is not None
        assert len(long) == 4096
        os.close(writing)
        assert (lines.next(1.0) or "").endswith("x\n")
        assert lines.next(1.0) == "last"
        assert lines.next(1.0) == lines.next(1.0) == ""


def test_lines_of_what_is_no_file() -> None:
    lines = open_lines(io.StringIO("1\n2"))
    assert [lines.next(0.0) for _ in range(3)] == ["1\n", "2", ""]
    assert not lines.patient


def run(folder: Path, typed: str, *arguments: str, code: int = 0, judge: type[FakeJudge] = FakeJudge) -> str:
    """What the command writes, in a process that has everything loaded."""
    out = io.StringIO()
    environment = Environment(stdin=io.StringIO(typed), stdout=out, stderr=out, variables={})
    words = [*arguments, "--lang", "en", "--data-dir", str(folder)]
    assert exam.run(build_parser("exam", "en").parse_args(words), environment, open_judge=judge) == code
    return out.getvalue()


def test_the_command_goes_on_where_it_was_left(tmp_path: Path) -> None:
    assert "no exam to go on with" in run(tmp_path / "data", "", "--resume", code=2)
    assert "no exam that is over yet" in run(tmp_path / "data", "", "--results")
    assert not (tmp_path / "data").exists()
    first = run(tmp_path / "data", "2\nf\n", BANK, "--seed", "1", "--trust", "--minutes", "5")
    assert "Left with" in first
    assert "answered 1 · open 3 · flagged 1" in first
    second = run(tmp_path / "data", "2\n2\n3\nhand in\nw\n", "--trust")  # its own bank, though none is named
    assert "Going on with it" in second
    assert "== 2/4 · both · blank (あ) 1/2 · flagged ==" in second or "== 2/4 · flagged · both" in second
    assert "of 4 right" in second
    with Store.open(tmp_path / "data") as store:
        assert len(list(store.attempts())) == 4
        assert len(store.cards()) == 4
    assert "of 4 right" in run(tmp_path / "data", "", "--results")
    assert "There is no exam 2; the last one is 1" in run(tmp_path / "data", "", "--review", "2", code=2)
    new = run(tmp_path / "data", "", BANK, "--trust")
    assert "104 questions were asked for; the bank gives 4." in new
    assert "3 listings, 4.6 minutes" in new  # in proportion
    assert "no question of the topic “nothing”" in run(tmp_path, "", BANK, "--trust", "--topic", "nothing", code=2)


class Interrupting(FakeJudge):
    """A judge during whose work Ctrl-C is pressed."""

    def report(self, one: Question) -> Future[QuestionReport]:
        """Interrupted at the first question; of the others nothing comes."""
        future: Future[QuestionReport] = Future()
        if not self.asked:
            future.set_exception(KeyboardInterrupt())
        self.asked.append(one.id)
        return future


def test_what_was_not_graded_is_graded_the_next_time_and_never_given_up(tmp_path: Path) -> None:
    typed = "2\n2\n2\n3\nhand in\n"
    begun = run(tmp_path, typed, BANK, "--trust", judge=Interrupting)
    assert "Grading 0/3" in begun
    with Store.open(tmp_path) as store:
        assert {one.grade for one in store.attempts()} == {Grade.PENDING}
        (handed_in,) = store.sessions(Mode.EXAM, open_only=True)
    run(tmp_path, typed, BANK, "--trust", "--new", "--minutes", "9")
    with Store.open(tmp_path) as store:
        assert [one.key for one in store.sessions(Mode.EXAM, open_only=True)] == [handed_in.key]
    assert "of 4 right" in run(tmp_path, "", "--trust")
    with Store.open(tmp_path) as store:
        assert Grade.PENDING not in {one.grade for one in store.attempts()}
        assert store.sessions(Mode.EXAM, open_only=True) == ()
        assert len(list(store.attempts())) == 8


@pytest.mark.parametrize("wrong", [("--questions", "0"), ("--minutes", "nan"), ("--new", "--resume")])
def test_wrong_usage(wrong: tuple[str, ...]) -> None:
    out = io.StringIO()
    environment = Environment(stdin=io.StringIO(), stdout=out, stderr=out, variables={"LANG": "en_US.UTF-8"})
    assert main(["exam", *wrong], environment) == 2
    assert "exam-drill exam: error" in out.getvalue()


def test_a_store_that_cannot_be_opened_is_told_and_does_not_stop_the_exam(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    written = run(tmp_path / "file", "1\n", BANK, "--trust")
    assert "this exam is not saved" in written
    assert "cannot be gone on with" in written
    assert "Your records cannot be used" in run(tmp_path / "file", "", "--results", code=3)


def test_questions_that_have_changed_since_are_left_out_and_told(tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    text = Path(BANK).read_text(encoding="utf-8")
    bank.write_text(text, encoding="utf-8")
    run(tmp_path / "data", "2\n2\n", str(bank), "--trust", "--seed", "1")
    bank.write_text(text.replace("options: [h, h + h, 3 * h]", "options: [h, h + h, 4 * h]"), encoding="utf-8")
    written = run(tmp_path / "data", "q\n", "--trust", "--resume")
    assert "1 question left out" in written
    assert "answered 1 · open 2" in written
    bank.unlink()
    assert "no question to ask" in run(tmp_path / "data", "", "--trust", "--resume", code=2)
    bank.write_text(text.replace("id: ", "id: other-"), encoding="utf-8")
    assert "--new begins a new one" in run(tmp_path / "data", "", "--trust", "--resume", code=2)
    assert "answered 0 · open 4" in run(tmp_path / "data", "", str(bank), "--trust", "--new")
    assert "given up" in run(tmp_path / "data", "", "--results")
