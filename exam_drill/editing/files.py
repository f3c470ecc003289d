"""A bank file's text together with what reading it leaves out: BOM and line ends.

    ef bb bf │ format: 1 \\r\\n …   ── read ──▶   text "format: 1\\n…"   ── write ──▶   ef bb bf │ format: 1 \\r\\n …

Lines that an edit leaves alone keep their own line ends, also in a file that mixes them.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

from exam_drill.bank.files import decode, read_bytes
from exam_drill.problem import Problem

_BOM = b"\xef\xbb\xbf"
_CRLF, _LF = "\r\n", "\n"


class ChangedError(Exception):
    """The file is no longer what was read, or is there where none was: somebody else wrote it meanwhile."""


@dataclass(frozen=True, slots=True)
class BankText:
    """What was read of a file; `data` are its very bytes, None for a file that is yet to be written."""

    path: str
    text: str
    data: bytes | None

    @staticmethod
    def read(path: str) -> BankText | Problem:
        """The file's text; the loader's own Problem where it cannot be read."""
        data = read_bytes(path)
        if isinstance(data, Problem):
            return data
        source = decode(path, data)
        return source if isinstance(source, Problem) else BankText(path, source.text, data)

    @staticmethod
    def absent(path: str) -> BankText:
        """A file that is yet to be written."""
        return BankText(path, "", None)


def write(bank_text: BankText, new_text: str, *, plain: bool = False) -> None:
    """Writes the text in one step: whoever reads the file meets the old one or the new one, whatever happens meanwhile.

    Byte order mark, line ends, mode, and a link that leads to the file stay; `plain` drops the mark and makes every
    line end LF.  ChangedError if the file is no longer
    what was read; OSError if it cannot be written; either leaves it as it is.
    """
    target = os.path.realpath(bank_text.path)
    data = new_text.encode() if plain else _encoded(bank_text, new_text)
    if data == bank_text.data:
        return
    with _beside(target) as (number, temporary):
        with open(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if bank_text.data is None:
            _claim(target)
            try:
                os.chmod(temporary, os.stat(target).st_mode & 0o7777)  # what the user's own mask makes of a new file
                os.replace(temporary, target)
            except BaseException:
                os.unlink(target)
                raise
        else:
            shutil.copymode(target, temporary)
            _keep_owner(target, temporary)
            _check_unchanged(target, bank_text.data)
            os.replace(temporary, target)


@contextlib.contextmanager
def _beside(target: str) -> Iterator[tuple[int, str]]:
    """A new file in the same folder, whose name no folder of a bank counts; it is gone afterwards."""
    folder, name = os.path.split(target)
    number, path = tempfile.mkstemp(prefix=f".{name[:40]}.", suffix=".tmp", dir=folder)
    try:
        yield number, path
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)


def _claim(target: str) -> None:
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except FileExistsError:
        raise ChangedError(target) from None


def _check_unchanged(target: str, data: bytes) -> None:
    try:
        with open(target, "rb") as file:
            now = file.read(len(data) + 1)
    except FileNotFoundError:
        raise ChangedError(target) from None
    if now != data:
        raise ChangedError(target)


def _keep_owner(target: str, temporary: str) -> None:
    """The administrator who edits a user's file leaves it the user's."""
    if hasattr(os, "chown"):
        old, new = os.stat(target), os.stat(temporary)
        if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
            with contextlib.suppress(PermissionError):
                os.chown(temporary, old.st_uid, old.st_gid)
                shutil.copymode(target, temporary)  # a change of owner takes bits away


def _encoded(bank_text: BankText, new_text: str) -> bytes:
    """The bytes of the new text: BOM and line ends as in the file."""
    if bank_text.data is None:
        return new_text.encode()
    bom = _BOM if bank_text.data.startswith(_BOM) else b""
    old = bank_text.data[len(bom) :].decode()
    crlf, lines = old.count(_CRLF), old.count(_LF)
    if not crlf:
        return bom + new_text.encode()
    if crlf == lines:
        return bom + new_text.replace(_LF, _CRLF).encode()
    return bom + "".join(_mixed(old, new_text, _CRLF if 2 * crlf > lines else _LF)).encode()


def _mixed(old: str, new_text: str, usual: str) -> Iterator[str]:
    """The new text's lines: those of the file with their own ends, the others with the file's usual one."""
    old_lines = old.split(_LF)
    ends = [_CRLF if line.endswith("\r") else _LF for line in old_lines[:-1]] + [usual]  # the last one has none
    plain, lines = [line.removesuffix("\r") for line in old_lines], new_text.split(_LF)
    found = [usual] * len(lines)
    shorter = min(len(plain), len(lines))
    head = next((n for n in range(shorter) if plain[n] != lines[n]), shorter)
    tail = next((n for n in range(shorter - head) if plain[-1 - n] != lines[-1 - n]), shorter - head)
    found[:head] = ends[:head]
    middle = difflib.SequenceMatcher(None, plain[head : len(plain) - tail], lines[head : len(lines) - tail], False)
    for block in middle.get_matching_blocks():
        found[head + block.b : head + block.b + block.size] = ends[head + block.a : head + block.a + block.size]
    found[len(found) - tail :] = ends[len(ends) - tail :]
    found[-1] = ""
    for line, end in zip(lines, found, strict=True):
        yield line + end
