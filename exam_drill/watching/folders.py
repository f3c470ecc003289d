"""Has the system tell what happens in the folders of a bank.

    quizzes/            with all below it           ┐
    quizzes/..          only to see quizzes/ come back ├─ events ─▶ names of files that count ─▶ note(name)
    where a link leads                              │
    reference_impls/                                ┘

Folders are watched, not files: an editor that saves by renaming makes a new file.  Where the system cannot tell, the
folders are looked at again and again, and `polling` says why.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from exam_drill.catalogue import reference_folder

Note = Callable[[str, bool, bool], None]  # the name of a file; whether it is a reference module; whether it is open

ASKED, LIMIT, NETWORK = "asked", "limit", "network"
_TELLING = frozenset(("created", "modified", "moved", "deleted", "closed", "attrib"))
_WRITING = ("created", "modified")  # what inotify follows up by "closed", and others do not
_ENDINGS = (".yaml", ".yml")
_INTERVAL = 0.5  # seconds between two looks, where the system does not tell
_JOIN = 2.0  # seconds for the threads to end
# File systems whose other users' changes this system is not told of.
_REMOTE = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "vboxsf", "fuse.sshfs", "drvfs", "prl_fs")
_MOUNTS = "/proc/self/mounts"

logging.getLogger("watchdog").addHandler(logging.NullHandler())  # its remarks on threads that end are no one's concern


class Folders:
    """Watches what `follow` is told; a context manager.  `note` is called from a thread of the observer."""

    def __init__(self, paths: Iterable[str], note: Note, poll: bool = False, mounts: str = _MOUNTS) -> None:
        self._paths = [os.path.abspath(path) for path in paths]
        self._handler = _Handler(note, {os.path.basename(path) for path in self._paths})
        self._watches: dict[str, tuple[ObservedWatch, object]] = {}  # folder -> watch, and which folder it was then
        self.polling = ASKED if poll else NETWORK if _is_remote(self._paths, mounts) else ""
        self._observer: BaseObserver = PollingObserver(timeout=_INTERVAL) if self.polling else Observer()
        self._handler.hears_of_closing = not self.polling and sys.platform.startswith("linux")

    def __enter__(self) -> Folders:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join(_JOIN)

    def follow(self, files: Collection[str] = ()) -> str:
        """Watches the folders that count now, where these `files` are the bank's; returns `polling`."""
        wanted = self._wanted(files)
        try:
            if not self._observer.is_alive():
                self._observer.start()
            self._adapt(wanted)
        except OSError as error:
            if self.polling or error.errno not in (errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOSYS):
                raise
            self._fall_back(wanted)
        return self.polling

    def _fall_back(self, wanted: dict[str, bool]) -> None:
        """Looks again and again instead: the system has no more watches to give."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join(_JOIN)
        self.polling = LIMIT
        self._handler.hears_of_closing = False
        self._watches.clear()
        self._observer = PollingObserver(timeout=_INTERVAL)
        self._observer.start()
        self._adapt(wanted)

    def _adapt(self, wanted: dict[str, bool]) -> None:
        for folder, (watch, identity) in list(self._watches.items()):
            if wanted.get(folder) != watch.is_recursive or _identity(folder) != identity:
                del self._watches[folder]
                self._observer.unschedule(watch)
        for folder, deep in wanted.items():
            identity = _identity(folder)
            if folder in self._watches or identity is None:
                continue
            try:
                self._watches[folder] = self._observer.schedule(self._handler, folder, recursive=deep), identity
            except (FileNotFoundError, NotADirectoryError, PermissionError):
                continue  # it has just gone, or is not ours: the folder above it tells when that changes

    def _wanted(self, files: Collection[str]) -> dict[str, bool]:
        """The folders to be watched, and whether with all below them."""
        wanted = {str(reference_folder()): False}
        for path in self._paths:
            real = os.path.realpath(path)
            for one in {path, real}:
                wanted.setdefault(_nearest(os.path.dirname(one)), False)
            if os.path.isdir(real):
                wanted[real] = True
        deep = [folder for folder, below in wanted.items() if below]
        for folder in {os.path.dirname(os.path.abspath(file)) for file in files}:
            _add(os.path.realpath(folder), wanted, deep)
        for file in files:
            if os.path.islink(file):
                _add(os.path.dirname(os.path.realpath(file)), wanted, deep)
        return wanted


class _Handler(FileSystemEventHandler):
    """Passes on what may concern a bank."""

    def __init__(self, note: Note, named: set[str]) -> None:
        self._note, self._named = note, named  # files that were given by name count, whatever their endings
        self._references = str(reference_folder())
        self.hears_of_closing = False

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the observer's thread."""
        if event.event_type not in _TELLING or (event.is_directory and event.event_type == "modified"):
            return
        for path in (event.src_path, event.dest_path):
            if not path:
                continue
            folder, name = os.path.split(os.fsdecode(path))
            if name.startswith("."):
                continue  # the loader does not look at it either: swap files, locks, folders of version control
            opened = self.hears_of_closing and not event.is_directory and event.event_type in _WRITING
            if event.is_directory or name.lower().endswith(_ENDINGS) or name in self._named:
                self._note(name, False, opened)
            elif name.endswith(".py") and folder == self._references:
                self._note(name, True, opened)


def _add(folder: str, wanted: dict[str, bool], deep: Iterable[str]) -> None:
    if not any(Path(folder).is_relative_to(above) for above in deep):
        wanted.setdefault(folder, False)


def _nearest(folder: str) -> str:
    """The folder, or the nearest one above it that there is."""
    while not os.path.isdir(folder) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    return folder


def _identity(folder: str) -> Any:
    """What tells a folder from another one that has come in its place; None if there is none."""
    try:
        status = os.stat(folder)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_remote(paths: Iterable[str], mounts: str) -> bool:
    """Whether one of the paths lies on a file system of another machine, as far as the system says so."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        with open(mounts, encoding="utf-8", errors="surrogateescape") as file:
            mounted = [line.split(" ") for line in file]
    except OSError:
        return False
    points = {fields[1].replace("\\040", " "): fields[2] for fields in mounted if len(fields) > 2}
    for path in paths:
        folder = Path(os.path.realpath(path))
        kind = next((points[str(one)] for one in (folder, *folder.parents) if str(one) in points), "")
        if kind in _REMOTE:
            return True
    return False
