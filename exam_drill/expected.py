"""Runs a built-in reference in this process: the expected values are then never in any child.

Built-in references are our own code, so nothing has to keep them in; but a question chooses their inputs.  With large
ones, or ones of other shapes than declared (a column of 1000 and a row of 1000 are spread out to a million), they may
take all time and memory there is, so those runs go to the sandbox.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from exam_drill import catalogue
from exam_drill.cases import Case, size_in_bytes
from exam_drill.domain import InputSpec, parse_input
from exam_drill.helpers import HelperError, cut
from exam_drill.outcome import Ending, Error, Outcome
from exam_drill.question import NamedReference
from exam_drill.reference import LoadedReference, load_module
from exam_drill.sandbox import Helpers, ReferenceRun
from exam_drill.sandbox.values import clone, same

LARGEST = 4096  # elements of all inputs of one trial, and magnitude of an integer
LARGEST_IN_ALL = 1 << 17  # elements of all inputs of all trials


def can_run_here(named: NamedReference, reference: LoadedReference, cases: Sequence[Case]) -> bool:
    """Whether the inputs are of the declared shapes, and so small that the reference takes little time and memory."""
    draws = frozenset(reference.draws)
    for name, text in catalogue.declarations(named.module).inputs[named.function].items():
        if _shape(reference.specs[name], draws) != _shape(parse_input(text, draws), draws):
            return False
    sizes = [sum(map(_elements, case.inputs.values())) for case in cases]
    return max(sizes) <= LARGEST and sum(sizes) <= LARGEST_IN_ALL


def run_here(named: NamedReference, reference: LoadedReference, cases: Sequence[Case], largest: int) -> ReferenceRun:
    """What a built-in reference gives on each case, as `Sandbox.run_reference` would tell it.

    All that it gives may take `largest` bytes.
    """
    try:
        helpers = helpers_of(named, reference.given)
    except HelperError as error:
        return ReferenceRun(failure=f"helper-{error.code}", parameters=(("name", error.name),))
    module = load_module(named.module)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        outcomes: list[Outcome] = []
        for case in cases:
            outcome = _run(module.__dict__[named.function], module.__file__ or "", case)
            largest -= size_in_bytes(outcome.value) + size_in_bytes(outcome.arguments)
            if largest < 0:
                return ReferenceRun(failure="refused")
            outcomes.append(outcome)
    return ReferenceRun(tuple(outcomes), 0, helpers)


@functools.cache
def helpers_of(named: NamedReference, given: tuple[str, ...]) -> Helpers:
    """The helpers of a built-in reference; HelperError if there is no such one."""
    return Helpers(given, cut(catalogue.statements(named.module), given, named.function), trusted=True)


def _run(function: Any, file: str, case: Case) -> Outcome:
    arguments = {name: clone(value) for name, value in case.inputs.items()}
    try:
        value = function(**arguments)
    except Exception as failure:
        line, traceback = 0, failure.__traceback__
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename == file:
                line = traceback.tb_lineno or 0
            traceback = traceback.tb_next
        where = "reference" if line else ""
        return Outcome(Ending.RAISED, error=Error(type(failure).__name__, str(failure)[:400], where, "", line, 1))
    changed = {name: after for name, after in arguments.items() if not same(case.inputs[name], after)}
    return Outcome(Ending.RETURNED, value=value, arguments=changed, reached=True)


def _shape(spec: InputSpec, draws: frozenset[str]) -> tuple[object, ...]:
    """What decides an input's shape; where a reference draws by itself, its domain and the arguments do so too."""
    return (spec.sizes, spec.domain, spec.arguments) if spec.domain in draws else (spec.sizes,)


def _elements(value: Any) -> int:
    """How many elements an input has; more than `LARGEST` for an integer in it that is larger than that."""
    if isinstance(value, np.ndarray):
        large = value.dtype.kind in "iu" and value.size and int(np.abs(value).max()) > LARGEST
        return LARGEST + 1 if large else max(value.size, *value.shape, 1)
    if isinstance(value, (list, tuple)):
        return 1 + sum(map(_elements, value))
    if isinstance(value, Mapping):
        return 1 + sum(map(_elements, value.values()))
    if isinstance(value, (int, np.integer)):
        return 1 if -LARGEST <= value <= LARGEST else LARGEST + 1
    return 1
