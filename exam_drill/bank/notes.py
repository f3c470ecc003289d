"""The problems that are found while one question, or one file, is read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from exam_drill.bank.nodes import Node, ScalarNode, SourceFile
from exam_drill.problem import Problem
from exam_drill.question import Place
from exam_drill.visible import shortened

_SHOWN = 60
_LONGEST_WORD = 200
_LIKE = 0.6  # how alike two words are that can be one misspelt, from 0 to 1
_MOST_CHARACTERS = 20  # of one scalar are noted


class Notes:
    """Gathers problems; the question's id, once it is known, is put into all of them."""

    __slots__ = ("_characters", "_file", "_found")

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._characters: set[tuple[int, str]] = set()
        self._found: list[tuple[str, Place, dict[str, str | int]]] = []

    def __len__(self) -> int:
        return len(self._found)

    def place(self, node: Node) -> Place:
        """Where the node stands."""
        return Place(self._file.path, node.line, node.column)

    def add(self, code: str, where: Node | Place, **parameters: str | int) -> None:
        """Notes a problem; texts among the parameters are made short."""
        place = where if isinstance(where, Place) else self.place(where)
        self._found.append((code, place, {name: shown(value) for name, value in parameters.items()}))

    def add_characters(self, node: ScalarNode, forbidden: re.Pattern[str]) -> None:
        """Notes `control-character` for each such character of the scalar, once in a line; an escape at the scalar."""
        text = self._file.text
        noted = 0
        line, position = node.line, node.start
        for match in forbidden.finditer(text, node.start, node.end):
            offset = match.start()
            line += text.count("\n", position, offset)
            position = offset
            if (line, match[0]) not in self._characters and noted < _MOST_CHARACTERS:
                self._characters.add((line, match[0]))
                noted += 1
                column = offset - text.rfind("\n", 0, offset)
                self.add("control-character", Place(self._file.path, line, column), character=_code_point(match[0]))
        escaped = forbidden.search(node.value)
        if escaped is not None and forbidden.search(text, node.start, node.end) is None:
            self.add("control-character", node, character=_code_point(escaped[0]))

    def problems(self, question: str | None) -> list[Problem]:
        """All of them."""
        return [Problem(code, place, parameters, question) for code, place, parameters in self._found]


def shown(value: str | int) -> str | int:
    """A parameter in short; the sentence that it is put into makes it visible."""
    return shortened(value, _SHOWN) if isinstance(value, str) else value


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like `word`, or "-" if none is known."""
    import difflib  # here, since a bank without mistakes does not need it

    names = sorted(known)
    found = difflib.get_close_matches(word[:_LONGEST_WORD], names, n=1, cutoff=0.0)
    return found[0] if found else "-"


def is_like(word: str, name: str) -> bool:
    """Whether `word` can be `name` misspelt."""
    import difflib

    return difflib.SequenceMatcher(None, word[:_LONGEST_WORD], name).ratio() >= _LIKE


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"
