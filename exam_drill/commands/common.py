"""What several commands share: their arguments, the language and the console that follow from them, and the bank."""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO, cast

from exam_drill.environment import Environment
from exam_drill.i18n import language_of_locale, say
from exam_drill.question import LANGUAGES, Language
from exam_drill.themes import THEMES, theme

if TYPE_CHECKING:
    from rich.console import Console

    from exam_drill.bank import Bank
    from exam_drill.cli import Parser
    from exam_drill.commands.judge import Judge


def add_bank_arguments(parser: Parser) -> None:
    """PATH …, and which of its questions."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help=parser.say("arguments.paths"))
    parser.add_argument(
        "--only",
        "--topic",
        action="append",
        default=[],
        metavar="GLOB",
        dest="topics",
        help=parser.say("arguments.topic"),
    )
    parser.add_argument(
        "--tag",
        action="append",
        default=[],
        dest="tags",
        metavar="TAG",
        help=parser.say("arguments.tag"),
    )
    parser.add_argument(
        "--id",
        action="append",
        default=[],
        metavar="GLOB",
        dest="ids",
        help=parser.say("arguments.id"),
    )


def add_display_arguments(parser: Parser) -> None:
    """--lang, --theme, --no-color and --reader."""
    parser.add_argument("--lang", choices=LANGUAGES, help=parser.say("help.lang"))
    parser.add_argument("--theme", choices=THEMES, help=parser.say("help.theme"))
    parser.add_argument(
        "--no-color", action="store_const", const="none", dest="theme", help=parser.say("help.no-color")
    )
    parser.add_argument("--reader", action=argparse.BooleanOptionalAction, help=parser.say("help.reader"))


def add_data_argument(parser: Parser) -> None:
    """--data-dir."""
    parser.add_argument("--data-dir", metavar="FOLDER", help=parser.say("progress.help-data-dir"))


def language_of(arguments: argparse.Namespace, environment: Environment) -> Language:
    """The language asked for, preferred, or that of the locale; English where the output cannot show Japanese."""
    if arguments.lang:
        return cast(Language, arguments.lang)
    encoding = getattr(environment.stdout, "encoding", None) or "utf-8"
    if "あ".encode(encoding, errors="ignore") == b"":
        return "en"
    return environment.preferences.language or language_of_locale(environment.variables)


def load(arguments: argparse.Namespace) -> Bank:
    """The bank that the arguments name, or the built-in one, whose paths are short where the caller stands above it."""
    from exam_drill.bank import built_in, load_bank
    from exam_drill.catalogue import built_in_bank_from_here

    if arguments.paths:
        return load_bank(arguments.paths)
    return built_in(built_in_bank_from_here())


def default_judge(untrusted: bool = False) -> Judge:
    """A judge that runs options in the sandbox, if need be those of strangers; its module is imported only now."""
    from exam_drill.commands.judge import Judge

    return Judge(untrusted=untrusted)


def console_for(stream: TextIO, arguments: argparse.Namespace, variables: Mapping[str, str]) -> Console:
    """A console that prints text as it is and lets nothing invisible through."""
    from exam_drill.console import VisibleConsole

    preferred = getattr(arguments, "preferred_theme", "auto")
    return VisibleConsole(stream, variables, theme=theme(getattr(arguments, "theme", None), preferred, variables))


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Reads an integer from `low` to `high`, as the type of an argument."""

    def read(text: str) -> int:
        with suppress(ValueError):
            number = int(_half_width(text))
            if low <= number <= high:
                return number
        raise argparse.ArgumentTypeError(say("en", "help.error-whole", text=text, low=low, high=high))

    return read


def number_between(low: float, high: float) -> Callable[[str], float]:
    """Reads a number from `low` to `high`; NaN is none."""

    def read(text: str) -> float:
        with suppress(ValueError):
            number = float(_half_width(text))
            if low <= number <= high:
                return number
        raise argparse.ArgumentTypeError(say("en", "help.error-number", text=text, low=f"{low:g}", high=f"{high:g}"))

    return read


def _half_width(text: str) -> str:
    """Full-width digits and signs, as an input method types them, as plain ones."""
    return unicodedata.normalize("NFKC", text)
