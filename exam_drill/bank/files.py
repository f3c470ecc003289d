"""Finds a bank's files and reads their text.

The way of a path:

    paths ── file, or folder with all its .yaml and .yml ──▶ files, sorted ──▶ SourceFile
                                                         └──────────────────▶ problems
"""

from __future__ import annotations

import os
import re
import stat
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from exam_drill.bank import limits
from exam_drill.bank.nodes import SourceFile
from exam_drill.problem import Problem
from exam_drill.question import Place

_ENDINGS = (".yaml", ".yml")
_BOM = "\ufeff"
_EMPTY = "''"  # how an empty path is shown
# What YAML forbids, and the line ends that only some editors know: NEL, LS, PS and a carriage return alone.
_FORBIDDEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def find_files(paths: Sequence[Path | str]) -> tuple[list[str], list[Problem]]:
    """The paths of all files, each once, in the order of `paths` and sorted within a folder."""
    files: list[str] = []
    problems: list[Problem] = []
    seen: set[tuple[int, int]] = set()
    for path in paths:
        for found in _find(Path(path)) if path != "" else (_problem("path-missing", _EMPTY),):
            if isinstance(found, Problem):
                problems.append(found)
            elif len(files) >= limits.FILES:
                problems.append(_problem("too-many-files", str(path), limit=limits.FILES))
                return files, problems
            elif _is_new(found, seen):
                files.append(found)
    return files, problems


def read_file(path: str) -> SourceFile | Problem:
    """The text of a file, its line ends made alike; never more than the limit is read."""
    data = read_bytes(path)
    return data if isinstance(data, Problem) else decode(path, data)


def read_bytes(path: str) -> bytes | Problem:
    """All of a file that is no larger than the limit."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return _problem("not-a-file", path)
        with open(path, "rb") as file:
            data = file.read(limits.FILE_BYTES + 1)
    except OSError as error:
        return _unreadable(path, error)
    if len(data) > limits.FILE_BYTES:
        return _problem("file-too-large", path, limit=limits.FILE_BYTES)
    return data


def decode(path: str, data: bytes) -> SourceFile | Problem:
    """The text of a file that holds these bytes."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix(_BOM)
        return Problem("not-utf-8", _end_of(path, before), {"byte": f"0x{data[error.start]:02X}"})
    text = text.removeprefix(_BOM)
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return check_characters(SourceFile(path, text, text.split("\n")))


def check_characters(file: SourceFile) -> SourceFile | Problem:
    """The file as it is, or the problem of its first character that no bank may hold."""
    match = _FORBIDDEN.search(file.text)
    if match is not None:
        character = f"U+{ord(match[0]):04X}"
        return Problem("control-character", _end_of(file.path, file.text[: match.start()]), {"character": character})
    return file


def _end_of(path: str, text: str) -> Place:
    return Place(path, text.count("\n") + 1, len(text) - text.rfind("\n"))


def _problem(code: str, path: str, **parameters: str | int) -> Problem:
    return Problem(code, Place(path, 0), parameters)


def _unreadable(path: str, error: OSError) -> Problem:
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):  # also a link that leads nowhere
        return _problem("path-missing", path)
    return _problem("file-unreadable", path, reason=error.strerror or type(error).__name__)


def _find(path: Path) -> Iterator[str | Problem]:
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        yield _unreadable(str(path), error)
        return
    except ValueError:  # a NUL
        yield _problem("path-missing", str(path))
        return
    if not stat.S_ISDIR(mode):
        yield str(path)
        return
    if path.name.lower().endswith(_ENDINGS):
        yield _problem("folder-named-like-file", str(path))
        return
    empty = True
    for found in _walk(str(path)):
        empty = False
        yield found
    if empty:
        yield _problem("folder-empty", str(path))


def _walk(top: str) -> Iterator[str | Problem]:
    """All files below a folder, sorted by path; links to folders are followed, but no folder is entered twice."""
    found: list[tuple[tuple[str, ...], str | Problem]] = []
    folders = deque[tuple[tuple[str, ...], str]]([((), top)])
    entered: set[tuple[int, int]] = set()
    while folders and len(found) <= limits.FILES:
        parts, folder = folders.pop()
        try:
            if not _is_new(folder, entered):
                continue
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            found.append((parts, _unreadable(folder, error)))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            below = (*parts, entry.name)
            path = os.path.join(folder, entry.name) if folder != "." else entry.name
            named_like_file = entry.name.lower().endswith(_ENDINGS)
            if not entry.is_dir():
                if named_like_file:
                    found.append((below, path))
            elif named_like_file:
                found.append((below, _problem("folder-named-like-file", path)))
            elif entry.is_symlink():
                folders.appendleft((below, path))  # last, so that a folder goes by its own name
            else:
                folders.append((below, path))
    for _, item in sorted(found, key=lambda pair: pair[0]):
        yield item


def _is_new(path: str, seen: set[tuple[int, int]]) -> bool:
    """Whether the file was not met before under another name; one that cannot be looked at is met when it is read."""
    try:
        status = os.stat(path)
    except OSError:
        return True
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True
