"""`lint --list` and `--explain`: the documentation of the rules, as it stands in their docstrings and sentences."""

from __future__ import annotations

import argparse
import difflib
import string
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from exam_drill.cli import Exit
from exam_drill.commands.common import console_for
from exam_drill.environment import Environment
from exam_drill.i18n import Shown, say, table
from exam_drill.layout import Row, print_rows
from exam_drill.lint.rules import LEVELS, MENDED
from exam_drill.lint.samples import documentation
from exam_drill.question import LANGUAGES, Language
from exam_drill.visible import shortened

if TYPE_CHECKING:
    from rich.console import Console

_LONGEST = 200  # characters of a wish that are repeated

_SAMPLE = "    "  # what lines of a sample begin with


def print_list(console: Console, language: Language) -> None:
    """One line for each code: what it asks for, whether `--fix` mends it, and whether it is advice."""
    width = max(map(len, LEVELS))
    for code, level in LEVELS.items():
        marks = [say(language, "lint.mended-by-fix")] if code in MENDED else []
        marks += [say(language, f"lint.level-{level}")] if level == "advice" else []
        tail = f"  [{', '.join(marks)}]" if marks else ""
        body = Text(say(language, f"lint.about-{code}") + tail)
        print_rows([Row(body, Text(f"{code:<{width}}  "))], console)


def print_explanation(arguments: argparse.Namespace, environment: Environment, language: Language) -> Exit:
    """All about one code; of the loader's codes only where they are described."""
    code = arguments.explain
    if code in table("problems"):
        said = _template("problems", code, language)
        environment.stdout.write(say(language, "lint.loader-code", code=code, sentence=said) + "\n")
        return Exit.FINE
    if code not in LEVELS:
        environment.stderr.write(unknown(code, language) + "\n")
        return Exit.USAGE
    console = console_for(environment.stdout, arguments, environment.variables)
    print_rows((Row(Text(line), code=line.startswith(_SAMPLE)) for line in _explanation(code, language)), console)
    return Exit.FINE


def unknown(code: str, language: Language) -> str:
    """What to say of a code that no rule has."""
    nearest = difflib.get_close_matches(code, LEVELS, n=1, cutoff=0.0)
    return say(language, "lint.unknown-code", code=shortened(code, _LONGEST), nearest="".join(nearest))


def _explanation(code: str, language: Language) -> Iterator[str]:
    found = documentation(code)
    level = say(language, f"lint.level-{LEVELS[code]}")
    mended = f", {say(language, 'lint.mended-by-fix')}" if code in MENDED else ""
    yield f"{code} ({level}{mended})"
    yield say(language, f"lint.about-{code}")
    yield ""
    yield f"{say(language, 'lint.says')}: {_template('lint', code, language)}"
    yield ""
    yield from found.prose.split("\n")
    for name, samples in (("passes", found.passes), ("fails", found.fails)):
        yield from _samples(say(language, f"lint.{name}"), samples)


def _samples(heading: str, samples: Iterable[str]) -> Iterator[str]:
    for sample in samples:
        yield ""
        yield f"{heading}:"
        yield ""
        yield from textwrap.indent(sample.rstrip("\n"), _SAMPLE).split("\n")


def _template(name: str, code: str, language: Language) -> str:
    """The sentence of a code with … for what it is about."""
    sentence = table(name)[code][LANGUAGES.index(language)]
    return sentence.format_map({field: Shown("…") for _, field, _, _ in string.Formatter().parse(sentence) if field})
