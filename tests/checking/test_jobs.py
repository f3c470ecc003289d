"""`check --jobs` with real processes: the same report, and an end of all of them however it comes."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from families import GONE, PATIENCE, World, descendants, eventually, kill

from exam_drill.checking import processes
from exam_drill.checking.events import Confined, Event, ProcessLost
from exam_drill.checking.run import iter_check
from exam_drill.checking.settings import CheckSettings
from exam_drill.cli import Exit, main
from exam_drill.environment import Environment
from exam_drill.sandbox import Limits, SandboxError

HEAD = "format: 1\nquestions:\n"
QUESTION = """  - id: {id}
    reference: {{code: "def f(x): return 2 * x", inputs: {{x: N}}}}
    code: |
      def f(x):
          return (あ)
    options: ["2 * x", "{option}"]
    answer: {answer}
"""
PRINTED = """    source: [{kind: note, title: a}, {kind: note, title: b}]
    errata:
      - {corrected: 2 * x, printed: 4 * x, in: options, sources: [2]}
"""
TWO = """  - id: two-blanks
    reference: {code: "def f(x): return 2 * x", inputs: {x: N}}
    code: |
      def f(x):
          y = (あ)
          return (い)
    blanks:
      あ: {options: [x + x, x], answer: 1}
      い: {options: [y, y + 1, y * 1], answer: 2}
