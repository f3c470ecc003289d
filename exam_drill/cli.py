"""The command line: picks a command, hands it its arguments and the outside world, and returns its exit code.

    exam-drill [COMMAND] [ARGUMENT …]        no command means `quiz`

Only the chosen command's module is imported, so that a question is on the screen before anything heavy is loaded.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from enum import IntEnum
from typing import NoReturn

from exam_drill import __version__
from exam_drill.environment import Environment
from exam_drill.i18n import language_of_locale, say
from exam_drill.visible import shortened, visible

COMMANDS = {
    "quiz": "practise in the terminal (the default)",
    "check": "prove the answer keys of a bank by execution",
    "show": "show one question with its answer and what each option's run showed",
    "doctor": "versions, where things lie, and what the sandbox can enforce here",
}

_LONGEST = 2000  # characters of a complaint about the arguments


class Exit(IntEnum):
    """Exit codes of all commands."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2  # wrong usage, or an invalid bank
    FAILURE = 3  # our own failure: nothing was judged
    INTERRUPTED = 130
    PIPE = 141


def main(arguments: Sequence[str] | None = None, environment: Environment | None = None) -> int:
    """Runs the command line and returns its exit code."""
    environment = environment or Environment()
    words = list(sys.argv[1:] if arguments is None else arguments)
    _tolerate_narrow_encodings()
    try:
        # Others write to these streams as well: argparse, warnings, exceptions of threads.
        with contextlib.redirect_stdout(environment.stdout), contextlib.redirect_stderr(environment.stderr):
            return int(_run(words, environment))
    except BrokenPipeError:
        # The reader has gone. What is still buffered must not fail again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.PIPE
    except KeyboardInterrupt:
        print(file=environment.stderr)
        return Exit.INTERRUPTED
    except OSError as error:
        # A full disk, a closed stream: a sentence says more than a traceback.
        with contextlib.suppress(OSError, ValueError):
            environment.stderr.write(f"exam-drill: {visible(str(error))}\n")
        return Exit.FAILURE
    except Exception:
        # A fault of ours must never look like a finding, which is what the interpreter's own exit code 1 means here.
        traceback.print_exc(file=environment.stderr)
        return Exit.FAILURE


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line, whatever stands in the argument that they repeat."""

    color: bool  # since Python 3.14

    def error(self, message: str) -> NoReturn:
        """Ends with the usage and the message."""
        super().error(shortened(visible(message), _LONGEST))


def build_parser(command: str) -> argparse.ArgumentParser:
    """The parser of one command."""
    module = importlib.import_module(f"exam_drill.commands.{command}")
    parser = Parser(
        prog=f"exam-drill {command}",
        description=(module.__doc__ or "").strip(),
        epilog=getattr(module, "EPILOG", None),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.color = False  # all colours are the console's
    module.add_arguments(parser)
    return parser


def _run(words: list[str], environment: Environment) -> int:
    if words[:1] in (["-h"], ["--help"], ["help"]):
        environment.stdout.write(_help())
        return Exit.FINE
    if words[:1] in (["-V"], ["--version"]):
        environment.stdout.write(f"exam-drill {__version__}\n")
        return Exit.FINE
    command = words[0] if words and words[0] in COMMANDS else "quiz"
    if words and words[0] == command:
        words = words[1:]
    elif words and not words[0].startswith("-") and not os.path.exists(words[0]):
        environment.stderr.write(_unknown(words[0], environment))
        return Exit.USAGE
    try:
        parsed = build_parser(command).parse_args(words)
    except SystemExit as end:
        return Exit.USAGE if end.code else Exit.FINE
    code: int = importlib.import_module(f"exam_drill.commands.{command}").run(parsed, environment)
    return code


def _unknown(word: str, environment: Environment) -> str:
    """What to say of a first word that is neither a command nor a path."""
    language = language_of_locale(environment.variables)
    word = shortened(word, _LONGEST)
    if "." in word or "/" in word:
        return say(language, "report.no-such-path", path=word) + "\n"
    nearest = difflib.get_close_matches(word, COMMANDS, n=1)
    name = "unknown-command-nearest" if nearest else "unknown-command"
    parameters = {"word": word, "nearest": "".join(nearest), "commands": ", ".join(COMMANDS)}
    return say(language, f"report.{name}", **parameters) + "\n"


def _help() -> str:
    width = max(map(len, COMMANDS))
    rows = "\n".join(f"  {name:<{width}}  {text}" for name, text in COMMANDS.items())
    return f"""usage: exam-drill [COMMAND] [ARGUMENT ...]

Exam practice for the JDLA E certificate in which every answer key is proven by execution.

commands:
{rows}

`exam-drill` alone practises with the built-in bank; `exam-drill COMMAND --help` tells the arguments of a command.
Exit codes: 0 fine, 1 findings, 2 wrong usage or an invalid bank, 3 our own failure, 130 interrupted, 141 the reader
of the output has gone.
"""


def _tolerate_narrow_encodings() -> None:
    """Where a terminal's encoding lacks a character, it is shown by its code instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
