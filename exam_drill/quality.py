"""What the verdicts prove of a question: one finding for each blank, and warnings about how well it is proven.

    exactly one option matches ─ it is the published one ─▶ proven, with a receipt       else ─▶ wrong key
    two or more match ─▶ ambiguous      none matches ─▶ no match      the blank was never executed ─▶ unreached
    the reference fails ─▶ reference failed      the text is no program ─▶ invalid

A margin is the largest difference of an option in units of the tolerance, so at most 1 matches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from exam_drill.question import Place, Question
from exam_drill.verdict import BlankEvaluation, Evaluation, Failure, Reason, ReasonKind, Verdict, VerdictKind

# A verdict that would be another one at a tolerance this many times larger or smaller hangs on the tolerance.
FRAGILE = 100.0
# A wrong option that fails by less than this many tolerances, or on no more than this share of trials, is only just
# wrong.
WEAK_MARGIN = 1e4
WEAK_SHARE = 0.25
WEAK_TRIALS = 3  # on fewer trials than these, luck may have played a part
_UNJUDGED = (VerdictKind.TIMED_OUT, VerdictKind.KILLED, VerdictKind.REFUSED)


class Finding(StrEnum):
    """What was shown of a blank."""

    PROVEN = "proven"
    WRONG_KEY = "wrong_key"
    AMBIGUOUS = "ambiguous"
    NO_MATCH = "no_match"
    REFERENCE_FAILED = "reference_failed"
    UNREACHED = "unreached"
    INVALID = "invalid"


class WarningKind(StrEnum):
    """What weakens a finding."""

    WEAK = "weak"
    TWIN_DISTRACTORS = "twin_distractors"
    FRAGILE = "fragile"
    ERRATA_WITHOUT_EFFECT = "errata_without_effect"
    BROKEN_OPTION = "broken_option"
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True)
class QualityWarning:
    """One warning: its code, the options it is about, and the parameters of its sentence."""

    kind: WarningKind
    options: tuple[int, ...] = ()
    parameters: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a proof was made with, so that it can be made again."""

    question: str  # SHA-256 of the program, options, inputs and tolerances
    reference: str  # SHA-256 of the reference's source
    seed: int
    trials: int
    margins: Mapping[int, float]  # option number -> by how many tolerances it failed
    versions: Mapping[str, str]  # exam_drill, numpy, python


@dataclass(frozen=True, slots=True)
class BlankReport:
    """The finding for one blank, with its evidence."""

    label: str
    finding: Finding
    published: int
    executed: tuple[int, ...]  # the options that match
    verdicts: tuple[Verdict, ...]
    warnings: tuple[QualityWarning, ...] = ()
    alike: tuple[tuple[int, int], ...] = ()  # pairs of options that returned the same on every trial
    failure: Failure | None = None  # of REFERENCE_FAILED and INVALID
    place: Place | None = None
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """The findings for one question (as printed by one source, if `printed_in` names it).

    `cached`: nothing was run for it, the evidence is that of an earlier run under the same conditions.
    """

    question: Question
    blanks: tuple[BlankReport, ...]
    printed_in: tuple[int, ...] = ()
    cached: bool = False


def telling_trials(trials: int) -> int:
    """On how many of so many trials an option that fails on all of them is known to be no weak one, at the least."""
    return min(max(WEAK_TRIALS, int(WEAK_SHARE * trials) + 1), trials)


def is_settled(verdict: Verdict, trials: int) -> bool:
    """Whether a verdict from the first trials alone brings the finding that it would bring after all `trials`.

    It is no weak option and no fragile verdict either, for every further trial only adds to the differences and to the
    margin.  An error that a later trial alone would raise is not seen.
    """
    if verdict.trials >= trials:
        return True
    failed = verdict.kind in (VerdictKind.DIFFERS, VerdictKind.RAISES) and verdict.differing == verdict.trials
    return failed and verdict.trials >= telling_trials(trials) and verdict.margin > WEAK_MARGIN


def judge_question(evaluation: Evaluation, printed_in: tuple[int, ...] = ()) -> QuestionReport:
    """The findings that an evaluation proves; `printed_in` are the sources whose print was evaluated."""
    question = evaluation.question
    if evaluation.failure is not None:
        blanks = tuple(
            BlankReport(
                blank.label,
                Finding.REFERENCE_FAILED,
                blank.answer,
                (),
                (),
                failure=evaluation.failure,
                place=evaluation.failure.place,
            )
            for blank in question.blanks
        )
    else:
        blanks = tuple(_judge_blank(blank, evaluation) for blank in evaluation.blanks)
    return QuestionReport(question, blanks, printed_in)


