"""The listing that learners see: the function without annotations, the shapes of its inputs, lines that fit a screen.

    def gru(x, h, Wr, Ur, Wz, Uz, Wh, Uh):
        \"\"\"
        x: (N, D)    Wr, Wz, Wh: (H, D)
        \"\"\"
        r = sigmoid(x @ Wr.T + h @ Ur.T)  # (N, H) reset gate

A comment that would make its line too long stands above it; code that is too long is broken within brackets.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence

from exam_drill.drafting.shapes import shape_lines
from exam_drill.scan import Token, tokens

WIDTH = 71  # columns that a listing has on a screen of 80
_INDENT = "    "
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_SPLIT_BEFORE = frozenset({"+", "-", "*", "/", "@", "//", "%", "and", "or", "if", "else", "==", "<", ">", "&", "|"})
_BEFORE_A_SIGN = frozenset({"", "(", "[", "{", ",", "=", "*", ":", "return"})  # what follows is no operator between two
_RIGHTMOST = WIDTH - 30  # columns; what would begin further to the right is indented instead
_ASSIGNED = re.compile(r"(\s*(?:return|[\w., \[\]]+? [-+*/@]?=) )(\S.*)")


def make_listing(
    header: str, body: str, inputs: Mapping[str, str], beside: Sequence[str] = (), domains: Sequence[str] = ()
) -> str:
    """The whole listing; `beside` are statements that stand above the function."""
    shapes = shape_lines(inputs, WIDTH - len(_INDENT), domains)
    said = [f'{_INDENT}"""', *(_INDENT + line for line in shapes), f'{_INDENT}"""'] if shapes else []
    lines = textwrap.dedent(_spaces(body)).rstrip().split("\n")
    function = [header, *said, *(_INDENT + line if line.strip() else "" for line in lines)]
    text = "\n".join((*(f"{_spaces(piece)}\n" for piece in beside), *function))
    return fit(text)


def _spaces(text: str) -> str:
    """Tabs at the beginning of lines as spaces."""
    return re.sub(r"(?m)^[ \t]+", lambda match: match[0].expandtabs(4), text)


def cells(text: str) -> int:
    """The columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def fit(code: str) -> str:
    """The program with no line wider than `WIDTH`, as far as breaks within brackets can do that."""
    lines = code.split("\n")
    if all(cells(line) <= WIDTH for line in lines):
        return code
    fixed = _inside_strings(code)
    fitted: list[str] = []
    depth = 0  # of the brackets that lines before have opened
    for number, line in enumerate(lines):
        found = list(tokens(line)) if number not in fixed else []
        if (
            cells(line) <= WIDTH
            or number in fixed
            or line.endswith("\\")
            or (number and lines[number - 1].endswith("\\"))
        ):
            fitted.append(line)
        else:
            fitted += _fit_line(line, found, depth)
        depth = max(depth + sum((token.text in _OPENING) - (token.text in _CLOSING) for token in found), 0)
    return "\n".join(fitted)


def _inside_strings(code: str) -> frozenset[int]:
    """The lines, from 0, in which a string of several lines begins, goes on or ends."""
    found: set[int] = set()
    for token in tokens(code):
        if token.kind == "string" and "\n" in token.text:
            first = code.count("\n", 0, token.start)
            found.update(range(first, first + token.text.count("\n") + 1))
    return frozenset(found)


def _fit_line(line: str, found: list[Token], depth: int) -> list[str]:
    indent = line[: len(line) - len(line.lstrip())]
    if found and found[-1].kind == "comment":
        comment, before = found[-1].text, line[: found[-1].start].rstrip()
        above = textwrap.wrap(comment.lstrip("# "), max(WIDTH - len(indent) - 2, 20), break_long_words=False)
        return [*(f"{indent}# {part}" for part in above), *(_break(before, indent, depth) if before else ())]
    return _break(line.rstrip(), indent, depth)


def _break(line: str, indent: str, depth: int) -> list[str]:
    """The line in pieces, each as long as it may be, broken where the fewest brackets are open."""
    match = _ASSIGNED.fullmatch(line) if depth == 0 else None
    if match is not None and _opened(line) == 0 and cells(line) > WIDTH and _divides(match[2]):
        line = f"{match[1]}({match[2]})"  # in brackets of its own it can be broken between its parts
    broken: list[str] = []
    while cells(line) > WIDTH:
        where = _place_to_break(line, depth)
        if where is None:
            break
        position, column = where
        broken.append(line[:position].rstrip())
        depth = max(depth + _opened(line[:position]), 0)
        margin = " " * column if column is not None and column < _RIGHTMOST else indent + _INDENT
        line = margin + line[position:].lstrip()
    return [*broken, line]


def _divides(text: str) -> bool:
    """Whether a comma or an operator stands outside of all brackets."""
    depth, previous = 0, ""
    for token in tokens(text):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth == 0 and (token.text == "," or (token.text in _SPLIT_BEFORE and previous not in _BEFORE_A_SIGN)):
            return True
        previous = token.text
    return False


def _opened(text: str) -> int:
    return sum((token.text in _OPENING) - (token.text in _CLOSING) for token in tokens(text))


def _place_to_break(line: str, depth: int) -> tuple[int, int | None] | None:
    """Where to break, and the column of the next line; None for the column where the bracket ends its line."""
    opened: list[int] = []
    outer = depth
    best: tuple[int, int, int | None] | None = None
    last: tuple[int, None] | None = None  # behind a bracket: for want of a better place
    previous = ""
    first = len(line) - len(line.lstrip())
    for token in tokens(line):
        if token.kind == "newline":
            continue
        if token.text in _CLOSING:
            if opened:
                opened.pop()
            else:
                outer = max(outer - 1, 0)
        inside = outer + len(opened)
        here = token.end if token.text == "," else token.start
        splits = token.text == "," or (token.text in _SPLIT_BEFORE and previous not in _BEFORE_A_SIGN)
        fits = cells(line[:here].rstrip()) <= WIDTH and here > first and bool(line[here:].strip())
        if inside > 0 and splits and fits and (best is None or inside <= best[0]):
            best = (inside, here, opened[-1] + 1 if opened else first)
        if token.text in _OPENING:
            opened.append(token.start)
            if last is None and token.start > first:
                last = (token.end, None)
        previous = token.text
    return best[1:] if best is not None else last
