"""`exam-drill new`: what is written is a proven question, and nothing else of the file changes."""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest

from exam_drill.bank import Bank, built_in, load_bank
from exam_drill.catalogue import built_in_bank
from exam_drill.cli import Exit, build_parser
from exam_drill.commands import new, new_question, new_target
from exam_drill.commands.new import run
from exam_drill.editing import Edit, append_question, apply
from exam_drill.environment import Environment
from exam_drill.evaluate import evaluate
from exam_drill.markers import find_markers
from exam_drill.quality import Finding, judge_question
from exam_drill.question import Question, WrittenReference
from exam_drill.sandbox import Sandbox, TooLittleError

Result = tuple[int, str, str]
New = Callable[..., Result]

RIGHT = "(1 - z) * h + z * h_bar"
GRU = ("--reference", "gru.gru", "--blank", RIGHT)
WRONG = ("--wrong", "z * h_bar", "--wrong", "z * h + (1 - z) * h_bar", "--wrong", "(1 - z) * h")

SOURCE = """import numpy as np

EPS = 1e-12


def shifted(x):
    return x - x.max(axis=1, keepdims=True)


def softmax(x, scale: float = 1.0):
    \"\"\"x: (N, D) scores\"\"\"
    z = shifted(x) * scale   # (N, D)
    e = np.exp(z)            # (N, D)
    return e / (e.sum(axis=1, keepdims=True) + EPS)
"""


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def ours() -> Bank:
    """The built-in bank, read once."""
    return built_in(built_in_bank())


