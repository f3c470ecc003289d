"""Show the settings in effect and where each comes from, or begin a settings file.

argument ▶ variable ▶ file ▶ default: the first that says something counts.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from exam_drill.cli import Exit, Parser
from exam_drill.commands.common import add_display_arguments, console_for, language_of
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.layout import GAP, Row, print_rows, prose
from exam_drill.preferences import KINDS, Choice, Settings, Switch, Whole, read_settings
from exam_drill.problem import Problem
from exam_drill.question import Language, Place
from exam_drill.report.json_text import json_text
from exam_drill.visible import visible

if TYPE_CHECKING:
    from pathlib import Path

# What a new file shows for a setting without a default.
_SAMPLES: Mapping[str, object] = {
    "language": "ja",
    "minutes": 10,
    "number": 20,
    "new_a_day": 10,
    "order": "random",
    "data_dir": "~/exam-drill",
}


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill settings`."""
    parser.add_argument("--init", action="store_true", help=parser.say("arguments.settings-init"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=parser.say("arguments.format"))
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment) -> int:
    """Prints the settings; exit code 1 if something in them cannot be understood."""
    language = language_of(arguments, environment)
    settings = read_settings(environment.variables)
    if arguments.init:
        return _begin(settings.path, environment, language)
    if arguments.format == "json":
        environment.stdout.write(json_text(to_data(settings, language), environment.stdout.encoding) + "\n")
    else:
        console = console_for(environment.stdout, arguments, environment.variables)
        print_rows(setting_rows(settings, language), console)
    return Exit.FINDINGS if settings.problems else Exit.FINE


def setting_rows(settings: Settings, language: Language) -> list[Row]:
    """The file, every setting with its value and origin, and what could not be understood."""
    rows = [*file_rows(settings, language), GAP]
    for name in KINDS:
        value = getattr(settings.preferences, name)
        shown = say(language, "preferences.unset") if value is None else written(value)
        rows += prose(f"{name} = {visible(shown)}", "bold")
        about = say(language, f"preferences.about-{name}")
        rows += prose(f"{about} · {_origin(settings, name, language)}", lead="    ")
    return rows


def file_rows(settings: Settings, language: Language) -> list[Row]:
    """Where the file lies, and what in it or in variables could not be understood."""
    name = "file" if settings.found else "file-none"
    rows = prose(say(language, f"preferences.{name}", path=str(settings.path)))
    for problem in settings.problems:
        rows += prose(f"{visible(str(problem.place))}: {problem_text(problem, language)}", "yellow", "! ", "yellow")
    return rows


def problem_text(problem: Problem, language: Language) -> str:
    """The sentence of a problem."""
    return say(language, f"preferences.{problem.code}", **problem.parameters)


def written(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def to_data(settings: Settings, language: Language) -> dict[str, Any]:
    """The settings for machines."""
    return {
        "format": 1,
        "file": {"path": str(settings.path), "found": settings.found},
        "settings": {
            name: {"value": getattr(settings.preferences, name), "from": str(settings.origins.get(name, "default"))}
            for name in KINDS
        },
        "problems": [
            {"place": str(problem.place), "code": problem.code, "text": problem_text(problem, language)}
            for problem in settings.problems
        ],
    }


def sample(language: Language) -> str:
    """A settings file in which every setting stands as a comment."""
    return "".join(_sample_lines(language))


def _sample_lines(language: Language) -> Iterator[str]:
    defaults = Settings().preferences
    for name, kind in KINDS.items():
        value = getattr(defaults, name)
        value = _SAMPLES[name] if value is None else value
        choices = ""
        if isinstance(kind, Choice):
            choices = " | ".join(map(written, kind.words))
        elif isinstance(kind, Switch):
            choices = "true | false"
        elif isinstance(kind, Whole):
            choices = f"{kind.low}–{kind.high}"
        yield f"# {say(language, f'preferences.about-{name}')}\n"
        yield f"# {name} = {written(value)}" + (f"    # {choices}\n" if choices else "\n") + "\n"


def _begin(path: Path, environment: Environment, language: Language) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(sample(language))
    except FileExistsError:
        environment.stderr.write(say(language, "preferences.exists", path=str(path)) + "\n")
        return Exit.USAGE
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        environment.stderr.write(say(language, "preferences.cannot-write", path=str(path), why=why) + "\n")
        return Exit.FAILURE
    environment.stdout.write(say(language, "preferences.written", path=str(path)) + "\n")
    return Exit.FINE


def _origin(settings: Settings, name: str, language: Language) -> str:
    origin = settings.origins.get(name)
    if origin is None:
        return say(language, "preferences.from-default")
    if isinstance(origin, Place):
        return say(language, "preferences.from-file", place=str(origin))
    return say(language, "preferences.from-variable", name=origin)
