"""Everything that works while somebody watches, opened and closed as one.

Station ── Folders (threads of the observer) ─ note ─▶ Saves ─▶ Engine (one thread) ─▶ show(State)
    └───── Runner, Sandbox
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exam_drill.watching.engine import Clocks, Engine
from exam_drill.watching.folders import Folders
from exam_drill.watching.runner import Runner
from exam_drill.watching.saves import Saves, Wish
from exam_drill.watching.state import State

if TYPE_CHECKING:
    from exam_drill.sandbox import Sandbox


class Station:
    """A context manager: entering it starts the work, leaving it ends all of it.

    `show` is called with every new state, and at the end with the last one once more; from another thread.
    """

    def __init__(
        self,
        paths: Sequence[str],
        sandbox: Sandbox,
        clocks: Clocks,
        seconds: float,
        show: Callable[[State], None],
        poll: bool = False,
    ) -> None:
        self._sandbox, self._show = sandbox, show
        self._runner = Runner(sandbox, seconds, clocks.steady)
        self._saves = Saves(clocks.steady, self._runner.disturb)
        self._folders = Folders(paths, self._saves.note, poll)
        self._engine = Engine(paths, self._saves, self._runner, clocks, self._tell, self._folders.follow)
        self._thread = threading.Thread(target=self._work, name="watch", daemon=True)
        self.state = State(tuple(paths))
        self.ended: BaseException | None = None  # why the work ended by itself

    def __enter__(self) -> Station:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        try:
            self._leave()
        except BaseException:
            self._leave()  # Ctrl-C, or another signal, came in the midst of it
            raise

    def wish(self, wish: Wish) -> None:
        """Asks for something."""
        self._saves.wish(wish)

    def _leave(self) -> None:
        # Whoever leaves does not wait for a question that will not end: its run fails, and nobody asks for it.
        self._saves.wish(Wish.STOP)
        self._sandbox.close()
        self._thread.join()
        self._folders.__exit__()

    def _work(self) -> None:
        try:
            self._engine.run()
        except BaseException as error:
            self.ended = error
        self._show(self.state)

    def _tell(self, state: State) -> None:
        self.state = state
        self._show(state)
