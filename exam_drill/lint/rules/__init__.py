"""The rules of `lint`: one idea a file; its docstring is its documentation, with samples that pass and that fail.

    QUESTION    check(subject, findings)                     one question at a time
    memory      see(subject, findings), problems(place)      what is kept of each question for the whole bank
    file        trailing(file)                               the text outside and inside of questions

Each module has `LEVELS`, its codes, and `MENDED`, those of them that `--fix` mends.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.rules import (
    answer_given_away,
    answer_positions,
    blanks_in_texts,
    brackets,
    code_width,
    completeness,
    duplicates,
    few_options,
    japanese_letters,
    language_mixed_up,
    loose_operator,
    missing_language,
    missing_why,
    option_length,
    option_numbers,
    parameters,
    same_why,
    silences,
    syllabus,
    syllabus_quotes,
    tabs,
    text_cut_short,
    trailing_space,
    unused_names,
    urls,
    vocabulary,
)
from exam_drill.lint.subject import Subject

QUESTION: tuple[Callable[[Subject, Findings], None], ...] = (
    missing_why.check,
    missing_language.check,
    language_mixed_up.check,
    blanks_in_texts.check,
    option_numbers.check,
    answer_given_away.check,
    same_why.check,
    option_length.check,
    loose_operator.check,
    parameters.check,
    code_width.check,
    tabs.check,
    unused_names.check,
    syllabus.check,
    syllabus_quotes.check,
    japanese_letters.check,
    brackets.check,
    text_cut_short.check,
    urls.check,
    few_options.check,
    completeness.check,
)

MODULES: tuple[ModuleType, ...] = (
    answer_positions,
    duplicates,
    vocabulary,
    missing_why,
    missing_language,
    language_mixed_up,
    blanks_in_texts,
    option_numbers,
    answer_given_away,
    same_why,
    option_length,
    loose_operator,
    parameters,
    code_width,
    tabs,
    trailing_space,
    unused_names,
    syllabus,
    syllabus_quotes,
    japanese_letters,
    brackets,
    text_cut_short,
    urls,
    silences,
    few_options,
    completeness,
)

LEVELS: dict[str, Level] = {code: level for module in MODULES for code, level in module.LEVELS.items()}
MENDED: frozenset[str] = frozenset(code for module in MODULES for code in getattr(module, "MENDED", ()))


def module_of(code: str) -> ModuleType:
    """The module whose rule has this code; KeyError if there is none."""
    for module in MODULES:
        if code in module.LEVELS:
            return module
    raise KeyError(code)
