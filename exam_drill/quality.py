"""What the verdicts prove of a question: one finding for each blank, and warnings about how well it is proven."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from exam_drill.question import Place, Question
from exam_drill.verdict import Verdict


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


@dataclass(frozen=True, slots=True)
class Warning_:
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
    warnings: tuple[Warning_, ...] = ()
    failure: Mapping[str, str | int | float] = field(default_factory=dict)  # why the reference failed or it is invalid
    place: Place | None = None
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """The findings for one question (as printed by one source, if `printed_in` names it)."""

    question: Question
    blanks: tuple[BlankReport, ...]
    printed_in: tuple[int, ...] = ()
