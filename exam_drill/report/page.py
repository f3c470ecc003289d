"""A whole check as one self-contained page, for people: an index, and a page for every finding.

    begin ─ question, question, … ─ end(summary) ─▶ index: counts, what is to be looked at, problems, the run, …
              ├─ not plainly proven ─▶ a row of the index, and <article id="f12"> with all evidence
              └─ plainly proven ─────▶ a row with its receipt

Rows and pages wait in spools until the totals are known; `Bounds` says how many there are of each at the most.  No
script, nothing fetched (`exam_drill.web.frame`): the fragment chooses a page, see `exam_drill.report.page_sheet`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import NamedTuple

from exam_drill.checking.summary import Summary
from exam_drill.i18n import say
from exam_drill.quality import BlankReport, Finding, QuestionReport
from exam_drill.question import LANGUAGES
from exam_drill.report.page_bounds import BOUNDS, Bounds, Tally
from exam_drill.report.page_finding import (
    Heading,
    blank_page,
    heading_of,
    heading_of_problem,
    problem_page,
    told_of_blank,
    told_of_problem,
)
from exam_drill.report.page_index import contents, counts, left_out, section, status
from exam_drill.report.page_rows import FINDING, PROBLEM, PROVEN, Link, Rows, finding_row, problem_row, proven_row
from exam_drill.report.page_run import Drawn, Run, run_facts
from exam_drill.report.page_sheet import STYLE
from exam_drill.report.page_words import fixed, said
from exam_drill.report.writer import Outlet, Start, spool
from exam_drill.web.encoding import for_pages
from exam_drill.web.frame import CLOSING, opening


class _Page(NamedTuple):
    """A page that waits for its neighbour."""

    number: int
    heading: Heading
    body: str


class PageWriter:
    """Writes a check as a page; the outlet's language is seen at first.

    Where the stream has another encoding than UTF-8, all beyond ASCII is written as references to characters.
    """

    def __init__(self, outlet: Outlet, bounds: Bounds = BOUNDS) -> None:
        self._stream = for_pages(outlet.stream, outlet.encoding)
        self._language, self._bounds = outlet.language, bounds
        self._every, self._began = outlet.every, outlet.surroundings.began
        self._open = ExitStack()
        self._findings, self._problems, self._proven = (
            Rows(columns, self._open.enter_context(spool())) for columns in (FINDING, PROBLEM, PROVEN)
        )
        self._pages = self._open.enter_context(spool())
        self._found = Tally(bounds.rows, bounds.rows_size)
        self._wrong = Tally(bounds.rows, bounds.rows_size)
        self._sure = Tally(bounds.proven, bounds.rows_size)
        self._full = Tally(bounds.pages, bounds.pages_size)
        self._warnings: Counter[str] = Counter()
        self._drawn = Drawn()
        self._start = Start()
        self._numbered = 0
        self._waiting: _Page | None = None

    def begin(self, start: Start) -> None:
        """Keeps what is asked for."""
        self._start = start

    def question(self, report: QuestionReport) -> None:
        """Keeps the rows and the pages of one question."""
        for blank in report.blanks:
            self._warnings.update(str(warning.kind) for warning in blank.warnings)
            if blank.receipt is not None:
                self._drawn.add(blank.receipt)
            if blank.finding is not Finding.PROVEN or blank.warnings:
                self._look_at(report, blank)
            else:
                self._list(report, blank)

    def end(self, summary: Summary) -> None:
        """Writes the page."""
        for problem in summary.problems:
            link = self._link(problem.code, self._wrong)
            if link is not None:
                told = told_of_problem(problem)
                heading = heading_of_problem(told)
                self._wrong.took(self._problems.add(problem.place.path, problem_row(heading, told, link)))
                self._keep(link, heading, problem_page(told))
        self._turn(None)
        self._write(summary)

    def close(self) -> None:
        """Forgets what was not written."""
        self._open.close()

    def _look_at(self, report: QuestionReport, blank: BlankReport) -> None:
        kind = str(blank.warnings[0].kind if blank.finding is Finding.PROVEN else blank.finding)
        link = self._link(kind, self._found)
        if link is not None:
            told, heading = told_of_blank(report, blank), heading_of(report, blank)
            row = finding_row(report, blank, heading, told[0], link)
            self._found.took(self._findings.add(report.question.place.path, row))
            self._keep(link, heading, blank_page(report, blank, told, link.name))

    def _list(self, report: QuestionReport, blank: BlankReport) -> None:
        """What is plainly proven has a row, and a page only if all evidence is wanted."""
        link = self._link(str(blank.finding), self._sure, full=self._every)
        if link is not None:
            self._sure.took(self._proven.add(report.question.place.path, proven_row(report, blank, link)))
            self._keep(link, heading_of(report, blank), blank_page(report, blank, (), link.name))

    def _link(self, kind: str, rows: Tally, *, full: bool = True) -> Link | None:
        """What leads to one more page, if it is to be shown in full; None if there is no room for a row either."""
        if not rows.has_room(kind):
            self._full.found[kind] += full
            return None
        if not full or not self._full.has_room(kind):
            return Link(0)
        self._numbered += 1
        return Link(self._numbered)

    def _keep(self, link: Link, heading: Heading, body: Iterable[str]) -> None:
        if link.number:
            page = _Page(link.number, heading, "".join(body))
            self._turn(page)
            self._waiting = page

    def _turn(self, following: _Page | None) -> None:
        """Keeps the page that waited for the one that follows it."""
        if self._waiting is not None:
            self._full.took(self._pages.write("".join(_article(self._waiting, following))))

    def _write(self, summary: Summary) -> None:
        stream, language = self._stream, self._language
        stream.write(opening(say(language, "page.title"), LANGUAGES, STYLE, language))
        stream.write(f'<header>\n<h1><a href="#index">{fixed("title")}</a></h1>\n</header>\n')
        stream.write('<main id="all">\n<div id="index">\n')
        stream.write(status(summary))
        stream.write(contents(self._parts(summary)))
        stream.writelines(counts(summary, self._warnings))
        self._table("findings", self._findings, self._found)
        self._table("problems", self._problems, self._wrong)
        stream.writelines(left_out(summary, self._bounds.named))
        stream.writelines(run_facts(Run(self._start, self._drawn, self._began), summary, self._bounds.named))
        self._table("proven", self._proven, self._sure)
        stream.write("</div>\n")
        self._pages.pour(stream)
        stream.write(f"</main>\n{CLOSING}")

    def _parts(self, summary: Summary) -> Iterator[tuple[str, int | None]]:
        """The parts of the index that are there, with how many each has."""
        yield "counts", None
        if self._found.found:
            yield "findings", self._found.found.total()
        if self._wrong.found:
            yield "problems", self._wrong.found.total()
        if summary.left_out.questions:
            yield "left-out", len(summary.left_out.questions)
        yield "run", None
        if self._sure.found:
            yield "proven", self._sure.found.total()
        if self._numbered > 1:
            yield "all", None

    def _table(self, name: str, rows: Rows, tally: Tally) -> None:
        """A table under its heading, and how many are not in it or have no page."""
        if not tally.found:
            return
        self._stream.write(section(name, tally.found.total()))
        rows.pour(self._stream)
        if tally.hidden:
            self._stream.write(said("rows-hidden", "p", "label", count=tally.hidden) + "\n")
        if (tally is not self._sure or self._every) and self._full.hidden:
            hidden = {"shown": self._numbered, "count": self._full.hidden}
            self._stream.write(said("pages-hidden", "p", "label", **hidden) + "\n")


def _article(page: _Page, following: _Page | None) -> Iterator[str]:
    name = f"f{page.number}"
    yield f'<article id="{name}" tabindex="-1" aria-labelledby="{name}-name">\n<nav aria-labelledby="{name}-name">\n'
    yield f'<a href="#r{page.number}">{fixed("to-index")}</a>\n'
    for word, number in (("previous", page.number - 1), ("following", following.number if following else 0)):
        text = fixed(word)
        yield f'<a href="#f{number}">{text}</a>\n' if number else f'<span class="gone">{text}</span>\n'
    yield f'</nav>\n<h2 id="{name}-name">{page.heading.html()}</h2>\n{page.body}</article>\n'
