"""Says what was found of a blank, and why: findings, failures and warnings as sentences."""

from __future__ import annotations

import math

from exam_drill.i18n import say, table
from exam_drill.i18n.refusals import describe_refusal
from exam_drill.quality import BlankReport, Finding, QualityWarning, WarningKind
from exam_drill.question import Language
from exam_drill.verdict import Failure, VerdictKind
from exam_drill.visible import shortened

_LONGEST = 300


def describe_finding(report: BlankReport, language: Language) -> str:
    """The finding of a blank in a sentence that names the options."""
    if report.failure is not None:
        return describe_failure(report.failure, language)
    parameters = {
        "published": report.published,
        "trials": _trials(report),
        "executed": _listed(report.executed, language),
    }
    if report.finding is Finding.AMBIGUOUS:
        first, *rest = report.executed
        name = "ambiguous" if report.published in report.executed else "ambiguous-and-wrong"
        return say(language, f"findings.{name}", first=first, rest=_listed(tuple(rest), language), **parameters)
    if report.finding is Finding.NO_MATCH and all(verdict.kind is VerdictKind.RAISES for verdict in report.verdicts):
        return say(language, "findings.no_match-all-raise", **parameters)
    return say(language, f"findings.{report.finding}", **parameters)


def describe_failure(failure: Failure, language: Language) -> str:
    """Why nothing was judged: the fault of the reference or of the question's own text."""
    name = f"{failure.fault}-{failure.code}"
    if name not in table("findings"):
        name = failure.fault
    parameters = {key: shortened(str(value), _LONGEST) for key, value in failure.parameters.items()}
    if failure.code == "policy":
        return say(language, f"findings.{name}", refusal=describe_refusal(failure.parameters, language))
    return say(language, f"findings.{name}", **{"code": failure.code, **parameters})


def describe_warning(warning: QualityWarning, report: BlankReport, language: Language) -> str:
    """A warning in a sentence that names its options and figures."""
    parameters = {
        name: f"{value:.3g}" if isinstance(value, float) else shortened(str(value), _LONGEST)
        for name, value in warning.parameters.items()
    }
    name = str(warning.kind)
    if warning.kind is WarningKind.FRAGILE and warning.options[0] in report.executed:
        name = "fragile-match"
    if warning.kind is WarningKind.WEAK and warning.parameters.get("margin") == math.inf:
        name = "weak-exact"
    options = _listed(warning.options, language)
    return say(language, f"findings.{name}", options=options, trials=_trials(report), **parameters)


def _trials(report: BlankReport) -> int:
    """How many trials there were; options that were wrong beyond doubt ran on the first ones only."""
    return max((verdict.trials for verdict in report.verdicts), default=0)


def _listed(numbers: tuple[int, ...], language: Language) -> str:
    texts = [str(number) for number in numbers]
    if language == "ja" or len(texts) < 2:
        return "・".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"
