"""Why a database cannot be used, as codes; the sentences stand in `exam_drill.i18n.progress` and `i18n.cache`.

sqlite3.DatabaseError(SQLITE_NOTADB) ─▶ StoreError("damaged", path=…)
OSError(EACCES) ─────────────────────▶ StoreError("unwritable", path=…, error=…)
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exam_drill.problem import CodedError

# Primary result codes of SQLite: https://www.sqlite.org/rescode.html
_CODES = {
    3: "unwritable",  # PERM
    5: "busy",
    6: "busy",  # LOCKED
    8: "unwritable",  # READONLY
    10: "failing",  # IOERR
    11: "damaged",  # CORRUPT
    13: "full",
    14: "unwritable",  # CANTOPEN
    15: "busy",  # PROTOCOL: locking goes wrong
    23: "unwritable",  # AUTH
    26: "damaged",  # NOTADB
}
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)


class StoreError(CodedError):
    """A store that cannot be used, or not now: a stable code and the parameters of its sentence, `path` among them.

    absent      there is no store yet, and none was to be made
    busy        another process writes, and does not come to an end
    damaged     no database, or a torn one; also an empty file
    failing     the disk or network reports an error
    foreign     a database, but not one of ours
    full        there is no space left
    newer       written by a newer exam_drill
    no-folder   the folder is none, or cannot be one
    older       written by an older exam_drill, and not worth bringing up to date
    torn        the file is missing, but its journal is there
    unwritable  file or folder may not be written
    """


def os_error(error: OSError, path: Path) -> StoreError:
    """What the system says of a folder or file, as an error of the store."""
    said = error.strerror or str(error)
    if error.errno in _FULL:
        return StoreError("full", path=str(path))
    if error.errno in (errno.EEXIST, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL):
        return StoreError("no-folder", path=str(path), error=said)
    return StoreError("unwritable", path=str(path), error=said)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns what SQLite and the system say about the store at `path` into a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        raise sqlite_error(error, path) from error
    except UnicodeDecodeError as error:  # a name or message in a damaged file
        raise StoreError("damaged", path=str(path), error=error.reason) from error
    except OSError as error:
        raise os_error(error, path) from error


def sqlite_error(error: sqlite3.Error, path: Path) -> StoreError:
    """What SQLite says, as an error of the store."""
    number = getattr(error, "sqlite_errorcode", None)
    if number is None:  # the module's own: text that is no UTF-8
        return StoreError("damaged", path=str(path), error=str(error))
    code = _CODES.get(number & 0xFF)
    if code is None:  # "no such table" and the like: not what we wrote
        code = "damaged"
    if code == "unwritable" and not os.path.exists(path):
        return StoreError("failing", path=str(path), error=str(error))
    if code in ("busy", "full"):
        return StoreError(code, path=str(path))
    return StoreError(code, path=str(path), error=str(error))
