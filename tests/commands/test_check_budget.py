"""`exam-drill check --budget`: a bank of endless loops ends in time, and whatever was left out is named."""

import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exam_drill.catalogue import built_in_bank
from exam_drill.cli import Exit, main
from exam_drill.commands.budget import BANK_SECONDS
from exam_drill.environment import Environment
from exam_drill.evaluate import Evaluator
from exam_drill.question import Question
from exam_drill.sandbox import DeadlineError
from exam_drill.verdict import Evaluation

QUESTION = """  - id: {id}
    tags: [{tag}]
    reference: {{code: "def f(x): return 2 * x", inputs: {{x: N}}}}
    code: |
      def f(x):
          return (あ)
    options: ["2 * x", "{option}"]
    answer: 1
"""
ENDLESS = "all(True for _ in iter(int, 1))"
PRINTED = """    source: {kind: note, title: a note}
    errata: [{corrected: 2 * x, printed: 4 * x, in: options}]
"""


class Clock:
    """A clock that goes on by itself only if it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def written(folder: Path, **options: str) -> Path:
    """A bank whose questions have `2 * x` and another option, each with its kind as a tag."""
    path = folder / "bank.yaml"
    questions = (
        QUESTION.format(id=name.replace("_", "-"), option=option, tag="endless" if option is ENDLESS else "honest")
        for name, option in options.items()
    )
    path.write_text("format: 1\nquestions:\n" + "".join(questions), encoding="utf-8")
    return path


def check(*arguments: object, clock: Callable[[], float] = time.monotonic) -> tuple[int, str, str]:
    """(exit code, standard output, standard error) of `exam-drill check`."""
    out, errors = io.StringIO(), io.StringIO()
    environment = Environment(io.StringIO(), out, errors, {"LANG": "en_US.UTF-8"}, monotonic=clock)
    code = main(["check", "--no-cache", *map(str, arguments)], environment)
    return code, out.getvalue(), errors.getvalue()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def deadlines(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> list[float | None]:
    """Every question takes exactly ten seconds of `clock`; the deadlines that the sandbox had meanwhile."""
    found: list[float | None] = []

    judge_question = Evaluator.evaluate

    def judge(self: Evaluator, question: Question) -> Evaluation:
        sandbox = self._sandbox
        deadline, sandbox.deadline = sandbox.deadline, None
        found.append(deadline)
        evaluation = judge_question(self, question)
        sandbox.deadline = deadline
        clock.now += 10
        if deadline is not None and clock.now > deadline:
            raise DeadlineError
        return evaluation

    monkeypatch.setattr(Evaluator, "evaluate", judge)
    return found


def test_a_bank_of_endless_loops_ends_in_time_and_says_what_it_left_out(tmp_path: Path) -> None:
    endless = {f"endless_{number}": ENDLESS for number in range(1, 9)}
    bank = written(tmp_path, honest="3 * x", **endless, late="4 * x")
    start = time.monotonic()
    code, out, errors = check(bank, "--budget", "3", "--time", "60", "--format", "json")
    assert time.monotonic() - start < 15  # not the minute of one option, to say nothing of eight
    report = json.loads(out)
    assert (code, errors) == (Exit.FINDINGS, "")
    assert [(item["id"], item["blanks"][0]["finding"]) for item in report["questions"]] == [("honest", "proven")]
    names = [name.replace("_", "-") for name in (*endless, "late")]
    assert report["left_out"] == {"reason": "budget", "seconds": 3.0, "blanks": 9, "questions": names}
    summary = report["summary"]
    assert (summary["questions"], summary["findings"], summary["left_out"]) == (1, {"proven": 1}, 9)
    assert 3 <= summary["seconds"] < 15


def test_after_a_time_out_the_next_question_is_judged(tmp_path: Path) -> None:
    bank = written(tmp_path, endless=ENDLESS, honest="3 * x")
    code, out, _ = check(bank, "--budget", "60", "--time", "0.5", "--format", "json")
    report = json.loads(out)
    first, second = (item["blanks"][0] for item in report["questions"])
    assert (code, report["left_out"]) == (Exit.FINE, None)
    assert (first["warnings"], first["options"][1]["verdict"]) == (["unjudged"], "timed_out")
    assert (second["finding"], second["warnings"]) == ("proven", [])


def test_people_are_told_in_their_language(tmp_path: Path, clock: Clock, deadlines: list[float | None]) -> None:
    bank = written(tmp_path, **{f"one_{number}": "3 * x" for number in range(1, 10)})
    code, out, errors = check(bank, "--budget", "20", clock=clock)
    assert (code, errors) == (Exit.FINDINGS, "")
    assert out.splitlines()[-1] == (
        "The budget of 20 s (--budget) was used up. Left out, not judged: questions 7, blanks 7: "
        "one-3, one-4, one-5, one-6, one-7 and 2 more"
    )
    assert out.splitlines()[-2].startswith("2 proven · questions 2, ")
    assert len(deadlines) == 2  # what there is no time for is not even begun
    japanese = check(bank, "--budget", "20", "--lang", "ja", clock=clock)[1]
    assert japanese.splitlines()[-1].endswith(
        "7 問（空欄 7）は判定していません: one-3, one-4, one-5, one-6, one-7 ほか 2 問"
    )


def test_who_ends_just_in_time_hears_nothing_of_it(tmp_path: Path, clock: Clock, deadlines: list[float | None]) -> None:
    bank = written(tmp_path, one="3 * x", two="4 * x")
    code, out, _ = check(bank, "--budget", "20", clock=clock)
    assert (code, deadlines) == (Exit.FINE, [1020.0, 1020.0])
    assert "budget" not in out
    assert check(bank, "--budget", "19", clock=clock)[0] == Exit.FINDINGS


def test_banks_given_as_paths_have_a_budget_and_the_built_in_one_has_none(
    tmp_path: Path, clock: Clock, deadlines: list[float | None]
) -> None:
    check(written(tmp_path, one="3 * x"), clock=clock)
    check(built_in_bank(), "--id", "gru-state-update", clock=clock)
    check("--id", "gru-state-update", clock=clock)
    check("--id", "gru-state-update", "--budget", "5000", clock=clock)
    assert deadlines == [1000 + BANK_SECONDS, 1010 + BANK_SECONDS, None, 1030.0 + 5000]


def test_what_was_not_asked_for_is_not_left_out(tmp_path: Path, clock: Clock, deadlines: list[float | None]) -> None:
    bank = written(tmp_path, one="3 * x", endless=ENDLESS, two="4 * x", three="5 * x")
    report = json.loads(check(bank, "--tag", "honest", "--budget", "15", "--format", "json", clock=clock)[1])
    assert [item["id"] for item in report["questions"]] == ["one"]
    assert report["left_out"]["questions"] == ["two", "three"]


def test_a_print_that_comes_too_late_takes_its_question_with_it(
    tmp_path: Path, clock: Clock, deadlines: list[float | None]
) -> None:
    bank = written(tmp_path, one="3 * x")
    bank.write_text(bank.read_text(encoding="utf-8") + PRINTED, encoding="utf-8")
    whole = json.loads(check(bank, "--as-printed", "--budget", "20", "--format", "json", clock=clock)[1])
    assert [item["blanks"][0]["finding"] for item in whole["questions"]] == ["no_match"]
    code, out, _ = check(bank, "--as-printed", "--budget", "15", "--format", "json", clock=clock)
    report = json.loads(out)
    assert (code, report["questions"], report["left_out"]["questions"]) == (Exit.FINDINGS, [], ["one"])


def test_a_mistake_in_the_bank_is_told_before_the_budget(
    tmp_path: Path, clock: Clock, deadlines: list[float | None]
) -> None:
    bank = written(tmp_path, one="3 * x", two="3 * x", Three="3 * x")
    code, out, _ = check(bank, "--budget", "10", "--format", "json", clock=clock)
    report = json.loads(out)
    assert (code, report["left_out"]["questions"]) == (Exit.USAGE, ["two"])
    assert report["summary"]["findings"] == {"proven": 1, "invalid": 1}


@pytest.mark.parametrize("budget", ["0", "-1", "nan", "inf", "-inf", "1e9", "soon", "", "1 s", "\x1b[2J"])
def test_a_budget_is_a_number_of_seconds(budget: str, tmp_path: Path) -> None:
    code, out, told = check(written(tmp_path, one="3 * x"), f"--budget={budget}")
    assert (code, out) == (Exit.USAGE, "")
    assert "--budget" in told
    assert "is not a number from 0.01 to 86400" in told
    assert "\x1b" not in told


def test_results_that_are_too_large_are_refused(tmp_path: Path) -> None:
    bank = written(tmp_path, large="np.zeros(1_000_000)")

    def verdict(*arguments: Any) -> str:
        report = json.loads(check(bank, "--format", "json", *arguments)[1])
        return str(report["questions"][0]["blanks"][0]["options"][1]["verdict"])

    assert verdict() == "refused"  # the first trials alone are of 8 MB each
    assert verdict("--output", "64") == "differs"


def test_help_states_the_defaults() -> None:
    code, out, _ = check("--help")
    words = " ".join(out.split())
    assert code == Exit.FINE
    assert "time limit of one option on all trials (default: 5)" in words
    assert "memory limit of one program (default: 512)" in words
    assert "returns on all trials (default: 16)" in words
    assert "(default: 600 for banks given as paths, none for the built-in one)" in words
