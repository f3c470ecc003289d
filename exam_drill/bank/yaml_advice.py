"""Why a text is no YAML, in words that help: most often an option that must be quoted.

Examples, with the code of the problem:

    - [x, y] + z          yaml-quote    begins with a sign that YAML reads as its own
    - f(x): y: z          yaml-colon    a colon and a space inside a value
    answer：4              yaml-fullwidth
"""

from __future__ import annotations

import re

import yaml

from exam_drill.problem import Problem
from exam_drill.question import Place

_VALUE = re.compile(r"[ \t]*(?:-[ \t]+)*(?:[\w-]+:[ \t]+)?")
_SIGNS = "[]{}*&!@%`|>\"',?"
_UNCLOSED = "while scanning a quoted scalar"


def explain(error: yaml.YAMLError, path: str, lines: list[str]) -> Problem:
    """The problem that stands for an error of the YAML parser."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context_mark = getattr(error, "context_mark", None)
    context = getattr(error, "context", None) or ""
    detail = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
    if mark is None:
        return Problem("yaml-syntax", Place(path, 1), {"detail": str(detail)})
    if context == _UNCLOSED and context_mark is not None and "end of stream" in detail:
        return Problem("yaml-unclosed-quote", _place(path, context_mark.line, context_mark.column))
    if "expected ':'" in detail and context_mark is not None and "：" in lines[context_mark.line]:
        column = lines[context_mark.line].index("：")
        return Problem("yaml-fullwidth", _place(path, context_mark.line, column), {"character": "："})
    line = lines[mark.line] if mark.line < len(lines) else ""
    problem = _from_line(path, mark.line, mark.column, line, detail)
    if problem is None and context_mark is not None and context_mark.line < len(lines):
        began = _VALUE.match(lines[context_mark.line])
        if "flow" in context or (began and began.end() == context_mark.column):
            problem = _from_line(path, context_mark.line, context_mark.column, lines[context_mark.line], "")
    if problem is not None:
        return problem
    if "expected key" in detail or "'-' indicator" in detail or "mapping values" in detail or "block end" in detail:
        return Problem("yaml-indentation", _place(path, mark.line, mark.column))
    return Problem("yaml-syntax", _place(path, mark.line, mark.column), {"detail": str(detail)})


def _place(path: str, line: int, column: int) -> Place:
    return Place(path, line + 1, column + 1)


def _from_line(path: str, number: int, column: int, line: str, detail: str) -> Problem | None:
    blank = line[: len(line) - len(line.lstrip())]
    if "\t" in blank:
        return Problem("yaml-tab", _place(path, number, blank.index("\t")))
    if "\u3000" in blank:
        return Problem("yaml-fullwidth", _place(path, number, blank.index("\u3000")), {"character": "U+3000"})
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
