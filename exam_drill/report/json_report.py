"""The result of `check` as JSON, for machines; its form is part of the contract (see `docs/check.md`).

    json    one object: {"format": 1, "summary": {…}, "left_out": …, "sandbox": …, "questions": […], "problems": […]}

The summary comes first and is known last: until then the questions wait in a spool as they will be written, one a line.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any, TextIO

from exam_drill.checking.summary import Node, Summary
from exam_drill.i18n import say
from exam_drill.i18n.evidence import describe
from exam_drill.i18n.outline import describe_failure, describe_warning
from exam_drill.problem import Problem
from exam_drill.quality import BlankReport, Finding, QuestionReport
from exam_drill.question import Blank, Language
from exam_drill.report.json_text import json_line, json_text
from exam_drill.report.writer import Outlet, Start, spool
from exam_drill.verdict import Verdict


class JsonWriter:
    """One JSON object; numbers that JSON lacks (infinity, NaN) are null."""

    def __init__(self, outlet: Outlet) -> None:
        self._stream, self._language, self._encoding = outlet.stream, outlet.language, outlet.encoding
        self._open = ExitStack()
        self._items = self._open.enter_context(spool())
        self._some = False

    def begin(self, _: Start) -> None:
        """Nothing is written before the summary."""

    def question(self, report: QuestionReport) -> None:
        """Adds a question to the list."""
        self._add(question_data(report, self._language))

    def end(self, summary: Summary) -> None:
        """Writes the object."""
        for problem in summary.invalid:
            self._add(invalid_data(problem))
        head = {"format": 1, **summary_data(summary)}
        self._write(json_text(head, self._encoding).removesuffix("\n}") + ',\n "questions": [')
        self._items.pour(self._stream)
        self._write("\n ],\n" if self._some else "],\n")
        problems = {"problems": [problem_data(problem, self._language) for problem in summary.problems]}
        self._write(json_text(problems, self._encoding).removeprefix("{\n") + "\n")

    def close(self) -> None:
        """Forgets what was not written."""
        self._open.close()

    def _add(self, data: dict[str, Any]) -> None:
        self._items.write((",\n  " if self._some else "\n  ") + json_line(data, self._encoding))
        self._some = True

    def _write(self, text: str) -> None:
        self._stream.write(text)


def write_json(questions: Iterable[QuestionReport], summary: Summary, stream: TextIO, language: Language) -> None:
    """The whole result at once, for who has all of it."""
    writer = JsonWriter(Outlet(stream, language))
    try:
        writer.begin(Start(summary.as_printed))
        for report in questions:
            writer.question(report)
        writer.end(summary)
    finally:
        writer.close()


def summary_data(summary: Summary) -> dict[str, Any]:
    """What is told of the run as a whole."""
    return {
        "summary": {
            "questions": summary.questions,
            "blanks": summary.blanks,
            "options": summary.options,
            "findings": {str(finding): count for finding, count in summary.findings.items()},
            "warnings": summary.warnings,
            "problems": len(summary.problems),
            "seconds": round(summary.seconds, 3),
            "as_printed": summary.as_printed,
            "left_out": len(summary.left_out.questions),
            "executed": summary.executed,
            "cached": summary.cached,
        },
        "left_out": _left_out(summary),
        "sandbox": _sandbox(summary),
        "nodes": [_node(node) for node in summary.nodes],
    }


def problem_data(problem: Problem, language: Language) -> dict[str, Any]:
    """A mistake in the bank."""
    return {
        "code": problem.code,
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "question": problem.question,
        "text": say(language, f"problems.{problem.code}", **problem.parameters),
    }


def _sandbox(summary: Summary) -> dict[str, Any] | None:
    """What programs were kept from, by what, and what nothing kept them from; None if none was run."""
    if summary.enforced is None:
        return None
    return {
        "trusted": summary.trusted,
        "enforced": {aim: list(held_by) for aim, held_by in summary.enforced.items()},
        "not_enforced": dict(summary.unconfined or {}),
    }


def _left_out(summary: Summary) -> dict[str, Any] | None:
    """Which questions were not judged, and why; None if all were."""
    if not summary.left_out.questions:
        return None
    return {
        "reason": "budget",
        "seconds": summary.budget,
        "blanks": summary.left_out.blanks,
        "questions": list(summary.left_out.questions),
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "name": node.name,
        "versions": dict(node.versions),
        "engine": node.engine,
        "system": node.system,
        "enforced": {aim: list(held_by) for aim, held_by in node.enforced.items()},
        "not_enforced": dict(node.not_enforced),
    }


def question_data(report: QuestionReport, language: Language) -> dict[str, Any]:
    """A question that was judged."""
    question = report.question
    data: dict[str, Any] = {"id": question.id, "path": question.place.path, "line": question.place.line}
    if report.printed_in:
        data["printed_in"] = list(report.printed_in)
    data["cached"] = report.cached
    data["blanks"] = [_blank(blank, question.blank(blank.label), language) for blank in report.blanks]
    return data


def invalid_data(problem: Problem) -> dict[str, Any]:
    """A question with a mistake, of whose blanks nothing is known; what is wrong stands among the problems."""
    blank: dict[str, Any] = {
        "label": "",
        "finding": str(Finding.INVALID),
        "warnings": [],
        "published": None,
        "executed": [],
    }
    return {
        "id": problem.question,
        "path": problem.place.path,
        "line": problem.place.line,
        "blanks": [{**blank, "options": []}],
    }


def _blank(report: BlankReport, blank: Blank, language: Language) -> dict[str, Any]:
    codes = {option.number: option.code.text for option in blank.options}
    data: dict[str, Any] = {
        "label": report.label,
        "finding": str(report.finding),
        "warnings": list(dict.fromkeys(str(warning.kind) for warning in report.warnings)),
        "published": report.published,
        "executed": list(report.executed),
        "options": [_option(verdict, codes[verdict.number], language) for verdict in report.verdicts],
    }
    if report.warnings:
        data["warning_texts"] = [describe_warning(warning, report, language) for warning in report.warnings]
    if report.failure is not None:
        data["failure"] = {"code": report.failure.code, "text": describe_failure(report.failure, language)}
    if report.finding is Finding.PROVEN and report.receipt is not None:
        receipt = report.receipt
        data["receipt"] = {
            "question": receipt.question,
            "reference": receipt.reference,
            "seed": receipt.seed,
            "trials": receipt.trials,
            "margins": {str(number): _number(margin) for number, margin in receipt.margins.items()},
            "versions": dict(receipt.versions),
        }
    return data


def _option(verdict: Verdict, code: str, language: Language) -> dict[str, Any]:
    data: dict[str, Any] = {
        "number": verdict.number,
        "code": code,
        "verdict": str(verdict.kind),
        "trials": verdict.trials,
        "differing": verdict.differing,
        "margin": _number(verdict.margin),
        "reason": None,
    }
    if verdict.reason is not None:
        parameters = verdict.reason.parameters.items()
        data["reason"] = {
            "kind": str(verdict.reason.kind),
            "text": describe(verdict, language),
            **{name: _number(value) for name, value in parameters if name not in ("kind", "text")},
        }
        if verdict.reason.place is not None:
            place = verdict.reason.place
            data["reason"] |= {"path": place.path, "line": place.line, "column": place.column}
    if verdict.warning:
        data["warning"] = verdict.warning
    return data


def _number(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
