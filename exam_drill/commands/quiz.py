"""Practise: what is due, then new questions; each answer is judged by what its option does when it is run.

On a terminal one key answers.  Without one, answers are read from standard input, one a line.  What is answered is
recorded, so that a question returns when it is about to be forgotten.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from exam_drill.cli import Exit, Parser
from exam_drill.commands.common import (
    add_bank_arguments,
    add_data_argument,
    add_display_arguments,
    language_of,
    load,
    whole_number,
)
from exam_drill.commands.daily import Opening, daily_opening, selected_opening
from exam_drill.commands.quiz_session import Session
from exam_drill.commands.record import Record, bank_name, opened
from exam_drill.commands.trust import add_trust_argument, judging
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.progress.digest import subjects
from exam_drill.quiz.saving import Bank
from exam_drill.quiz.session import Notice
from exam_drill.selection import ORDERS, Order, Selection, Unmatched, select, unmatched
from exam_drill.visible import shortened, visible

if TYPE_CHECKING:
    from exam_drill.problem import Problem
    from exam_drill.question import Language, Question
    from exam_drill.quiz.reports import OpenJudge

_PROBLEMS_SHOWN = 5
_LONGEST = 2000  # characters of a list of what there is
_SEEDS = 1_000_000  # seeds that nobody gave are below this: short enough to type again
_MOST_NEW = 1000
_MOST_MINUTES = 600


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill quiz`."""
    add_bank_arguments(parser)
    parser.add_argument("-n", "--number", type=_positive, help=parser.say("arguments.quiz-number"))
    parser.add_argument("--order", choices=ORDERS, help=parser.say("trainer.help-order"))
    parser.add_argument("--seed", type=int, help=parser.say("arguments.quiz-seed"))
    parser.add_argument("--no-shuffle", action="store_true", help=parser.say("arguments.quiz-no-shuffle"))
    parser.add_argument("--new", type=whole_number(0, _MOST_NEW), help=parser.say("trainer.help-new"))
    parser.add_argument("--minutes", type=whole_number(1, _MOST_MINUTES), help=parser.say("trainer.help-minutes"))
    parser.add_argument("--now", action="store_true", help=parser.say("trainer.help-now"))
    parser.add_argument("--no-record", action="store_true", help=parser.say("trainer.help-no-record"))
    add_data_argument(parser)
    parser.add_argument("--type", action="store_true", help=parser.say("typed.help-type"))
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
        order=_order(arguments, environment),
        shuffle=not arguments.no_shuffle,
    )
    wish = unmatched(bank.questions, selection)
    if wish is not None:
        environment.stderr.write(advice(wish, language))
        return Exit.USAGE
    questions = select(bank.questions, selection)
    with (
        judging(arguments, environment, language, open_judge) as judge,
        opened(arguments, environment, language) as (store, trouble),
    ):
        if judge is None:
            return Exit.USAGE
        if trouble:
            environment.stderr.write(trouble + "\n")
        known = {question.id: question for question in bank.questions}
        record = Record(
            store, Bank(bank_name(arguments), known, subjects(bank.questions)), environment, not arguments.no_record
        )
        opening = _opening(record, questions, selection, arguments)
        if arguments.type:
            opening = opening.typed()
        notice = _notice(bank.problems, selection, questions, trouble)
        Session(opening.told(notice), record, arguments, environment, language, judge).run()
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


def _opening(record: Record, questions: list[Question], selection: Selection, arguments: argparse.Namespace) -> Opening:
    """What can be begun."""
    if selection.order != "due":
        return selected_opening(questions, selection)
    everything = bool(selection.topics or selection.tags or selection.ids)
    opening = daily_opening(record, questions, selection, arguments.new, everything=everything)
    return opening.silent() if arguments.now else opening


def _notice(
    problems: tuple[Problem, ...], selection: Selection, questions: list[Question], trouble: str
) -> Notice | None:
    """What is to be said with the first question."""
    if trouble:
        return Notice("no-record")
    if problems:
        return Notice("problems-left-out", {"count": len(problems)})
    if selection.order != "due" and selection.number is not None and len(questions) < selection.number:
        return Notice("fewer", {"number": selection.number, "count": len(questions)})
    return None


def _order(arguments: argparse.Namespace, environment: Environment) -> Order:
    """The order that was asked for; what is due where nothing was selected, otherwise at random as ever."""
    if arguments.order is not None:
        order: Order = arguments.order
        return order
    number = arguments.number not in (None, environment.preferences.number)  # a preferred one selects nothing
    selected = arguments.topics or arguments.tags or arguments.ids or number or arguments.seed is not None
    return "random" if selected else "due"


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
        raise argparse.ArgumentTypeError(say("en", "help.error-positive", text=text))
    return int(text)
