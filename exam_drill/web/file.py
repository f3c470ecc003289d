"""Writes a page to a file, never half of it, and never over what is no page."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

_BEGINNING = "<!doctype html"


class NoPageError(Exception):
    """What stands in the file is no page, so it is not overwritten."""


def write_page(name: str, text: str) -> None:
    """Writes a page as UTF-8; OSError if that fails, and ValueError for a name that no file can have.

    A file that is there must be empty or a page; it is replaced as a whole.  Into a device, or a pipe, is written.
    """
    path = Path(os.path.realpath(name))  # a link keeps leading to the file
    mode = _mode(path)
    if mode is None or stat.S_ISREG(mode):
        _replace(path, text, mode)
    else:
        with open(path, "w", encoding="utf-8", newline="\n") as device:
            device.write(text)


def _mode(path: Path) -> int | None:
    """The type and mode of a file, None if there is none yet; NoPageError if it may not be overwritten."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISREG(mode):
        with open(path, "rb") as file:
            beginning = file.read(len(_BEGINNING)).decode("utf-8", "replace").lower()
        if beginning not in ("", _BEGINNING):
            raise NoPageError
    return mode


def _replace(path: Path, text: str, mode: int | None) -> None:
    if mode is not None and not os.access(path, os.W_OK):
        raise PermissionError(13, os.strerror(13))
    handle, temporary = tempfile.mkstemp(prefix=".page-", suffix=".html", dir=path.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(temporary, stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
