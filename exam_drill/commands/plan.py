"""Plan towards an exam: what to do today, how much is ahead, and whether the time will do.

Without options it shows the plan; with options it changes the plan first.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from exam_drill.bank import Bank
from exam_drill.cli import Exit, Parser
from exam_drill.commands.common import (
    add_bank_arguments,
    add_data_argument,
    add_display_arguments,
    console_for,
    language_of,
    load,
)
from exam_drill.environment import Environment
from exam_drill.i18n import dates, say
from exam_drill.progress import Store, StoreError, data_folder
from exam_drill.scheduling.days import local_day
from exam_drill.scheduling.plan import (
    ENOUGH_TO_FIT,
    HIGHEST,
    LOWEST,
    MOST_NEW,
    PLAN,
    RETENTION,
    Plan,
    read_plan,
    write_plan,
)
from exam_drill.selection import Selection, select, unmatched

if TYPE_CHECKING:
    from exam_drill.question import Language, Question

_AUTO = "auto"

Change = Callable[[Plan], Plan]


class _UsageError(Exception):
    """An argument that cannot be meant: a sentence of the table `plan` and its parameters."""

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code)
        self.code, self.parameters = code, parameters


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill plan`."""
    exam = parser.add_mutually_exclusive_group()
    exam.add_argument("--exam", metavar="DATE", help=parser.say("plan.help-exam"))
    exam.add_argument("--no-exam", action="store_true", help=parser.say("plan.help-no-exam"))
    parser.add_argument("--new", metavar="N", help=parser.say("plan.help-new", most=MOST_NEW))
    retention = parser.say("plan.help-retention", low=LOWEST, high=HIGHEST, usual=RETENTION)
    parser.add_argument("--retention", metavar="R", help=retention)
    fit = parser.add_mutually_exclusive_group()
    fit.add_argument("--fit", action="store_true", help=parser.say("plan.help-fit", enough=ENOUGH_TO_FIT))
    fit.add_argument("--no-fit", action="store_true", help=parser.say("plan.help-no-fit"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=parser.say("plan.help-format"))
    add_bank_arguments(parser)
    add_data_argument(parser)
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment) -> int:
    """Changes the plan if asked to, shows it, and returns the exit code."""
    language = language_of(arguments, environment)
    try:
        changes = _changes(arguments, local_day(environment.now(), environment.zone))
    except _UsageError as error:
        environment.stderr.write(say(language, f"plan.{error.code}", **error.parameters) + "\n")
        return Exit.USAGE
    questions = _questions(arguments, environment, language)
    if questions is None:
        return Exit.USAGE
    try:
        with _opened(arguments, environment, create=bool(changes) or arguments.fit) as store:
            if changes:
                _change(store, changes, environment, language)
            fitted = not arguments.fit or _fit(store, environment, language)
            _show(store, questions, arguments, environment, language)
    except StoreError as error:
        environment.stderr.write(say(language, f"progress.{error.code}", **error.parameters) + "\n")
        return Exit.FAILURE
    return Exit.FINE if fitted else Exit.FINDINGS


def _changes(arguments: argparse.Namespace, day: date) -> list[Change]:
    """What is to be changed; _UsageError for what cannot be meant."""
    changes: list[Change] = []
    if arguments.exam is not None:
        exam = _exam(arguments.exam, day)
        changes.append(lambda plan: plan._replace(exam=exam))
    if arguments.no_exam:
        changes.append(lambda plan: plan._replace(exam=None))
    if arguments.new is not None:
        new = _new(arguments.new)
        changes.append(lambda plan: plan._replace(new=new))
    if arguments.retention is not None:
        retention = _retention(arguments.retention)
        changes.append(lambda plan: plan._replace(retention=retention))
    if arguments.no_fit:
        changes.append(lambda plan: plan._replace(parameters=None))
    return changes


def _exam(text: str, today: date) -> date:
    exam = dates.read_day(text)
    if exam is None:
        raise _UsageError("no-date", text=text)
    if exam < today:
        raise _UsageError("past-date", day=exam)
    return exam


def _new(text: str) -> int | None:
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain == _AUTO:
        return None
    if plain.isdecimal() and len(plain) < 9 and int(plain) <= MOST_NEW:
        return int(plain)
    raise _UsageError("no-new", text=text, most=MOST_NEW)


