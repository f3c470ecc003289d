"""The command line: picks a command, hands it its arguments and the outside world, and returns its exit code.

    exam-drill [COMMAND] [ARGUMENT …]        no command means `quiz`

Only the chosen command's module is imported, so that a question is on the screen before anything heavy is loaded.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import mmap
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING, NoReturn

from exam_drill import __version__
from exam_drill.environment import Environment
from exam_drill.i18n import language_of_locale, say
from exam_drill.interruption import Interrupted, Signals
from exam_drill.preferences import Preferences, Settings, read_settings
from exam_drill.question import LANGUAGES, Language
from exam_drill.visible import shortened, visible

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

# In the order of the help; the sentences about them are in `i18n.commands`.
COMMANDS = (
    "quiz",
    "exam",
    "stats",
    "plan",
    "progress",
    "settings",
    "check",
    "show",
    "new",
    "suggest",
    "lint",
    "fmt",
    "preview",
    "watch",
    "schema",
    "doctor",
)

# Bytes that NumPy takes.  Where there are fewer, its library for linear algebra ends the process by exit code 1.
_MEMORY = 128 << 20
_TELLING = ("settings", "doctor")  # commands that tell themselves what is wrong with the settings
_LONGEST = 2000  # characters of a complaint about the arguments
_ANY_WIDTH = 80


class Exit(IntEnum):
    """Exit codes of all commands.  Those above 128 are what a shell says of a program that such a signal ended."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2  # wrong usage, or an invalid bank
    FAILURE = 3  # our own failure: nothing was judged, or the report could not be written
    HANGUP = 129  # the terminal was closed
    INTERRUPTED = 130
    PIPE = 141  # the reader of the output has gone
    TERMINATED = 143


def main(arguments: Sequence[str] | None = None, environment: Environment | None = None) -> int:
    """Runs the command line and returns its exit code.

    Signals that ask to end are exceptions meanwhile, if the caller has no handlers of its own for them.
    """
    environment = environment or Environment()
    words = list(sys.argv[1:] if arguments is None else arguments)
    _tolerate_narrow_encodings()
    signals = Signals()
    try:
        # Others write to these streams as well: argparse, warnings, exceptions of threads.
        with (
            signals.raised(),
            contextlib.redirect_stdout(environment.stdout),
            contextlib.redirect_stderr(environment.stderr),
        ):
            with mmap.mmap(-1, _MEMORY):  # OSError if there is too little
                pass
            settings = read_settings(environment.variables)
            environment = replace(environment, preferences=settings.preferences)
            code = _run(words, environment, settings)
            environment.stdout.flush()  # that the disk is full must not be seen only when nobody can tell it any more
            return int(code)
    except BaseException as error:
        number = _signal_behind(error, signals)
        if number is None:
            return _failed(error, environment)
        return _interrupted(number, environment)


def _signal_behind(error: BaseException, signals: Signals) -> int | None:
    """The signal because of which a command did not end by itself, None if there was none."""
    if isinstance(error, Interrupted):
        return error.number
    if isinstance(error, KeyboardInterrupt):
        return signal.SIGINT
    return signals.number  # an import that is interrupted fails by ImportError, and other code has its own ways


def _interrupted(number: int, environment: Environment) -> int:
    name = "interrupted" if number == signal.SIGINT else "terminated"
    sentence = say(_usual_language(environment), f"report.{name}", signal=signal.Signals(number).name)
    environment.stderr.write(f"\n{sentence}\n")  # on a line of its own, not behind the ^C of the terminal
    return 128 + number


def _failed(error: BaseException, environment: Environment) -> int:
    if isinstance(error, BrokenPipeError):
        return Exit.PIPE
    if isinstance(error, OSError | MemoryError | ImportError):
        # A full disk, a closed stream, a broken installation: a sentence says more than a traceback.
        said = (isinstance(error, OSError) and not error.filename and error.strerror) or str(error)
        if isinstance(error, ImportError):
            said = said.strip().rpartition("\n")[2]  # NumPy's is a page of advice with the cause at its end
        said = said or type(error).__name__
        sentence = say(_usual_language(environment), "report.system-failed", error=shortened(said, _LONGEST))
    elif isinstance(error, Exception):
        # A fault of ours must never look like a finding, which is what the interpreter's own exit code 1 means here.
        sentence = "".join(traceback.format_exception(error)).rstrip()
    else:
        raise error
    environment.stderr.write(sentence + "\n")
    return Exit.FAILURE


