"""What a rule says: a coded complaint with its place, how grave it is, and the edits that would mend it.

check(subject, findings)
    findings.add("trailing-space", place, edits=(Edit(120, 123, ""),))
                                              └─ only where the mend is certain
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from exam_drill.bank.nodes import Node, SourceFile
from exam_drill.bank.notes import shown
from exam_drill.editing import Edit
from exam_drill.problem import Problem
from exam_drill.question import Place


class Level(StrEnum):
    """How grave the findings of a code are.

    A `warning` is told always: something is wrong or misleads.  An `advice` is told with `--strict` only: nothing is
    wrong, but a bank that is given to others has it.
    """

    WARNING = "warning"
    ADVICE = "advice"


class Finding(NamedTuple):
    """One complaint; `edits` mend it, as far as that can be done without knowing what its author meant."""

    problem: Problem
    edits: tuple[Edit, ...] = ()


class Findings:
    """Gathers what the rules say of one question, or of a file outside of its questions (`question` is None)."""

    __slots__ = ("_file", "_question", "found")

    def __init__(self, file: SourceFile, question: str | None) -> None:
        self._file = file
        self._question = question
        self.found: list[Finding] = []

    def add(self, code: str, where: Node | Place, edits: Iterable[Edit] = (), **parameters: str | int) -> None:
        """Notes a finding; texts among the parameters are made short."""
        place = where if isinstance(where, Place) else Place(self._file.path, where.line, where.column)
        short = {name: shown(value) for name, value in parameters.items()}
        self.found.append(Finding(Problem(code, place, short, self._question), tuple(edits)))
