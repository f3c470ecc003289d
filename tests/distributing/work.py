"""What workers are asked for in tests."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path


def double(number: int) -> int:
    return 2 * number


def where(_: object) -> int:
    return os.getpid()


def where_else(than: int) -> int:
    """The process, which is wrong here."""
    return -1 if os.getpid() == than else os.getpid()


def die(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(path: str) -> str:
    """Ends its process unless somebody did before."""
    try:
        Path(path).touch(exist_ok=False)
    except FileExistsError:
        return "alive"
    os.kill(os.getpid(), signal.SIGKILL)
    return "dead"


def fail(text: str) -> None:
    raise ValueError(text)


def forget_exam_drill() -> None:
    """From here on this process cannot import what judges."""
    sys.modules["exam_drill.distributing.cluster"] = None  # type: ignore[assignment]


def remember_exam_drill() -> None:
    sys.modules.pop("exam_drill.distributing.cluster", None)
