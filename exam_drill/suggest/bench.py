"""Runs texts as options of a blank, on trials whose expected outcomes are known, and judges them as `check` would.

texts by number ─ sandbox ─▶ outcomes ─ diagnosis ─▶ Verdict ─ quality ─▶ fit to be a wrong option, or not
"""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial

from exam_drill.attempt import TYPED
from exam_drill.compare import margins_at_once
from exam_drill.diagnosis import judge_option, same_outputs
from exam_drill.evaluate import Ready
from exam_drill.faults import unrunnable
from exam_drill.outcome import Ending, Outcome
from exam_drill.program import Program, build_program, locate
from exam_drill.quality import WEAK_SHARE, WEAK_TRIALS, BlankReport, judge_question
from exam_drill.question import Blank, Code, Option
from exam_drill.sandbox import Outcomes, Sandbox
from exam_drill.verdict import BlankEvaluation, Evaluation, ReasonKind, Verdict, VerdictKind


@dataclass(frozen=True, slots=True)
class Bench:
    """A blank on trials whose expected outcomes are known."""

    ready: Ready
    blank: Blank
    sandbox: Sandbox

    def program(self, texts: Mapping[int, str]) -> Program:
        """The program with these texts in the blank's options' places."""
        options = tuple(Option(number, Code(text, ())) for number, text in texts.items())
        return build_program(self.ready.question, replace(self.blank, options=options), self.ready.specs)

    def run(self, texts: Mapping[int, str]) -> Generator[tuple[int, Outcomes, Verdict]]:
        """Runs texts on all trials, in a child together where that is safe, and judges each against the reference."""
        ready, sandbox = self.ready, self.sandbox
        run = sandbox.options(self.program(texts), ready.cases, ready.helpers, apart=not sandbox.can_share)
        with closing(iter(run)) as answers:
            for number, outcomes in answers:
                sandbox.check()
                place = number if number <= len(self.blank.options) else TYPED
                where = partial(locate, ready.question, self.blank, place)
                verdict = judge_option(number, outcomes, ready.expected, ready.cases, ready.tolerance, where)
                yield number, outcomes, verdict

    def report(self, verdicts: Sequence[Verdict], ends: Mapping[int, Outcome]) -> BlankReport:
        """What these verdicts prove of the blank."""
        question = self.ready.question
        failure = unrunnable(question, self.blank, ends)
        judged = BlankEvaluation(self.blank, tuple(verdicts), (), failure)
        return judge_question(Evaluation(question, (judged,), None, 0, len(self.ready.cases))).blanks[0]

    def is_fit(self, key: Verdict, verdict: Verdict) -> bool:
        """Whether an option is wrong beyond doubt, without a warning, and ran wherever the key did.

        What differs in the kind of its numbers only, or by numbers that are none, is no option to think about.
        """
        reason = verdict.reason
        if verdict.kind is not VerdictKind.DIFFERS or reason is None or verdict.reached != key.reached:
            return False
        if reason.kind is ReasonKind.DTYPE or reason.parameters.get("max_abs_error") == math.inf:
            return False
        return verdict.warning in ("", key.warning) and not self.report((key, verdict), {}).warnings

    def are_apart(self, one: Outcomes, other: Outcomes) -> bool:
        """Whether two options are clearly two: they give different results on more than a quarter of the trials."""
        cases = self.ready.cases
        if not len(one) == len(other) == len(cases):
            return True  # one that has not run through is no twin
        apart = sum(not alike for alike in self._alike(one, other))
        return apart >= max(int(WEAK_SHARE * len(cases)) + 1, min(WEAK_TRIALS, len(cases)))

    def _alike(self, one: Outcomes, other: Outcomes) -> Iterator[bool]:
        """Whether two options gave the same, trial by trial; most values are compared in one go."""
        tolerance = self.ready.tolerance
        margins = margins_at_once(
            [(left.value, right.value) for left, right in zip(one, other, strict=True)], tolerance
        )
        for left, right, case, margin in zip(one, other, self.ready.cases, margins, strict=True):
            if left.arguments or right.arguments or math.isnan(margin):
                returned = left.ending is right.ending is Ending.RETURNED
                yield returned and same_outputs([left], [right], [case], tolerance)
            else:
                yield margin <= 1.0
