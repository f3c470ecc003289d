"""A signal in the midst of an import leaves the module's file open for a moment: nobody is to be told of that."""

import io
import signal
import sys
from pathlib import Path

import pytest

from exam_drill.interruption import Interrupted, Signals

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to the process itself")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What would be shown of exceptions that nobody can catch."""
    lost: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda one: lost.append(one.exc_value))
    return lost


def leave_open(path: Path) -> None:
    file = io.FileIO(path)
    del file


@pytest.mark.parametrize(
    ("name", "after_signal", "shown"), [("a.py", True, 0), ("a.py", False, 1), ("a.yaml", True, 1)]
)
def test_only_a_module_that_a_signal_left_open_is_passed_over(
    name: str, after_signal: bool, shown: int, tmp_path: Path, told: list[object]
) -> None:
    path = tmp_path / name
    path.write_text("")
    with Signals().raised():
        if after_signal:
            with pytest.raises(Interrupted):
                signal.raise_signal(signal.SIGTERM)
        leave_open(path)
    assert [type(one) for one in told] == [ResourceWarning] * shown
