"""Tell at every save what it did to a bank.

What was saved is checked at once, in the same screen: the mistakes in its text, and what the runs of its options show.
Only what has changed is read and run again.  Without a terminal a block of lines is written for each save.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from errno import EIO
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TextIO

from exam_drill.catalogue import built_in_bank, is_foreign
from exam_drill.cli import Exit, Parser
from exam_drill.commands.budget import QUESTION_SECONDS
from exam_drill.commands.common import add_display_arguments, console_for, language_of, number_between
from exam_drill.commands.trust import add_trust_argument, refusal, warning
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.interruption import HANGUP, Interrupted

if TYPE_CHECKING:
    from rich.console import Console

    from exam_drill.question import Language
    from exam_drill.sandbox import Sandbox
    from exam_drill.watching.state import State
    from exam_drill.watching.station import Station

OPTION_SECONDS = 5.0  # as in `exam_drill.sandbox.Limits`, which is imported only when something is run
_WAIT = 0.5  # seconds between two looks for a signal, where waiting cannot be interrupted


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill watch`."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help=parser.say("arguments.paths"))
    parser.add_argument("--poll", action="store_true", help=parser.say("arguments.watch-poll"))
    parser.add_argument(
        "--time",
        type=number_between(0.01, 3600),
        default=OPTION_SECONDS,
        metavar="SECONDS",
        help=parser.say("arguments.time", seconds=f"{OPTION_SECONDS:g}"),
    )
    add_trust_argument(parser)
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment) -> int:
    """Watches until somebody leaves, and returns the exit code."""
    language = language_of(arguments, environment)
    paths = arguments.paths or [_own_bank()]
    for path in paths:
        if not _exists(path):
            environment.stderr.write(say(language, "watch.no-such-path", path=path or "''") + "\n")
            return Exit.USAGE
    from exam_drill.sandbox import Limits, Sandbox
    from exam_drill.watching.references import always_from_source

    limits = Limits(wall=arguments.time, cpu=int(arguments.time) + 1)
    foreign = is_foreign(paths)
    with always_from_source(), Sandbox(limits, untrusted=foreign and not arguments.trust) as sandbox:
        if foreign and not _may_run(sandbox, environment, language, trusted=arguments.trust):
            return Exit.USAGE
        _watch(paths, arguments, environment, sandbox, language)
    return Exit.FINE


def _watch(
    paths: Sequence[str],
    arguments: argparse.Namespace,
    environment: Environment,
    sandbox: Sandbox,
    language: Language,
) -> None:
    from exam_drill.quiz.screen import Screen, is_interactive
    from exam_drill.watching.engine import Clocks
    from exam_drill.watching.station import Station

    def station(show: Callable[[State], None]) -> Station:
        return Station(paths, sandbox, clocks, QUESTION_SECONDS, show, arguments.poll)

    clocks = Clocks(environment.clock, environment.monotonic)
    console = console_for(environment.stdout, arguments, environment.variables)
    stdin: TextIO | None = environment.stdin  # None if it was closed before the program began
    if stdin is None or stdin.closed or not is_interactive(stdin, environment.stdout, environment.variables):
        _write(station, paths, console, environment, language)
        return
    from exam_drill.quiz.keys import open_keys
    from exam_drill.watching.terminal import watch

    keys = open_keys(stdin)
    try:
        with keys, Screen(console, language) as screen, station(lambda _: keys.wake()) as working:
            watch(working, screen, keys, language)
    except OSError as error:
        if error.errno != EIO:
            raise
        raise Interrupted(keys.ended_by or HANGUP) from None  # the terminal is gone
    if keys.ended_by:
        raise Interrupted(keys.ended_by)
    if working.ended is not None:
        raise working.ended


def _write(
    station: Callable[[Callable[[State], None]], Station],
    paths: Sequence[str],
    console: Console,
    environment: Environment,
    language: Language,
) -> None:
    """One block of lines for each save, until a signal comes; nothing is read."""
    from exam_drill.layout import print_rows
    from exam_drill.watching.lines import Blocks

    environment.stderr.write(say(language, "watch.watching", paths=", ".join(paths)) + "\n")
    environment.stderr.flush()
    blocks = Blocks(language)
    states: SimpleQueue[State] = SimpleQueue()
    with station(states.put) as working:
        while working.ended is None:
            try:
                rows = blocks.block(states.get(timeout=_WAIT))
            except Empty:
                continue
            if rows:
                print_rows(rows, console)
                environment.stdout.flush()
    raise working.ended


def _may_run(sandbox: Sandbox, environment: Environment, language: Language, *, trusted: bool) -> bool:
    """Whether another bank than the built-in one is run here; if not, or only on the user's word, it is said."""
    from exam_drill.sandbox import SandboxError, TooLittleError, not_enforced

    try:
        unconfined = not_enforced(sandbox.capabilities())
    except TooLittleError as error:
        environment.stderr.write(refusal(error.missing, language) + "\n")
        return False
    except SandboxError:
        return True  # told with the first question
    if unconfined and trusted:
        environment.stderr.write(warning(unconfined, language) + "\n")
    return True


def _own_bank() -> str:
    """The built-in bank, by a short path where the caller stands above it."""
    path, here = built_in_bank(), Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _exists(path: str) -> bool:
    try:
        return bool(path) and os.path.exists(path)
    except ValueError:  # a NUL
        return False
