"""The reports of one run: one on standard output, and one in each file that was asked for.

--format text                            ─▶ standard output
--report junit=junit.xml --report sarif=check.sarif   ─▶ files, each in one step when all is known
--report github=-                        ─▶ standard output, in place of --format
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from exam_drill.api import QuestionReport, Summary
from exam_drill.commands.report_wish import STANDARD_OUTPUT, Wish, WishError
from exam_drill.i18n import say
from exam_drill.question import Language
from exam_drill.report.files import BankInTheWayError, ReportFile, report_file
from exam_drill.report.formats import make_writer
from exam_drill.report.writer import Outlet, Start, Writer


class ReportError(OSError):
    """A report could not be written into its file."""

    def __init__(self, file: str, error: OSError) -> None:
        super().__init__(error.errno, error.strerror or str(error), file)
        self.file = file


def unwritten_sentence(error: ReportError, language: Language) -> str:
    """What to say of a report that could not be written."""
    return say(language, "notices.not-written", file=error.file, error=error.strerror)


class _Late:
    """A writer that is made when there is something to write: what it imports comes in while questions are at work."""

    def __init__(self, name: str, outlet: Outlet) -> None:
        self._name, self._outlet = name, outlet
        self._start = Start()
        self._writer: Writer | None = None

    def begin(self, start: Start) -> None:
        """Before the first question."""
        self._start = start

    def question(self, report: QuestionReport) -> None:
        """One report, in the order of the bank."""
        self._made().question(report)

    def end(self, summary: Summary) -> None:
        """After the last one."""
        self._made().end(summary)

    def close(self) -> None:
        """Lets go of whatever is open."""
        if self._writer is not None:
            self._writer.close()

    def _made(self) -> Writer:
        if self._writer is None:
            self._writer = make_writer(self._name, self._outlet)
            self._writer.begin(self._start)
        return self._writer


class Reports:
    """Several writers as one.  Those of files come first: whoever reads standard output may have gone."""

    def __init__(self, writers: Sequence[Writer], files: Sequence[tuple[str, ReportFile, Writer]]) -> None:
        self._writers, self._files = writers, files

    def begin(self, start: Start) -> None:
        """Before the first question."""
        for file, _, writer in self._files:
            with _told_of(file):
                writer.begin(start)
        for writer in self._writers:
            writer.begin(start)

    def question(self, report: QuestionReport) -> None:
        """One report, in the order of the bank."""
        for file, _, writer in self._files:
            with _told_of(file):
                writer.question(report)
        for writer in self._writers:
            writer.question(report)

    def end(self, summary: Summary) -> list[ReportError]:
        """Writes all of them; what could not be written into its file."""
        failed = []
        for file, report, writer in self._files:
            try:
                with _told_of(file):
                    writer.end(summary)
                    report.commit()
            except ReportError as error:
                failed.append(error)
        for writer in self._writers:
            writer.end(summary)
        return failed


@contextmanager
def open_reports(asked: Sequence[Wish], outlet: Outlet) -> Iterator[Reports]:
    """Writers for what was asked for; WishError or ReportError if a file cannot be written.

    Whatever is not at its end by then is forgotten.
    """
    with ExitStack() as stack:
        writers: list[Writer] = []
        files: list[tuple[str, ReportFile, Writer]] = []
        for wish in asked:
            if wish.file == STANDARD_OUTPUT:
                writer: Writer = _Late(wish.format, outlet)
                writers.append(writer)
            else:
                report = stack.enter_context(_opened(wish.file))
                writer = _Late(wish.format, replace(outlet, stream=report.stream))
                files.append((wish.file, report, writer))
            stack.callback(writer.close)
        yield Reports(writers, files)


@contextmanager
def _opened(file: str) -> Iterator[ReportFile]:
    with ExitStack() as stack:
        try:
            report = stack.enter_context(report_file(file))
        except BankInTheWayError:
            raise WishError("over-a-bank", file=file) from None
        except ValueError:
            raise WishError("no-file-name", file=file) from None
        except OSError as error:
            raise ReportError(file, error) from None
        yield report


@contextmanager
def _told_of(file: str) -> Iterator[None]:
    """Says of an error which file it concerns."""
    try:
        yield
    except OSError as error:
        raise ReportError(file, error) from error
