"""A mock exam: the real one's number of questions and its time, and nothing told before the end.

It is kept at every key and every second: closed, killed or cut off, it goes on with the clock as it stood.
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from typing import TYPE_CHECKING

from exam_drill.cli import Parser
from exam_drill.commands.common import (
    add_bank_arguments,
    add_data_argument,
    add_display_arguments,
    language_of,
    number_between,
    whole_number,
)
from exam_drill.commands.trust import add_trust_argument
from exam_drill.environment import Environment
from exam_drill.exam.paper import MINUTES, NUMBER

if TYPE_CHECKING:
    from exam_drill.quiz.reports import OpenJudge

_MOST = 1000  # questions, and minutes


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill exam`."""
    add_bank_arguments(parser)
    parser.add_argument(
        "-n",
        "--questions",
        type=whole_number(1, _MOST),
        metavar="NUMBER",
        help=parser.say("exam.help-questions", number=NUMBER),
    )
    parser.add_argument(
        "--minutes",
        type=number_between(0.1, _MOST),
        metavar="MINUTES",
        dest="limit",  # the setting `minutes` is that of practising
        help=parser.say("exam.help-minutes", number=NUMBER, minutes=MINUTES),
    )
    parser.add_argument("--seed", type=int, help=parser.say("exam.help-seed"))
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--resume", action="store_true", help=parser.say("exam.help-resume"))
    which.add_argument("--new", action="store_true", help=parser.say("exam.help-new"))
    which.add_argument("--results", action="store_true", help=parser.say("exam.help-results"))
    which.add_argument(
        "--review",
        type=whole_number(1, _MOST),
        metavar="NUMBER",
        nargs="?",
        const=1,
        help=parser.say("exam.help-review"),
    )
    add_data_argument(parser)
    add_trust_argument(parser)
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment, open_judge: OpenJudge | None = None) -> int:
    """Sits an exam, goes on with one, or shows those that were; returns the exit code."""
    from exam_drill.commands.exam_finding import RefusedError
    from exam_drill.commands.exam_sitting import Sitting

    with ExitStack() as opened:
        try:
            return Sitting(arguments, environment, language_of(arguments, environment), open_judge, opened).run()
        except RefusedError as refused:
            environment.stderr.write(refused.sentence + "\n")
            return refused.code
