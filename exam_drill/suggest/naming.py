"""Which misconception each wrong option of a blank stands for, as far as the catalogue knows.

    key ─ job "mutations", which only parses ─▶ mutants that mean the same as an option ─ recognised ─▶ {number: name}

An option that is further than one mutation from the key has no name: nothing is guessed.  No program is run, so which
names hold arrays of the same shape is not known; every name of the options may stand for every other.
"""

from __future__ import annotations

import re
from dataclasses import replace

from exam_drill.program import build_program
from exam_drill.question import Blank, NamedReference, Question
from exam_drill.sandbox import Sandbox, find_mutants
from exam_drill.suggest.misconceptions import recognise

_NAME = re.compile(r"[^\W\d]\w*")
_CALLED = re.compile(r"([^\W\d]\w*)\(")
_AXES = 2  # of arrays of which nothing is known: that many have names of their own in most programs
_MOST_NAMES = 60


def name_options(question: Question, blank: Blank, sandbox: Sandbox) -> dict[int, str]:
    """The names of the options that are one mutation away from the key, by number; SandboxError as for any job."""
    key = blank.options[blank.answer - 1]
    wrong = {option.number: option.code.text for option in blank.options if option is not key}
    texts = [option.code.text for option in blank.options]
    words = sorted({word for text in texts for word in _NAME.findall(text)})[:_MOST_NAMES]
    called = sorted({word for text in texts for word in _CALLED.findall(text)})
    mutants = find_mutants(
        sandbox,
        build_program(question, replace(blank, options=(key,)), ()),
        {word: [other for other in words if other != word] for word in words},
        dict.fromkeys(words, _AXES),
        called,
        (_AXES, "float64"),
        list(wrong.values()),
    )
    topics = {*question.tags}
    if isinstance(question.reference, NamedReference):
        topics.add(question.reference.module)
    found = {mutant.text: recognised.name for mutant in mutants if (recognised := recognise(mutant, topics))}
    return {number: found[text] for number, text in wrong.items() if text in found}
