"""What a learner prefers: values of a file and of variables, each with where it comes from.

    settings.toml ──┐
    EXAM_DRILL_… ───┴─▶ Settings ─ preferences ─▶ Environment
                                 ├ origins      where each value comes from
                                 └ problems     what could not be understood; the value before it holds

An argument is stronger than a variable, a variable stronger than the file, the file stronger than the default.  A
mistake in the file never keeps anybody from practising: it is told, and all else in the file counts.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from exam_drill.problem import Problem
from exam_drill.question import Language, Place

VARIABLE = "EXAM_DRILL_CONFIG"
PREFIX = "EXAM_DRILL_"
_LARGEST = 1 << 16  # bytes of a settings file; nobody writes more
_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
_PLACE_IN_MESSAGE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class Choice(NamedTuple):
    """One of these words."""

    words: tuple[str, ...]


class Whole(NamedTuple):
    """A whole number from `low` to `high`."""

    low: int
    high: int


class Switch(NamedTuple):
    """true or false."""


class Words(NamedTuple):
    """Any text of one line, such as the path of a folder."""


Kind = Choice | Whole | Switch | Words
Value = str | int | bool

# The names in the file; a variable is PREFIX and the name in capitals.
KINDS: Mapping[str, Kind] = {
    "language": Choice(("ja", "en")),
    "theme": Choice(("auto", "dark", "light", "none")),
    "ambiguous": Choice(("auto", "narrow", "wide")),
    "reader": Switch(),
    "minutes": Whole(1, 600),
    "number": Whole(1, 1000),
    "new_a_day": Whole(0, 1000),
    "order": Choice(("due", "random", "bank")),
    "shuffle": Switch(),
    "typing": Switch(),
    "data_dir": Words(),
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is preferred; None where nothing is, so that the command's own default holds.

    `ambiguous` is how wide a terminal draws characters that are one cell in western fonts and two in East Asian ones.
    `minutes` and `number` limit a session, `new_a_day` is how many blanks are asked for the first time in a day.
    """

    language: Language | None = None
    theme: str = "auto"
    ambiguous: str = "auto"
    reader: bool = False
    minutes: int | None = None
    number: int | None = None
    new_a_day: int | None = None
    order: str | None = None
    shuffle: bool = True
    typing: bool = False
    data_dir: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Preferences, the file that was looked for, and where what is not a default comes from: a variable or a place."""

    preferences: Preferences = field(default_factory=Preferences)
    path: Path = Path()
    found: bool = False
    origins: Mapping[str, str | Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def settings_path(variables: Mapping[str, str]) -> Path:
    """Where the settings file is looked for: the variable EXAM_DRILL_CONFIG, else the platform's folder."""
    given = variables.get(VARIABLE)
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_config_path("exam-drill", appauthor=False)) / "settings.toml"


def read_settings(variables: Mapping[str, str]) -> Settings:
    """The settings of the file and of the variables; never an error, all problems at once."""
    path = settings_path(variables)
    text, problems = _text(path, asked=bool(variables.get(VARIABLE)))
    settings = Settings(path=path, found=text is not None or bool(problems))
    if text is not None:
        settings = _with_file(settings, text)
    settings = replace(settings, problems=(*problems, *settings.problems))
    return _with_variables(settings, variables)


def variable_of(name: str) -> str:
    """The variable of a setting."""
    return PREFIX + name.upper()


def _text(path: Path, *, asked: bool) -> tuple[str | None, tuple[Problem, ...]]:
    """The file's text, None if there is none; that one which was asked for is missing is a problem."""
    place = Place(str(path), 0, 0)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe would be waited for
            return None, (Problem("no-file", place),)
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return None, (Problem("missing", place),) if asked else ()
    except (OSError, ValueError) as error:
        return None, (Problem("unreadable", place, {"why": getattr(error, "strerror", None) or str(error)}),)
    if len(data) > _LARGEST:
        return None, (Problem("too-large", place, {"most": _LARGEST}),)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, (Problem("no-utf-8", Place(str(path), line, 0)),)


