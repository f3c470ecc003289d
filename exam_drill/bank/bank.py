"""What loading gives, and the way to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from exam_drill.problem import Problem
from exam_drill.question import Question


@dataclass(frozen=True, slots=True)
class Bank:
    """What was loaded: the questions without problems, all problems sorted by place, and the files that were read."""

    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]
    files: tuple[str, ...]


def load_bank(paths: Sequence[Path | str]) -> Bank:
    """Loads files and folders of files as one bank.  Raises nothing for anything that they contain.

    An empty text is the problem `path-missing`; as a `Path` it could not be told from the current folder.

    Places name the files as they are reached from the given paths: a relative path stays relative.
    """
    from exam_drill.bank.load import load  # and with it PyYAML, which the built-in bank of a wheel does without

    return load(paths)
