"""`exam-drill check`: reports, selections, exit codes, and what it says when something is wrong."""

import io
import json
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from exam_drill.cli import Exit, main
from exam_drill.environment import Environment
from exam_drill.sandbox import SandboxError

BANK = """format: 1
questions:
  - id: proven-one
    tags: [good]
    reference: {code: "def f(x): return 2 * x", inputs: {x: N}}
    code: |
      def f(x):
          return (あ)
    options: [2 * x, 3 * x, x.sum()]
    answer: 1
  - id: wrong-key
    tags: [bad]
    reference: {code: "def f(x): return 2 * x", inputs: {x: N}}
    code: |
      def f(x):
          return (あ)
    options: [2 * x, 3 * x]
    answer: 2
  - id: two-answers
    tags: [bad]
    reference: {code: "def f(x): return 2 * x", inputs: {x: N}}
    code: |
      def f(x):
          return (あ)
    options: [2 * x, x + x, "[red]x[/red]"]
    answer: 1
"""
BROKEN = """format: 1
questions:
  - id: Not Kebab
    refrence: gru.gru
"""
HOSTILE = """format: 1
questions:
  - id: hostile
    reference: {code: "def f(x): return 2 * x", inputs: {x: N}}
    code: |
      def f(x):
          return (あ)
    options:
      - "2 * x"
      - "all(True for _ in iter(int, 1))"
      - "np.zeros(10**11)"
      - "__import__('ctypes').string_at(0)"
      - "(_ for _ in ()).throw(ValueError(chr(27) + '[31m' + chr(0x202e)))"
  - id: good
    reference: gru.gru
    code: |
      def gru(x, h, Wr, Ur, Wz, Uz, Wh, Uh):
          r, z = sigmoid(x @ Wr.T + h @ Ur.T), sigmoid(x @ Wz.T + h @ Uz.T)
          h_bar = np.tanh(x @ Wh.T + (r * h) @ Uh.T)
          return (こ)
    options: [z * h_bar, (1 - z) * h + z * h_bar]
    answer: 2
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "topic" / "bank.yaml"
    path.parent.mkdir()
    path.write_text(BANK, encoding="utf-8")
    return path


def check(*arguments: object, **variables: str) -> tuple[int, str, str]:
    """(exit code, standard output, standard error) of `exam-drill check`."""
    out, errors = io.StringIO(), io.StringIO()
    environment = Environment(io.StringIO(), out, errors, {"LANG": "en_US.UTF-8", **variables})
    code = main(["check", "--no-cache", *map(str, arguments)], environment)
    return code, out.getvalue(), errors.getvalue()


def findings(*arguments: object) -> dict[str, str]:
    report = json.loads(check("--format", "json", *arguments)[1])
    return {item["id"]: blank["finding"] for item in report["questions"] for blank in item["blanks"]}


def test_the_json_report_keeps_its_contract(bank: Path) -> None:
    code, out, errors = check(bank, "--format", "json")
    report = json.loads(out)
    assert (code, errors) == (Exit.FINDINGS, "")
    summary = report["summary"]
    assert report["format"] == 1
    assert {name: summary[name] for name in ("questions", "blanks", "options", "findings")} == {
        "questions": 3,
        "blanks": 3,
        "options": 8,
        "findings": {"proven": 1, "wrong_key": 1, "ambiguous": 1},
    }
    assert summary["seconds"] > 0
    first = report["questions"][0]
    assert (first["id"], first["path"], first["line"]) == ("proven-one", str(bank), 3)
    (blank,) = first["blanks"]
    assert {name: blank[name] for name in ("label", "finding", "warnings", "published", "executed")} == {
        "label": "あ",
        "finding": "proven",
        "warnings": [],
        "published": 1,
        "executed": [1],
    }
    assert blank["receipt"]["trials"] == 12
    right, wrong, shape = blank["options"]
    assert (right["number"], right["code"], right["verdict"], right["reason"]) == (1, "2 * x", "matches", None)
    assert (wrong["verdict"], wrong["reason"]["kind"]) == ("differs", "value")
    assert wrong["reason"]["max_abs_error"] > 0
    assert wrong["reason"]["text"]
    assert (shape["reason"]["kind"], shape["margin"]) == ("shape", None)
    json.dumps(report, allow_nan=False)


def test_two_runs_give_the_same_report(bank: Path) -> None:
    one, other = (json.loads(check(bank, "--no-cache", "--format", "json")[1]) for _ in range(2))
    for report in (one, other):
        del report["summary"]["seconds"]
    assert one == other


def test_the_text_report_explains(bank: Path) -> None:
    code, out, _ = check(bank)
    assert code == Exit.FINDINGS
    words = " ".join(out.split())
    assert "wrong_key wrong-key" in words
    assert "The published answer is 2, but only option 1 agrees with the reference on all 12 trials." in words
    assert "the same output as option 1 on all 12 trials is given by option 2" in words
    line = BANK[: BANK.index("answer: 2")].count("\n") + 1
    assert f"{bank}:{line}:13" in words  # the place of the wrong answer
    assert "[red]x[/red]" in words  # code is no markup
    assert "1 proven" in words
    assert "\x1b" not in out
    japanese = "".join(check(bank, "--lang", "ja")[1].split())
    assert "公表された正解は2ですが" in japanese


@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_no_line_is_wider_than_the_screen(bank: Path, width: str) -> None:
    from rich.cells import cell_len

    for language in ("ja", "en"):
        out = check(bank, "--all", "--lang", language, COLUMNS=width)[1]
        assert max(map(cell_len, out.splitlines())) <= int(width)


def test_questions_are_chosen(bank: Path) -> None:
    assert set(findings(bank)) == {"proven-one", "wrong-key", "two-answers"}
    assert set(findings(bank, "--tag", "bad")) == {"wrong-key", "two-answers"}
    assert set(findings(bank, "--id", "proven-*")) == {"proven-one"}
    assert set(findings(bank, "--only", "topic")) == {"proven-one", "wrong-key", "two-answers"}
    assert set(findings(bank, "--tag", "bad", "--id", "wrong-key")) == {"wrong-key"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--tag", "ugly"), "bad, good"),
        (("--id", "nothing"), "proven-one"),
        (("--only", "elsewhere"), "bank"),
        (("--tag", "good", "--id", "wrong-key"), "together"),
        (("--trials", "0"), "1 to 10000"),
        (("--format", "xml"), "json"),
        (("--time", "soon"), "--time"),
    ],
)
def test_wrong_usage_is_told(
    arguments: tuple[str, ...], told: str, bank: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, out, errors = check(bank, *arguments)
    assert code == Exit.USAGE
    assert out == ""
    assert told in errors + capfd.readouterr().err


def test_exit_codes(bank: Path, tmp_path: Path) -> None:
    assert check(bank, "--tag", "good")[0] == Exit.FINE
    assert check(bank, "--tag", "bad")[0] == Exit.FINDINGS
    assert check(tmp_path / "missing.yaml")[0] == Exit.USAGE
    broken = tmp_path / "broken.yaml"
    broken.write_text(BROKEN)
    code, out, _ = check(broken, bank, "--tag", "good")
    assert code == Exit.USAGE
    assert "unknown-key" in out
    assert "reference" in out  # the nearest known key
    assert "proven-one" in out  # the questions without a problem are judged all the same
    report = json.loads(check(broken, bank, "--tag", "good", "--format", "json")[1])
    assert report["summary"]["findings"] == {"proven": 1, "invalid": 1}
    assert report["questions"][1]["id"] == "Not Kebab"
    assert report["questions"][1]["blanks"][0]["finding"] == "invalid"
    assert {problem["code"] for problem in report["problems"]} >= {"unknown-key", "id-form"}
    assert check(bank, "--tag", "good", "--strict")[0] == Exit.FINE


def test_problems_of_questions_that_were_not_asked_for_are_left_out(bank: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(BROKEN)
    assert check(broken, bank, "--id", "proven-one")[0] == Exit.FINE
    assert check(broken, bank, "--only", "broken", "--only", "topic")[0] == Exit.USAGE
    assert check(broken, bank, "--only", "topic", "--tag", "good")[0] == Exit.FINE


def test_a_full_disk_is_a_sentence(bank: Path) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    errors = io.StringIO()
    environment = Environment(io.StringIO(), Full(), errors, {})
    assert main(["check", str(bank), "--format", "json"], environment) == Exit.FAILURE
    assert "No space left" in errors.getvalue()
    assert "Traceback" not in errors.getvalue()


def test_warnings_are_findings_only_if_they_are_meant_to_be(tmp_path: Path) -> None:
    path = tmp_path / "weak.yaml"
    path.write_text(BANK.replace("options: [2 * x, 3 * x, x.sum()]", "options: [2 * x, 3 * x, x * 3]"))
    assert check(path, "--id", "proven-one")[0] == Exit.FINE
    assert check(path, "--id", "proven-one", "--strict")[0] == Exit.FINDINGS
    report = json.loads(check(path, "--id", "proven-one", "--format", "json")[1])
    assert report["questions"][0]["blanks"][0]["warnings"] == ["twin_distractors"]


def test_a_hostile_bank_is_told_apart_and_leaves_the_good_question_proven(tmp_path: Path) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(HOSTILE.replace("  - id: good", "    answer: 1\n  - id: good"), encoding="utf-8")
    code, out, _ = check(path, "--format", "json", "--time", "1")
    assert code == Exit.FINE
    hostile, good = json.loads(out)["questions"]
    assert good["blanks"][0]["finding"] == "proven"
    verdicts = [(item["verdict"], (item["reason"] or {}).get("kind")) for item in hostile["blanks"][0]["options"]]
    assert verdicts == [
        ("matches", None),
        ("timed_out", "limit"),
        ("raises", "limit"),
        ("refused", "policy"),
        ("refused", "policy"),
    ]
    text = check(path, "--all", "--time", "1")[1]
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_the_print_is_judged_as_it_was_printed() -> None:
    report = json.loads(check("--as-printed", "--format", "json", "--id", "encoder-embedding")[1])
    assert report["summary"]["as_printed"] is True
    (question,) = report["questions"]
    assert question["blanks"][0]["finding"] == "ambiguous"
    assert question["blanks"][0]["executed"] == [1, 3]
    assert question["printed_in"]


def test_a_print_that_is_no_python_is_a_finding_and_no_fault_of_the_bank() -> None:
    assert check("--as-printed", "--id", "birnn-features")[0] == Exit.FINDINGS


@pytest.mark.parametrize("arguments", [(), ("--format", "json")])
def test_a_broken_harness_never_looks_like_success(
    arguments: tuple[str, ...], bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exam_drill.sandbox.launch._WORKER", "raise SystemExit('broken on purpose')")
    code, out, errors = check(bank, *arguments)
    assert code == Exit.FAILURE
    assert out == ""
    assert "broken on purpose" in errors
    assert "nothing was judged" in errors


def test_a_fault_of_ours_is_told_as_such(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> Any:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr("exam_drill.evaluate.Evaluator.evaluate", fail)
    code, out, errors = check(bank)
    assert (code, out) == (Exit.FAILURE, "")
    assert "a fault of ours" in errors
    monkeypatch.setattr(
        "exam_drill.evaluate.Evaluator.evaluate", lambda *_: (_ for _ in ()).throw(SandboxError("no-child"))
    )
    assert check(bank)[0] == Exit.FAILURE


def test_a_closed_pipe_and_an_unknown_command(bank: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LANG": "en_US.UTF-8"}
    command = f"{sys.executable} -m exam_drill check --all {bank} | head -n 1; exit ${{PIPESTATUS[0]}}"
    piped = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True)
    assert "Traceback" not in piped.stderr
    unknown = subprocess.run(
        [sys.executable, "-m", "exam_drill", "chekc"], env=environment, capture_output=True, text=True
    )
    assert unknown.returncode == Exit.USAGE
    assert "did you mean check?" in unknown.stderr
    missing = subprocess.run(
        [sys.executable, "-m", "exam_drill", "my.yaml"], env=environment, capture_output=True, text=True
    )
    assert missing.returncode == Exit.USAGE
    assert "no file" in missing.stderr


def test_a_progress_bar_on_a_terminal_only(bank: Path) -> None:
    import pexpect

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm", "LANG": "en_US.UTF-8"}
    child = pexpect.spawn(
        sys.executable, ["-m", "exam_drill", "check", str(bank)], env=environment, encoding="utf-8", timeout=60
    )
    child.expect("running")
    child.expect("wrong_key")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == Exit.FINDINGS


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is no worker that forks")
@pytest.mark.parametrize(
    ("arguments", "ahead"),
    [(["--jobs", "1"], 1), ([], 1), (["--jobs", "2"], 0), (["--executor", "threads"], 0)],
    ids=["one-job", "usual", "processes-of-our-own", "an-executor"],
)
def test_the_worker_is_on_its_way_where_it_will_be_needed_and_nowhere_else(
    arguments: list[str], ahead: int, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []

    def counted(layers: object) -> nullcontext[None]:
        started.append(layers)
        return nullcontext()

    monkeypatch.setattr("exam_drill.commands.check.head_start", counted)
    assert check(bank, *arguments)[0] == Exit.FINDINGS
    assert len(started) == ahead
