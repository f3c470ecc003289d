"""Write a question: from a function, a blank that you choose in it, and wrong options.

The question is written with its code, the shapes of its inputs, a right option and wrong ones; it is run at once, and
what that proves is told.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING

from exam_drill.cli import Exit, Parser
from exam_drill.commands.common import add_display_arguments, language_of
from exam_drill.commands.trust import add_trust_argument, refusal
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.i18n.refusals import describe_refusal
from exam_drill.question import Language

if TYPE_CHECKING:
    from exam_drill.sandbox import Sandbox
    from exam_drill.sandbox.excerpts import ExcerptError


OpenSandbox = Callable[[], "AbstractContextManager[Sandbox]"]


def _step(kind: str, text: str) -> tuple[str, str]:
    return kind, text


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill new`."""
    start = parser.add_argument_group(parser.say("arguments.new-start"))
    start.add_argument("--reference", metavar="MODULE.FUNCTION", help=parser.say("arguments.new-reference"))
    start.add_argument("--from", dest="source", metavar="FILE.py", help=parser.say("arguments.new-from"))
    start.add_argument("--function", default="", metavar="NAME", help=parser.say("arguments.new-function"))
    start.add_argument(
        "--input",
        action="append",
        default=[],
        dest="inputs",
        metavar='"x: N D"',
        help=parser.say("arguments.new-input"),
    )
    blank = parser.add_argument_group(parser.say("arguments.new-blanks"))
    for name, metavar, text in (
        ("--blank", "CODE", parser.say("arguments.new-blank")),
        ("--blank-lines", "7-8", parser.say("arguments.new-blank-lines")),
        ("--line", "7", parser.say("arguments.new-line")),
        ("--wrong", "CODE", parser.say("arguments.new-wrong")),
        ("--why", "TEXT", parser.say("arguments.new-why")),
    ):
        step = partial(_step, name.lstrip("-"))  # all of them in one list: what belongs to what is told by their order
        blank.add_argument(name, action="append", dest="steps", default=[], type=step, metavar=metavar, help=text)
    blank.add_argument("--label", action="append", default=[], metavar="あ", help=parser.say("arguments.new-label"))
    texts = parser.add_argument_group(parser.say("arguments.new-texts"))
    texts.add_argument("--id", default="", help=parser.say("arguments.new-id"))
    texts.add_argument("--title", action="append", default=[], metavar="TEXT", help=parser.say("arguments.new-title"))
    texts.add_argument("--prompt", action="append", default=[], metavar="TEXT", help=parser.say("arguments.new-prompt"))
    texts.add_argument("--syllabus", metavar="3.5", help=parser.say("arguments.new-syllabus"))
    target = parser.add_argument_group(parser.say("arguments.new-target"))
    target.add_argument("--to", metavar="FILE", help=parser.say("arguments.new-to"))
    target.add_argument("--dry-run", action="store_true", help=parser.say("arguments.new-dry-run"))
    add_trust_argument(parser)
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment, open_sandbox: OpenSandbox | None = None) -> int:
    """Drafts a question, runs it, writes it, and returns the exit code."""
    from exam_drill.commands.new_question import write_question
    from exam_drill.commands.new_target import NotWrittenError
    from exam_drill.drafting.errors import DraftError
    from exam_drill.sandbox import Sandbox, SandboxError, TooLittleError
    from exam_drill.sandbox.excerpts import ExcerptError

    language = language_of(arguments, environment)
    opened = open_sandbox or (lambda: Sandbox(untrusted=bool(arguments.source) and not arguments.trust))
    path = arguments.source or arguments.reference or ""
    try:
        with opened() as sandbox:
            return write_question(arguments, environment, language, sandbox)
    except DraftError as error:
        said = say(language, f"new.{error.code}", **error.parameters)
    except ExcerptError as error:
        said = _of_excerpt(error, path, language)
    except NotWrittenError as error:
        environment.stderr.writelines(line + "\n" for line in error.lines)
        return error.exit
    except TooLittleError as error:
        said = refusal(error.missing, language)
    except SandboxError as error:
        environment.stderr.write(say(language, "report.sandbox-failed", error=str(error)) + "\n")
        return Exit.FAILURE
    environment.stderr.write(said + "\n")
    return Exit.USAGE


def _of_excerpt(error: ExcerptError, path: str, language: Language) -> str:
    told = error.error
    parameters: dict[str, object] = {"path": path, "name": "", "line": 1, "message": ""}
    if told is not None:
        parameters |= {"name": told.name, "line": told.line, "message": told.message or told.name}
        if error.code == "policy":
            shown = {"code": told.type, "hint": told.message, "name": told.name}
            parameters["refusal"] = describe_refusal({**shown, "line": told.line, "column": told.column}, language)
    return say(language, f"new.{error.code}", **parameters)
