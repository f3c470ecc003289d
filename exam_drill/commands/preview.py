"""Show an author one question: as the learner will see it, and what running each option gave.

Every option is run on all trials; where it differs, its value stands beside the expected one.
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from typing import TYPE_CHECKING

from exam_drill.catalogue import is_foreign
from exam_drill.cli import Exit, Parser
from exam_drill.commands.budget import QUESTION_SECONDS, Budget
from exam_drill.commands.common import add_display_arguments, console_for, language_of, load, whole_number
from exam_drill.commands.lookup import find_question
from exam_drill.commands.trust import add_trust_argument, refusal, warning
from exam_drill.commands.web_page import put_page
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.markers import find_markers
from exam_drill.quality import Finding, judge_question
from exam_drill.question import LANGUAGES, Language, Question
from exam_drill.quiz.arrangement import arrange
from exam_drill.selection import Selection

if TYPE_CHECKING:
    from exam_drill.inspection import Inspection
    from exam_drill.preview.document import Wish
    from exam_drill.sandbox import Sandbox, SandboxError

_USUAL = 80  # columns, where the output is no terminal
_LEAST = 20
_PANEL = 44  # cells of an array on a page: as many as a phone shows
_MOST = 10_000


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill preview`."""
    parser.add_argument("identity", metavar="ID", help=parser.say("arguments.identity"))
    parser.add_argument("paths", nargs="*", default=[], metavar="PATH", help=parser.say("arguments.paths"))
    parser.add_argument("--blank", metavar="KANA", help=parser.say("arguments.preview-blank"))
    parser.add_argument(
        "--option", metavar="K", type=whole_number(1, _MOST), help=parser.say("arguments.preview-option")
    )
    parser.add_argument(
        "--trial",
        metavar="N",
        type=whole_number(1, _MOST),
        help=parser.say("arguments.preview-trial"),
    )
    parser.add_argument("--all-trials", action="store_true", help=parser.say("arguments.preview-all-trials"))
    parser.add_argument("--html", metavar="FILE", help=parser.say("arguments.preview-html"))
    parser.add_argument("--width", metavar="N", type=whole_number(_LEAST, 1000), help=parser.say("arguments.width"))
    parser.add_argument("--shuffle", metavar="SEED", type=int, help=parser.say("arguments.preview-shuffle"))
    parser.add_argument("--seed", metavar="N", type=int, default=0, help=parser.say("arguments.preview-seed"))
    parser.add_argument(
        "--trials", metavar="N", type=whole_number(1, _MOST), help=parser.say("arguments.preview-trials")
    )
    parser.add_argument("--no-run", action="store_true", help=parser.say("arguments.preview-no-run"))
    add_trust_argument(parser)
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment) -> int:
    """Prints the preview, or writes it as a page, and returns the exit code."""
    language = language_of(arguments, environment)
    with ExitStack() as stack:
        sandbox = None if arguments.no_run else _start(arguments, stack)  # while its worker starts, the bank is read
        question = find_question(load(arguments), arguments.identity, environment, language)
        if question is None:
            return Exit.USAGE
        from exam_drill.preview.document import Wish

        complaint = _complaint(arguments, question, language)
        if complaint:
            environment.stderr.write(complaint + "\n")
            return Exit.USAGE
        inspection, code = None, Exit.FINE
        if sandbox is not None:
            inspection, code = _inspect(question, sandbox, arguments, environment, language)
            if code is Exit.USAGE:
                return code
    shuffle = arguments.shuffle is not None
    items = arrange([question], Selection(seed=arguments.shuffle or 0, shuffle=shuffle), find_markers)
    blanks = tuple(blank.label for blank in question.blanks if arguments.blank in (None, blank.label))
    alone = bool(arguments.trial or arguments.all_trials)
    wish = Wish(items, blanks, arguments.option, not alone, arguments.all_trials, arguments.trial or 0)
    if arguments.html:
        written = _write_page(wish, inspection, arguments, environment, language)
        return max(code, written)
    _print(wish, inspection, arguments, environment, language)
    return code


def _start(arguments: argparse.Namespace, stack: ExitStack) -> Sandbox | SandboxError:
    """A sandbox whose worker is about to start; what went wrong is told when it is to run something."""
    from exam_drill.sandbox import Sandbox, SandboxError

    try:
        return stack.enter_context(Sandbox(untrusted=is_foreign(arguments.paths) and not arguments.trust))
    except SandboxError as error:
        return error


