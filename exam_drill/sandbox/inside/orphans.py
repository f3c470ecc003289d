"""Ends what a child left behind."""

from __future__ import annotations

import os
import signal
import threading


class Orphans:
    """Processes that this worker adopted, because what started them has ended.

    In a process namespace of its own the worker can end all others at once.  Elsewhere it reads its list of children,
    from a file that must be opened before files are out of reach.
    """

    def __init__(self) -> None:
        self.alone = False  # whether all other processes that can be seen are below this one
        try:
            self._list = os.open(f"/proc/self/task/{threading.get_native_id()}/children", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            self._list = -1

    def end(self) -> None:
        """Ends all orphans; there must be no child that is wanted any more."""
        while True:
            try:
                ended, _ = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if ended == 0 and not self._end_all():
                return

    def _end_all(self) -> bool:
        """Whether there was somebody to end."""
        if self.alone:
            os.kill(-1, signal.SIGKILL)
            os.waitpid(-1, 0)
            return True
        orphans = [int(number) for number in os.pread(self._list, 65536, 0).split()] if self._list >= 0 else []
        for orphan in orphans:
            os.kill(orphan, signal.SIGKILL)
            os.waitpid(orphan, 0)
        return bool(orphans)
