"""The result of `check` as one JSON object, for machines; its form is part of the contract (see `docs/check.md`)."""

from __future__ import annotations

import math
from typing import Any

from exam_drill.i18n import say
from exam_drill.i18n.evidence import describe
from exam_drill.i18n.outline import describe_failure, describe_warning
from exam_drill.problem import Problem
from exam_drill.quality import BlankReport, Finding, QuestionReport
from exam_drill.question import Blank, Language
from exam_drill.report.json_text import json_text
from exam_drill.report.result import CheckResult
from exam_drill.verdict import Verdict


def to_json(result: CheckResult, language: Language, encoding: str | None = None) -> str:
    """The whole result; numbers that JSON lacks (infinity, NaN) are null."""
    data = {
        "format": 1,
        "summary": {
            "questions": len(result.questions) + len(result.invalid),
            "blanks": len(result.blanks),
            "options": result.options,
            "findings": {str(finding): count for finding, count in result.findings.items()},
            "warnings": result.warnings,
            "problems": len(result.problems),
            "seconds": round(result.seconds, 3),
            "as_printed": result.as_printed,
            "left_out": len(result.left_out),
        },
        "left_out": _left_out(result),
        "sandbox": _sandbox(result),
        "questions": [_question(report, language) for report in result.questions]
        + [_invalid(problem) for problem in result.invalid],
        "problems": [
            {
                "code": problem.code,
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "question": problem.question,
                "text": say(language, f"problems.{problem.code}", **problem.parameters),
            }
            for problem in result.problems
        ],
    }
    return json_text(data, encoding)


def _sandbox(result: CheckResult) -> dict[str, Any] | None:
    """What programs were kept from, by what, and what nothing kept them from; None if none was run."""
    if result.enforced is None:
        return None
    return {
        "trusted": result.trusted,
        "enforced": {aim: list(held_by) for aim, held_by in result.enforced.items()},
        "not_enforced": dict(result.unconfined or {}),
    }


def _left_out(result: CheckResult) -> dict[str, Any] | None:
    """Which questions were not judged, and why; None if all were."""
    if not result.left_out:
        return None
    return {
        "reason": "budget",
        "seconds": result.budget,
        "blanks": result.blanks_left_out,
        "questions": [question.id for question in result.left_out],
    }


def _question(report: QuestionReport, language: Language) -> dict[str, Any]:
    question = report.question
    data: dict[str, Any] = {"id": question.id, "path": question.place.path, "line": question.place.line}
    if report.printed_in:
        data["printed_in"] = list(report.printed_in)
    data["blanks"] = [_blank(blank, question.blank(blank.label), language) for blank in report.blanks]
    return data


def _invalid(problem: Problem) -> dict[str, Any]:
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
        parameters = {name: _number(value) for name, value in verdict.reason.parameters.items()}
        data["reason"] = {
            "kind": str(verdict.reason.kind),
            "text": describe(verdict, language),
            **{name: value for name, value in parameters.items() if name not in ("kind", "text")},
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
