"""Tell where your learning record lies and what is in it, write it as lines of JSON, or take such lines in.

`progress import` adds to what is there, also what comes from another machine; nothing counts twice.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from exam_drill.attempt import Review, Subject
from exam_drill.cli import Exit, Parser
from exam_drill.commands.common import add_data_argument, add_display_arguments, console_for, language_of
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.i18n.dates import day
from exam_drill.output import raw
from exam_drill.progress import Store, StoredCard, StoreError, data_folder
from exam_drill.progress.contents import Contents, contents
from exam_drill.progress.lines import HEADER, export_lines
from exam_drill.progress.merging import LineProblem, LinesError, Merged, merge, read_lines
from exam_drill.question import Language
from exam_drill.report.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_STANDARD = "-"
_OPENING = f'{{"kind": "{HEADER}"'.encode()  # what a file that may be overwritten begins with


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill progress`."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("show", "export", "import"),
        default="show",
        help=parser.say("progress.help-action"),
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help=parser.say("progress.help-file"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=parser.say("progress.help-format"))
    add_data_argument(parser)
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment) -> int:
    """Does what is asked for and returns the exit code."""
    language = language_of(arguments, environment)
    try:
        folder = data_folder(environment.variables, arguments.data_dir)
        if arguments.action == "export":
            return _export(folder, arguments.file, environment, language)
        if arguments.action == "import":
            return _import(folder, arguments.file, environment, language)
        if arguments.file is not None:
            environment.stderr.write(say(language, "progress.no-file-here", file=arguments.file) + "\n")
            return Exit.USAGE
        return _show(folder, arguments, environment, language)
    except StoreError as error:
        environment.stderr.write(say(language, f"progress.{error.code}", **error.parameters) + "\n")
        return Exit.USAGE if error.code == "absent" else Exit.FAILURE


def _show(folder: Path, arguments: argparse.Namespace, environment: Environment, language: Language) -> int:
    try:
        with Store.open(folder, write=False) as store:
            found = contents(store)
    except StoreError as error:
        if error.code != "absent":
            raise
        found = Contents(Path(str(error.parameters["path"])))
    if arguments.format == "json":
        environment.stdout.write(json_text(found.data(), environment.stdout.encoding) + "\n")
        return Exit.FINE
    from exam_drill.layout import print_rows, prose

    rows = [row for line in _told(found, environment, language) for row in prose(line)]
    print_rows(rows, console_for(environment.stdout, arguments, environment.variables))
    return Exit.FINE


def _told(found: Contents, environment: Environment, language: Language) -> Iterator[str]:
    if not found.there:
        yield say(language, "progress.absent", path=found.path)
        return
    yield say(language, "progress.place", path=found.path)
    if found.journal != "wal":
        yield say(language, "progress.journal")
    if found.first is None or found.last is None:
        yield say(language, "progress.nothing-yet")
        return
    yield say(language, "progress.attempts", attempts=found.attempts, undone=found.undone, blanks=found.blanks)
    first, last = (day(language, environment.local(time)) for time in (found.first, found.last))
    yield say(language, "progress.days", first=first, last=last)
    yield say(language, "progress.sessions", sessions=found.sessions, open=found.open_sessions, cards=found.cards)
    yield say(language, "progress.advice")


def _export(folder: Path, file: str | None, environment: Environment, language: Language) -> int:
    with Store.open(folder, write=False) as store:
        lines = list(export_lines(store))
    stdout = environment.stdout
    if file is None or file == _STANDARD:
        if not stdout.isatty() and hasattr(raw(stdout), "buffer"):
            stdout.flush()
            raw(stdout).buffer.writelines(line.encode() for line in lines)  # UTF-8, whatever the terminal takes
        else:
            stdout.writelines(lines)
        return Exit.FINE
    try:
        if not _may_be_written(file):
            environment.stderr.write(say(language, "progress.no-export-there", file=file) + "\n")
            return Exit.USAGE
        _write(Path(file), lines)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        environment.stderr.write(say(language, "progress.export-failed", file=file, error=said) + "\n")
        return Exit.FAILURE
    records = len(lines) - 2  # but for the first and the last one
    stdout.write(say(language, "progress.exported", file=file, records=records) + "\n")
    return Exit.FINE


def _may_be_written(file: str) -> bool:
    """Whether there is nothing yet, or an older export."""
    try:
        with open(file, "rb") as there:
            beginning = there.read(len(_OPENING))
    except FileNotFoundError:
        return True
    return beginning in (b"", _OPENING)


def _write(path: Path, lines: Iterable[str]) -> None:
    """Writes the file in one step: an older export stays until the new one is whole and on the disk."""
    target = path.resolve()
    number, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with open(number, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(number)
        os.replace(temporary, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)


def _import(folder: Path, file: str | None, environment: Environment, language: Language) -> int:
    if file is None:
        environment.stderr.write(say(language, "progress.import-what") + "\n")
        return Exit.USAGE
    try:
        with _opened(file, environment) as stream:
            records = read_lines(stream)
        with Store.open(folder) as store:
            merged = merge(store, records, lambda reviews: _replayed(store, reviews))
    except LinesError as error:
        environment.stderr.writelines(f"{_problem(file, problem, language)}\n" for problem in error.problems)
        environment.stderr.write(say(language, "progress.nothing-taken", file=file) + "\n")
        return Exit.USAGE
    except (OSError, ValueError) as error:
        if isinstance(error, StoreError):
            raise
        said = getattr(error, "strerror", None) or str(error)
        environment.stderr.write(say(language, "progress.import-failed", file=file, error=said) + "\n")
        return Exit.USAGE
    environment.stdout.writelines(f"{line}\n" for line in _taken(merged, file, language))
    return Exit.FINE


@contextlib.contextmanager
def _opened(file: str, environment: Environment) -> Iterator[BinaryIO]:
    if file != _STANDARD:
        with open(file, "rb") as stream:
            yield stream
    elif hasattr(environment.stdin, "buffer"):
        yield environment.stdin.buffer
    else:
        import io

        yield io.BytesIO(environment.stdin.read().encode(errors="replace"))


def _replayed(store: Store, reviews: Iterable[Review]) -> Mapping[Subject, StoredCard]:
    """The cards that come of these reviews by the learner's own plan."""
    from exam_drill.scheduling.plan import PLAN, read_plan
    from exam_drill.scheduling.schedule import Schedule

    return Schedule(read_plan(store.read(PLAN))).replay(reviews)


def _taken(merged: Merged, file: str, language: Language) -> Iterator[str]:
    known = merged.attempts - merged.new
    yield say(language, "progress.imported", file=file, new=merged.new, known=known)
    if merged.facts_kept:
        yield say(language, "progress.facts-kept", names=", ".join(merged.facts_kept))


def _problem(file: str, problem: LineProblem, language: Language) -> str:
    sentence = say(language, f"progress.line-{problem.code}", **problem.parameters)
    return (
        say(language, "progress.line", file=file, line=problem.line, text=sentence) if problem.line else f"{sentence}"
    )
