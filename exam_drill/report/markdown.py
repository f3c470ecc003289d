"""The report as Markdown, for the summary of a run of CI: what came out, and then each notice as a row of a table.

    ## exam-drill check: 2 errors, 1 warning
    | finding | blanks |           how often each finding was made
    ### Errors                     first, and as many as there is room for
    | rule | question | place | what was found |
    ### Warnings

A summary on GitHub holds at most 1 MiB; where there is more, the last line of a table says how much was left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from exam_drill.checking.summary import Summary
from exam_drill.i18n import say
from exam_drill.i18n.aims import aim_names
from exam_drill.quality import QuestionReport
from exam_drill.report.markdown_text import code, link, prose
from exam_drill.report.notices import Level, Notice, Region, notice_of, notices_of
from exam_drill.report.outcome import left_out
from exam_drill.report.writer import Outlet, Start

# Bytes of a table; what stands around them takes a few thousand, and a step's summary may have 1,048,576 in all.
MOST_BYTES = {Level.ERROR: 700_000, Level.WARNING: 300_000}


@dataclass(slots=True)
class _Rows:
    """The rows of a table as far as there is room, and how many there are in all."""

    most: int
    rows: list[str] = field(default_factory=list)
    size: int = 0
    count: int = 0

    @property
    def is_full(self) -> bool:
        """Whether a row had no room; then no later and shorter one takes its place."""
        return len(self.rows) < self.count

    def take(self, row: str) -> None:
        """Adds a row if there is room for it, and counts it; once full, there is room for none."""
        size = len(row.encode())
        if self.size + size <= self.most:
            self.rows.append(row)
            self.size += size
        self.count += 1


class MarkdownWriter:
    """Counts, and a table for each level."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet, self._language = outlet, outlet.language
        self._start = Start()
        self._tables = {level: _Rows(most) for level, most in MOST_BYTES.items()}

    def begin(self, start: Start) -> None:
        """Before the first question."""
        self._start = start

    def question(self, report: QuestionReport) -> None:
        """A row for each notice."""
        for notice in notices_of(report, self._language, strict=self._start.strict):
            self._take(notice)

    def end(self, summary: Summary) -> None:
        """The problems, and then all of it."""
        for problem in summary.problems:
            self._take(notice_of(problem, self._language))
        stream = self._outlet.stream
        counts = {level: table.count for level, table in self._tables.items()}
        title = say(self._language, "notices.title", errors=counts[Level.ERROR], warnings=counts[Level.WARNING])
        stream.write(f"## exam-drill check: {title}\n\n")
        self._counts(summary)
        for level, table in self._tables.items():
            if table.count:
                self._table(level, table)

    def close(self) -> None:
        """Nothing is open."""

    def _take(self, notice: Notice) -> None:
        table = self._tables[notice.level]
        if table.is_full:
            table.count += 1
            return
        name = self._outlet.surroundings.name(notice.region.path)
        place = str(Region(name, notice.region.line, notice.region.column))
        cells = (
            code(notice.rule),
            code(notice.name),
            link(place, self._outlet.surroundings.link(notice.region)),
            prose(" ".join(text for text in (notice.sentence, notice.detail) if text)),
        )
        table.take(f"| {' | '.join(cells)} |\n")

    def _counts(self, summary: Summary) -> None:
        write = self._outlet.stream.write
        if summary.findings:
            finding, blanks = (say(self._language, f"notices.{name}") for name in ("finding", "blanks"))
            write(f"| {finding} | {blanks} |\n| :-- | --: |\n")
            for found, count in summary.findings.items():
                write(f"| {code(str(found))} | {count} |\n")
            write("\n")
        figures = say(
            self._language,
            "report.sum",
            questions=summary.questions,
            blanks=summary.blanks,
            options=summary.options,
            warnings=summary.warnings,
            problems=len(summary.problems),
            seconds=f"{summary.seconds:.1f}",
        )
        if summary.cached:
            figures += say(self._language, "report.sum-cached", cached=summary.cached, executed=summary.executed)
        write(f"{prose(figures)}\n")
        for sentence in self._warned(summary):
            write(f"\n**{prose(sentence)}**\n")

    def _warned(self, summary: Summary) -> list[str]:
        """What a reader should know of the run itself."""
        told = [left_out(summary, self._language)] if summary.left_out.questions else []
        if summary.unconfined:
            aims = aim_names(summary.unconfined, self._language)
            told.append(say(self._language, "report.unconfined", aims=aims))
        return told

    def _table(self, level: Level, table: _Rows) -> None:
        write = self._outlet.stream.write
        names = [say(self._language, f"notices.{name}") for name in ("rule", "question", "place", "what")]
        write(f"\n### {say(self._language, f'notices.{level}s')}\n\n")
        write(f"| {' | '.join(names)} |\n|{' :-- |' * len(names)}\n")
        for row in table.rows:
            write(row)
        more = table.count - len(table.rows)
        if more:
            write(f"\n{say(self._language, 'notices.left-out-here', count=more)}\n")
