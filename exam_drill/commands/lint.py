"""Tell every mistake of a bank that can be known without running it, with its place and its mend."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exam_drill.catalogue import built_in_bank
from exam_drill.cli import Exit, Parser
from exam_drill.commands.collecting import seldom_collected
from exam_drill.commands.common import add_display_arguments, console_for, language_of
from exam_drill.commands.lint_mend import mend_files
from exam_drill.commands.lint_rules import print_explanation, print_list, unknown
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.lint import FileReport, lint
from exam_drill.lint.choice import Choice
from exam_drill.lint.rules import LEVELS
from exam_drill.question import Language
from exam_drill.report.lint_report import Told, json_pieces, line, print_lines


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill lint`."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help=parser.say("arguments.paths"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=parser.say("arguments.format"))
    parser.add_argument("--strict", action="store_true", help=parser.say("arguments.lint-strict"))
    for name, text in (
        ("select", parser.say("arguments.lint-select")),
        ("ignore", parser.say("arguments.lint-ignore")),
    ):
        parser.add_argument(f"--{name}", action="append", default=[], metavar="CODE", help=text)
    parser.add_argument("--fix", action="store_true", help=parser.say("arguments.lint-fix"))
    parser.add_argument("--diff", action="store_true", help=parser.say("arguments.lint-diff"))
    parser.add_argument("--list", action="store_true", help=parser.say("arguments.lint-list"))
    parser.add_argument("--explain", metavar="CODE", help=parser.say("arguments.lint-explain"))
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment) -> int:
    """Lints a bank, prints the report, and returns the exit code."""
    language = language_of(arguments, environment)
    if arguments.list:
        print_list(console_for(environment.stdout, arguments, environment.variables), language)
        return Exit.FINE
    if arguments.explain is not None:
        return print_explanation(arguments, environment, language)
    codes = [code.strip() for text in (*arguments.select, *arguments.ignore) for code in text.split(",")]
    if wrong := [code for code in codes if code not in LEVELS]:
        environment.stderr.write(unknown(wrong[0], language) + "\n")
        return Exit.USAGE
    choice = Choice(_codes(arguments.select), _codes(arguments.ignore), arguments.strict)
    if arguments.fix and not arguments.paths:
        environment.stderr.write(say(language, "lint.fix-needs-path") + "\n")
        return Exit.USAGE
    paths = arguments.paths or [_built_in()]
    with seldom_collected():
        if arguments.diff:
            return Exit.FINDINGS if mend_files(paths, choice, environment, language, in_place=False) else Exit.FINE
        if arguments.fix:
            mend_files(paths, choice, environment, language, in_place=True)
        return _report(arguments, environment, language, lint(paths), choice)


def _codes(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(code.strip() for text in texts for code in text.split(","))


def _built_in() -> Path:
    path, here = built_in_bank(), Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


@dataclass
class _Counted:
    """What has been told so far."""

    files: int = 0
    questions: int = 0
    silenced: int = 0
    hidden: int = 0
    levels: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    fixable: int = 0

    def take(self, told: Told) -> None:
        """Counts one more."""
        self.levels[told.level] += 1
        self.codes[told.problem.code] += 1
        self.fixable += told.fixable

    @property
    def findings(self) -> int:
        """How many findings of rules were told."""
        return self.levels["warning"] + self.levels["advice"]


def _report(
    arguments: argparse.Namespace,
    environment: Environment,
    language: Language,
    reports: Iterable[FileReport],
    choice: Choice,
) -> Exit:
    start = environment.monotonic()
    counted = _Counted()
    out = environment.stdout
    if arguments.format == "json":
        told = (item for report in reports for item in _told(report, choice, counted))

        def summary() -> dict[str, Any]:
            return {
                "files": counted.files,
                "questions": counted.questions,
                "problems": counted.levels["error"],
                "findings": counted.findings,
                "silenced": counted.silenced,
                "advice_left": counted.hidden,
                "codes": dict(sorted(counted.codes.items())),
                "seconds": round(environment.monotonic() - start, 3),
            }

        for piece in json_pieces(told, summary, language, out.encoding):
            out.write(piece)
    else:
        console = console_for(out, arguments, environment.variables) if out.isatty() else None
        for report in reports:
            problems = [item.problem for item in _told(report, choice, counted)]
            if console is not None and problems:
                print_lines(problems, console, language)
            elif problems:
                out.write("".join(f"{line(problem, language)}\n" for problem in problems))
            if report.more:
                out.write(say(language, "lint.more", path=report.path, count=report.more) + "\n")
        _sum(counted, environment, language, environment.monotonic() - start)
    if counted.levels["error"]:
        return Exit.USAGE
    return Exit.FINDINGS if counted.findings else Exit.FINE


def _told(report: FileReport, choice: Choice, counted: _Counted) -> Iterator[Told]:
    """What is told of a file, sorted by place; it is counted on the way."""
    counted.files += report.is_file
    counted.questions += report.questions
    counted.silenced += report.silenced
    found = [Told(problem, "error", False) for problem in report.problems]
    for finding in report.findings:
        code = finding.problem.code
        if choice.wants(code):
            found.append(Told(finding.problem, str(LEVELS[code]), bool(finding.edits)))
        else:
            counted.hidden += choice.leaves(code)
    for told in sorted(found, key=lambda item: item.problem.sort_key()):
        counted.take(told)
        yield told


def _sum(counted: _Counted, environment: Environment, language: Language, seconds: float) -> None:
    lines = [
        say(
            language,
            "lint.sum",
            questions=counted.questions,
            files=counted.files,
            problems=counted.levels["error"],
            findings=counted.findings,
            silenced=counted.silenced,
            seconds=f"{seconds:.1f}",
        )
    ]
    if counted.fixable:
        lines.append(say(language, "lint.fixable", count=counted.fixable))
    if counted.hidden:
        lines.append(say(language, "lint.advice-left", count=counted.hidden))
    environment.stdout.write("\n".join((*lines, "")))
