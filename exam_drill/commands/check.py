"""Prove the answer keys of a bank by execution.

Every option is put into its blank, run on many inputs, and compared with the reference.
"""

from __future__ import annotations

import argparse
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, cast

from exam_drill.bank import Bank
from exam_drill.bank.errata import as_printed
from exam_drill.cli import Exit, Parser
from exam_drill.commands.budget import BANK_SECONDS, Budget
from exam_drill.commands.common import (
    add_bank_arguments,
    add_display_arguments,
    console_for,
    language_of,
    load,
    number_between,
    whole_number,
)
from exam_drill.commands.trust import add_trust_argument, is_foreign, refusal, warning
from exam_drill.environment import Environment
from exam_drill.evaluate import Evaluator, Settings
from exam_drill.i18n import say
from exam_drill.quality import Finding, QuestionReport, errata_without_effect, judge_question
from exam_drill.question import Language, Question
from exam_drill.report.json_report import to_json
from exam_drill.report.result import CheckResult
from exam_drill.report.text import print_result
from exam_drill.sandbox import DeadlineError, Limits, Sandbox, SandboxError, TooLittleError, enforced, not_enforced
from exam_drill.selection import Selection, concerns, select, unmatched
from exam_drill.visible import shortened

if TYPE_CHECKING:
    from rich.console import Console

