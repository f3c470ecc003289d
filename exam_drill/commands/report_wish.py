"""Which reports are asked for: `--format` and `--report FORMAT=FILE` of `check`."""

from __future__ import annotations

import argparse
import os
from typing import NamedTuple

from exam_drill.i18n import say
from exam_drill.question import Language
from exam_drill.report.formats import FORMATS

STANDARD_OUTPUT = "-"


class Wish(NamedTuple):
    """One report that was asked for."""

    format: str
    file: str


class WishError(ValueError):
    """Reports that cannot be had together, or not there; `sentence` says why, in the table `notices`."""

    def __init__(self, sentence: str, **parameters: str) -> None:
        super().__init__(sentence, parameters)
        self.sentence = sentence
        self.parameters = parameters


def read_wish(text: str) -> Wish:
    """Reads FORMAT=FILE, as the type of an argument."""
    name, equals, file = text.partition("=")
    formats = ", ".join(FORMATS)
    if not equals or not file:
        raise argparse.ArgumentTypeError(say("en", "help.error-report", text=text, formats=formats))
    if name not in FORMATS:
        raise argparse.ArgumentTypeError(say("en", "help.error-report-format", text=name, formats=formats))
    return Wish(name, os.path.expanduser(file))  # no shell does that behind an equals sign


def wishes(arguments: argparse.Namespace) -> list[Wish]:
    """What `--format` and `--report` ask for; WishError if two reports would go to one place."""
    found = list(arguments.report)
    if arguments.format is not None or all(wish.file != STANDARD_OUTPUT for wish in found):
        found.insert(0, Wish(arguments.format or "text", STANDARD_OUTPUT))
    seen: list[str] = []
    for wish in found:
        if any(_is_same(wish.file, other) for other in seen):
            name = "two-to-output" if wish.file == STANDARD_OUTPUT else "two-to-file"
            raise WishError(name, file=wish.file)
        seen.append(wish.file)
    return found


def wish_sentence(error: WishError, language: Language) -> str:
    """Why a report cannot be had."""
    return say(language, f"notices.{error.sentence}", **error.parameters)


def _is_same(one: str, other: str) -> bool:
    if STANDARD_OUTPUT in (one, other):
        return one == other
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))
