"""A worker's process may be on its way before whoever needs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from families import descendants, eventually

from exam_drill.sandbox import Layer, Limits, Sandbox
from exam_drill.sandbox.client import Worker
from exam_drill.sandbox.launch import head_start

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is no worker that forks")


def process_of(sandbox: Sandbox) -> int:
    assert isinstance(sandbox._worker, Worker)
    assert sandbox._worker._process is not None
    return sandbox._worker._process.pid


def test_the_first_worker_takes_the_process_that_had_a_head_start() -> None:
    before = descendants()
    with head_start(Limits().layers):
        (ahead,) = descendants() - before
        with Sandbox() as first, Sandbox() as second:
            assert process_of(first) == ahead != process_of(second)
            assert first.capabilities() == second.capabilities()
        assert eventually(lambda: descendants() <= before)


def test_one_that_nobody_takes_is_ended() -> None:
    before = descendants()
    with head_start(Limits().layers):
        assert descendants() > before
    assert descendants() <= before


def test_one_that_was_told_other_things_is_not_taken() -> None:
    before = descendants()
    with head_start(Limits().layers):
        (ahead,) = descendants() - before
        with Sandbox(Limits(layers=frozenset(Layer) - {Layer.POLICY})) as sandbox:
            assert process_of(sandbox) != ahead
            assert not descendants() & {ahead}
            sandbox.capabilities()


def test_that_none_can_start_is_told_to_who_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **named: object) -> None:
        raise OSError(11, "no more processes")

    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "Popen", fail)
        with head_start(Limits().layers):
            pass
    with Sandbox() as sandbox:
        sandbox.capabilities()


def test_reading_the_arguments_of_check_needs_no_numpy() -> None:
    program = (
        "import sys; from exam_drill.cli import build_parser; build_parser('check'); print('numpy' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"
    )


@pytest.mark.parametrize("keeps", [True, False])
def test_a_worker_keeps_byte_code_where_its_parent_does(keeps: bool, tmp_path: Path) -> None:
    program = "from exam_drill.sandbox import Sandbox\nwith Sandbox() as sandbox: sandbox.capabilities()\n"
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    variables |= {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONPYCACHEPREFIX": str(tmp_path)}
    if not keeps:
        variables["PYTHONDONTWRITEBYTECODE"] = "1"
    subprocess.run([sys.executable, "-c", program], check=True, env=variables)
    kept = {path.parent.name for path in tmp_path.rglob("worker.*.pyc")}
    assert kept == ({"inside"} if keeps else set())
