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

EPILOG = """examples:
  exam-drill new --reference gru.gru --blank "(1 - z) * h + z * h_bar" --wrong "z * h_bar"
  exam-drill new --from my_ref.py --input "x: N D" --blank "x.mean(axis=1)" --wrong "x.mean(axis=0)"

On a terminal, what is not given is asked for.  Texts may be Japanese or English; give an option twice for both.

exit codes: 0 written and proven, 1 written but not proven, or nothing written because it does not run, 2 wrong usage,
3 our own failure
"""

OpenSandbox = Callable[[], "AbstractContextManager[Sandbox]"]


def _step(kind: str, text: str) -> tuple[str, str]:
    return kind, text


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill new`."""
    start = parser.add_argument_group("what to start from")
    start.add_argument("--reference", metavar="MODULE.FUNCTION", help="a function of the references, such as gru.gru")
    start.add_argument("--from", dest="source", metavar="FILE.py", help="a Python file of your own with a function")
    start.add_argument("--function", default="", metavar="NAME", help="which function of the file (if it has several)")
    start.add_argument(
        "--input",
        action="append",
        default=[],
        dest="inputs",
        metavar='"x: N D"',
        help="how a parameter of your function is drawn, where the file does not say it; may be repeated",
    )
    blank = parser.add_argument_group("blanks and options, in this order where there are several blanks")
    for name, metavar, text in (
        ("--blank", "CODE", "the expression or statement to blank; may be repeated"),
        ("--blank-lines", "7-8", "whole lines of the program to blank, by the numbers that are shown"),
        ("--line", "7", "which of several places is meant: its line, or 7:2 for the second one on the line"),
        ("--wrong", "CODE", "a wrong option; may be repeated"),
        ("--why", "TEXT", "why the --wrong before it is wrong (default: what its run showed); once a language"),
    ):
        step = partial(_step, name.lstrip("-"))  # all of them in one list: what belongs to what is told by their order
        blank.add_argument(name, action="append", dest="steps", default=[], type=step, metavar=metavar, help=text)
    blank.add_argument(
        "--label", action="append", default=[], metavar="あ", help="the kana of a blank; may be repeated"
    )
    texts = parser.add_argument_group("texts")
    texts.add_argument("--id", default="", help="the question's id (default: made of function and title)")
    texts.add_argument("--title", action="append", default=[], metavar="TEXT", help="the title; once a language")
    texts.add_argument("--prompt", action="append", default=[], metavar="TEXT", help="what is asked; once a language")
    texts.add_argument("--syllabus", metavar="3.5", help="heading of the syllabus (default: that of its reference)")
    target = parser.add_argument_group("where it goes")
    target.add_argument("--to", metavar="FILE", help="the bank file (default: named after module or file)")
    target.add_argument("--dry-run", action="store_true", help="show what would be written, and write nothing")
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
