"""The skeleton of a program: what is left when names, comments, docstrings and spaces do not count.

    def f(x):                          def 1 ( 2 ) : ⏎→
        y = x + 1   # (N, D)           3 = 2 + 1 ⏎
        return (こ) + np.abs(y)        return □1 + np . abs ( 3 )

Only names that the program gives itself are replaced: to replace `np` or `sigmoid` would make other programs the same.
Which ones those are is read off the tokens: parameters, targets of assignments and loops, functions, classes, and
attributes of `self`.  Linear in time on any text.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from exam_drill.markers import Marker
from exam_drill.scan import Token, tokens

_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_ASSIGNING = frozenset({"=", "+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", "**=", ">>=", "<<="})
_WORDS = frozenset(keyword.kwlist)
_NAMING = frozenset({"def", "class", "as", "global", "nonlocal"})
_BEFORE_A_PARAMETER = frozenset({"(", ",", "*", "**", "lambda"})
_GOING_ON = frozenset({".", "[", "("})
_END, _DEEPER, _BACK = "⏎", "→", "←"


class _Piece(NamedTuple):
    text: str
    is_name: bool = False
    is_string: bool = False
    blank: str = ""  # the label of a marker


def skeleton(listing: Iterable[Token], markers: Iterable[Marker], *others: str) -> list[list[str]]:
    """The pieces of a program, renamed; blanks are numbered in the order of the code.

    `others` is code that uses the same names: what is called, options.  One list for the program and for each of them.
    """
    pieces = list(_pieces(listing, {marker.start: marker.label for marker in markers}))
    names, attributes = _own(pieces)
    numbers: dict[tuple[str, str], str] = {}
    return [
        _renamed(part, names, attributes, numbers) for part in (pieces, *(_pieces(tokens(it), {}) for it in others))
    ]


def _renamed(
    pieces: Iterable[_Piece], names: set[str], attributes: set[str], numbers: dict[tuple[str, str], str]
) -> list[str]:
    renamed: list[str] = []
    before = ""
    for piece in pieces:
        if piece.blank:
            renamed.append(numbers.setdefault(("blank", piece.blank), f"□{len(numbers)}"))
        elif piece.is_name and piece.text in (attributes if before == "." else names):
            kind = "attribute" if before == "." else "name"
            renamed.append(numbers.setdefault((kind, piece.text), f"{kind}{len(numbers)}"))
        else:
            renamed.append(piece.text)
        before = piece.text
    return renamed


def _pieces(found: Iterable[Token], blanks: dict[int, str]) -> Iterator[_Piece]:
    """What counts: no spaces, comments and docstrings; the end of a statement, and how the next one is indented."""
    depth = skipped = indent = 0
    indents = [0]
    statement: list[_Piece] = []
    for token in (*found, Token("newline", "\n", -1)):
        if skipped:
            skipped -= 1
        elif token.kind == "comment":
            continue
        elif token.kind == "newline":
            if depth == 0:
                if any(not piece.is_string for piece in statement):
                    yield from _indentation(indent, indents)
                    yield from statement
                    yield _Piece(_END)
                statement = []
                indent = len(token.text.expandtabs()) - 1
        elif token.start in blanks:
            statement.append(_Piece("", blank=blanks[token.start]))
            skipped = 2  # its kana and its closing parenthesis
        else:
            depth += (token.text in _OPENING) - (token.text in _CLOSING and depth > 0)
            statement.append(_Piece(token.text, token.kind == "name", token.kind == "string"))


def _indentation(indent: int, indents: list[int]) -> Iterator[_Piece]:
    """Signs for a line that is indented by more or by less than the one before; how much more does not matter."""
    while indents[-1] > indent:
        indents.pop()
        yield _Piece(_BACK)
    if indent > indents[-1]:
        indents.append(indent)
        yield _Piece(_DEEPER)


def _own(pieces: Sequence[_Piece]) -> tuple[set[str], set[str]]:
    """The names that the program gives itself, and the attributes of its own objects."""
    names: set[str] = set()
    attributes: set[str] = set()
    targets: list[str] = []  # of the statement, if an assignment comes
    depth = header = 0  # how many brackets are open, and at which depth the parameters of a function stand
    in_loop = in_lambda = False
    before = earlier = ""
    for index, piece in enumerate(pieces):
        text = piece.text
        after = pieces[index + 1].text if index + 1 < len(pieces) else ""
        if not piece.is_name:
            depth += (text in _OPENING) - (text in _CLOSING)
            if text == _END:
                targets, depth, header, in_loop, in_lambda = [], 0, 0, False, False
            elif text == ":":
                in_lambda, header = False, header if depth else 0
            elif text in _ASSIGNING and not depth:
                names.update(targets)
            elif text == ":=":
                names.add(before)
        elif text in _WORDS:
            in_loop = text == "for" or (in_loop and text != "in")
            in_lambda = in_lambda or text == "lambda"
            header = depth + 1 if text == "def" else header
        elif before == ".":
            if earlier == "self":
                attributes.add(text)
        else:
            if before == "def":
                attributes.add(text)
            is_parameter = (header and depth == header) or in_lambda
            if before in _NAMING or in_loop or (is_parameter and before in _BEFORE_A_PARAMETER):
                names.add(text)
            elif after not in _GOING_ON:
                targets.append(text)
        before, earlier = text, before
    return names, attributes
