"""Why a text is no YAML, in words that help: most often an option that must be quoted.

Examples, with the code of the problem:

    - [x, y] + z          yaml-quote             begins with a sign that YAML reads as its own
    - f(x): y: z          yaml-colon             a colon and a space inside a value
    answer：4             yaml-fullwidth
    answer:4              yaml-colon-space       no space behind the colon
    answer = 4            yaml-no-colon
    -x                    yaml-dash-space
    prompt: "Which        yaml-unclosed-quote    also where a quote further down seems to close it
    inputs: {x: N D       yaml-unclosed-bracket
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from exam_drill.problem import Problem
from exam_drill.question import Place

_VALUE = re.compile(r"[ \t]*(?:-[ \t]+)*(?:[\w-]+:[ \t]+)?")
_SIGNS = "[]{}*&!@%`|>\"',?"
_CLOSING = {"[": "]", "{": "}"}
_WIDE = "\u3000"
_KEY = re.compile(r"([ ]*(?:-[ ]+)*)(?:[A-Za-z_][\w-]*|[\u3041-\u30fa]):(?:[ \t]|$)")  # its column is the group's end
_WIDE_INDENTED = re.compile(rf"[ \t]*{_WIDE}[ \t{_WIDE}]*(?:-[ ]|-$|(?:[A-Za-z_][\w-]*|[\u3041-\u30fa]):(?:[ \t]|$))")
_DASHED = re.compile(r"[ ]*-[ ]")
_BLOCK = re.compile(r"([ ]*(?:-[ ]+)*)((?:[\w-]+:[ ]+)?)[|>][-+0-9]{0,2}[ ]*(?:#.*)?")
_TIGHT = re.compile(r"([ ]*(?:-[ ]+)*)([A-Za-z_]\w*)(:(?![ \t/]|$)|[ ]*[=＝](?!=))")
_DASH = re.compile(r"[ ]*-(?![ \t-]|$)")


class Reached(NamedTuple):
    """How far the parser came; lines and columns from 0.

    `flows` are the `[` and `{` that are open; `quote` is where the last value begins if it stands in quotes, and
    `quote_end` the line in which it ends.
    """

    flows: tuple[tuple[int, int], ...]
    quote: tuple[int, int] | None
    quote_end: int


def explain(error: yaml.YAMLError, path: str, lines: list[str], reached: Reached) -> Problem:
    """The problem that stands for an error of the YAML parser."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context_mark = getattr(error, "context_mark", None)
    context = getattr(error, "context", None) or ""
    detail = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
    if mark is None:
        return Problem("yaml-syntax", Place(path, 1), {"detail": str(detail)})
    began = (context_mark.line, context_mark.column) if context_mark is not None else None
    last = min(mark.line, len(lines) - 1)
    problem = (
        _unclosed_quote(path, lines, last, detail, began if "quoted scalar" in context else None, reached)
        or _wide_indentation(path, lines, last)
        or _unclosed_bracket(path, lines, last, mark.column, reached)
        or _no_key(path, lines, (last, mark.column), detail, began)
        or _from_line(path, last, mark.column, lines[last] if mark.line == last else "", detail)
    )
    if problem is None and began is not None and began[0] < len(lines):
        match = _VALUE.match(lines[began[0]])
        if "flow" in context or (match and match.end() == began[1]):
            problem = _from_line(path, *began, lines[began[0]], "")
    if problem is not None:
        return problem
    if "expected key" in detail or "'-' indicator" in detail or "mapping values" in detail or "block end" in detail:
        return Problem("yaml-indentation", _place(path, mark.line, mark.column))
    return Problem("yaml-syntax", _place(path, mark.line, mark.column), {"detail": str(detail)})


def _place(path: str, line: int, column: int) -> Place:
    return Place(path, line + 1, column + 1)


def _unclosed_quote(
    path: str, lines: list[str], last: int, detail: str, began: tuple[int, int] | None, reached: Reached
) -> Problem | None:
    """A quote that nothing closes, or only the first quote of a later value."""
    if began is not None and "end of stream" in detail:
        return Problem("yaml-unclosed-quote", _place(path, *began))
    if began is not None and _has_key(lines, began[0], last):
        return Problem("yaml-unclosed-quote", _place(path, *began))
    quote, end = reached.quote, reached.quote_end
    if quote is not None and last - 1 <= end <= last and _has_key(lines, quote[0], end):
        return Problem("yaml-unclosed-quote", _place(path, *quote))
    return None