def _retention(text: str) -> float:
    """A share, or as many per cent."""
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        value = float(plain.removesuffix("%"))
    except ValueError:
        value = -1.0
    value = round(value / 100, 4) if value > 1 else value
    if not LOWEST <= value <= HIGHEST:
        raise _UsageError("no-retention", text=text, low=LOWEST, high=HIGHEST)
    return value


def _questions(
    arguments: argparse.Namespace, environment: Environment, language: Language
) -> Sequence[Question] | None:
    """The questions to plan for, in the order of the bank; None, after telling why, if there are none."""
    from exam_drill.commands.quiz import advice, write_problems

    bank: Bank = load(arguments)
    if bank.problems:
        write_problems(bank.problems, environment, language)
    if not bank.questions:
        environment.stderr.write(say(language, "plan.no-questions") + "\n")
        return None
    wanted = Selection(
        0, tuple(arguments.topics), tuple(arguments.tags), tuple(arguments.ids), order="bank", shuffle=False
    )
    wish = unmatched(bank.questions, wanted)
    if wish is not None:
        environment.stderr.write(advice(wish, language))
        return None
    return select(bank.questions, wanted)


def _opened(arguments: argparse.Namespace, environment: Environment, *, create: bool) -> Store:
    """The learner's store; where there is none and nothing is to be kept, an empty one that leaves no file."""
    folder = data_folder(environment.variables, arguments.data_dir or environment.preferences.data_dir)
    try:
        return Store.open(folder, create=create)
    except StoreError as error:
        if error.code != "absent":
            raise
        return Store.in_memory()


def _change(store: Store, changes: Sequence[Change], environment: Environment, language: Language) -> None:
    """Keeps a changed plan; where intervals depend on what was changed, all dates are worked out anew."""
    with store.writing():
        before = read_plan(store.read(PLAN))
        after = before._replace(damaged=False)
        for change in changes:
            after = change(after)
        store.write(PLAN, write_plan(after))
        again = (before.retention, before.parameters) != (after.retention, after.parameters)
        count = _replay(store, after) if again else 0
    code = "plan.rescheduled" if count else "plan.saved"
    environment.stderr.write(say(language, code, count=count) + "\n")


def _replay(store: Store, plan: Plan) -> int:
    """Makes all cards anew from the reviews; how many there are."""
    from exam_drill.scheduling.schedule import Schedule

    cards = Schedule(plan).replay(store.reviews())
    store.replace_cards(cards.values())
    return len(cards)


def _fit(store: Store, environment: Environment, language: Language) -> bool:
    """Fits the parameters to the learner's own reviews and tells what came of it; False if nothing could be fitted."""
    from exam_drill.scheduling.fitting import FitError, fit, lasting_reviews

    def tell(code: str, **parameters: object) -> None:
        environment.stderr.write(say(language, f"plan.{code}", **parameters) + "\n")
        environment.stderr.flush()

    reviews = tuple(store.reviews())
    if lasting_reviews(reviews) >= ENOUGH_TO_FIT:
        tell("fitting", count=len(reviews))
    try:
        fitted = fit(reviews, read_plan(store.read(PLAN)))
    except FitError as error:
        tell(f"fit-{error.code}", **error.parameters)
        return False
    if fitted.better:
        with store.writing():  # others may have answered meanwhile
            plan = read_plan(store.read(PLAN))._replace(parameters=fitted.parameters, damaged=False)
            store.write(PLAN, write_plan(plan))
            _replay(store, plan)
    losses = {"before": f"{fitted.before:.4f}", "after": f"{fitted.after:.4f}"}
    tell("fit-better" if fitted.better else "fit-worse", held_out=fitted.held_out, **losses)
    return True


def _show(
    store: Store,
    questions: Sequence[Question],
    arguments: argparse.Namespace,
    environment: Environment,
    language: Language,
) -> None:
    from exam_drill.commands.plan_report import examine, plan_rows, to_data
    from exam_drill.layout import print_rows
    from exam_drill.report.json_text import json_text

    report = examine(store, questions, environment)
    if arguments.format == "json":
        environment.stdout.write(json_text(to_data(report), environment.stdout.encoding) + "\n")
        return
    spoken = environment.preferences.reader if arguments.reader is None else arguments.reader
    print_rows(
        plan_rows(report, language, spoken=spoken), console_for(environment.stdout, arguments, environment.variables)
    )
