"""The built-in bank as it was read when the wheel was built, so that no YAML stands between a learner and a question.

    quizzes/*.yaml ─ load_bank ─▶ Bank ─ compile_bank ─▶ compiled.json, in the wheel beside the files
                                    ▲                         │
                                    └── built_in, if the digest of files and references fits

To read the YAML of a whole bank takes longer than to import all that the first screen needs.  The file holds every
question as lists of its fields, in the order of their dataclasses, and the digest of all that went into it.  Where it
is missing, as in a checkout, or where a file has changed, the YAML is read.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from exam_drill import __version__, catalogue
from exam_drill.bank.bank import Bank, load_bank
from exam_drill.problem import Problem
from exam_drill.question import (
    Blank,
    Code,
    Erratum,
    NamedReference,
    Option,
    Place,
    Question,
    Reference,
    Source,
    Text,
    WrittenReference,
)

NAME = "compiled.json"
_LAYOUT = 1  # of the file; a new number whenever one of the dataclasses changes


class ProblemsError(ValueError):
    """A bank with problems is not compiled; `problems` are all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{problem.place}: {problem.code}" for problem in self.problems))


def built_in(folder: Path) -> Bank:
    """The bank in `folder`: as it was compiled if that still holds, else as its YAML says."""
    return _compiled(folder) or load_bank([folder])


def compile_bank(folder: Path) -> str:
    """The text of the compiled file for a folder of YAML files; ProblemsError if not every question is usable."""
    bank = load_bank([folder])
    if bank.problems:
        raise ProblemsError(bank.problems)
    files = [Path(file).relative_to(folder).as_posix() for file in bank.files]
    numbers = {path: number for number, path in enumerate(bank.files)}
    questions = [_plain(question, numbers) for question in bank.questions]
    return json.dumps({"digest": _digest(folder, files), "files": files, "questions": questions}, ensure_ascii=False)


def _compiled(folder: Path) -> Bank | None:
    try:
        compiled = json.loads((folder / NAME).read_bytes())
        files = compiled["files"]
        if compiled["digest"] != _digest(folder, files):
            return None
    except (OSError, ValueError, TypeError, KeyError):  # none, none that can be read, or another program's
        return None
    paths = [os.path.join(folder, *file.split("/")) for file in files]
    return Bank(tuple(_Reader(paths).question(item) for item in compiled["questions"]), (), tuple(paths))


def _digest(folder: Path, files: Iterable[object]) -> str:
    """What a compiled bank hangs on: this program, the bank's files, and what the references declare."""
    digest = hashlib.sha256(f"{_LAYOUT} {__version__}".encode())
    found = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml"))
    if [path.relative_to(folder).as_posix() for path in found] != sorted(map(str, files)):
        return ""
    for data in (
        *(path.read_bytes() for path in found),
        *(catalogue.source(name).encode() for name in catalogue.modules()),
    ):
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def _plain(value: Any, files: dict[str, int]) -> Any:
    """A value as JSON has it: dataclasses as lists of their fields, a path as its number among the files."""
    if isinstance(value, Place):
        return [files[value.path], value.line, value.column]
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, field.name), files) for field in dataclasses.fields(value)]
    if isinstance(value, tuple):
        return [_plain(item, files) for item in value]
    return {key: _plain(item, files) for key, item in value.items()} if hasattr(value, "items") else value


class _Reader:
    """The way back; each method takes the list of a dataclass's fields."""

    def __init__(self, paths: list[str]) -> None:
        self.paths = paths

    def question(self, data: list[Any]) -> Question:
        identity, place, code, blanks, reference, title, syllabus, prompt, call, given, inputs, sizes, *rest = data
        trials, rtol, atol, sources, errata, explanation, hint, tags, difficulty = rest
        return Question(
            identity,
            self.place(place),
            self.code(code),
            tuple(self.blank(item) for item in blanks),
            self.reference(reference),
            _text(title),
            syllabus,
            _text(prompt),
            self.code(call) if call is not None else None,
            tuple(given),
            inputs,
            {letter: (low, high) for letter, (low, high) in sizes.items()},
            trials,
            rtol,
            atol,
            tuple(Source(kind, Text(*titles), url) for kind, titles, url in sources),
            tuple(self.erratum(item) for item in errata),
            _text(explanation),
            _text(hint),
            tuple(tags),
            difficulty,
        )

    def place(self, data: list[int]) -> Place:
        return Place(self.paths[data[0]], data[1], data[2])

    def code(self, data: list[Any]) -> Code:
        text, places = data
        return Code(text, tuple(self.place(place) for place in places))

    def blank(self, data: list[Any]) -> Blank:
        label, options, answer, place = data
        listed = tuple(Option(number, self.code(code), _text(why)) for number, code, why in options)
        return Blank(label, listed, answer, self.place(place))

    def reference(self, data: list[Any]) -> Reference:
        if len(data) == len(dataclasses.fields(NamedReference)):
            return NamedReference(*data)
        code, function, inputs, outputs = data
        return WrittenReference(
            self.code(code), function, inputs, tuple(outputs) if isinstance(outputs, list) else outputs
        )

    def erratum(self, data: list[Any]) -> Erratum:
        corrected, printed, where, why, sources, place = data
        return Erratum(corrected, printed, where, _text(why), tuple(sources), self.place(place))


def _text(data: list[str | None] | None) -> Text | None:
    return Text(*data) if data is not None else None
