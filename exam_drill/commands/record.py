"""The learner's record, as a session needs it: opened, told of if it cannot be, with what was interrupted.

folder ─ opened ─▶ Store, or None and why ─▶ Record ─┬─ recorder(…) ─▶ StoredRecorder, or one that keeps nothing
                                                     └─ unfinished ──▶ a session to go on with
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from exam_drill.attempt import Mode
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.markers import find_markers
from exam_drill.progress import Store, StoredSession, StoreError, data_folder
from exam_drill.question import Language
from exam_drill.quiz.recording import Recorder, Unrecorded
from exam_drill.quiz.saving import Bank, outline, restored
from exam_drill.quiz.session import State

_OFFERED = timedelta(days=14)  # for so long an interrupted session is offered again
_KEY = 12  # bytes of the key of a session or an attempt


class Resumable(NamedTuple):
    """A session that was interrupted, and as what it goes on."""

    stored: StoredSession
    state: State


class Record(NamedTuple):
    """The record of a session; `store` is None where there is none, `keeps` tells that answers go into it."""

    store: Store | None
    bank: Bank
    environment: Environment
    keeps: bool = True

    def unfinished(self) -> Resumable | None:
        """The last session with this bank that was interrupted, if something of it is still to be asked."""
        if self.store is None or not self.keeps:
            return None
        with suppress(StoreError):
            for stored in self.store.sessions(Mode.QUIZ, open_only=True):
                known = outline(stored.state)
                if known is None or known.bank != self.bank.name or _runs(known.process, known.place):
                    continue
                if self.environment.now() - stored.changed > _OFFERED:
                    continue
                state = restored(stored.state, self.bank.questions, self.bank.subjects, find_markers)
                if state is not None:
                    return Resumable(stored, state)
        return None

    def recorder(self, resumed: Resumable | None = None) -> Recorder:
        """What records a session, or goes on recording one."""
        if self.store is None or not self.keeps:
            return Unrecorded()
        from exam_drill.quiz.stored import Clocks, Process, StoredRecorder

        clocks = Clocks(self.environment.now, self.environment.monotonic, self.environment.zone)
        key, begun = (resumed.stored.key, resumed.stored.begun) if resumed else (_new_key(), None)
        return StoredRecorder(self.store, self.bank, clocks, key, _new_key, Process(os.getpid(), _place()), begun)

    def warm(self) -> None:
        """Imports what the first answer needs, and takes longer to import than a screen to draw."""
        if self.store is not None and self.keeps:
            importlib.import_module("exam_drill.scheduling.schedule")
            importlib.import_module("exam_drill.quiz.stored")

    def forget(self, resumable: Resumable) -> None:
        """The session is not to be offered again; its answers stay."""
        if self.store is not None:
            with suppress(StoreError):
                self.store.save_session(replace(resumable.stored, ended=self.environment.now()))


@contextmanager
def opened(
    arguments: argparse.Namespace, environment: Environment, language: Language
) -> Iterator[tuple[Store | None, str]]:
    """The learner's store, and what is to be said if it cannot be used: practising goes on without."""
    try:
        store = Store.open(data_folder(environment.variables, arguments.data_dir), create=not arguments.no_record)
    except StoreError as error:
        if error.code == "absent":
            yield None, ""
            return
        why = say(language, f"progress.{error.code}", **error.parameters)
        yield None, say(language, "trainer.without-record", why=why)
        return
    try:
        yield store, ""
    finally:
        with suppress(StoreError):
            store.close()


def bank_name(arguments: argparse.Namespace) -> tuple[str, ...]:
    """By what a bank is known again; () is the built-in one."""
    return tuple(sorted(os.path.abspath(Path(path)) for path in arguments.paths))


def _new_key() -> str:
    return os.urandom(_KEY).hex()


def _place() -> str:
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


def _runs(process: int, place: str) -> bool:
    """Whether a session is still going on in another terminal."""
    if os.name != "posix" or place != _place() or process == os.getpid() or process < 1:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        pass
    return True
