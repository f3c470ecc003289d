"""Static rules on questions: one a file; its docstring is its documentation, a passing and a failing sample included.

A sample holds the fields in which it departs from a plain question.  A test reads the samples from the docstrings and
runs them.
"""

from __future__ import annotations

from collections.abc import Callable

from exam_drill.bank.draft import Draft
from exam_drill.bank.notes import Notes
from exam_drill.bank.rules import (
    answers,
    callable_program,
    cut_short,
    errata,
    given,
    ids,
    inputs,
    markers,
    references,
    same_options,
    split_option,
)

Rule = Callable[[Draft, Notes], None]

RULES: tuple[Rule, ...] = (
    ids.check,
    markers.check,
    answers.check,
    same_options.check,
    cut_short.check,
    split_option.check,
    references.check,
    callable_program.check,
    given.check,
    inputs.check,
)

__all__ = ["RULES", "Rule", "errata"]
