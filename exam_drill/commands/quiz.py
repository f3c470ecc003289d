"""Practise: questions one by one, each answer judged by what its option does when it is run.

On a terminal one key answers.  Without one, answers are read from standard input, one a line.
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from errno import EIO
from io import StringIO
from typing import TYPE_CHECKING, TextIO

from exam_drill.cli import Exit
from exam_drill.commands.common import (
    add_bank_arguments,
    add_display_arguments,
    console_for,
    language_of,
    load,
)
from exam_drill.commands.trust import add_trust_argument, judging
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.interruption import HANGUP, Interrupted
from exam_drill.markers import find_markers
from exam_drill.quiz.arrangement import arrange
from exam_drill.quiz.session import State, begin, note
from exam_drill.selection import ORDERS, Selection, Unmatched, select, unmatched
from exam_drill.visible import shortened, visible

if TYPE_CHECKING:
    from exam_drill.problem import Problem
    from exam_drill.question import Language
    from exam_drill.quiz.reports import OpenJudge

EPILOG = """keys: 1–9 answer, ? hint, s skip, b back, Enter next, arrows scroll, q quit; at the end r asks again
exit codes: 0 fine (Ctrl-C while questions are asked is a way to leave), 2 wrong usage or no valid question, 3 our own
failure; 129, 130 and 143 ended by SIGHUP, SIGINT and SIGTERM, 141 the reader of the output has gone
"""
_PROBLEMS_SHOWN = 5
_LONGEST = 2000  # characters of a list of what there is
_SEEDS = 1_000_000  # seeds that nobody gave are below this: short enough to type again


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `exam-drill quiz`."""
    add_bank_arguments(parser)
    parser.add_argument("-n", "--number", type=_positive, help="how many questions to ask (default: all)")
    parser.add_argument("--order", choices=ORDERS, default="random", help="order of the questions (default: random)")
    parser.add_argument("--seed", type=int, help="seed of the order of questions and options (default: a new one)")
    parser.add_argument("--no-shuffle", action="store_true", help="show the options in their printed order")
    add_trust_argument(parser)
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment, open_judge: OpenJudge | None = None) -> int:
    """Practises until the learner leaves, prints the summary, and returns the exit code."""
    language = language_of(arguments, environment)
    bank = load(arguments)
    if bank.problems:
        write_problems(bank.problems, environment, language)
    if not bank.questions:
        environment.stderr.write(say(language, "quiz.no-questions") + "\n")
        return Exit.USAGE
    selection = Selection(
        seed=int(environment.clock() * 1000) % _SEEDS if arguments.seed is None else arguments.seed,
        topics=tuple(arguments.topics),
        tags=tuple(arguments.tags),
        ids=tuple(arguments.ids),
        number=arguments.number,
        order=arguments.order,
        shuffle=not arguments.no_shuffle,
    )
    wish = unmatched(bank.questions, selection)
    if wish is not None:
        environment.stderr.write(advice(wish, language))
        return Exit.USAGE
    questions = select(bank.questions, selection)
    seeded = selection.order == "random" or selection.shuffle
    items = arrange(questions, selection, find_markers)
    state = begin(items, selection.seed if seeded else None, shuffle=selection.shuffle)
    if bank.problems:
        state = note(state, "problems-left-out", count=len(bank.problems))
    elif selection.number is not None and len(questions) < selection.number:
        state = note(state, "fewer", number=selection.number, count=len(questions))
    with judging(arguments, environment, language, open_judge) as judge:
        if judge is None:
            return Exit.USAGE
        _practise(state, arguments, environment, language, judge)
    return Exit.FINE


def write_problems(
    problems: tuple[Problem, ...], environment: Environment, language: Language, most: int | None = _PROBLEMS_SHOWN
) -> None:
    """The first problems of a bank, or all, a line each, on the error stream."""
    from exam_drill.report.text import problem_text

    sentences = (
        f"{visible(str(problem.place))}: {problem.code}: {problem_text(problem, language)}\n" for problem in problems
    )
    lines = list(dict.fromkeys(sentences))  # one mistake may concern several parts of a question
    shown = lines[:most]
    environment.stderr.writelines(shown)
    if len(lines) > len(shown):
        more = say(language, "quiz.problems-more", count=len(lines) - len(shown))
        environment.stderr.write(more + "\n")


def _practise(
    state: State,
    arguments: argparse.Namespace,
    environment: Environment,
    language: Language,
    open_judge: OpenJudge,
) -> None:
    from exam_drill.layout import print_rows
    from exam_drill.quiz.screen import Screen, is_interactive

    stdin: TextIO | None = environment.stdin  # None if it was closed before the program began
    stdout = environment.stdout
    if stdin is None or stdin.closed:
        stdin = StringIO()
    if not is_interactive(stdin, stdout, environment.variables):
        from exam_drill.quiz.plain import practise_plainly
        from exam_drill.quiz.reports import Reports

        reconfigure = getattr(stdin, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # junk on the input is an unknown answer, not the end
        with Reports(open_judge, wake=lambda: None) as reports:
            typed = stdin.isatty() and stdout.isatty()
            practise_plainly(state, stdin, stdout, reports, language, environment.clock, waiting=typed)
        return
    from exam_drill.quiz.keys import open_keys
    from exam_drill.quiz.question_page import question_page

    console = console_for(stdout, arguments, environment.variables)
    keys = open_keys(stdin)
    try:
        with ExitStack() as judging:
            with keys, Screen(console, language) as screen:
                screen.draw(question_page(state, language), None)
                # The learner reads; everything that only an answer needs is imported now.
                from exam_drill.quiz.reports import Reports
                from exam_drill.quiz.summary import summary_rows
                from exam_drill.quiz.terminal import practise

                reports = judging.enter_context(Reports(open_judge, keys.wake))
                state = practise(state, screen, keys, reports, language, environment.clock)
            print_rows(summary_rows(state, reports.known(), language), console)
    except OSError as error:
        if error.errno != EIO:
            raise
        raise Interrupted(keys.ended_by or HANGUP) from None  # the terminal is gone
    if keys.ended_by:
        raise Interrupted(keys.ended_by)


def advice(wish: Unmatched, language: Language) -> str:
    """What was asked for in vain, and what there is."""
    text = say(language, f"quiz.no-{wish.kind}", wish=shortened(wish.wish, _LONGEST)) + "\n"
    if wish.kind == "all":
        return text
    if not wish.known:
        return text + say(language, "quiz.known-none") + "\n"
    return text + say(language, "quiz.known", names=shortened(", ".join(wish.known), _LONGEST)) + "\n"


def _positive(text: str) -> int:
    if not text.strip().isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return int(text)
