"""What is there when a program starts to run: the facade or the real things, and the helpers that it is given."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from exam_drill.sandbox.inside.facade import program_space, trusted_space
from exam_drill.sandbox.inside.policy import Checked, check, measure, settle

HELPERS_NAME = "<helpers>"


def space_of(name: str, policy: bool) -> dict[str, Any]:
    """What a program finds: the facade where the policy is on, else the real things."""
    return program_space(name) if policy else {"__builtins__": builtins, "__name__": name, "np": np}


def check_reference(tree: ast.Module, source: str) -> Checked:
    """Looks a reference through, or what was cut from it; RefusedError as `policy.check`."""
    measure(source, "reference", "")
    checked = check(tree, source, "reference", "")
    settle(checked)
    return checked


@dataclass(frozen=True)
class Given:
    """The helpers: with the policy they are defined anew for each run, so that none finds what another left in them."""

    make: Callable[[], dict[str, Any]]
    shareable: bool
    deaf: bool


def load_given(helpers: str, names: list[str], policy: bool, trusted: bool) -> Given:
    """The helpers `names` from their source; RefusedError if it is a bank's own and the policy does not allow it."""
    tree = ast.parse(helpers)
    shareable = deaf = True
    space = trusted_space() if policy and trusted else space_of("helpers", policy)
    if policy and not trusted:
        checked = check_reference(tree, helpers)
        shareable, deaf = checked.shareable, checked.deaf
    code = compile(tree, HELPERS_NAME, "exec", dont_inherit=True)

    def make() -> dict[str, Any]:
        fresh = dict(space)
        exec(code, fresh)
        return {name: fresh[name] for name in names}

    made = make()
    return Given(make if policy and names else lambda: made, shareable, deaf)
