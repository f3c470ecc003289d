"""The built-in bank as it was read when the wheel was built, so that no YAML stands between a learner and a question.

    quizzes/*.yaml ─ load_bank ─▶ Bank ─ compile_bank ─▶ compiled.json, in the wheel beside the files
                                    ▲                         │
                                    └── built_in, if the digest of files and references fits

To read the YAML of a whole bank takes longer than to import all that the first screen needs.  The file holds every
question as plain data (`exam_drill.bank.plain`), and the digest of all that went into it.  Where it is missing, as in a
checkout, or where a file has changed, the YAML is read.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from exam_drill import __version__, catalogue
from exam_drill.bank import plain
from exam_drill.bank.bank import Bank, load_bank
from exam_drill.problem import Problem

NAME = "compiled.json"


class ProblemsError(ValueError):
    """A bank with problems is not compiled; `problems` are all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{problem.place}: {problem.code}" for problem in self.problems))


def built_in(folder: Path) -> Bank:
    """The bank in `folder`: as it was compiled if that still holds, else as its YAML says."""
    return as_compiled(folder) or load_bank([folder])


def compile_bank(folder: Path) -> str:
    """The text of the compiled file for a folder of YAML files; ProblemsError if not every question is usable."""
    bank = load_bank([folder])
    if bank.problems:
        raise ProblemsError(bank.problems)
    files = [Path(file).relative_to(folder).as_posix() for file in bank.files]
    numbers = {path: number for number, path in enumerate(bank.files)}
    questions = [[numbers[question.place.path], plain.to_plain(question)] for question in bank.questions]
    return json.dumps({"digest": _digest(folder, files), "files": files, "questions": questions}, ensure_ascii=False)


def as_compiled(folder: Path) -> Bank | None:
    """The bank in `folder` as it was compiled; None if it was not, or if that no longer holds."""
    try:
        written = json.loads((folder / NAME).read_bytes())
        files = written["files"]
        if written["digest"] != _digest(folder, files):
            return None
    except (OSError, ValueError, TypeError, KeyError):  # none, none that can be read, or another program's
        return None
    paths = [os.path.join(folder, *file.split("/")) for file in files]
    return Bank(tuple(plain.from_plain(item, paths[file]) for file, item in written["questions"]), (), tuple(paths))


def _digest(folder: Path, files: Iterable[object]) -> str:
    """What a compiled bank hangs on: this program, the bank's files, and what the references declare."""
    digest = hashlib.sha256(f"{plain.LAYOUT} {__version__}".encode())
    found = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml"))
    if [path.relative_to(folder).as_posix() for path in found] != sorted(map(str, files)):
        return ""
    for data in (
        *(path.read_bytes() for path in found),
        *(catalogue.source(name).encode() for name in catalogue.modules()),
    ):
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()
