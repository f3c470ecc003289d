"""What notices a mutant, without PyTorch and within milliseconds: the oracles, and what the reference declares."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Any

from alarm import HungError, alarm
from references.declared import check_extremes, check_inputs_untouched, check_shapes, check_single
from references.mutants import Mutant, mutants
from references.oracles.base import TRIALS, Oracle, arrays, largest_error
from references.oracles.known import all_oracles, expected

from exam_drill import catalogue

MODULES = catalogue.modules()
SECONDS = 2  # for one mutant: far more than any that comes to an end takes


@cache
def judged_mutants(module: str) -> Mapping[Mutant, bool]:
    """All mutants of a module, and whether they are killed."""
    return {mutant: is_killed(mutant) for mutant in mutants(module, catalogue.source(module))}


def is_killed(mutant: Mutant) -> bool:
    """Whether a mutant differs from an oracle, breaks what its module declares, warns, raises, or goes on for ever."""
    module = ModuleType(f"mutant_of_{mutant.module}")
    try:
        with alarm(SECONDS), warnings.catch_warnings():
            warnings.simplefilter("error")
            exec(mutant.code, module.__dict__)
            return _differs(module, mutant) or _breaks_a_promise(module, mutant.module)
    except (Exception, HungError):
        return True


def _differs(module: ModuleType, mutant: Mutant) -> bool:
    own = [oracle for oracle in all_oracles() if oracle.module == mutant.module]
    own.sort(key=lambda oracle: oracle.function != mutant.function)  # those of the changed function tell the soonest
    return any(
        largest_error(arrays(getattr(module, oracle.function)(**_inputs(oracle, trial))), expected(oracle, trial))
        >= oracle.tolerance
        for oracle in own
        for trial in range(TRIALS)
    )


def _breaks_a_promise(module: ModuleType, name: str) -> bool:
    for function in catalogue.declarations(name).inputs:
        check_shapes(module, name, function, "NTDHOV")
        check_inputs_untouched(module, name, function)
        check_extremes(module, name, function)
        check_single(module, name, function)
    return False


def _inputs(oracle: Oracle, trial: int) -> dict[str, Any]:
    return copy.deepcopy(_drawn(oracle, trial))


@cache
def _drawn(oracle: Oracle, trial: int) -> dict[str, Any]:
    return oracle.inputs(trial)
