"""A bank that is being edited: read whole once, then only what was saved.

LiveBank(paths).read() ─▶ Changes      files saved, questions added, changed and removed
     └─ bank() ─▶ Bank                 what `load_bank` would give now
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from exam_drill.bank import Bank
from exam_drill.bank.files import find_files, read_file
from exam_drill.bank.load import told
from exam_drill.bank.notes import shown
from exam_drill.problem import Problem
from exam_drill.watching.complaints import ToLint, of_bank
from exam_drill.watching.moved import bare
from exam_drill.watching.pieces import Entry, FileRead, Piece, not_read, read_again

_Signature = tuple[int, int, int, int]


class Changes(NamedTuple):
    """What one reading found.

    `saved` are the files that were read again, `gone` those that are no longer there.  `fresh` are the entries whose
    text is new, of which those in `added` have a new id; `removed` are the ids that are gone.  `unfinished` are files
    that are empty or gone and were not a moment ago: their former content still counts.
    """

    saved: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    fresh: tuple[Entry, ...] = ()
    added: frozenset[str] = frozenset()
    removed: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()


class Judgeable(NamedTuple):
    """A question of the bank that can be judged."""

    entry: Entry
    identity: str


class LiveBank:
    """The files of a bank as they were last read.  Only one thread may use it."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = tuple(paths)
        self._problems: tuple[Problem, ...] = ()  # of paths, folders and files that could not be found
        self._files: dict[str, FileRead] = {}
        self._signatures: dict[str, _Signature | None] = {}

    @property
    def files(self) -> tuple[FileRead, ...]:
        """The files in the order of the bank."""
        return tuple(self._files.values())

    def read(self, touched: Collection[str] = (), patient: bool = False) -> Changes:
        """Reads what is new, what looks different, and files with a name that is `touched`.

        Who is `patient` believes that a file will not stay empty, or away.
        """
        paths, problems = find_files(self._paths)
        before = self._files
        vanished = [path for path in before if path not in paths]
        renamed = any(path not in before for path in paths)
        awaited = vanished if patient and not renamed else []
        order = [*before, *(path for path in paths if path not in before)] if awaited else paths
        unfinished = list(awaited)
        files: dict[str, FileRead] = {}
        saved: list[str] = []
        for path in order:
            old = before.get(path)
            signature = _signature(path)
            if old is not None and (path in awaited or not self._is_touched(path, signature, touched)):
                files[path] = old
                continue
            new = _read(path, old)
            if patient and old is not None and old.entries and _is_blank(new):
                unfinished.append(path)
                files[path] = old
                continue
            self._signatures[path] = signature
            files[path] = new
            saved.append(path)
        self._files = files
        if not awaited:
            self._problems = tuple(problems)
            for path in vanished:
                self._signatures.pop(path, None)
        fresh, added, removed = _difference(before, self._files)
        gone = () if awaited else tuple(vanished)
        return Changes(tuple(saved), gone, fresh, added, removed, tuple(unfinished))

    def read_anew(self) -> Changes:
        """Reads every file as if it had never been: what its questions are held against has changed."""
        before, self._files = self._files, {}
        self._signatures.clear()
        self.read()
        fresh = tuple(entry for file in self.files for entry in file.entries)
        kept = {entry.piece.identity for entry in fresh}
        old = {entry.piece.identity for file in before.values() for entry in file.entries}
        return Changes(fresh=fresh, removed=tuple(sorted(name for name in old - kept if name is not None)))

    def judgeable(self) -> list[Judgeable]:
        """The questions without problems, in the order of the bank."""
        first: set[str] = set()
        found: list[Judgeable] = []
        for file in self._files.values():
            for entry in file.entries:
                identity = entry.piece.identity
                if identity is None:
                    continue
                if identity not in first and file.usable and entry.piece.question is not None:
                    found.append(Judgeable(entry, identity))
                first.add(identity)
        return found

    def problems(self) -> tuple[Problem, ...]:
        """All problems, as `load_bank` tells them."""
        return tuple(told(self._all_problems()))

    def complaints(self) -> tuple[Problem, ...]:
        """What the rules of lint warn of, sorted by place."""
        return of_bank(self._paths, self._readable())

    def _readable(self) -> Iterator[ToLint]:
        """The files that are YAML, with what is kept of their questions for lint."""
        for read in self._files.values():
            if read.file is not None and not any(problem.code.startswith("yaml-") for problem in read.problems):
                questions = ((e.piece.complaints, e.lines) for e in read.entries if e.piece.complaints is not None)
                yield ToLint(read.file, questions, read.remarks())

    def bank(self) -> Bank:
        """The bank as `load_bank` would give it, if that were read once more."""
        questions = (item.entry.question() for item in self.judgeable())
        return Bank(tuple(q for q in questions if q is not None), self.problems(), tuple(self._files))

    def _is_touched(self, path: str, signature: _Signature | None, touched: Collection[str]) -> bool:
        if signature is None or self._signatures.get(path) != signature:
            return True
        names = {os.path.basename(path)}
        if os.path.islink(path):
            names.add(os.path.basename(os.path.realpath(path)))
        return not names.isdisjoint(touched)

    def _all_problems(self) -> Iterator[Problem]:
        yield from self._problems
        first: dict[str, str] = {}
        for file in self._files.values():
            for entry in file.entries:
                yield from entry.problems()
                yield from _duplicate(entry, first)
            yield from file.problems


def _duplicate(entry: Entry, first: dict[str, str]) -> Iterator[Problem]:
    """The problem of an id that stood before, as `bank.rules.ids` tells it; notes the first place of each."""
    identity, place = entry.piece.identity, entry.identity_place()
    if identity is None or place is None:
        return
    if identity in first:
        parameters = {"id": shown(identity), "other": shown(first[identity])}
        yield Problem("id-duplicate", place, parameters, identity)
    else:
        first[identity] = f"{place.path}:{place.line}"


def _read(path: str, before: FileRead | None) -> FileRead:
    file = read_file(path)
    return not_read(path, file) if isinstance(file, Problem) else read_again(file, before)


def _is_blank(read: FileRead) -> bool:
    """Whether a file looks as if its writer were not through: nothing in it, or it has just been taken away."""
    if read.file is None:
        return any(problem.code == "path-missing" for problem in read.problems)
    return not read.file.text.strip()


def _signature(path: str) -> _Signature | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def _difference(
    before: dict[str, FileRead], after: dict[str, FileRead]
) -> tuple[tuple[Entry, ...], frozenset[str], tuple[str, ...]]:
    """The entries whose text is new, the ids that are new, and those that are gone."""
    old = {entry.piece: entry for file in before.values() for entry in file.entries}
    by_id = {piece.identity: piece for piece in old if piece.identity is not None}
    fresh: list[Entry] = []
    identities: set[str] = set()
    for file in after.values():
        for entry in file.entries:
            piece = entry.piece
            if piece.identity is not None:
                identities.add(piece.identity)
            if piece not in old and (entry.alone or not _is_same(piece, by_id.get(piece.identity or ""))):
                fresh.append(entry)
    added = frozenset(identities - by_id.keys())
    return tuple(fresh), added, tuple(identity for identity in by_id if identity not in identities)


def _is_same(piece: Piece, other: Piece | None) -> bool:
    """Whether a question that was read together with others says what it said before."""
    if other is None or _told(piece) != _told(other):
        return False
    if piece.question is None or other.question is None:
        return piece.question is other.question
    return bare(piece.question) == bare(other.question)


def _told(piece: Piece) -> list[tuple[str, dict[str, str | int]]]:
    return [(problem.code, {**problem.parameters, "line": 0}) for problem in piece.problems]
