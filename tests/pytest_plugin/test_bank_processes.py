"""The plugin in processes of its own: as an entry point, with pytest-xdist, interrupted, and where no bank is."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from plugin_banks import FOREIGN, TWINS, bank, question

Run = Callable[..., pytest.RunResult]
PROBE = """
import sys

def pytest_sessionfinish():
    ours = ("exam_drill", "numpy", "rich", "yaml")
    print("loaded:", *sorted(name for name in sys.modules if name.split(".")[0] in ours))
"""
ENDLESS = question("endless", options='["[1 for i in iter(int, 1)]", x.sum(axis=1), -x]')


def test_who_has_no_bank_loads_next_to_nothing(installed: Run, pytester: pytest.Pytester) -> None:
    for name, text in FOREIGN.items():
        (pytester.path / name).write_text(text)
    pytester.makeconftest(PROBE)
    pytester.makepyfile("def test_python(): pass")
    result = installed("-p", "no:xdist")
    result.assert_outcomes(passed=1)
    own = ["", ".pytest_plugin", ".pytest_plugin.hooks", ".pytest_plugin.looks", ".pytest_plugin.options"]
    result.stdout.fnmatch_lines([f"*loaded: {' '.join(f'exam_drill{name}' for name in own)}"])


def test_two_processes_find_what_one_finds(installed: Run, pytester: pytest.Pytester) -> None:
    for number in range(2):
        questions = bank(question(f"right-{number}"), question(f"wrong-{number}", answer=1))
        (pytester.path / f"sums-{number}.yaml").write_text(questions, encoding="utf-8")
    (pytester.path / "twins.yaml").write_text(bank(question("twins", options=TWINS)), encoding="utf-8")
    result = installed("-n", "2", "--dist", "loadfile", "-v", "--color=yes", "--strict-markers", "-k", "sums or twins")
    result.assert_outcomes(passed=3, failed=2, warnings=1)
    shown = result.stdout.str()
    assert shown.count("\x1b[1m\x1b[31mwrong_key\x1b[0m") == 2
    assert shown.count("wrong_key: published 1, executed 2") == 2


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_ctrl_c_ends_everything(installed: Run, pytester: pytest.Pytester) -> None:
    (pytester.path / "endless.yaml").write_text(bank(ENDLESS), encoding="utf-8")
    pytester.makeconftest("def pytest_runtest_call(): print('begun', flush=True)")
    command = [sys.executable, "-m", "pytest", "-s", "-p", "no:hypothesispytest", "--exam-drill-time=60"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.endswith("begun\n"):
                break
        children = descendants(process.pid)
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
    assert "KeyboardInterrupt" in rest
    assert process.returncode == pytest.ExitCode.INTERRUPTED
    assert children
    end = time.monotonic() + 20
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < end, "left behind"
        time.sleep(0.02)


def descendants(process: int) -> set[int]:
    """The processes that this one has started, and theirs."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has just ended
            continue
    found: set[int] = set()
    while more := {one for one, parent in parents.items() if parent in {process, *found}} - found:
        found |= more
    return found
