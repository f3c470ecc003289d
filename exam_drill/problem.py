"""A mistake in a bank, as a value: what, where, and the parameters of the sentence that says so.

Codes are stable; the sentences stand in `exam_drill.i18n.problems`, one for each code and language, and every one of
them says what to write instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exam_drill.question import Place


class CodedError(ValueError):
    """An error of what a bank or a reference says: a stable code and the parameters of its sentence."""

    def __init__(self, code: str, **parameters: str | int) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters: Mapping[str, str | int] = parameters


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `question` is the id of the question it makes invalid, if it concerns one."""

    code: str
    place: Place
    parameters: Mapping[str, str | int] = field(default_factory=dict)
    question: str | None = None

    def sort_key(self) -> tuple[str, int, int, str]:
        """Orders problems by where they stand."""
        return (self.place.path, self.place.line, self.place.column, self.code)
