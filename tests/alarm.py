"""Ends what takes too long, from within."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class HungError(BaseException):
    """It did not end; no handler for ordinary exceptions may swallow this."""


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raises HungError in the midst of what takes longer, where the system has such an alarm."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: object) -> None:
        raise HungError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