def _complaint(arguments: argparse.Namespace, question: Question, language: Language) -> str:
    """What is wrong with the wishes of the caller, or ""."""
    from exam_drill.evaluate import Settings

    blanks = [blank for blank in question.blanks if arguments.blank in (None, blank.label)]
    if not blanks:
        names = ", ".join(blank.label for blank in question.blanks)
        return say(language, "preview.no-blank", label=arguments.blank, names=names)
    numbers = sorted({option.number for blank in blanks for option in blank.options})
    if arguments.option is not None and arguments.option not in numbers:
        names = ", ".join(map(str, numbers))
        return say(language, "preview.no-option", number=arguments.option, names=names)
    trials = question.trials or arguments.trials or Settings().trials
    if arguments.trial and arguments.trial > trials:
        return say(language, "preview.no-trial", number=arguments.trial, last=trials)
    if arguments.no_run and (arguments.trial or arguments.all_trials):
        return say(language, "preview.nothing-to-run")
    return ""


def _inspect(
    question: Question,
    sandbox: Sandbox | SandboxError,
    arguments: argparse.Namespace,
    environment: Environment,
    language: Language,
) -> tuple[Inspection | None, Exit]:
    """Runs the question; None, and why on the error stream, if it was not run, or took too long."""
    from exam_drill.evaluate import Settings
    from exam_drill.inspection import inspect
    from exam_drill.sandbox import DeadlineError, SandboxError, TooLittleError, not_enforced

    errors = environment.stderr
    settings = Settings(arguments.seed, arguments.trials or Settings().trials)
    wanted = {arguments.trial} if arguments.trial else {1} if arguments.html else set()
    try:
        if isinstance(sandbox, SandboxError):
            raise sandbox
        unconfined = not_enforced(sandbox.capabilities())  # waits until it is up: that takes nothing of the time
        if is_foreign(arguments.paths) and arguments.trust and unconfined:
            errors.write(warning(unconfined, language) + "\n")
        sandbox.deadline = Budget.begin(QUESTION_SECONDS, environment.monotonic).end
        found = inspect(question, sandbox, settings, wanted)
    except TooLittleError as error:
        errors.write(refusal(error.missing, language) + "\n")
        return None, Exit.USAGE
    except DeadlineError:
        errors.write(say(language, "preview.too-long", seconds=f"{QUESTION_SECONDS:g}") + "\n")
        return None, Exit.FINDINGS
    except SandboxError as error:
        errors.write(say(language, "report.sandbox-failed", error=error) + "\n")
        return None, Exit.FAILURE
    reports = judge_question(found.evaluation).blanks
    proven = all(one.finding is Finding.PROVEN for one in reports if arguments.blank in (None, one.label))
    return found, Exit.FINE if proven else Exit.FINDINGS


def _print(
    wish: Wish,
    inspection: Inspection | None,
    arguments: argparse.Namespace,
    environment: Environment,
    language: Language,
) -> None:
    from exam_drill.preview.document import document
    from exam_drill.preview.parts import Sheet
    from exam_drill.preview.text import text_lines
    from exam_drill.quiz.screen import has_signs

    console = console_for(environment.stdout, arguments, environment.variables)
    own = _USUAL if console.soft_wrap else console.width  # what goes to a file or a pipe has no width of its own
    width = _columns(arguments.width or own)
    parts = document(wish, inspection, width, Sheet(width, beside=True), language)
    frames = has_signs(environment.stdout.encoding) and not environment.preferences.reader
    for line in text_lines(parts, width, language, frames=frames):
        console.print(line, soft_wrap=True)


def _columns(wanted: int) -> int:
    """So many columns, or as many as the quiz uses at most."""
    from exam_drill.layout import WIDEST

    return min(max(wanted, _LEAST), WIDEST)


def _write_page(
    wish: Wish,
    inspection: Inspection | None,
    arguments: argparse.Namespace,
    environment: Environment,
    language: Language,
) -> Exit:
    """Writes the page, which has all there is, and says so; what it could not do is told."""
    from exam_drill.preview.document import document
    from exam_drill.preview.html import page
    from exam_drill.preview.parts import Sheet

    wish = wish._replace(page=True, table=inspection is not None, trial=wish.trial or (1 if inspection else 0))
    columns, sheet = _columns(arguments.width or _USUAL), Sheet(_PANEL, beside=False)
    contents = {one: list(document(wish, inspection, columns, sheet, one)) for one in LANGUAGES}
    return put_page(arguments.html, page(wish.items[0].question.id, contents, language), environment, language)
