"""What workers are asked for in tests: functions of a text that give another one."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def double(number: str) -> str:
    return str(2 * int(number))


def where(_: str) -> str:
    return str(os.getpid())


def refuse_in(process: str) -> str:
    """The process, if it is not this one."""
    return "refused" if str(os.getpid()) == process else str(os.getpid())


def die(_: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def die_once(path: str) -> str:
    """Ends its process unless another one did so before."""
    try:
        Path(path).touch(exist_ok=False)
    except FileExistsError:
        return "alive"
    return die("")


def sleep(seconds: str) -> str:
    """Takes its time, but not for longer than anybody would wait."""
    time.sleep(min(float(seconds), 2.0))
    return seconds


def fail(text: str) -> str:
    raise ValueError(text)
