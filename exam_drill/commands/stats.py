"""Show what your answers tell: accuracy, trend, time, misconceptions, hard questions, and what you will remember.

By heading of the syllabus, tag and misconception; on the terminal, as one page, or as JSON.
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from typing import TYPE_CHECKING

from exam_drill.cli import Exit, Parser
from exam_drill.commands.common import (
    add_bank_arguments,
    add_data_argument,
    add_display_arguments,
    console_for,
    language_of,
    load,
    whole_number,
)
from exam_drill.commands.quiz import advice, write_problems
from exam_drill.commands.web_page import put_page
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.selection import Selection, select, unmatched
from exam_drill.visible import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exam_drill.question import Language, Question
    from exam_drill.stats.statistics import Statistics

_USUAL, _LEAST = 80, 40  # columns
_LONGEST = 100  # characters of a wish that are repeated


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill stats`."""
    add_bank_arguments(parser)
    parser.add_argument("--since", metavar="DATE|Nd", help=parser.say("stats.help-since"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", choices=("text", "json"), default="text", help=parser.say("stats.help-format"))
    form.add_argument("--html", metavar="FILE", help=parser.say("stats.help-html"))
    parser.add_argument("--all", action="store_true", help=parser.say("stats.help-all"))
    parser.add_argument("--width", metavar="N", type=whole_number(_LEAST, 1000), help=parser.say("stats.help-width"))
    add_data_argument(parser)
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment) -> int:
    """Shows the statistics, or writes them, and returns the exit code."""
    language = language_of(arguments, environment)
    questions = _questions(arguments, environment, language)
    if questions is None:
        return Exit.USAGE
    from exam_drill.commands.stats_gathering import gather
    from exam_drill.progress import Store, StoreError, data_folder
    from exam_drill.stats.compute import compute
    from exam_drill.stats.days import SinceError

    try:
        with ExitStack() as opened:
            store = None
            try:
                folder = data_folder(environment.variables, arguments.data_dir)
                store = opened.enter_context(Store.open(folder, create=False))
            except StoreError as error:
                if error.code != "absent":
                    raise
            chosen = bool(arguments.topics or arguments.tags or arguments.ids)
            gathered = gather(store, questions, arguments.paths, environment, language, chosen=chosen)
        found = compute(gathered.material, environment.now(), environment.zone, arguments.since)
    except StoreError as error:
        environment.stderr.write(say(language, f"progress.{error.code}", **error.parameters) + "\n")
        return Exit.FAILURE
    except SinceError:
        text = shortened(arguments.since, _LONGEST)
        environment.stderr.write(say(language, "stats.bad-since", text=text) + "\n")
        return Exit.USAGE
    if arguments.html:
        return _write_page(found, gathered.unread, arguments, environment, language)
    if arguments.format == "json":
        from exam_drill.report.json_text import json_text
        from exam_drill.stats.json_form import to_data

        environment.stdout.write(json_text(to_data(found), environment.stdout.encoding) + "\n")
        return Exit.FINE
    _print(found, gathered.unread, arguments, environment, language)
    return Exit.FINE


def _questions(
    arguments: argparse.Namespace, environment: Environment, language: Language
) -> Sequence[Question] | None:
    """The questions that were asked for; None, and why on the error stream, if there are none."""
    bank = load(arguments)
    if bank.problems:
        write_problems(bank.problems, environment, language)
    if not bank.questions:
        environment.stderr.write(say(language, "quiz.no-questions") + "\n")
        return None
    topics, tags, ids = map(tuple, (arguments.topics, arguments.tags, arguments.ids))
    selection = Selection(0, topics, tags, ids, order="bank")
    wish = unmatched(bank.questions, selection)
    if wish is not None:
        environment.stderr.write(advice(wish, language))
        return None
    return select(bank.questions, selection)


def _print(
    found: Statistics, unread: str, arguments: argparse.Namespace, environment: Environment, language: Language
) -> None:
    from exam_drill.layout import WIDEST, print_rows, wrap
    from exam_drill.stats.drawing import BLOCKS, PLAIN, can_draw
    from exam_drill.stats.empty import empty_rows, is_empty
    from exam_drill.stats.screen import Look, screen_rows
    from exam_drill.stats.spoken import spoken_rows

    console = console_for(environment.stdout, arguments, environment.variables)
    own = _USUAL if console.soft_wrap else console.width  # what goes to a file or a pipe has no width of its own
    width = min(max(arguments.width or own, _LEAST), WIDEST)
    spoken = environment.preferences.reader
    if is_empty(found):
        rows = empty_rows(found, language)
    elif spoken:
        print_rows(spoken_rows(found, language, everything=arguments.all, unread=unread), console)
        return
    else:
        signs = BLOCKS if can_draw(environment.stdout.encoding) else PLAIN
        rows = screen_rows(found, Look(width, signs, language, arguments.all), unread)
    for line in wrap(rows, width):
        line.rstrip()
        console.print(line, soft_wrap=True)


def _write_page(
    found: Statistics, unread: str, arguments: argparse.Namespace, environment: Environment, language: Language
) -> Exit:
    """Writes the page, and says so; what it could not do is told."""
    from exam_drill.stats.page import page

    return put_page(arguments.html, page(found, language, unread), environment, language)
