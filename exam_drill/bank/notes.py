"""The problems that are found while one question, or one file, is read."""

from __future__ import annotations

from collections.abc import Iterable

from exam_drill.bank.nodes import Node
from exam_drill.problem import Problem
from exam_drill.question import Place
from exam_drill.visible import shortened, visible

_SHOWN = 60
_LONGEST_WORD = 200


class Notes:
    """Gathers problems; the question's id, once it is known, is put into all of them."""

    __slots__ = ("_found", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self._found: list[tuple[str, Place, dict[str, str | int]]] = []

    def __len__(self) -> int:
        return len(self._found)

    def place(self, node: Node) -> Place:
        """Where the node stands."""
        return Place(self.path, node.line, node.column)

    def add(self, code: str, where: Node | Place, **parameters: str | int) -> None:
        """Notes a problem; texts among the parameters are made short and safe to print."""
        place = where if isinstance(where, Place) else self.place(where)
        self._found.append((code, place, {name: shown(value) for name, value in parameters.items()}))

    def problems(self, question: str | None) -> list[Problem]:
        """All of them."""
        return [Problem(code, place, parameters, question) for code, place, parameters in self._found]


def shown(value: str | int) -> str | int:
    """A parameter as it may appear on a terminal, on one line."""
    return shortened(visible(value[: _SHOWN + 1]), _SHOWN) if isinstance(value, str) else value


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like `word`, or "-" if none is known."""
    import difflib  # here, since a bank without mistakes does not need it

    names = sorted(known)
    found = difflib.get_close_matches(word[:_LONGEST_WORD], names, n=1, cutoff=0.0)
    return found[0] if found else "-"
