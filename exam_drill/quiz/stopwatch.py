"""How long a question stood on the screen.

shown(a) ─ 20 s ─ hidden() ─ an hour ─ shown(a) ─ 5 s ─▶ seconds(a) = 25
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

LONGEST = 600.0  # seconds; who looks at a question for longer is not looking at it


class Stopwatch:
    """Seconds by what is shown; `clock` is one that never goes back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seconds: dict[Hashable, float] = {}
        self._shown: Hashable | None = None
        self._since = 0.0

    def shown(self, what: Hashable) -> None:
        """From now on this is seen."""
        if what != self._shown:
            self.hidden()
            self._shown, self._since = what, self._clock()

    def hidden(self) -> None:
        """From now on nothing is seen."""
        if self._shown is not None:
            self._seconds[self._shown] = self.seconds(self._shown)
        self._shown = None

    def seconds(self, what: Hashable) -> float:
        """How long this has been seen, `LONGEST` at most."""
        running = self._clock() - self._since if what == self._shown else 0.0
        return min(self._seconds.get(what, 0.0) + max(running, 0.0), LONGEST)
