"""What can be asked of the plugin: in pytest's configuration, and for one run.

    exam_drill_seed = 1 ─┬─▶ Config ─ read ─▶ Wishes(seed=1, trials=None, …)
    --exam-drill-seed 1 ─┘                         None: as `exam-drill check` does without being asked

The lines for `pytest --help` are English, as all of it is, and stand here: to import the sentences of both languages
would take every run of pytest, for whatever project, longer than all else of the plugin does.
"""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple

import pytest

LANGUAGES = ("ja", "en")


class Wishes(NamedTuple):
    """What was asked for; `files` are patterns, empty if every YAML file is to be looked at."""

    files: tuple[str, ...] = ()
    seed: int | None = None
    trials: int | None = None
    time: float | None = None
    strict: bool = False
    trust: bool = False
    lang: str | None = None
    cache: bool = True  # whether there is one
    cache_dir: str | None = None
    believe: bool = True  # whether what it has is not run again


def _trials(text: str) -> int:
    return int(_within(int(text), 1, 10_000))


def _time(text: str) -> float:
    return _within(float(text), 0.01, 3600)


def _within(number: float, low: float, high: float) -> float:
    if low <= number <= high:
        return number
    raise ValueError


class _Value(NamedTuple):
    read: Callable[[str], Any]
    metavar: str
    expected: str
    help: str


_VALUES: dict[str, _Value] = {
    "seed": _Value(int, "N", "an integer", "seed of the inputs that questions are run on"),
    "trials": _Value(_trials, "N", "an integer from 1 to 10000", "sets of inputs, where a question does not say"),
    "time": _Value(_time, "SECONDS", "a number from 0.01 to 3600", "limit of one option, on all its inputs together"),
}
_SWITCHES = {
    "strict": "a warning fails its question",
    "trust": "run banks also where the kernel keeps them from too little; only if you trust who wrote them",
}
_FILES = "patterns of bank files (default: every YAML file that looks like one), as quizzes/*.yaml"
_CACHE = "keep what was found, and do not run unchanged questions again"
_CACHE_DIR = "folder of the cache (default: that of exam-drill check)"
_LANG = "language of findings, ja or en (default: that of the locale)"


def add(parser: pytest.Parser) -> None:
    """Every option, on the command line and for the configuration."""
    group = parser.getgroup("exam_drill", "proving the questions of exam_drill's banks")
    parser.addini("exam_drill_files", _FILES, type="args", default=[])
    for name, value in _VALUES.items():
        group.addoption(f"--exam-drill-{name}", metavar=value.metavar, dest=f"exam_drill_{name}", help=value.help)
        parser.addini(f"exam_drill_{name}", value.help, default=None)
    for name, text in _SWITCHES.items():
        group.addoption(f"--exam-drill-{name}", action="store_true", dest=f"exam_drill_{name}", help=text)
        parser.addini(f"exam_drill_{name}", text, type="bool", default=False)
    group.addoption("--exam-drill-lang", choices=LANGUAGES, dest="exam_drill_lang", help=_LANG)
    parser.addini("exam_drill_lang", _LANG, default=None)
    group.addoption("--exam-drill-no-cache", action="store_true", dest="exam_drill_no_cache", help="run every question")
    parser.addini("exam_drill_cache", _CACHE, type="bool", default=True)
    group.addoption("--exam-drill-cache-dir", metavar="FOLDER", dest="exam_drill_cache_dir", help=_CACHE_DIR)
    parser.addini("exam_drill_cache_dir", _CACHE_DIR, default=None)


def read(config: pytest.Config) -> Wishes:
    """What was asked for; pytest.UsageError for what nobody could mean."""
    asked: dict[str, Any] = {"files": tuple(config.getini("exam_drill_files"))}
    for name, value in _VALUES.items():
        text = _asked(config, name)
        if text is not None:
            try:
                asked[name] = value.read(text)
            except ValueError:
                raise pytest.UsageError(f"exam_drill_{name}: expected {value.expected}, got {text!r}") from None
    for name in _SWITCHES:
        asked[name] = bool(config.getoption(f"exam_drill_{name}") or config.getini(f"exam_drill_{name}"))
    asked["lang"] = _asked(config, "lang")
    if asked["lang"] not in (None, *LANGUAGES):
        raise pytest.UsageError(f"exam_drill_lang: expected ja or en, got {asked['lang']!r}")
    asked["cache"] = config.getini("exam_drill_cache") and not config.getoption("exam_drill_no_cache")
    folder, configured = config.getoption("exam_drill_cache_dir"), config.getini("exam_drill_cache_dir")
    asked["cache_dir"] = folder or (str(config.rootpath / configured) if configured else None)
    asked["believe"] = not config.getoption("cacheclear", False)  # `--cache-clear` begins anew, here too
    return Wishes(**asked)


def is_named(path: Path, config: pytest.Config, patterns: tuple[str, ...]) -> bool:
    """Whether a file fits one of the patterns: one with a / its path from pytest's root folder, others its name."""
    try:
        whole = path.relative_to(config.rootpath).as_posix()
    except ValueError:
        whole = path.as_posix()
    return any(fnmatch(whole if "/" in pattern else path.name, pattern) for pattern in patterns)


def _asked(config: pytest.Config, name: str) -> str | None:
    given = config.getoption(f"exam_drill_{name}")
    if given is None:
        given = config.getini(f"exam_drill_{name}")
    return None if given is None or given == "" else str(given)
