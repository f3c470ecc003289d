"""The arguments about the cache of `check`, and how it is opened.

--no-cache | --cache-dir FOLDER --cache-size MB ─▶ open_cache ─▶ ResultCache, or None      trouble ─▶ error stream
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from exam_drill.caching import SIZE, cache_folder
from exam_drill.commands.common import whole_number
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.question import Language

if TYPE_CHECKING:
    from rich.console import Console

    from exam_drill.caching.cache import ResultCache
    from exam_drill.cli import Parser
    from exam_drill.database.errors import StoreError

_GOES_ON = ("rebuilt", "entry", "too-small", "unwritable")  # the cache is of use all the same


def add_cache_arguments(parser: Parser) -> None:
    """--no-cache, --cache-dir and --cache-size."""
    parser.add_argument("--no-cache", action="store_true", help=parser.say("cache.help-no-cache"))
    add_folder_argument(parser)
    parser.add_argument(
        "--cache-size",
        type=whole_number(1, 1 << 20),
        default=SIZE >> 20,
        metavar="MB",
        help=parser.say("cache.help-cache-size", size=SIZE >> 20),
    )


def add_folder_argument(parser: Parser) -> None:
    """--cache-dir."""
    parser.add_argument("--cache-dir", metavar="FOLDER", help=parser.say("cache.help-cache-dir"))


def opened(
    arguments: argparse.Namespace, environment: Environment, errors: Callable[[], Console], language: Language
) -> ResultCache | None:
    """The cache that the arguments name, to be closed; None if none is wanted.  Trouble is told on `errors`."""
    if arguments.no_cache:
        return None
    from exam_drill.caching import open_cache

    return open_cache(
        cache_folder(environment.variables, arguments.cache_dir),
        size=arguments.cache_size << 20,
        clock=environment.clock,
        monotonic=environment.monotonic,
        tell=partial(_tell, errors=errors, language=language),
    )


def trouble(error: StoreError, language: Language) -> str:
    """What is wrong with the cache."""
    return say(language, f"cache.{error.code}", **error.parameters)


def _tell(error: StoreError, *, errors: Callable[[], Console], language: Language) -> None:
    said = trouble(error, language)
    if error.code not in _GOES_ON:
        said += (" " if language == "en" else "") + say(language, "cache.goes-on")
    errors().print(said, soft_wrap=True)
