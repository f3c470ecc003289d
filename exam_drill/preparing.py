"""All that can be done for a question before anything of it runs.

Question ─▶ reference, declared inputs ─▶ cases ┐
    └─▶ tolerance, helpers ─────────────────────┴▶ Prepared ─ listing ─▶ the options of all blanks, ready to run
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace

from exam_drill.cases import Case, CaseError, draw_cases
from exam_drill.compare import ATOL, RTOL, Tolerance
from exam_drill.expected import can_run_here, helpers_of, run_here
from exam_drill.program import Choice, build_listing, build_program
from exam_drill.quality import telling_trials
from exam_drill.question import Blank, NamedReference, Question
from exam_drill.reference import LoadedReference, UnusableReferenceError, load_reference
from exam_drill.sandbox import HelperError, Helpers, OptionsRun, ReferenceRun, Sandbox
from exam_drill.verdict import Failure


@dataclass(frozen=True, slots=True)
class Prepared:
    """What running a question needs.

    The reference can run `here`, or only in the sandbox.  With `whole` every option runs on all trials.  `run` are the
    options of all blanks, yet to run; None where only the reference's run can tell their helpers.
    """

    question: Question
    reference: LoadedReference
    cases: tuple[Case, ...]
    tolerance: Tolerance
    here: bool
    whole: bool
    helpers: Helpers = field(default_factory=Helpers)
    run: OptionsRun[Choice] | None = None


def prepare(question: Question, seed: int, trials: int, whole: bool) -> Prepared | Failure:
    """Loads a question's reference and draws its trials; the failure if that cannot be done."""
    try:
        reference = load_reference(question)
        cases = draw_cases(
            reference.specs,
            question.sizes,
            seed=seed,
            question=question.id,
            trials=question.trials or trials,
            draws=reference.draws,
        )
    except (UnusableReferenceError, CaseError) as error:
        return Failure("reference", error.code, error.parameters)
    tolerance = Tolerance(
        RTOL if question.rtol is None else question.rtol, ATOL if question.atol is None else question.atol
    )
    here = isinstance(question.reference, NamedReference) and can_run_here(question.reference, reference, cases)
    return Prepared(question, reference, cases, tolerance, here, whole)


def with_options(prepared: Prepared, sandbox: Sandbox) -> Prepared:
    """The question with its options ready to run, where their helpers are known beforehand."""
    named = prepared.question.reference
    if prepared.here and isinstance(named, NamedReference):
        with suppress(HelperError):  # told by the reference's run
            prepared = replace(prepared, helpers=helpers_of(named, prepared.reference.given))
            return replace(prepared, run=all_options(prepared, sandbox))
    return prepared


def run_reference(prepared: Prepared, sandbox: Sandbox) -> ReferenceRun:
    """The expected outcomes: of our own references here, of one written in the bank in a child of its own."""
    reference, cases, named = prepared.reference, prepared.cases, prepared.question.reference
    if isinstance(named, NamedReference) and prepared.here:
        return run_here(named, reference, cases, sandbox.limits.output)
    return sandbox.run_reference(
        reference.source,
        reference.function,
        reference.given,
        tuple(reference.specs),
        cases,
        trusted=isinstance(named, NamedReference),
    )


def all_options(prepared: Prepared, sandbox: Sandbox) -> OptionsRun[Choice]:
    """The options of all blanks, yet to run.

    Where the policy is on they share a child, and the published ones go first: no other can have changed what they met.
    The others are most likely wrong, and run until that is settled.
    """
    enough = 0 if prepared.whole else telling_trials(len(prepared.cases))
    listing = build_listing(prepared.question, tuple(prepared.reference.specs), enough)
    return sandbox.options(listing, prepared.cases, prepared.helpers, apart=not sandbox.can_share)


def options_apart(
    prepared: Prepared, blank: Blank, sandbox: Sandbox, numbers: Collection[int] | None = None
) -> OptionsRun[int]:
    """The options of one blank, or these `numbers` of them: each in a child of its own, on all trials."""
    program = build_program(prepared.question, blank, tuple(prepared.reference.specs))
    if numbers is not None:
        program = replace(program, options={number: program.options[number] for number in sorted(numbers)})
    return sandbox.options(program, prepared.cases, prepared.helpers, apart=True)
