"""From a question and what was chosen to what there is to see: the one place that composes the steps.

look   the smallest inputs ─▶ the chosen program traced on them, the right one too ─▶ Look
names  the trials of the question ─▶ what is at the blank in all of them, as types and shapes ─▶ Names
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from exam_drill.attempt import TYPED
from exam_drill.cases import CaseError
from exam_drill.excerpt import Pairs, pairs
from exam_drill.outcome import Ending, Outcome
from exam_drill.quality import BlankReport, Finding
from exam_drill.question import Question
from exam_drill.reference import UnusableReferenceError
from exam_drill.sandbox import Sandbox, names_before, trace_program
from exam_drill.scope import Seen, symbolic
from exam_drill.traced import Ended, Trace
from exam_drill.verdict import VerdictKind
from exam_drill.why.desk import Desk
from exam_drill.why.lines import lines, named
from exam_drill.why.shrinking import Found, shrink, smallest
from exam_drill.why.values import Lack, Look, Named, Names

SECONDS = 2.0  # for the search of the smallest inputs
_JUDGED = (VerdictKind.DIFFERS, VerdictKind.RAISES)
_EXECUTED = (Finding.PROVEN, Finding.WRONG_KEY, Finding.AMBIGUOUS, Finding.NO_MATCH)


def look(
    question: Question,
    label: str,
    chosen: int | str,
    report: BlankReport | None,
    sandbox: Sandbox,
    typed: VerdictKind | None = None,
    hidden: Sequence[str] = (),
    clock: Callable[[], float] = time.monotonic,
) -> Look:
    """What an option (by its printed number), or a text that was `typed`, does on the smallest inputs that tell.

    `report` is what is known of the blank; without one, the published answer is taken for right.  `typed` is what the
    runs of the text showed, None if it was not run.  Names that a blank which is `hidden` had a part in are left out.
    DeadlineError and SandboxError as always.
    """
    blank = question.blank(label)
    texts = {option.number: option.code.text for option in blank.options}
    told = report if report is not None and report.finding in _EXECUTED else None
    right = told.executed if told is not None else (blank.answer,)
    number, text = (TYPED, chosen) if isinstance(chosen, str) else (chosen, texts[chosen])
    verdicts = {one.number: one.kind for one in told.verdicts} if told is not None else {}
    if number == TYPED:
        verdicts[TYPED] = typed or VerdictKind.REFUSED
    is_right = typed is VerdictKind.MATCHES if number == TYPED else number in right
    seen = Look(label, number, text, is_right, right[0] if right else 0)
    try:
        return _look(Desk(question, blank, sandbox), seen, texts, verdicts, hidden, clock)
    except (UnusableReferenceError, CaseError):
        return replace(seen, lack=Lack.REFERENCE)


def names(question: Question, label: str, hidden: Sequence[str], sandbox: Sandbox) -> Names:
    """What can be used at a blank; `hidden` are the blanks of the listing that are still to be answered."""
    blank = question.blank(label)
    try:
        desk = Desk(question, blank, sandbox)
        cases = desk.trials()
        expected = desk.expect(cases)
    except (UnusableReferenceError, CaseError):
        return Names((), lack=Lack.REFERENCE)
    if not expected:
        return Names((), lack=Lack.REFERENCE)
    program = desk.program({blank.answer: blank.options[blank.answer - 1].code.text})
    others = tuple(one for one in hidden if one != label)
    scope = names_before(sandbox, program, cases, desk.helpers, others)
    if scope is None:
        return Names((), lack=Lack.UNREACHED)
    sizes = tuple(cases[place].sizes for place in scope.trials)
    return Names(tuple(_unvalued(one, sizes) for one in scope.names), others)


def _look(
    desk: Desk,
    seen: Look,
    texts: Mapping[int, str],
    verdicts: Mapping[int, VerdictKind],
    hidden: Sequence[str],
    clock: Callable[[], float],
) -> Look:
    own = {seen.number: seen.text}
    found = _find(desk, seen, texts, verdicts, clock)
    if found is None:
        return replace(seen, lack=Lack.REFERENCE)
    outcome = found.outcomes.get(seen.number)
    if outcome is not None and outcome.ending in (Ending.UNPARSED, Ending.REFUSED) and outcome.error is not None:
        return replace(seen, lack=Lack.UNRUN)
    traced = trace_program(desk.sandbox, desk.program(own), found.case, desk.helpers, hidden)
    if traced.ended is Ended.UNRUN:
        return replace(seen, lack=Lack.UNRUN)
    right = None if seen.right else _trace_right(desk, seen, texts, found)
    result, arguments = _beside(desk, found, outcome)
    lack = Lack.ENDED if traced.ended is Ended.KILLED else Lack.NOTHING
    return replace(
        seen,
        lack=lack if lack or traced.names or any(step.blanks for step in traced.steps) else Lack.UNREACHED,
        sizes=found.case.sizes,
        tried=found.tried,
        proven=found.proven,
        telling=found.telling,
        reason=None if outcome is None else desk.reason(seen.number, outcome, found.expected, found.case),
        ended=traced.ended,
        result=result,
        arguments=arguments,
        lines=lines(traced, right, seen.label, desk.tolerance),
        left_out=traced.left_out,
        kept=traced.kept,
        names=tuple(named(traced.names)),
    )


def _find(
    desk: Desk,
    seen: Look,
    texts: Mapping[int, str],
    verdicts: Mapping[int, VerdictKind],
    clock: Callable[[], float],
) -> Found | None:
    """The smallest inputs that show what is wrong; of what is right, those on which all that is wrong shows it."""
    until = clock() + SECONDS
    own = {seen.number: seen.text}
    wrong = {one: text for one, text in texts.items() if verdicts.get(one) in _JUDGED} if seen.right else own
    found = None
    if wrong and (seen.right or verdicts.get(seen.number, VerdictKind.DIFFERS) in _JUDGED):
        found = shrink(desk, wrong, lambda: clock() < until)
    if found is not None and seen.right:
        tried = desk.try_out([found.case], own)
        return replace(found, outcomes=tried[0].outcomes) if tried else None
    # What did not come to an end is not waited for again: the tracer stops it.
    return found or smallest(desk, own if seen.right else {})


def _trace_right(desk: Desk, seen: Look, texts: Mapping[int, str], found: Found) -> Trace | None:
    """The trace of the right program, if there is one."""
    if seen.right_number not in texts:
        return None
    program = desk.program({seen.right_number: texts[seen.right_number]})
    traced = trace_program(desk.sandbox, program, found.case, desk.helpers)
    return traced if traced.steps else None


def _beside(desk: Desk, found: Found, outcome: Outcome | None) -> tuple[Pairs | None, dict[str, Pairs]]:
    """Expected and got, and the arguments that either of the two left changed."""
    if outcome is None or outcome.ending is not Ending.RETURNED:
        return None, {}
    expected, before, tolerance = found.expected, found.case.inputs, desk.tolerance
    arguments = {
        name: pairs(
            expected.arguments.get(name, before.get(name)), outcome.arguments.get(name, before.get(name)), tolerance
        )
        for name in sorted({*expected.arguments, *outcome.arguments})
    }
    return pairs(expected.value, outcome.value, tolerance), arguments


def _unvalued(seen: Seen, sizes: Sequence[Mapping[str, int]]) -> Named:
    """A name with what NumPy or Python call it, and its shape in letters, or as it is where it never changes."""
    kind = seen.dtype or ("" if seen.kind == "other" else seen.kind)
    shape = symbolic(seen.shapes, tuple(sizes)) if seen.kind == "array" else None
    if shape is None and seen.kind == "array" and seen.rank is not None:
        shape = f"({', '.join('?' * seen.rank)}{',' * (seen.rank == 1)})"
    return Named(seen.name, kind, shape or "")