"""
BROKEN = "  - id: broken\n    refrence: gru.gru\n"
FAILING = QUESTION.format(id="failing", option="3 * x", answer=1).replace("return 2 * x", "return y")
ENDLESS = "all(True for _ in iter(int, 1))"
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux says of processes")


def mixed() -> str:
    """A bank in which there is some of everything."""
    options = ("3 * x", "x + x", "x[0]", "y", "(", "x.sum()", "np.nope(x)", "'\\\\x1b[31m'", "1 / 0 * x")
    plain = [
        QUESTION.format(id=f"q-{number}", option=option, answer=1 + number % 2) for number, option in enumerate(options)
    ]
    first, second, *rest = plain
    return HEAD + first + PRINTED + BROKEN + second + FAILING + TWO + "".join(rest)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        path = tmp_path / "bank" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(mixed().replace("id: ", f"id: {name}-"), encoding="utf-8")
    return tmp_path / "bank"


def check(*arguments: object) -> tuple[int, Any]:
    out, errors = io.StringIO(), io.StringIO()
    environment = Environment(io.StringIO(), out, errors, {"LANG": "en_US.UTF-8"})
    code = main(["check", *map(str, arguments), "--no-cache", "--format", "json"], environment)
    assert errors.getvalue() == ""
    report = json.loads(out.getvalue())
    del report["summary"]["seconds"]
    return code, report


@pytest.mark.parametrize("printed", [(), ("--as-printed",)], ids=["corrected", "printed"])
def test_the_report_is_the_same_however_many_judge(printed: tuple[str, ...], bank: Path) -> None:
    alone, together = (check(bank, "--jobs", jobs, *printed) for jobs in (1, 3))
    assert alone == together
    assert len(alone[1]["questions"]) == (26 if printed else 24)
    assert len(alone[1]["summary"]["findings"]) > 4


def questions(count: int, *options: str) -> str:
    made = (QUESTION.format(id=f"q-{n}", option=options[n % len(options)], answer=1) for n in range(count))
    return HEAD + "".join(made)


def serving(world: World) -> list[int]:
    """The processes that judge, without those of their sandboxes."""
    found = []
    for process in world.family():
        try:
            if b"checking.serving" in Path(f"/proc/{process}/cmdline").read_bytes():
                found.append(process)
        except OSError:
            continue
    return found


@linux
@pytest.mark.parametrize(
    ("stage", "number"),
    [
        ("starting", signal.SIGTERM),
        ("starting", signal.SIGKILL),
        ("busy", signal.SIGINT),
        ("busy", signal.SIGKILL),
    ],
)
def test_however_it_ends_nothing_is_left(stage: str, number: signal.Signals, tmp_path: Path) -> None:
    world = World(tmp_path)
    (tmp_path / "bank.yaml").write_text(questions(8, ENDLESS), encoding="utf-8")
    with world.start("check", str(tmp_path / "bank.yaml"), "--jobs", "2", "--time", "60") as process:
        assert eventually(lambda: len(serving(world)) == 2, PATIENCE)
        if stage == "busy":
            assert eventually(lambda: len(world.family()) >= 8, PATIENCE)
        process.send_signal(number)
        out, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode in (128 + number, -number)
    assert out == b""
    assert b"Traceback" not in errors
    world.assert_nothing_is_left()


@linux
def test_a_process_that_dies_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(questions(24, "3 * x", "sum(0 for _ in range(10**6)) + x"), encoding="utf-8")
    before, events = descendants(), list[Event]()
    settings = CheckSettings(limits=Limits(wall=PATIENCE, cpu=60))
    killed = False
    with iter_check([path], settings, jobs=2, listen=events.append) as run:
        ids = []
        for report in run:
            ids.append(report.question.id)
            assert report.blanks[0].finding == "proven"
            if not killed:
                kill(min(child for child in descendants() - before if _serves(child)))
                killed = True
    assert ids == [f"q-{number}" for number in range(24)]
    assert [event.times for event in events if isinstance(event, ProcessLost)] == [1]
    assert sum(isinstance(event, Confined) for event in events) == 1
    assert run.summary.executed == 24
    assert eventually(lambda: descendants() <= before, GONE)


def _serves(process: int) -> bool:
    try:
        return b"checking.serving" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


@linux
def test_a_process_that_ends_before_it_is_told_anything_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(*_: object) -> None:
        raise processes._DiedError

    before = descendants()
    monkeypatch.setattr(processes._Served, "_write", ended)
    with pytest.raises(processes._DiedError):
        processes._Served(CheckSettings())
    assert descendants() <= before


@linux
def test_processes_that_always_die_are_our_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(questions(3, "3 * x"), encoding="utf-8")
    monkeypatch.setattr("exam_drill.checking.processes._PROGRAM", "pass")
    with iter_check([path], CheckSettings(), jobs=2) as run, pytest.raises(SandboxError, match="process-gone"):
        list(run)


def test_a_budget_holds_for_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(questions(1, "3 * x") + questions(9, ENDLESS).removeprefix(HEAD).replace("q-", "e-"), "utf-8")
    start = time.monotonic()
    code, report = check(path, "--jobs", 2, "--budget", 3, "--time", 60)
    assert time.monotonic() - start < 30
    assert code == Exit.FINDINGS
    assert [question["id"] for question in report["questions"]] == ["q-0"]
    assert report["left_out"]["questions"] == [f"e-{number}" for number in range(9)]


def test_no_process_is_started_for_few_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    path = tmp_path / "bank.yaml"
    path.write_text(questions(1, "3 * x"), encoding="utf-8")
    monkeypatch.setattr("exam_drill.checking.processes.Processes", refuse)
    assert check(path)[0] == check(path, "--jobs", 4)[0] == Exit.FINE


@pytest.mark.parametrize("jobs", ["0", "-1", "many", "", "1025", "1.5"])
def test_jobs_are_a_whole_number(jobs: str, tmp_path: Path) -> None:
    out, errors = io.StringIO(), io.StringIO()
    environment = Environment(io.StringIO(), out, errors, {"LANG": "en_US.UTF-8"})
    assert main(["check", f"--jobs={jobs}"], environment) == Exit.USAGE
    assert "--jobs" in errors.getvalue()


@linux
def test_a_program_without_a_main_guard_can_check(tmp_path: Path) -> None:
    """Processes are no copies of the program that asks for them, so its lines are not run again in each."""
    (tmp_path / "bank.yaml").write_text(questions(4, "3 * x"), encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "from exam_drill import check\nprint('once')\nprint(check('bank.yaml', jobs=2).ok)\n", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "once\nTrue\n", "")
