"""Findings and warnings from verdicts alone."""

import math
from typing import Any

import builders
import pytest

from exam_drill.quality import Finding, WarningKind, errata_without_effect, judge_question
from exam_drill.verdict import BlankEvaluation, Evaluation, Failure, Reason, ReasonKind, Verdict, VerdictKind

M, D, R, U = VerdictKind.MATCHES, VerdictKind.DIFFERS, VerdictKind.RAISES, VerdictKind.UNREACHED


def verdict(number: int, kind: VerdictKind, **fields: Any) -> Verdict:
    margin = fields.pop("margin", 0.0 if kind is M else 1e7)
    reason = Reason(ReasonKind.VALUE) if kind is D else None
    differing = fields.pop("differing", 0 if kind is M else 12)
    return Verdict(number, kind, 12, differing, fields.pop("reached", 12), margin, reason)


def evaluation(*verdicts: Verdict, answer: int = 1, **fields: Any) -> Evaluation:
    question = builders.question("def f(x):\n    return (あ)\n", ["a", "b", "c", "d"], answer=answer)
    blanks = (BlankEvaluation(question.blanks[0], verdicts, **fields),)
    return Evaluation(question, blanks, None, 7, 12, "q", "r", {"numpy": "2"})


@pytest.mark.parametrize(
    ("kinds", "answer", "finding", "executed"),
    [
        ([M, D, R, D], 1, Finding.PROVEN, (1,)),
        ([D, M, R, D], 1, Finding.WRONG_KEY, (2,)),
        ([M, M, D, D], 1, Finding.AMBIGUOUS, (1, 2)),
        ([D, M, M, D], 1, Finding.AMBIGUOUS, (2, 3)),
        ([D, R, D, D], 1, Finding.NO_MATCH, ()),
        ([U, U, U, U], 1, Finding.UNREACHED, ()),
        ([U, R, U, VerdictKind.KILLED], 1, Finding.UNREACHED, ()),
        ([R, R, VerdictKind.TIMED_OUT, VerdictKind.REFUSED], 1, Finding.NO_MATCH, ()),
    ],
)
def test_findings(kinds: list[VerdictKind], answer: int, finding: Finding, executed: tuple[int, ...]) -> None:
    verdicts = [verdict(number, kind) for number, kind in enumerate(kinds, 1)]
    (blank,) = judge_question(evaluation(*verdicts, answer=answer)).blanks
    assert (blank.finding, blank.executed, blank.published) == (finding, executed, answer)
    assert (blank.receipt is not None) == (finding is Finding.PROVEN)


def test_a_receipt_says_what_the_proof_was_made_with() -> None:
    (blank,) = judge_question(
        evaluation(verdict(1, M), verdict(2, D, margin=5e5), verdict(3, R, margin=math.inf))
    ).blanks
    receipt = blank.receipt
    assert receipt is not None
    assert (receipt.question, receipt.reference, receipt.seed, receipt.trials) == ("q", "r", 7, 12)
    assert receipt.margins == {2: 5e5, 3: math.inf}
    assert receipt.versions == {"numpy": "2"}


def test_a_failing_reference_judges_nothing() -> None:
    question = builders.gru()
    failure = Failure("reference", "raises", {"type": "ValueError"})
    report = judge_question(Evaluation(question, (), failure, 0, 12))
    assert [(blank.label, blank.finding, blank.verdicts) for blank in report.blanks] == [
        ("こ", Finding.REFERENCE_FAILED, ())
    ]
    assert report.blanks[0].failure is failure


def test_text_that_is_no_program_is_invalid() -> None:
    (blank,) = judge_question(evaluation(verdict(1, R), failure=Failure("question", "unparsed"))).blanks
    assert blank.finding is Finding.INVALID


def kinds_of(*verdicts: Verdict, **fields: Any) -> list[tuple[WarningKind, tuple[int, ...]]]:
    (blank,) = judge_question(evaluation(*verdicts, **fields)).blanks
    return [(warning.kind, warning.options) for warning in blank.warnings]


def test_an_option_that_is_only_just_wrong_is_weak() -> None:
    good = verdict(1, M)
    assert kinds_of(good, verdict(2, D, differing=3)) == [(WarningKind.WEAK, (2,))]
    assert kinds_of(good, verdict(2, D, differing=4)) == []
    assert kinds_of(good, verdict(2, D, differing=3, reached=6)) == []  # half of the trials that reach the blank
    assert kinds_of(good, verdict(2, D, margin=9e3)) == [(WarningKind.WEAK, (2,))]
    assert kinds_of(good, verdict(2, D, margin=1.1e4)) == []
    assert kinds_of(good, verdict(2, R, differing=1, margin=math.inf)) == [(WarningKind.WEAK, (2,))]
    assert kinds_of(good, verdict(2, R, differing=12, margin=math.inf)) == []
    assert kinds_of(good, verdict(2, D, differing=2, reached=2)) == [(WarningKind.WEAK, (2,))]


def test_an_option_that_gave_no_answer_is_not_proven_wrong() -> None:
    for kind in (VerdictKind.TIMED_OUT, VerdictKind.KILLED, VerdictKind.REFUSED):
        assert kinds_of(verdict(1, M), verdict(2, kind, margin=math.inf)) == [(WarningKind.UNJUDGED, (2,))]


def test_a_verdict_that_hangs_on_the_tolerance_is_fragile() -> None:
    assert kinds_of(verdict(1, M, margin=0.5), verdict(2, D)) == [(WarningKind.FRAGILE, (1,))]
    assert kinds_of(verdict(1, M, margin=0.009), verdict(2, D)) == []
    assert kinds_of(verdict(1, M), verdict(2, D, margin=50.0)) == [(WarningKind.FRAGILE, (2,))]


def test_wrong_options_that_are_alike_are_twins() -> None:
    verdicts = [verdict(1, M), verdict(2, D), verdict(3, D), verdict(4, M)]
    assert kinds_of(*verdicts, alike=((1, 4), (2, 3))) == [(WarningKind.TWIN_DISTRACTORS, (2, 3))]


def test_errata_that_change_no_verdict_are_told() -> None:
    corrected = judge_question(evaluation(verdict(1, M), verdict(2, D)))
    printed = judge_question(evaluation(verdict(1, M), verdict(2, D), answer=2), (1,))
    assert printed.blanks[0].warnings == ()
    assert errata_without_effect(printed, corrected).blanks[0].warnings == ()  # the published answer differs
    same = judge_question(
        Evaluation(builders.gru(), evaluation(verdict(1, M), verdict(2, D)).blanks, None, 0, 12), (1,)
    )
    told = errata_without_effect(same, corrected).blanks[0].warnings
    assert [warning.kind for warning in told] == [WarningKind.ERRATA_WITHOUT_EFFECT]
    assert errata_without_effect(corrected, corrected) == corrected
