"""Print the JSON Schema of the bank format, by which an editor completes, explains and checks a bank as it is typed.

The page docs/schema.md tells how VS Code, Neovim and others are told of it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from exam_drill.bank.form import OPTIONS, SIZE
from exam_drill.bank.schema import json_schema
from exam_drill.cli import Exit, Parser
from exam_drill.commands.common import add_display_arguments, language_of
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.question import Language
from exam_drill.report.json_text import json_text

_MARK = b'"$schema"'  # stands at the beginning of what this command writes
_BEGINNING = 200  # bytes


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill schema`."""
    parser.add_argument(
        "--output",
        metavar="FILE",
        help=parser.say("arguments.schema-output"),
    )
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment) -> int:
    """Prints or writes the schema and returns the exit code."""
    language = language_of(arguments, environment)
    if arguments.output is None:
        environment.stdout.write(schema_text(language, environment.stdout.encoding))
        return Exit.FINE
    path = Path(arguments.output)
    try:
        if not _replaceable(path):
            environment.stderr.write(say(language, "schema.no-schema", path=path) + "\n")
            return Exit.USAGE
        path.write_text(schema_text(language), encoding="utf-8", newline="\n")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        environment.stderr.write(say(language, "schema.not-writable", path=path, error=error.strerror) + "\n")
        return Exit.USAGE
    environment.stdout.write(say(language, "schema.written", path=path) + "\n")
    environment.stdout.write(f"# yaml-language-server: $schema={path.as_posix()}\n")
    return Exit.FINE


def schema_text(language: Language, encoding: str | None = None) -> str:
    """The schema as JSON with descriptions in a language, always the same for the same program."""

    def explain(name: str) -> str:
        return say(language, f"form.{name}", least=OPTIONS.least, most=OPTIONS.most, size=SIZE.high)

    return json_text(json_schema(explain), encoding) + "\n"


def _replaceable(path: Path) -> bool:
    """Whether nothing is lost if the path is written: it is new, empty, a schema, or no regular file."""
    if not path.is_file():
        return True
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    return not beginning.strip() or _MARK in beginning
