"""The command `preview`: what it shows of what it is asked for, and what it says of what it cannot show."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from previewing import BANK, preview
from requirements import lacking
from rich.cells import cell_len

from exam_drill.bank import load_bank
from exam_drill.cli import main
from exam_drill.environment import Environment
from exam_drill.markers import find_markers
from exam_drill.question import LANGUAGES, Language
from exam_drill.quiz.arrangement import arrange
from exam_drill.quiz.frame import compose, height
from exam_drill.quiz.question_page import question_page
from exam_drill.quiz.session import begin
from exam_drill.sandbox import DeadlineError, SandboxError, TooLittleError
from exam_drill.selection import Selection

pytestmark = pytest.mark.usefixtures("lent")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_screen_is_the_one_that_the_quiz_draws(language: Language, width: int) -> None:
    out = preview("two-blanks", BANK, "--no-run", "--lang", language, "--width", str(width))[1]
    question = next(one for one in load_bank([BANK]).questions if one.id == "two-blanks")
    state = begin(arrange([question], Selection(0, shuffle=False), find_markers))
    for position in (0, 1):
        page = question_page(state._replace(position=position), language)
        frame = compose(page, width, height(page, width, language), None, language)
        assert frame.last == 0
        assert "\n".join(line.plain.rstrip() for line in frame.lines) in out


def test_a_shuffled_order_is_that_of_a_quiz_with_this_seed() -> None:
    orders = set()
    for seed in range(6):
        out = preview("raising", BANK, "--no-run", "--shuffle", str(seed))[1]
        question = next(one for one in load_bank([BANK]).questions if one.id == "raising")
        (item,) = arrange([question], Selection(seed, shuffle=True), find_markers)
        lines = [line[8:].rstrip("│ ") for line in out.splitlines() if line[4:7].strip().isdigit() and line[2] == " "]
        assert lines[-6:] == [option.code.text for option in item.options]
        orders.add(item.order)
    assert len(orders) > 1
    assert "numbered as in the print" in preview("raising", BANK, "--shuffle", "1")[1]


@pytest.mark.parametrize("name", ["two-blanks", "raising", "shapes", "in-place", "class", "large", "no-python"])
@pytest.mark.parametrize("width", [20, 40, 60, 80])
def test_no_line_is_too_wide(name: str, width: int) -> None:
    for more in ((), ("--trial", "1", "--all-trials")):
        code, out, _ = preview(name, BANK, *more, "--width", str(width), "--lang", "ja")
        assert code == (1 if name == "no-python" else 0)
        assert max(map(cell_len, out.splitlines())) <= width


def test_one_option_and_one_blank() -> None:
    out = preview("two-blanks", BANK, "--blank", "い", "--option", "3")[1]
    assert "blank (い) 2/2" in out
    assert "blank (あ)" not in out
    assert "ValueError on line 3" in out
    assert "option 1" not in out
    table = preview("two-blanks", BANK, "--all-trials", "--blank", "あ")[1]
    assert "(あ) 2" in table
    assert "(い)" not in table


def test_a_trial_takes_the_place_of_the_page_and_a_table_stands_before_it() -> None:
    out = preview("class", BANK, "--trial", "2", "--all-trials")[1]
    assert "What the learner sees" not in out
    assert 0 < out.index("Trial by trial") < out.index("Trial 2/12") < out.index("Inputs")
    assert out.count("ValueError") >= 1


def test_more_trials_and_another_seed() -> None:
    out = preview("class", BANK, "--trial", "20", "--trials", "20", "--seed", "3")[1]
    assert "Trial 20/20" in out
    assert out != preview("class", BANK, "--trial", "20", "--trials", "20", "--seed", "4")[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("shape", BANK), "There is no question with the id “shape”.\nNearest: shapes\n"),
        (("class", BANK, "--trial", "99"), "There is no trial 99; this question has the trials 1–12.\n"),
        (("large", BANK, "--trial", "4"), "There is no trial 4; this question has the trials 1–3.\n"),
        (("class", BANK, "--option", "4"), "There is no option 4; there are: 1, 2, 3\n"),
        (("two-blanks", BANK, "--blank", "う"), "There is no blank “う”; there are: あ, い\n"),
        (("class", BANK, "--no-run", "--trial", "1"), "leave out --no-run"),
        (("class", "nowhere.yaml"), "nowhere.yaml"),
        (("class", BANK, "--html", "nowhere/page.html"), "nowhere/page.html cannot be written: No such file"),
        (("class", BANK, "--html", "."), ". cannot be written: Is a directory"),
        (("class", BANK, "--html", BANK), "is no HTML page and is not overwritten"),
        (("class", BANK, "--html", "a\0b"), "a␀b cannot be written: "),
    ],
)
def test_a_wish_that_cannot_be_fulfilled_is_wrong_usage(arguments: tuple[str, ...], words: str) -> None:
    before = Path(BANK).read_bytes()
    code, out, errors = preview(*arguments)
    assert (code, out) == (2, "")
    assert words in errors
    assert Path(BANK).read_bytes() == before


def test_a_question_with_mistakes_has_all_of_its_own_told(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    text = "format: 1\nquestions:\n- {id: other, nonsense: 1}\n- id: one\n  code: 'def f(x): return (あ)'\n"
    path.write_text(text + "".join(f"  key-{number}: 1\n" for number in range(9)), encoding="utf-8")
    code, out, errors = preview("one", str(path))
    assert (code, out) == (2, "")
    assert all(f"{path}:{6 + number}:3: unknown-key" in errors for number in range(9))
    assert ":3:" not in errors.replace(":3: ", "")  # nothing of the other question's


@pytest.mark.parametrize(
    ("name", "code"),
    [("class", 0), ("wrong-key", 1), ("failing-reference", 1), ("no-python", 1), ("two-blanks", 0)],
)
def test_what_is_not_proven_is_a_finding(name: str, code: int) -> None:
    assert preview(name, BANK)[0] == code


def test_a_reference_that_fails_is_told_with_its_inputs() -> None:
    out = preview("failing-reference", BANK)[1]
    assert "reference_failed: " in out
    assert "ValueError: too <short>" in out
    assert f"at {BANK}:" in out
    assert "Trial 2/12" in out
    assert 'x  "N"  float64 (1,)' in out
    assert "There is none: the reference itself failed." in out


def test_a_program_that_is_no_python_is_told_once() -> None:
    out = preview("no-python", BANK)[1]
    assert "invalid: " in out
    assert out.count("SyntaxError") <= 1


@pytest.mark.parametrize(
    ("error", "code", "shown", "words"),
    [
        (SandboxError("closed"), 3, True, "closed"),  # already when it is made
        (TooLittleError(("files",)), 2, False, "--trust"),
        (DeadlineError(), 1, True, "longer than 30 s"),
    ],
)
def test_what_cannot_be_run_is_told(
    error: Exception, code: int, shown: bool, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    where = "exam_drill.sandbox.Sandbox" if isinstance(error, SandboxError) else "exam_drill.inspection.inspect"
    monkeypatch.setattr(where, fail)
    found, out, errors = preview("class", BANK)
    assert found == code
    assert words in errors
    assert ("What the learner sees" in out) is shown


def test_a_pipe_has_no_colours_and_a_process_leaves_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    environment = {**os.environ, "LANG": "en_US.UTF-8"}
    command = [sys.executable, "-m", "exam_drill", "preview", "class", BANK]
    done = subprocess.run([*command, "--trial", "1"], capture_output=True, text=True, env=environment, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert "*" in done.stdout  # what differs is told without colours
    done = subprocess.run([*command, "--html", str(page)], capture_output=True, text=True, env=environment, timeout=60)
    assert (done.returncode, done.stdout) == (0, f"Wrote {page}.\n")
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]


def test_an_encoding_without_signs_has_no_frames() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), "ascii", errors="backslashreplace")
    environment = Environment(io.StringIO(), stream, io.StringIO(), {"LANG": "en_US.UTF-8"}, lambda: 1.0)
    assert main(["preview", "class", BANK, "--no-run"], environment) == 0
    stream.seek(0)
    text = stream.read()
    assert "== 1/1 \\xb7 class ==\n" in text
    assert "   2  self.W @ x\n" in text
    assert "\\u256d" not in text


def test_a_full_disk_is_our_failure() -> None:
    if not Path("/dev/full").exists():
        lacking("this system has no device that is always full")
    code, _, errors = preview("class", BANK, "--html", "/dev/full")
    assert code == 3
    assert "/dev/full cannot be written: No space left on device" in errors
