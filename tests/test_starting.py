"""What the program does to its own process at the start, and what it does not load before it must."""

import json
import os
import subprocess
import sys

import pytest

from exam_drill.threads import ONE_THREAD

_START = """import json, os, sys
from exam_drill.__main__ import start
sys.argv = {words!r}
code = start()
assert code == 0
{then}
"""
_LAST = "print(json.dumps({}), file=sys.stderr)"


def started(words: list[str], then: str, **variables: str) -> object:
    """What `then` is in a process after the program has run in it."""
    kept = {name: value for name, value in os.environ.items() if name not in ONE_THREAD}
    kept |= {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **variables}
    program = _START.format(words=["exam-drill", *words], then=_LAST.format(then))
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=kept)
    return json.loads(ran.stderr)


@pytest.mark.parametrize(("end", "code"), [("", 0), ("raise ValueError('late')", 1), ("sys.exit(7)", 7)])
def test_the_process_ends_with_its_exit_code_and_without_clearing_away(end: str, code: int) -> None:
    program = f"""import atexit, sys
import exam_drill.__main__ as program
class Kept:
    def __del__(self):
        print("cleared away", flush=True)
kept = Kept()
start = program.start
def started():
    found = start()
    {end or "pass"}
    atexit.register(print, "at exit", flush=True)
    return found
program.start = started
sys.argv = ["exam-drill", "--version"]
program.run()
"""
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=variables)
    assert ran.returncode == code
    assert ran.stdout.splitlines()[1:] == (["cleared away"] if end else ["at exit"])
    assert ("ValueError: late" in ran.stderr) == ("ValueError" in end)


@pytest.mark.parametrize("wanted", ["1", "3"])
def test_linear_algebra_keeps_to_one_thread_unless_told_otherwise(wanted: str) -> None:
    told = {} if wanted == "1" else {"OPENBLAS_NUM_THREADS": wanted}
    found = started(["--version"], f"{{name: os.environ[name] for name in {list(ONE_THREAD)!r}}}", **told)
    assert found == {**ONE_THREAD, "OPENBLAS_NUM_THREADS": wanted}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="where threads are counted")
def test_no_other_thread_is_there_beside_a_check() -> None:
    words = ["check", "--no-cache", "--jobs", "1", "--id", "gru-reset-gate", "--format", "json"]
    assert started(words, "[len(os.listdir('/proc/self/task')), 'numpy' in sys.modules]") == [1, True]


def test_a_check_without_people_loads_nothing_that_draws() -> None:
    words = ["check", "--no-cache", "--jobs", "1", "--id", "gru-reset-gate", "--format", "json"]
    unwanted = ["rich.console", "rich.text", "sqlite3", "exam_drill.help_text", "exam_drill.layout", "difflib"]
    assert started(words, f"[name for name in {unwanted!r} if name in sys.modules]") == []
