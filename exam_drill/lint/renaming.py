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

from exam_drill.markers import Marker
from exam_drill.scan import Token, tokens

_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_ASSIGNING = frozenset({"=", "+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", "**=", ">>=", "<<="})
_WORDS = frozenset(keyword.kwlist)
_NAMING = frozenset({"def", "class", "as", "global", "nonlocal"})
_BEFORE_A_PARAMETER = frozenset({"(", ",", "*", "**", "lambda"})
_GOING_ON = frozenset({".", "[", "("})
_END, _DEEPER, _BACK = "⏎", "→", "←"


_Piece = tuple[str, str]  # its text and its kind: that of a token, or "blank" with the label of a marker


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
    for text, kind in pieces:
        if kind == "blank":
            renamed.append(numbers.setdefault((kind, text), f"□{len(numbers)}"))
        elif kind == "name" and text in (attributes if before == "." else names):
            kind = "attribute" if before == "." else "name"
            renamed.append(numbers.setdefault((kind, text), f"{kind}{len(numbers)}"))
        else:
            renamed.append(text)
        before = text
    return renamed


def _pieces(found: Iterable[Token], blanks: dict[int, str]) -> Iterator[_Piece]:
    """What counts: no spaces, comments and docstrings; the end of a statement, and how the next one is indented."""
    depth = skipped = indent = 0
    indents = [0]
    statement: list[_Piece] = []
    for kind, text, start in (*found, Token("newline", "\n", -1)):
        if skipped:
            skipped -= 1
        elif kind == "name":
            statement.append((text, kind))
        elif kind == "comment":
            continue
        elif kind == "newline":
            if depth == 0:
                if statement and any(kind != "string" for _, kind in statement):
                    if indent != indents[-1]:
                        yield from _indentation(indent, indents)
                    yield from statement
                    yield _END, "sign"
                statement = []
                indent = len(text.expandtabs()) - 1
        elif start in blanks:
            statement.append((blanks[start], "blank"))
            skipped = 2  # its kana and its closing parenthesis
        else:
            if text in _OPENING:
                depth += 1
            elif depth and text in _CLOSING:
                depth -= 1
            statement.append((text, kind))


def _indentation(indent: int, indents: list[int]) -> Iterator[_Piece]:
    """Signs for a line that is indented by more or by less than the one before; how much more does not matter."""
    while indents[-1] > indent:
        indents.pop()
        yield _BACK, "sign"
    if indent > indents[-1]:
        indents.append(indent)
        yield _DEEPER, "sign"


def _own(pieces: Sequence[_Piece]) -> tuple[set[str], set[str]]:
    """The names that the program gives itself, and the attributes of its own objects."""
    names: set[str] = set()
    attributes: set[str] = set()
    targets: list[str] = []  # of the statement, if an assignment comes
    depth = header = 0  # how many brackets are open, and at which depth the parameters of a function stand
    in_loop = in_lambda = False
    before = earlier = ""
    for index, (text, kind) in enumerate(pieces):
        if kind != "name":
            if text in _OPENING:
                depth += 1
            elif text in _CLOSING:
                depth -= 1
            elif text == _END:
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
            elif index + 1 == len(pieces) or pieces[index + 1][0] not in _GOING_ON:
                targets.append(text)
        before, earlier = text, before
    return names, attributes