def _has_key(lines: list[str], first: int, last: int) -> bool:
    """Whether a line below `first`, up to `last`, looks like a field, indented no deeper than that of `first`."""
    match = _KEY.match(lines[first])
    column = match.end(1) if match else len(lines[first]) - len(lines[first].lstrip(" -"))
    found = (_KEY.match(line) or _DASHED.match(line) for line in lines[first + 1 : last + 1])
    return any(match is not None and len(match[0]) - len(match[0].lstrip(" ")) <= column for match in found)


def _wide_indentation(path: str, lines: list[str], last: int) -> Problem | None:
    """The first field or dash that is indented with full-width spaces; the lines of a block of text do not count."""
    block = -1
    for number, line in enumerate(lines[: last + 1]):
        if block >= 0 and (not line.strip() or len(line) - len(line.lstrip(" ")) > block):
            continue
        block = -1
        if (match := _BLOCK.fullmatch(line)) is not None:
            block = match.end(1) if match[2] else line.rfind("-", 0, match.end(1))
        if _WIDE in line and _WIDE_INDENTED.match(line):
            return Problem("yaml-fullwidth", _place(path, number, line.index(_WIDE)), {"character": "U+3000"})
    return None


def _unclosed_bracket(path: str, lines: list[str], last: int, column: int, reached: Reached) -> Problem | None:
    """A bracket that begins a value, and that is open where the next field begins, the text ends or another closes."""
    if not reached.flows:
        return None
    first = reached.flows[0][0]
    line, start = [flow for flow in reached.flows if flow[0] == first][-1]
    while start < len(lines[line]) and lines[line][start] not in _CLOSING:
        start += 1  # behind an anchor
    sign = lines[line][start : start + 1]
    if not sign:
        return None
    ends = not any(rest.strip() for rest in (lines[last][column:], *lines[last + 1 :]))
    mismatched = first == last and lines[last][column : column + 1] in set("]}") - {_CLOSING[sign]}
    if not ends and not mismatched and not _has_key(lines, first, last):
        return None
    parameters = {"character": sign, "closing": _CLOSING[sign]}
    return Problem("yaml-unclosed-bracket", _place(path, line, start), parameters)


def _no_key(
    path: str, lines: list[str], end: tuple[int, int], detail: str, began: tuple[int, int] | None
) -> Problem | None:
    """A line that should be `name: value` or `- value` and lacks the colon, or the space behind the colon or dash."""
    number, column = end
    must_be_key = "expected ':'" in detail and began is not None
    if must_be_key and began is not None:
        number = began[0]
    elif "mapping values" in detail:
        line = lines[number]
        if number == 0 or ": " in line[:column] or _DASHED.match(line):
            return None  # the value that the colon stands in begins in this line
        number -= 1
    elif "'-' indicator" not in detail:
        return None
    line = lines[number]
    if must_be_key and "：" in line:
        return Problem("yaml-fullwidth", _place(path, number, line.index("：")), {"character": "："})
    match = _DASH.match(line)
    if match is not None and "mapping values" not in detail:
        if line[match.end()] == _WIDE:
            return Problem("yaml-fullwidth", _place(path, number, match.end()), {"character": "U+3000"})
        return Problem("yaml-dash-space", _place(path, number, match.end() - 1))
    match = _TIGHT.match(line)
    if match is not None:
        value = line[match.end() :].strip()
        if match[3] == ":" and line[match.end()] == _WIDE:
            return Problem("yaml-fullwidth", _place(path, number, match.end()), {"character": "U+3000"})
        code = "yaml-colon-space" if match[3] == ":" else "yaml-no-colon"
        return Problem(code, _place(path, number, match.start(3)), {"name": match[2], "value": value})
    if must_be_key:
        start = len(line) - len(line.lstrip())
        return Problem("yaml-no-key", _place(path, number, start))
    return None


def _from_line(path: str, number: int, column: int, line: str, detail: str) -> Problem | None:
    blank = line[: len(line) - len(line.lstrip())]
    if "\t" in blank:
        return Problem("yaml-tab", _place(path, number, blank.index("\t")))
    if _WIDE in blank:
        return Problem("yaml-fullwidth", _place(path, number, blank.index(_WIDE)), {"character": "U+3000"})
    match = _VALUE.match(line)
    start = match.end() if match else 0
    value = line[start:]
    if value[:1] and value[0] in _SIGNS:
        return Problem("yaml-quote", _place(path, number, start), {"character": value[0]})
    colon = value.find(": ")
    if colon < 0 and value.endswith(":"):
        colon = len(value) - 1
    if "mapping values" in detail and colon >= 0 and start + colon <= column:
        return Problem("yaml-colon", _place(path, number, start + colon))
    return None
