"""Lay out bank files in one way: order of keys, indentation, quotes, empty lines. Comments, texts and meaning stay.

The built-in bank, taken without PATH, is only compared with its layout, never written.
"""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator, Sequence

from exam_drill.bank.files import decode, find_files
from exam_drill.bank.limits import FILE_BYTES
from exam_drill.bank.load import load_text
from exam_drill.catalogue import built_in_bank
from exam_drill.cli import Exit, Parser
from exam_drill.commands.common import add_display_arguments, language_of
from exam_drill.commands.quiz import write_problems
from exam_drill.editing import BankText, ChangedError, write
from exam_drill.environment import Environment
from exam_drill.formatting import LayoutError, format_text
from exam_drill.i18n import say
from exam_drill.output import raw
from exam_drill.problem import Problem
from exam_drill.question import Language, Place

_STANDARD = "-"


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill fmt`."""
    parser.add_argument(
        "paths",
        nargs="*",
        default=[],
        metavar="PATH",
        help=parser.say("arguments.fmt-paths"),
    )
    parser.add_argument("--check", action="store_true", help=parser.say("arguments.fmt-check"))
    parser.add_argument("--diff", action="store_true", help=parser.say("arguments.fmt-diff"))
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment) -> int:
    """Lays out the files and returns the exit code, the worst of any file."""
    language = language_of(arguments, environment)
    if _STANDARD in arguments.paths:
        if len(arguments.paths) > 1:
            environment.stderr.write(say(language, "fmt.standard-alone") + "\n")
            return Exit.USAGE
        return _Run(arguments, environment, language).standard()
    files, problems = find_files(arguments.paths or [built_in_bank()])
    write_problems(tuple(problems), environment, language)
    laid_out = _Run(arguments, environment, language)
    codes = [int(Exit.USAGE)] if problems else []
    codes += [laid_out.file(path) for path in files]
    if files:
        laid_out.summarise(len(files))
    return max(codes, default=int(Exit.FINE))


class _Run:
    """One call of the command; counts the files that change."""

    def __init__(self, arguments: argparse.Namespace, environment: Environment, language: Language) -> None:
        self.environment = environment
        self.language = language
        self.diff: bool = arguments.diff
        self.only_looks: bool = arguments.check or arguments.diff or not arguments.paths
        self.changed = 0
        self.left = 0

    def file(self, path: str) -> int:
        """Lays out one file."""
        before = BankText.read(path)
        if isinstance(before, Problem):
            return self._invalid([before])
        after = self._laid_out(path, before.text)
        if isinstance(after, int):
            return after
        if before.data == after.encode():
            return Exit.FINE
        self.changed += 1
        if self.only_looks:
            self._show(path, before.text, after)
            return Exit.FINDINGS
        try:
            write(before, after, plain=True)
        except ChangedError:
            return self._failed("editing.changed", path=path)
        except OSError as error:
            return self._failed("fmt.unwritable", path=path, error=error.strerror or str(error))
        self._say("fmt.written", path=path)
        return Exit.FINE

    def standard(self) -> int:
        """Lays out standard input; nothing but the text itself goes to standard output."""
        stream = self.environment.stdin
        data = (
            stream.buffer.read(FILE_BYTES + 1) if hasattr(stream, "buffer") else stream.read().encode(errors="replace")
        )
        if len(data) > FILE_BYTES:
            return self._invalid([Problem("file-too-large", Place(_STANDARD, 0), {"limit": FILE_BYTES})])
        source = decode(_STANDARD, data)
        if isinstance(source, Problem):
            return self._invalid([source])
        after = self._laid_out(_STANDARD, source.text)
        if isinstance(after, int):
            return after
        if self.only_looks:
            if data == after.encode():
                return Exit.FINE
            self._show(_STANDARD, source.text, after)
            return Exit.FINDINGS
        stdout = self.environment.stdout
        if stdout.isatty():
            stdout.write(after)
        elif hasattr(raw(stdout), "buffer"):
            stdout.flush()
            raw(stdout).buffer.write(after.encode())  # a bank is UTF-8, whatever the terminal takes
        else:
            raw(stdout).write(after)
        return Exit.FINE

    def summarise(self, files: int) -> None:
        """How many files there are, and what became of them."""
        name = "fmt.summary-look" if self.only_looks else "fmt.summary"
        sentence = say(self.language, name, files=files, changed=self.changed, left=self.left)
        (self.environment.stderr if self.diff else self.environment.stdout).write(sentence + "\n")

    def _laid_out(self, path: str, text: str) -> str | int:
        """The new text, or the exit code where there is none."""
        problems = load_text(path, text).problems
        if problems:
            return self._invalid(problems)
        try:
            return format_text(path, text)
        except LayoutError as error:
            self.left += 1
            why = say(self.language, error.code, **error.parameters)
            self.environment.stderr.write(say(self.language, "fmt.left", path=path, why=why) + "\n")
            return Exit.FINDINGS

    def _invalid(self, problems: Sequence[Problem]) -> int:
        self.left += 1
        write_problems(tuple(problems), self.environment, self.language)
        return Exit.USAGE

    def _failed(self, code: str, **parameters: str) -> int:
        self.left += 1
        self.changed -= 1
        self.environment.stderr.write(say(self.language, code, **parameters) + "\n")
        return Exit.FAILURE

    def _show(self, path: str, before: str, after: str) -> None:
        if not self.diff:
            self._say("fmt.would", path=path)
        elif before == after:
            self._say("fmt.bytes", path=path)
        else:
            self.environment.stdout.writelines(_diff(path, before, after))

    def _say(self, code: str, **parameters: str | int) -> None:
        self.environment.stdout.write(say(self.language, code, **parameters) + "\n")


def _diff(path: str, before: str, after: str) -> Iterator[str]:
    old, new = before.split("\n"), after.split("\n")
    for line in difflib.unified_diff(old, new, path, path, lineterm=""):
        yield line.replace("\n", " ") + "\n"
