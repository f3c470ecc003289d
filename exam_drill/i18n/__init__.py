"""The sentences of the front ends, in Japanese and English.

    say("ja", "problem.unknown-key", key="anwser", nearest="answer")
    "{count} {count:question|questions} left"  ─▶ "1 question left", "2 questions left"

A code is `<table>.<name>`; each table is a module beside this one with a dict `SENTENCES` from name to `(ja, en)`.  Core code
never writes sentences: it hands codes and parameters forward, and only reports and screens call `say`.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from functools import cache

from exam_drill.question import LANGUAGES, Language
from exam_drill.visible import visible

Sentences = Mapping[str, tuple[str, str]]

TABLES = (
    "problems",
    "reasons",
    "findings",
    "quiz",
    "trainer",
    "exam",
    "report",
    "notices",
    "page",
    "doctor",
    "policy",
    "editing",
    "fmt",
    "form",
    "schema",
    "lint",
    "new",
    "suggest",
    "misconceptions",
    "whys",
    "mutations",
    "preview",
    "pytest",
    "watch",
    "plan",
    "typed",
    "preferences",
    "progress",
    "cache",
    "stats",
    "why",
    "help",
    "distributing",
    "arguments",
    "commands",
)


@cache
def table(name: str) -> Sentences:
    """The sentences of one table; KeyError if there is no such table."""
    if name not in TABLES:
        raise KeyError(name)
    sentences: Sentences = importlib.import_module(f"exam_drill.i18n.{name}").SENTENCES
    return sentences


def say(language: Language, code: str, /, **parameters: object) -> str:
    """The sentence `code` in `language` with its parameters put in; KeyError for a code or parameter that is missing.

    Parameters come from banks, file names, programs and keyboards: whatever they are, they are made visible, one line.
    """
    name, _, sentence = code.partition(".")
    shown = {key: _shown(value) for key, value in parameters.items()}
    return table(name)[sentence][LANGUAGES.index(language)].format_map(shown)


class Counted(int):
    """A number that a sentence may ask for a word that goes with it: `{count:question|questions}`."""

    def __format__(self, form: str) -> str:
        return _going_with(str(int(self)), form) if "|" in form else super().__format__(form)


class Shown(str):
    """A text of one line, which may be a number as it is shown: `{mean:answer|answers}`."""

    def __format__(self, form: str) -> str:
        return _going_with(self, form) if "|" in form else super().__format__(form)


def _going_with(number: str, words: str) -> str:
    """The first of two words for one thing, the second for any other number of them."""
    one, _, many = words.partition("|")
    return one if number == "1" else many


def _shown(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return Counted(value)
    return value if isinstance(value, int | float) else Shown(visible(str(value)))


def language_of_locale(environment: Mapping[str, str] = os.environ) -> Language:
    """The language that the environment asks for: Japanese unless a locale of another language is set.

    `C` and `POSIX` name no language, so the product's own first language is used.
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "")
        if value:
            name = value.split(".")[0].split("_")[0].lower()
            return "ja" if name in ("ja", "c", "posix") else "en"
    return "ja"