@pytest.fixture
def new_in(sandbox: Sandbox, ours: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> New:
    """Runs the command in an empty folder; with `typed`, on a terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(new_question, "built_in", lambda _: ours)

    def call(*arguments: str, typed: str | None = None, lang: str = "en") -> Result:
        stream = io.StringIO if typed is None else Terminal
        out, errors = stream(), io.StringIO()
        environment = Environment(stream(typed or ""), out, errors, {"LANG": "C"})
        parsed = build_parser("new").parse_args([*arguments, "--lang", lang])
        return run(parsed, environment, lambda: nullcontext(sandbox)), out.getvalue(), errors.getvalue()

    return call


def only(path: str) -> Question:
    bank = load_bank([path])
    assert bank.problems == ()
    return bank.questions[-1]


def test_a_question_from_a_reference_is_written_and_proven(new_in: New, sandbox: Sandbox) -> None:
    code, out, errors = new_in(*GRU, *WRONG, "--id", "gru-mine", "--title", "Mine", "--title", "題", "--label", "こ")
    assert (code, errors) == (Exit.FINE, "")
    assert out.startswith("gru.yaml:3:5: wrote question gru-mine.\n(こ) proven: ")
    question = only("gru.yaml")
    assert question.id == "gru-mine"
    assert str(question.reference) == "gru.gru"
    assert (question.title.ja, question.title.en) == ("題", "Mine") if question.title else False
    assert question.prompt is not None
    assert "(こ)" in (question.prompt.ja or "")
    assert "(N, D)" in (question.prompt.en or "")
    assert question.syllabus == "3.5"
    assert "h_new = (こ)  # (N, H)" in question.code.text
    assert "x: (N, D)    h: (N, H)    Wr, Wz, Wh: (H, D)" in question.code.text
    (blank,) = question.blanks
    assert blank.options[blank.answer - 1].code.text == RIGHT
    assert blank.options[blank.answer - 1].why is None
    whys = [option.why for option in blank.options if option.number != blank.answer]
    assert all(why is not None and why.ja and why.en for why in whys)
    assert len({why.en for why in whys if why}) == 3
    assert [report.finding for report in judge_question(evaluate(question, sandbox)).blanks] == [Finding.PROVEN]


def test_a_question_from_a_file_takes_what_it_needs(new_in: New) -> None:
    Path("my_ref.py").write_bytes(b"\xef\xbb\xbf" + SOURCE.replace("\n", "\r\n").encode())
    code, out, _ = new_in(
        "--from", "my_ref.py", "--function", "softmax", "--to", "bank.yaml", "--input", "scale: uniform(2, 3)",
        "--blank", "e.sum(axis=1, keepdims=True)", "--wrong", "e.sum()", "--why", "すべての行の和になる。",
        "--blank", "shifted(x) * scale", "--wrong", "shifted(x) / scale", "--wrong", "shifted(x)",
    )  # fmt: skip
    assert code == Exit.FINE, out
    question = only("bank.yaml")
    assert isinstance(question.reference, WrittenReference)
    assert question.reference.function == "softmax"
    assert question.reference.inputs == {"x": "N D", "scale": "uniform(2, 3)"}
    assert question.given == ("shifted",)
    assert question.code.text.startswith("EPS = 1e-12\n\ndef softmax(x, scale=1.0):\n")
    assert [marker.label for marker in find_markers(question.code.text)] == ["あ", "い"]
    assert [len(blank.options) for blank in question.blanks] == [3, 2]
    why = next(option.why for option in question.blank("い").options if option.why)
    assert why.ja == "すべての行の和になる。"
    assert why.en


def test_a_question_is_added_below_the_others(new_in: New) -> None:
    assert new_in(*GRU, *WRONG)[0] == Exit.FINE
    text = "# mine\n" + Path("gru.yaml").read_text() + "    # left to do\n# end"
    Path("gru.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    code, out, _ = new_in(*GRU, *WRONG, "--to", "gru.yaml")
    assert code == Exit.FINE
    assert "wrote question gru-2" in out
    data = Path("gru.yaml").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    after = data.removeprefix(b"\xef\xbb\xbf").decode()
    assert after.count("\n") == after.count("\r\n")
    after = after.replace("\r\n", "\n")
    start = text.index("# end")
    assert after.startswith(text[:start] + "  - id: gru-2\n")
    assert after.endswith("\n# end")
    assert [question.id for question in load_bank(["gru.yaml"]).questions] == ["gru", "gru-2"]


def test_a_dry_run_writes_nothing(new_in: New) -> None:
    code, out, _ = new_in(*GRU, *WRONG, "--dry-run", "--syllabus", "3.10")
    assert code == Exit.FINE
    assert "- id: gru\n" in out
    assert 'syllabus: "3.10"' in out
    assert "proven" in out
    assert os.listdir() == []


def test_what_is_not_proven_is_written_and_said(new_in: New) -> None:
    code, out, _ = new_in(*GRU, "--wrong", "h + z * (h_bar - h)", "--wrong", "h")
    assert code == Exit.FINDINGS
    assert "ambiguous" in out
    assert "wrote question" in out
    blank = only("gru.yaml").blanks[0]
    assert all(o.why is None for o in blank.options if o.code.text == "h + z * (h_bar - h)")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--reference gru.gru"),
        (("--reference", "gru.gru", "--from", "a.py"), "either --reference or --from"),
        (("--reference", "gru"), "module.function"),
        (("--reference", "gru.gruu"), "gru.gru"),
        (("--reference", "gruu.gru"), "gru.gru"),
        (("--from", "nowhere.py"), "nowhere.py cannot be read"),
        (("--from", "."), "cannot be read"),
        (("--from", "a\0b"), "cannot be read"),
        ((*GRU, *WRONG, "--id", "A_b"), "a-b"),
        ((*GRU, *WRONG, "--id", "gru-state-update"), "gru-state-update-2"),
        ((*GRU, *WRONG, "--to", "."), "is a folder"),
        ((*GRU, *WRONG, "--to", "bank.txt"), "must end in .yaml"),
        ((*GRU, *WRONG, "--to", "no/where.yaml"), "cannot be written"),
        ((*GRU, *WRONG, "--label", "A"), "one kana"),
        ((*GRU, *WRONG, "--label", "あ", "--label", "あ"), "twice"),
        ((*GRU, *WRONG, "--label", "あ", "--label", "い"), "more --label"),
        ((*GRU, "--wrong", RIGHT), "same-options"),
        ((*GRU, "--wrong", "x" * 5000), "too-long"),
        ((*GRU, "--wrong", " "), "nothing was written"),
        ((*GRU, *WRONG, "--syllabus", "three"), "syllabus-form"),
        ((*GRU, *WRONG, "--title", "a\x1bb"), "control-character"),
        ((*GRU, *WRONG, "--title", "\udc80"), "cannot be used"),
        ((*GRU[:2], "--blank", "h + z", *WRONG), "no expression of its own"),
        ((*GRU[:2], "--blank", "h + zz", *WRONG), "The nearest"),
        ((*GRU[:2], "--blank", "z", *WRONG), "--line"),
        ((*GRU[:2], "--blank-lines", "1-5", *WRONG), "no whole statements"),
        ((*GRU[:2],), "[4] (1 - z) * h + z * h_bar  :9"),
        ((*GRU, *WRONG, "--blank", "1 - z", "--wrong", "z"), "overlap"),
    ],
)
def test_what_is_missing_or_wrong_is_told_and_nothing_is_written(
    new_in: New, arguments: Sequence[str], said: str
) -> None:
    code, out, errors = new_in(*arguments)
    assert code == Exit.USAGE, out
    assert "wrote" not in out
    assert said in errors
    assert os.listdir() == []


@pytest.mark.parametrize(
    ("source", "arguments", "said"),
    [
        ("def f(x):\n    return x + 1\n", (), '--input "x: N D"'),
        ("def f(x):\n    return x +\n", (), "a.py, line 2, is no Python"),
        ("import os\ndef f(x):  # x: (N, D)\n    return os.getcwd()\n", (), "line 1, column 8"),
        ("def f(x): return x\ndef g(x): return x\n", (), "--function: f, g"),
        ("x = 1\n", (), "has no function"),
        ("def f(x):\n    return x + 1\n", ("--input", "y: N"), "no parameter y"),
        ("def f(x):\n    return x + 1\n", ("--input", "x: many N"), "cannot be read"),
        ("def f(x):\n    return x + 1\n", ("--input", "x"), "name: declaration"),
        ("x" * 200_001, (), "too long"),
    ],
)
def test_files_that_cannot_be_used(new_in: New, source: str, arguments: Sequence[str], said: str) -> None:
    Path("a.py").write_text(source)
    code, _, errors = new_in("--from", "a.py", "--blank", "x + 1", "--wrong", "x", *arguments)
    assert code == Exit.USAGE
    assert said in errors
    assert os.listdir() == ["a.py"]


def test_a_reference_that_fails_is_not_written(new_in: New) -> None:
    Path("a.py").write_text("def f(x, y):\n    return x @ y + 1\n")
    inputs = ("--input", "x: N D", "--input", "y: N D")
    code, _, errors = new_in("--from", "a.py", *inputs, "--blank", "x @ y", "--wrong", "y @ x")
    assert code == Exit.FINDINGS
    assert "does not run" in errors
    assert "reference_failed" in errors
    assert os.listdir() == ["a.py"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format: 1\nquestions: [{id: a}]\n", "- id: …"),
        ("a: [", "exam-drill check"),
        ("\x00", "control-character"),
        ("format: 2\nquestions:\n- id: a\n", "format-unknown"),
    ],
)
def test_a_file_that_cannot_be_added_to_stays(new_in: New, text: str, said: str) -> None:
    Path("gru.yaml").write_text(text)
    code, _, errors = new_in(*GRU, *WRONG)
    assert code == Exit.USAGE
    assert said in errors
    assert Path("gru.yaml").read_text() == text


def test_an_edit_that_would_harm_another_question_is_not_written(new_in: New, monkeypatch: pytest.MonkeyPatch) -> None:
    new_in(*GRU, *WRONG)
    Path("gru.yaml").write_text("# mine\n" + Path("gru.yaml").read_text())
    before = Path("gru.yaml").read_text()

    def careless(text: str, question: str) -> Edit:
        return append_question(text, question)._replace(start=0, text=text[6:] + question.replace("- id", "  - id"))

    def losing(text: str, question: str) -> Edit:
        edit = append_question(text, question)
        return Edit(0, len(text), apply(text, [edit])[len("# mine\n") :])

    for harmful in (careless, losing):
        monkeypatch.setattr(new_target, "append_question", harmful)
        code, _, errors = new_in(*GRU, *WRONG)
        assert code == Exit.USAGE
        assert errors
        assert Path("gru.yaml").read_text() == before
    assert "# mine" in errors


def test_a_file_that_is_changed_meanwhile_stays(new_in: New, monkeypatch: pytest.MonkeyPatch) -> None:
    new_in(*GRU, *WRONG)

    def evaluating(*arguments: object) -> object:
        Path("gru.yaml").write_text("# another author\n")
        return evaluate(*arguments)

    monkeypatch.setattr(new_question, "evaluate", evaluating)
    code, _, errors = new_in(*GRU, *WRONG)
    assert code == Exit.USAGE
    assert "changed meanwhile" in errors
    assert Path("gru.yaml").read_text() == "# another author\n"


def test_what_is_missing_is_asked_for_on_a_terminal(new_in: New) -> None:
    typed = "\nh + z\n99\n４\nUpdate of the state\ngru-state-update\ngru-mine\n"
    typed += "9\nx\n0\nz * h_bar\nIt loses the state.\nz * h\n\n\n"
    code, out, errors = new_in("--reference", "gru.gru", typed=typed)
    assert "for a whole line write 99-99." in " ".join(out.split())  # a slip is no line of the program
    assert (code, errors) == (Exit.FINE, "")
    assert "[4] (1 - z) * h + z * h_bar  :9" in out
    assert "no expression of its own" in out
    assert "id [gru-update-of-the-state]: The id gru-state-update is taken." in out
    question = only("gru.yaml")
    assert question.id == "gru-mine"
    assert question.title is not None
    assert question.title.en == "Update of the state"
    options = question.blanks[0].options
    assert {option.code.text for option in options} == {RIGHT, "z * h_bar", "z * h"}
    assert "It loses the state." in [option.why.en for option in options if option.why]


def test_wrong_options_are_proposed(new_in: New) -> None:
    code, out, _ = new_in(*GRU)
    assert code == Exit.FINE
    options = only("gru.yaml").blanks[0].options
    assert len(options) == 4
    assert sum(option.why is not None for option in options) == 3
    code, out, _ = new_in(*GRU, typed="\n\n１、3\n")
    assert code == Exit.FINE
    assert "[3]" in out
    assert len(only("gru.yaml").blanks[0].options) == 3


def test_a_blank_that_nothing_can_be_proposed_for_asks_for_a_wrong_option(
    new_in: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_question, "propose", lambda *_: ())
    code, _, errors = new_in(*GRU)
    assert code == Exit.USAGE
    assert "--wrong" in errors
    assert os.listdir() == []


def test_which_occurrence_is_asked_for_on_a_terminal(new_in: New) -> None:
    Path("f.py").write_text("def f(x):\n    y = x + 1\n    return y * (x + 1)\n")
    code, out, _ = new_in("--from", "f.py", "--blank", "x + 1", "--wrong", "x", typed="N D\nmany\n6\n\n\n")
    assert code == Exit.FINE, out
    assert "return y * (あ)" in only("f.yaml").code.text


@pytest.mark.parametrize("typed", ["", "4\n", "4\n\n", "4\n\n\n", "4\n\n\n0\n", "4\n\n\n0\nz\n", "4\n\n\n0\nz\n\n"])
def test_the_end_of_what_is_typed_ends_it_without_a_file(new_in: New, typed: str) -> None:
    code, _, errors = new_in("--reference", "gru.gru", typed=typed)
    assert code == Exit.USAGE
    assert "nothing was written" in errors
    assert os.listdir() == []


def test_a_file_of_ones_own_is_not_run_where_the_kernel_gives_too_little(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_text("def f(x):\n    return x\n")
    asked: list[bool] = []

    class Weak:
        def __init__(self, untrusted: bool) -> None:
            asked.append(untrusted)

        def __enter__(self) -> None:
            raise TooLittleError(("files",))

        def __exit__(self, *exception: object) -> None:
            pass

    monkeypatch.setattr("exam_drill.sandbox.Sandbox", Weak)
    errors = io.StringIO()
    for arguments in (["--from", "a.py"], ["--from", "a.py", "--trust"], ["--reference", "gru.gru"]):
        environment = Environment(io.StringIO(), io.StringIO(), errors, {"LANG": "en_US.UTF-8"})
        assert run(build_parser("new").parse_args(arguments), environment) == Exit.USAGE
    assert asked == [True, False, False]
    assert "--trust" in errors.getvalue()


def uncounted(text: str) -> str:
    """The words, without on how many trials options failed: of strangers' options, which run alone, all are run."""
    return re.sub(r" \[[^\]]* trials\]", "", " ".join(text.split()))


def test_the_documentation_shows_what_is_really_printed(new_in: New) -> None:
    page = (Path(new.__file__).parents[2] / "docs" / "new.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```([a-z]*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    Path("my_ref.py").write_text(next(body for kind, body in blocks if kind == "python"))
    commands = [shlex.split(body)[2:] for kind, body in blocks if kind == ""]
    texts = [uncounted(body) for kind, body in blocks if kind == "text"]
    assert len(commands) == 2
    for arguments, text in zip(commands, texts, strict=False):
        code, out, _ = new_in(*arguments)
        assert code == Exit.FINE
        written, _, report = uncounted(out).partition("What next:")
        assert text.startswith(written)
        assert set(report.split()) <= set(text.split()) | {"preview"}
    assert Path("gru.yaml").read_text() == next(body for kind, body in blocks if kind == "yaml")
    for blank, text in zip(("h + z", "h"), texts[2:], strict=True):
        assert " ".join(new_in("--reference", "gru.gru", "--blank", blank)[2].split()).startswith(text)
