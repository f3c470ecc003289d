"""A sign, a gate, an axis or a transpose changed in any reference turns a test red."""

import pytest
from references.equivalents import EQUIVALENT, NOTICED_BY_A_TEST
from references.killing import MODULES, is_killed, judged_mutants
from references.mutants import unchanged

from exam_drill import catalogue

LISTED = EQUIVALENT.keys() | NOTICED_BY_A_TEST


@pytest.mark.parametrize("module", MODULES)
def test_every_mutant_is_noticed(module: str) -> None:
    assert {str(mutant) for mutant, killed in judged_mutants(module).items() if not killed} - LISTED == set()


def test_the_mutants_are_many_of_every_kind_and_nearly_none_is_equivalent() -> None:
    found = {mutant: killed for module in MODULES for mutant, killed in judged_mutants(module).items()}
    assert {mutant.kind for mutant in found} == {
        "sign", "product", "transpose", "axis", "gate", "function", "order", "condition", "step",
    }  # fmt: skip
    alive = [mutant for mutant, killed in found.items() if not killed and str(mutant) not in NOTICED_BY_A_TEST]
    assert len(alive) < 0.05 * len(found)


def test_what_is_listed_exists_and_has_a_reason() -> None:
    names = {str(mutant) for module in MODULES for mutant in judged_mutants(module)}
    assert LISTED - names == set()
    assert EQUIVALENT.keys() & NOTICED_BY_A_TEST == set()
    assert all(EQUIVALENT.values())


@pytest.mark.parametrize("module", MODULES)
def test_what_is_right_is_not_killed(module: str) -> None:
    assert not is_killed(unchanged(module, catalogue.source(module)))
