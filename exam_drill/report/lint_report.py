"""The findings of `lint` for people and for machines, file by file as they come, so that none has to be kept.

quizzes/gru/gru.yaml:19:13: missing-why: wrong options without a why …
────── place ──────────── ── code ─── ──────────── sentence ──────────
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from exam_drill.i18n import say, table
from exam_drill.problem import Problem
from exam_drill.question import Language
from exam_drill.report.json_text import json_text
from exam_drill.visible import visible

if TYPE_CHECKING:
    from rich.console import Console


class Told(NamedTuple):
    """A finding that is told; `level` is `error` for the loader's own, else `warning` or `advice`."""

    problem: Problem
    level: str
    fixable: bool


def sentence(problem: Problem, language: Language) -> str:
    """What is wrong and what to write instead."""
    name = "lint" if problem.code in table("lint") else "problems"
    return say(language, f"{name}.{problem.code}", **problem.parameters)


def line(problem: Problem, language: Language) -> str:
    """Place, code and sentence."""
    return f"{visible(str(problem.place))}: {problem.code}: {sentence(problem, language)}"


def print_lines(problems: Sequence[Problem], console: Console, language: Language) -> None:
    """Problems on a terminal, in colours and broken to its width."""
    from rich.text import Text

    from exam_drill.layout import Row, print_rows

    rows = []
    for problem in problems:
        text = Text.assemble(
            (visible(str(problem.place)), "bold"),
            ": ",
            (problem.code, "red" if problem.code in table("problems") else "yellow"),
            f": {sentence(problem, language)}",
        )
        rows.append(Row(text))
    print_rows(rows, console)


def json_pieces(
    told: Iterable[Told], summary: Callable[[], dict[str, Any]], language: Language, encoding: str | None
) -> Iterator[str]:
    """One JSON object in pieces; the summary is asked for when all findings have been told."""
    yield '{\n "format": 1,\n "findings": ['
    separator = "\n"
    for item in told:
        yield separator + json_text(_plain(item, language), encoding)
        separator = ",\n"
    yield '\n ],\n "summary": ' + json_text(summary(), encoding) + "\n}\n"


def _plain(item: Told, language: Language) -> dict[str, Any]:
    problem = item.problem
    return {
        "code": problem.code,
        "level": item.level,
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "question": problem.question,
        "text": sentence(problem, language),
        "fixable": item.fixable,
    }