def errata_without_effect(printed: QuestionReport, corrected: QuestionReport) -> QuestionReport:
    """`printed` with a warning if its errata change the program, but no verdict and no published answer."""
    if _asked(printed.question) == _asked(corrected.question):
        return printed
    warning = QualityWarning(WarningKind.ERRATA_WITHOUT_EFFECT)
    blanks = tuple(
        replace(one, warnings=(*one.warnings, warning)) if _shown(one) == _shown(other) else one
        for one, other in zip(printed.blanks, corrected.blanks, strict=True)
    )
    if any(blank.warnings[-1:] != (warning,) for blank in blanks):
        return printed  # on one blank of the listing the errata do show
    return replace(printed, blanks=blanks)


def _asked(question: Question) -> object:
    """What of a question decides its verdicts and can be changed by errata."""
    return question.code.text, [
        (blank.answer, [option.code.text for option in blank.options]) for blank in question.blanks
    ]


def _shown(blank: BlankReport) -> object:
    return blank.finding, blank.published, [(verdict.kind, verdict.warning) for verdict in blank.verdicts]


def _judge_blank(evaluated: BlankEvaluation, evaluation: Evaluation) -> BlankReport:
    blank, verdicts = evaluated.blank, evaluated.verdicts
    executed = tuple(verdict.number for verdict in verdicts if verdict.kind is VerdictKind.MATCHES)
    finding = _find(evaluated, executed)
    receipt = None
    if finding is Finding.PROVEN:
        receipt = Receipt(
            question=evaluation.question_digest,
            reference=evaluation.reference_digest,
            seed=evaluation.seed,
            trials=evaluation.trials,
            margins={verdict.number: verdict.margin for verdict in verdicts if verdict.number not in executed},
            versions=evaluation.versions,
        )
    return BlankReport(
        label=blank.label,
        finding=finding,
        published=blank.answer,
        executed=executed,
        verdicts=verdicts,
        warnings=_warnings(evaluated, executed),
        alike=evaluated.alike,
        failure=evaluated.failure,
        place=blank.place,
        receipt=receipt,
    )


def _find(evaluated: BlankEvaluation, executed: tuple[int, ...]) -> Finding:
    if evaluated.failure is not None:
        return Finding.INVALID
    if len(executed) > 1:
        return Finding.AMBIGUOUS
    if executed:
        return Finding.PROVEN if executed[0] == evaluated.blank.answer else Finding.WRONG_KEY
    if any(verdict.kind is VerdictKind.UNREACHED for verdict in evaluated.verdicts):
        return Finding.UNREACHED
    return Finding.NO_MATCH


def _warnings(evaluated: BlankEvaluation, executed: tuple[int, ...]) -> tuple[QualityWarning, ...]:
    warnings = []
    for verdict in evaluated.verdicts:
        if 1 / FRAGILE < verdict.margin <= FRAGILE:
            warnings.append(
                QualityWarning(WarningKind.FRAGILE, (verdict.number,), {"margin": verdict.margin, "factor": FRAGILE})
            )
        # Where another option matches, the rest of the program is sound, and the fault is the option's own.
        if executed and verdict.reason is not None and _is_broken(verdict.reason):
            error = {name: verdict.reason.parameters[name] for name in ("type", "message")}
            warnings.append(QualityWarning(WarningKind.BROKEN_OPTION, (verdict.number,), error))
        if verdict.kind in _UNJUDGED:
            warnings.append(QualityWarning(WarningKind.UNJUDGED, (verdict.number,), {"kind": str(verdict.kind)}))
        if verdict.kind not in (VerdictKind.DIFFERS, VerdictKind.RAISES) or not verdict.reached:
            continue
        reached = verdict.reached
        few = verdict.differing <= WEAK_SHARE * reached or verdict.differing < min(WEAK_TRIALS, verdict.trials)
        if few or FRAGILE < verdict.margin <= WEAK_MARGIN:
            parameters = {"differing": verdict.differing, "reached": reached, "margin": verdict.margin}
            warnings.append(QualityWarning(WarningKind.WEAK, (verdict.number,), parameters))
    warnings += [
        QualityWarning(WarningKind.TWIN_DISTRACTORS, pair)
        for pair in evaluated.alike
        if not set(pair) & set(executed) and not _unreached(evaluated, pair)
    ]
    return tuple(warnings)


def _is_broken(reason: Reason) -> bool:
    """Whether an option is no Python, or names what does not exist: more often a slip of the author than a choice."""
    error, message = reason.parameters.get("type"), str(reason.parameters.get("message"))
    unknown = error == "AttributeError" and message.startswith("module 'numpy")
    return unknown or reason.kind is ReasonKind.UNDEFINED or error in ("SyntaxError", "IndentationError")


def _unreached(evaluated: BlankEvaluation, pair: tuple[int, int]) -> bool:
    return any(verdict.kind is VerdictKind.UNREACHED for verdict in evaluated.verdicts if verdict.number in pair)