def _with_file(settings: Settings, text: str) -> Settings:
    import tomllib

    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return replace(settings, problems=(_no_toml(str(error), text, str(settings.path)),))
    problems: list[Problem] = []
    for name, value in values.items():
        place = Place(str(settings.path), *_line(name, text))
        found = _understood(name, value, place)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            if name == "data_dir":  # beside the file, wherever the program is started
                found = str(settings.path.parent / os.path.expanduser(str(found)))
            settings = _set(settings, name, found, place)
    return replace(settings, problems=tuple(problems))


def _with_variables(settings: Settings, variables: Mapping[str, str]) -> Settings:
    for name, kind in KINDS.items():
        variable = variable_of(name)
        text = variables.get(variable, "")
        if not text:
            continue
        found = _understood(name, _read(text, kind), Place(variable, 0, 0))
        if isinstance(found, Problem):
            settings = replace(settings, problems=(*settings.problems, found))
        else:
            settings = _set(settings, name, found, variable)
    return settings


def _set(settings: Settings, name: str, value: Value, origin: str | Place) -> Settings:
    change: dict[str, Any] = {name: value}  # `_understood` has looked at it
    preferences = replace(settings.preferences, **change)
    return replace(settings, preferences=preferences, origins={**settings.origins, name: origin})


def _read(text: str, kind: Kind) -> object:
    """A variable's text as a value of this kind, the text itself if it is none; full-width digits count."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if isinstance(kind, Switch) and plain.lower() in _YES + _NO:
        return plain.lower() in _YES
    if isinstance(kind, Whole) and plain.isdecimal() and len(plain) < 10:
        return int(plain)
    return text if isinstance(kind, Words) else plain


def _understood(name: str, value: object, place: Place) -> Value | Problem:
    """The value of a setting, or what is wrong with its name or value."""
    kind = KINDS.get(name)
    if kind is None:
        from difflib import get_close_matches

        nearest = get_close_matches(name.lower().replace("-", "_"), KINDS, n=1)
        if isinstance(value, dict) and not nearest:
            return Problem("table", place, {"key": name})
        if nearest:
            return Problem("unknown-nearest", place, {"key": name, "nearest": nearest[0]})
        return Problem("unknown", place, {"key": name, "known": ", ".join(KINDS)})
    parameters = {"key": name, "value": str(value)}
    if isinstance(kind, Choice):
        fine = isinstance(value, str) and value in kind.words
        code, parameters = "choice", {**parameters, "choices": ", ".join(f'"{word}"' for word in kind.words)}
    elif isinstance(kind, Whole):
        fine = isinstance(value, int) and not isinstance(value, bool) and kind.low <= value <= kind.high
        code, parameters = "whole", {**parameters, "low": str(kind.low), "high": str(kind.high)}
    elif isinstance(kind, Switch):
        fine, code = isinstance(value, bool), "switch"
    else:
        fine = isinstance(value, str) and bool(value.strip()) and "\0" not in value
        code = "words"
    if fine and isinstance(value, str | int):
        return value
    return Problem(code, place, parameters)


def _line(name: str, text: str) -> tuple[int, int]:
    """The line and column of a key: TOML's reader does not tell."""
    pattern = re.compile(rf"[ \t]*(?:\[+[ \t]*)?(?P<key>{re.escape(name)}|\"{re.escape(name)}\"|'{re.escape(name)}')\b")
    for number, line in enumerate(text.splitlines(), start=1):
        match = pattern.match(line)
        if match:
            return number, match.start("key") + 1
    return 0, 0


def _no_toml(message: str, text: str, path: str) -> Problem:
    match = _PLACE_IN_MESSAGE.search(message)
    line, column = text.count("\n") + 1, 1
    if match:
        message = message[: match.start()]
        line, column = (int(match[1]), int(match[2])) if match[1] else (line, column)
    return Problem("no-toml", Place(path, line, column), {"why": message})