class Parser(argparse.ArgumentParser):
    """A parser whose help is in `language`, and whose complaints are one line, whatever they repeat of an argument."""

    color: bool  # since Python 3.14

    def __init__(self, program: str, language: Language, about: str = "", epilog: str = "") -> None:
        super().__init__(prog=program, description=about or None, epilog=epilog or None, add_help=False)
        self._is_shown = False
        self.language: Language = language
        self.color = False  # all colours are the console's
        self._positionals.title = self.say("help.positional")
        self._optionals.title = self.say("help.options")
        self.add_argument("-h", "--help", action="help", help=self.say("help.help"))

    def say(self, code: str, **parameters: object) -> str:
        """A sentence of the help, for argparse, in which a percent sign has a meaning."""
        return say(self.language, code, **parameters).replace("%", "%%")

    def format_help(self) -> str:
        """The help, laid out for the terminal."""
        self._is_shown = True
        return super().format_help()

    def format_usage(self) -> str:
        """The usage, laid out for the terminal."""
        self._is_shown = True
        return super().format_usage()

    def _get_formatter(self) -> argparse.HelpFormatter:
        if not self._is_shown:  # argparse asks for one with each argument that is added, to see that it could be shown
            return argparse.HelpFormatter(self.prog, width=_ANY_WIDTH)
        from exam_drill.help_text import Formatter

        return Formatter(self.prog, self.language)

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Writes the help; unlike argparse's own, OSError if it cannot be written."""
        (file or sys.stdout).write(self.format_help())

    def error(self, message: str) -> NoReturn:
        """Ends with the usage and the message."""
        from exam_drill.help_text import translated

        message = shortened(visible(translated(message, self.language)), _LONGEST)
        self.print_usage(sys.stderr)
        self.exit(Exit.USAGE, f"{self.prog}: {self.say('help.error')}: {message}\n")


def build_parser(command: str, language: Language = "en") -> Parser:
    """The parser of one command, with its help in this language."""
    module = importlib.import_module(f"exam_drill.commands.{command}")
    about, epilog = (say(language, f"commands.{part}-{command}") for part in ("about", "epilog"))
    parser = Parser(f"exam-drill {command}", language, about, epilog)
    module.add_arguments(parser)
    return parser


def _run(words: list[str], environment: Environment, settings: Settings) -> int:
    if words[:1] in (["-h"], ["--help"], ["help"]):
        environment.stdout.write(_help(_language(words, environment)))
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
    language = _language(words, environment)
    if settings.problems and command not in _TELLING:
        environment.stderr.writelines(_complaints(settings, language))
    try:
        parser = build_parser(command, language)
        prefer(parser, command, settings.preferences)
        parsed = parser.parse_args(words)
    except SystemExit as end:
        return Exit.USAGE if end.code else Exit.FINE
    from exam_drill import cells  # with which rich is loaded

    aloud = bool(getattr(parsed, "reader", False))
    environment = replace(environment, preferences=replace(settings.preferences, reader=aloud))
    if aloud:
        from exam_drill.reader import for_reader

        environment = for_reader(environment, language)

    with cells.ambiguous(2 if settings.preferences.ambiguous == "wide" else 1):
        code: int = importlib.import_module(f"exam_drill.commands.{command}").run(parsed, environment)
    return code


def _language(words: list[str], environment: Environment) -> Language:
    """The language that is asked for among the arguments, before they are parsed, or that of the locale."""
    for position, word in enumerate(words):
        name, given, value = word.partition("=")
        asked = value if given else "".join(words[position + 1 : position + 2])
        if name == "--lang" and asked in LANGUAGES:
            return asked
    return _usual_language(environment)


def _usual_language(environment: Environment) -> Language:
    """The language that is preferred, or that of the locale."""
    return environment.preferences.language or language_of_locale(environment.variables)


def prefer(parser: Parser, command: str, preferences: Preferences) -> None:
    """What is preferred becomes the default of the command's arguments, so that a given one is stronger."""
    wishes: dict[str, object] = {
        "preferred_theme": preferences.theme,  # weaker than NO_COLOR, which is weaker than an argument
        "reader": preferences.reader,
        "data_dir": preferences.data_dir,
    }
    if command == "quiz":
        wishes |= {
            "minutes": preferences.minutes,
            "number": preferences.number,
            "new": preferences.new_a_day,
            "order": preferences.order,
            "no_shuffle": None if preferences.shuffle else True,
            "type": preferences.typing or None,
        }
    known = {action.dest for action in parser._actions} | {"preferred_theme"}
    parser.set_defaults(**{name: value for name, value in wishes.items() if value is not None and name in known})


def _complaints(settings: Settings, language: Language) -> list[str]:
    """What could not be understood of the settings, a line each."""
    lines = [
        f"{visible(str(problem.place))}: {say(language, f'preferences.{problem.code}', **problem.parameters)}\n"
        for problem in settings.problems
    ]
    return [*lines, say(language, "preferences.goes-on") + "\n"]


def _unknown(word: str, environment: Environment) -> str:
    """What to say of a first word that is neither a command nor a path."""
    language = _usual_language(environment)
    word = shortened(word, _LONGEST)
    if "." in word or "/" in word:
        return say(language, "report.no-such-path", path=word) + "\n"
    from difflib import get_close_matches

    nearest = get_close_matches(word, COMMANDS, n=1)
    name = "unknown-command-nearest" if nearest else "unknown-command"
    parameters = {"word": word, "nearest": "".join(nearest), "commands": ", ".join(COMMANDS)}
    return say(language, f"report.{name}", **parameters) + "\n"


def _help(language: Language) -> str:
    from exam_drill.help_text import listed, paragraphs

    rows = {name: say(language, f"commands.short-{name}") for name in COMMANDS}
    parts = (
        say(language, "help.usage") + say(language, "commands.program-usage"),
        "",
        paragraphs(say(language, "commands.program")),
        say(language, "commands.commands") + ":",
        listed(rows),
        paragraphs(say(language, "commands.program-epilog")),
    )
    return "\n".join(parts)


def _tolerate_narrow_encodings() -> None:
    """Where a terminal's encoding lacks a character, it is shown by its code instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
