"""Show one question: as the learner sees it, then its answer, what each option's run showed, and its source."""

from __future__ import annotations

import argparse

from exam_drill.cli import Exit, Parser
from exam_drill.commands.common import add_display_arguments, console_for, language_of, load
from exam_drill.commands.lookup import find_question
from exam_drill.commands.trust import add_trust_argument, judging
from exam_drill.environment import Environment
from exam_drill.layout import print_rows
from exam_drill.markers import find_markers
from exam_drill.quiz.arrangement import arrange
from exam_drill.quiz.detail import detail_rows
from exam_drill.quiz.grading import Unjudged
from exam_drill.quiz.reports import OpenJudge, Reports
from exam_drill.selection import Selection


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill show`."""
    parser.add_argument("identity", metavar="ID", help=parser.say("arguments.identity"))
    parser.add_argument("paths", nargs="*", default=[], metavar="PATH", help=parser.say("arguments.paths"))
    parser.add_argument("--no-run", action="store_true", help=parser.say("arguments.show-no-run"))
    add_trust_argument(parser)
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment, open_judge: OpenJudge | None = None) -> int:
    """Prints the question and returns the exit code."""
    language = language_of(arguments, environment)
    bank = load(arguments)
    question = find_question(bank, arguments.identity, environment, language)
    if question is None:
        return Exit.USAGE
    items = arrange([question], Selection(seed=0, shuffle=False), find_markers)
    judged = None
    if not arguments.no_run:
        with judging(arguments, environment, language, open_judge) as judge:
            if judge is None:
                return Exit.USAGE
            with Reports(judge, wake=lambda: None) as reports:
                judged = reports.settle(question)
    console = console_for(environment.stdout, arguments, environment.variables)
    print_rows(detail_rows(items, judged, language), console)
    return Exit.FAILURE if isinstance(judged, Unjudged) and not judged.seconds else Exit.FINE
