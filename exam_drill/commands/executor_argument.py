"""`--executor` of `check`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from exam_drill.cli import Parser
from exam_drill.distributing.spec import SpecError, parse_spec
from exam_drill.i18n import say
from exam_drill.question import Language
from exam_drill.visible import shortened

_LONGEST = 500  # characters of what was given


def add_executor_argument(parser: Parser) -> None:
    """--executor."""
    parser.add_argument(
        "--executor", type=_reader(parser.language), metavar="SPEC", help=parser.say("distributing.help")
    )


def _reader(language: Language) -> Callable[[str], str]:
    """Reads a SPEC, as the type of an argument."""

    def read(text: str) -> str:
        try:
            parse_spec(text)
        except SpecError as error:
            parameters = {**error.parameters, "spec": shortened(text, _LONGEST)}
            raise argparse.ArgumentTypeError(say(language, f"distributing.{error.code}", **parameters)) from error
        return text

    return read