_LONGEST = 2000  # characters of a list of what there is


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill check`."""
    defaults, limits = Settings(), Limits()
    add_bank_arguments(parser)
    parser.add_argument("--as-printed", action="store_true", help=parser.say("arguments.as-printed"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=parser.say("arguments.format"))
    parser.add_argument("--all", action="store_true", help=parser.say("arguments.check-all"))
    parser.add_argument("--strict", action="store_true", help=parser.say("arguments.check-strict"))
    parser.add_argument(
        "--seed",
        metavar="N",
        type=int,
        default=defaults.seed,
        help=parser.say("arguments.check-seed", seed=defaults.seed),
    )
    parser.add_argument(
        "--trials",
        metavar="N",
        type=whole_number(1, 10_000),
        default=defaults.trials,
        help=parser.say("arguments.check-trials", trials=defaults.trials),
    )
    parser.add_argument(
        "--time",
        type=number_between(0.01, 3600),
        default=limits.wall,
        metavar="SECONDS",
        help=parser.say("arguments.time", seconds=f"{limits.wall:g}"),
    )
    parser.add_argument(
        "--memory",
        type=whole_number(16, 1 << 20),
        default=limits.memory >> 20,
        metavar="MB",
        help=parser.say("arguments.check-memory", memory=limits.memory >> 20),
    )
    parser.add_argument(
        "--output",
        type=whole_number(1, 1024),
        default=limits.output >> 20,
        metavar="MB",
        help=parser.say("arguments.check-output", output=limits.output >> 20),
    )
    parser.add_argument(
        "--budget",
        type=number_between(0.01, 86_400),
        metavar="SECONDS",
        help=parser.say("arguments.check-budget", seconds=f"{BANK_SECONDS:g}"),
    )
    add_trust_argument(parser)
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment) -> int:
    """Checks a bank, prints the report, and returns the exit code."""
    language = language_of(arguments, environment)
    errors = console_for(environment.stderr, arguments, environment.variables)
    start = environment.monotonic()
    bank = load(arguments)
    selection = Selection(
        seed=0,
        topics=tuple(arguments.topics),
        tags=tuple(arguments.tags),
        ids=tuple(arguments.ids),
        order="bank",
    )
    usage = _usage(bank, selection, language)
    if usage:
        errors.print(usage, soft_wrap=True)
        return Exit.USAGE
    limits = Limits(
        wall=arguments.time,
        cpu=int(arguments.time) + 1,
        memory=arguments.memory << 20,
        output=arguments.output << 20,
    )
    settings = Settings(arguments.seed, arguments.trials)
    reports: list[QuestionReport] = []
    unconfined: dict[str, str] | None = None
    held_by: dict[str, tuple[str, ...]] | None = None
    foreign = is_foreign(arguments.paths)
    questions = select(bank.questions, selection)
    seconds = arguments.budget or (BANK_SECONDS if arguments.paths else None)
    try:
        with Sandbox(limits, untrusted=foreign and not arguments.trust) as sandbox:
            if questions:
                capabilities = sandbox.capabilities()
                held_by, unconfined = enforced(capabilities), not_enforced(capabilities)
                if foreign and arguments.trust and unconfined:
                    errors.print(warning(unconfined, language), soft_wrap=True)
            budget = Budget.begin(seconds, environment.monotonic)  # our own start takes nothing from it
            sandbox.deadline = budget.end
            judged = 0
            evaluator = Evaluator(sandbox, settings)
            bar = environment.stderr.isatty() and not environment.preferences.reader
            with _progress(questions, budget, errors, bar, language) as shown:
                for question in shown:
                    evaluator.expect(questions[judged + 1] if judged + 1 < len(questions) else None)
                    found = _judge_in_time(question, evaluator, budget, arguments.as_printed)
                    if found is None:
                        break
                    reports += found
                    judged += 1
    except TooLittleError as error:
        errors.print(refusal(error.missing, language), soft_wrap=True)
        return Exit.USAGE
    except SandboxError as error:
        errors.print(say(language, "report.sandbox-failed", error=error), soft_wrap=True)
        return Exit.FAILURE
    result = CheckResult(
        questions=tuple(reports),
        problems=tuple(problem for problem in bank.problems if concerns(problem, selection)),
        seconds=environment.monotonic() - start,
        as_printed=arguments.as_printed,
        unconfined=unconfined,
        enforced=held_by,
        trusted=foreign and arguments.trust,
        left_out=tuple(questions[judged:]),
        budget=seconds,
    )
    if arguments.format == "json":
        environment.stdout.write(to_json(result, language, environment.stdout.encoding) + "\n")
    else:
        console = console_for(environment.stdout, arguments, environment.variables)
        print_result(result, console, language, every=arguments.all, aloud=environment.preferences.reader)
    return _exit_code(result, arguments.strict)


def _usage(bank: Bank, selection: Selection, language: Language) -> str:
    """What is wrong with the wishes of the caller, or ""."""
    if not bank.questions:
        return ""
    wish = unmatched(bank.questions, selection)
    if wish is None:
        return ""
    if wish.kind == "all":
        return say(language, "report.no-match-together")
    known = shortened(", ".join(wish.known), _LONGEST)
    return say(language, "report.no-match", wish=shortened(wish.wish, _LONGEST), known=known)


def _judge_in_time(
    question: Question, evaluator: Evaluator, budget: Budget, printed: bool
) -> tuple[QuestionReport, ...] | None:
    """The reports on a question; None if the budget does not suffice, for half a question proves nothing."""
    if not budget.left():
        return None
    try:
        return tuple(_judge(question, evaluator, printed))
    except DeadlineError:
        return None


def _judge(question: Question, evaluator: Evaluator, printed: bool) -> Iterator[QuestionReport]:
    corrected = judge_question(evaluator.evaluate(question))
    if not printed:
        yield corrected
        return
    for version in as_printed(question):
        if version.question == question:
            yield corrected
        else:
            report = judge_question(evaluator.evaluate(version.question), version.sources)
            yield errata_without_effect(report, corrected)


def _exit_code(result: CheckResult, strict: bool) -> Exit:
    invalid = any(blank.finding is Finding.INVALID for blank in result.blanks)
    if result.problems or (invalid and not result.as_printed):  # a print that is no Python is what was looked for
        return Exit.USAGE
    unproven = result.left_out or any(blank.finding is not Finding.PROVEN for blank in result.blanks)
    if unproven or (strict and result.warnings):
        return Exit.FINDINGS
    return Exit.FINE


@contextmanager
def _progress(
    questions: Sequence[Question], budget: Budget, console: Console, terminal: bool, language: Language
) -> Iterator[Iterable[Question]]:
    """The questions, with a bar on the terminal of the error stream while they are judged; it is gone afterwards."""
    if not terminal:
        yield questions
        return
    from rich.progress import track

    if budget.seconds is None:
        running = say(language, "report.progress")
    else:
        running = say(language, "report.progress-budget", seconds=f"{budget.seconds:g}")
    shown = cast("Generator[Question]", track(questions, running, console=console, transient=True))
    with closing(shown):
        yield shown
