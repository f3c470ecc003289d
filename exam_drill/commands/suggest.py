"""Propose wrong options for a question, each of them executed; put the chosen ones into its file.

question, blank ─ suggest ─▶ Search ─▶ a numbered list ─ --write, or asked for on a terminal ─▶ the file, checked again
"""

from __future__ import annotations

import argparse
import math
from contextlib import suppress
from typing import TYPE_CHECKING

from exam_drill.catalogue import is_foreign
from exam_drill.cli import Exit, Parser
from exam_drill.commands.common import add_display_arguments, console_for, language_of, load
from exam_drill.commands.lookup import find_question
from exam_drill.commands.trust import add_trust_argument, refusal, warning
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.question import Blank, Language, Question
from exam_drill.visible import shortened

if TYPE_CHECKING:
    from exam_drill.sandbox import Sandbox
    from exam_drill.suggest import Search

_COUNT, _MOST = 5, 1000
_SECONDS = 10.0
_REST = 60.0  # seconds beyond those, for what is not a candidate: the key, the options that there are, the last check
_LONGEST = 200  # characters of a wish that are repeated


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill suggest`."""
    parser.add_argument("identity", metavar="ID", help=parser.say("arguments.identity"))
    parser.add_argument("paths", nargs="*", default=[], metavar="PATH", help=parser.say("arguments.paths"))
    parser.add_argument("--blank", metavar="LABEL", help=parser.say("arguments.suggest-blank"))
    parser.add_argument(
        "--count", type=_whole, default=_COUNT, metavar="N", help=parser.say("arguments.suggest-count", count=_COUNT)
    )
    parser.add_argument("--all", action="store_true", help=parser.say("arguments.suggest-all"))
    parser.add_argument("--write", metavar="NUMBERS", help=parser.say("arguments.suggest-write"))
    parser.add_argument(
        "--time",
        type=_seconds,
        default=_SECONDS,
        metavar="SECONDS",
        help=parser.say("arguments.suggest-time", seconds=f"{_SECONDS:g}"),
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=parser.say("arguments.suggest-format")
    )
    add_trust_argument(parser)
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment) -> int:
    """Prints suggestions, writes those that were chosen, and returns the exit code."""
    language = language_of(arguments, environment)
    question = find_question(load(arguments), arguments.identity, environment, language)
    if question is None:
        return Exit.USAGE
    blanks = _blanks(question, arguments, environment, language)
    if not blanks:
        return Exit.USAGE
    from exam_drill.sandbox import Sandbox, SandboxError, TooLittleError, not_enforced

    foreign = is_foreign(arguments.paths)
    try:
        with Sandbox(untrusted=foreign and not arguments.trust) as sandbox:
            unconfined = not_enforced(sandbox.capabilities())
            if foreign and arguments.trust and unconfined:
                environment.stderr.write(warning(unconfined, language) + "\n")
            return _Run(question, sandbox, arguments, environment, language).over(blanks)
    except TooLittleError as error:
        environment.stderr.write(refusal(error.missing, language) + "\n")
        return Exit.USAGE
    except SandboxError as error:
        environment.stderr.write(say(language, "suggest.cannot-run", detail=str(error)) + "\n")
        return Exit.FAILURE


def _blanks(
    question: Question, arguments: argparse.Namespace, environment: Environment, language: Language
) -> tuple[Blank, ...]:
    """The blanks that were asked for; () and why on the error stream if that makes no sense."""
    labels = " ".join(blank.label for blank in question.blanks)
    if arguments.blank is not None:
        chosen = tuple(blank for blank in question.blanks if blank.label == arguments.blank.strip("()（） "))
        if not chosen:
            label = shortened(arguments.blank, _LONGEST)
            text = say(language, "suggest.no-blank", label=label, id=question.id, labels=labels)
            environment.stderr.write(text + "\n")
        return chosen
    if arguments.write is not None and len(question.blanks) > 1:
        environment.stderr.write(say(language, "suggest.which-blank", labels=labels) + "\n")
        return ()
    return question.blanks


class _Run:
    """One run of the command, blank after blank."""

    def __init__(
        self,
        question: Question,
        sandbox: Sandbox,
        arguments: argparse.Namespace,
        environment: Environment,
        language: Language,
    ) -> None:
        self.question, self.sandbox, self.arguments = question, sandbox, arguments
        self.environment, self.language = environment, language
        self.console = console_for(environment.stdout, arguments, environment.variables)
        self.json = arguments.format == "json"
        self.listed: list[dict[str, object]] = []
        self.written: dict[str, object] | None = None

    def over(self, blanks: tuple[Blank, ...]) -> int:
        """All blanks; the worst exit code."""
        code = max(self._one(blank) for blank in blanks)
        if self.json:
            from exam_drill.report.json_text import json_text

            place = self.question.place
            head = {"format": 1, "id": self.question.id, "path": place.path, "line": place.line}
            value = {**head, "blanks": self.listed, "written": self.written}
            self.environment.stdout.write(json_text(value, self.environment.stdout.encoding) + "\n")
        return code

    def _one(self, blank: Blank) -> int:
        found = self._search(blank)
        if found is None:
            return Exit.FINDINGS
        if self.json:
            from exam_drill.commands.suggest_report import suggestion_json

            self.listed.append(suggestion_json(blank, found, self.language))
        else:
            from exam_drill.commands.suggest_report import suggestion_rows
            from exam_drill.layout import print_rows

            rows = suggestion_rows(self.question, blank, found, self.arguments.time, self.language)
            print_rows(rows, self.console)
        wish = self._wish(found)
        if wish is None:
            return Exit.FINE if found.suggestions else Exit.FINDINGS
        return self._write(blank, found, wish)

    def _search(self, blank: Blank) -> Search | None:
        """What was found for a blank; None, and why on the error stream, if nothing could be looked for."""
        from exam_drill.i18n.outline import describe_finding
        from exam_drill.sandbox import DeadlineError
        from exam_drill.suggest import UnprovenError, Wish, search

        count = _MOST if self.arguments.all else self.arguments.count
        clock = self.environment.monotonic
        self.sandbox.deadline = clock() + self.arguments.time + _REST
        try:
            return search(self.question, blank, self.sandbox, Wish(count, self.arguments.time), clock=clock)
        except UnprovenError as error:
            finding = f"{error.report.finding}: {describe_finding(error.report, self.language)}"
            self._complain("suggest.unproven", label=blank.label, finding=finding)
        except DeadlineError:
            self._complain("suggest.too-long", seconds=f"{self.arguments.time + _REST:g}")
        finally:
            self.sandbox.deadline = None
        return None

    def _wish(self, found: Search) -> str | None:
        """The numbers to write, as they were typed; None for none."""
        if self.arguments.write is not None:
            return str(self.arguments.write)
        most = len(found.suggestions)
        if self.json or not most:
            return None
        example = ",".join(map(str, range(1, min(most, 3) + 1)))
        stdin, stdout = self.environment.stdin, self.environment.stdout
        if stdin is None or stdin.closed or not stdin.isatty() or not stdout.isatty():
            self._tell("suggest.how-to-write", numbers=example)
            return None
        stdout.write(say(self.language, "suggest.ask", example=example))
        stdout.flush()
        line = stdin.readline()
        if not line.endswith("\n"):
            stdout.write("\n")
        return line.strip() or None

    def _write(self, blank: Blank, found: Search, wish: str) -> int:
        from exam_drill.commands.suggest_write import UnwrittenError, read_numbers, write_suggestions

        most = len(found.suggestions)
        numbers = read_numbers(wish, most)
        if numbers is None:
            self._complain(
                f"suggest.{'numbers' if most else 'numbers-none'}", most=most, wish=shortened(wish, _LONGEST)
            )
            return Exit.USAGE
        try:
            path = write_suggestions(self.question, blank, [found.suggestions[number - 1] for number in numbers])
        except UnwrittenError as error:
            self._complain(error.code, **error.parameters)
            return Exit.USAGE
        return self._check_again(blank, path, numbers)

    def _check_again(self, blank: Blank, path: str, numbers: tuple[int, ...]) -> int:
        """Reads the file that was written, and says what is now found of the question."""
        from exam_drill.bank import load_bank
        from exam_drill.evaluate import evaluate
        from exam_drill.i18n.outline import describe_finding, describe_warning
        from exam_drill.quality import Finding, judge_question

        question = next((one for one in load_bank([path]).questions if one.id == self.question.id), None)
        if question is None:
            self._complain("suggest.unreadable", path=path, id=self.question.id)
            return Exit.FAILURE
        reports = judge_question(evaluate(question, self.sandbox)).blanks
        report = next(report for report in reports if report.label == blank.label)
        warnings = [describe_warning(one, report, self.language) for one in report.warnings]
        if self.json:
            self.written = {"path": path, "label": blank.label, "numbers": list(numbers)}
            self.written |= {"finding": str(report.finding), "warnings": [str(one.kind) for one in report.warnings]}
        else:
            self._tell("suggest.written", path=path, label=blank.label, count=len(numbers))
            self._tell("suggest.checked", finding=f"{report.finding}: {describe_finding(report, self.language)}")
            for text in warnings:
                self._print(text)
        return Exit.FINE if report.finding is Finding.PROVEN and not warnings else Exit.FINDINGS

    def _tell(self, code: str, **parameters: object) -> None:
        self._print(say(self.language, code, **parameters))

    def _print(self, text: str) -> None:
        from exam_drill.layout import print_rows, prose

        print_rows(prose(text), self.console)

    def _complain(self, code: str, **parameters: object) -> None:
        self.environment.stderr.write(say(self.language, code, **parameters) + "\n")


def _whole(text: str) -> int:
    with suppress(ValueError):
        if 1 <= int(text) <= _MOST:
            return int(text)
    raise argparse.ArgumentTypeError(say("en", "help.error-whole", text=text, low=1, high=_MOST))


def _seconds(text: str) -> float:
    with suppress(ValueError):
        if 0 < float(text) <= 3600 and not math.isnan(float(text)):
            return float(text)
    raise argparse.ArgumentTypeError(say("en", "help.error-seconds", text=text, most=3600))
