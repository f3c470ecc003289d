"""The result of `check` for people: a table with codes, then each finding with its evidence and its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import NamedTuple

from rich.console import Console
from rich.text import Span, Text

from exam_drill.cells import cell_len
from exam_drill.checking.summary import Summary
from exam_drill.columns import Column, beside, fitting, heads, row_lines, spoken_lines
from exam_drill.i18n import say
from exam_drill.i18n.aims import aim_names
from exam_drill.i18n.evidence import describe
from exam_drill.i18n.outline import describe_finding, describe_warning
from exam_drill.layout import GAP, Row, line_width, print_lines, print_rows, prose
from exam_drill.problem import Problem
from exam_drill.quality import BlankReport, Finding, QuestionReport, Receipt
from exam_drill.question import Language
from exam_drill.report.lint_report import sentence
from exam_drill.report.nodes import describe_nodes
from exam_drill.report.writer import Outlet, Start, spool
from exam_drill.verdict import Verdict, VerdictKind
from exam_drill.visible import visible, visible_text

FINDING_STYLES = {
    Finding.PROVEN: "green",
    Finding.WRONG_KEY: "bold red",
    Finding.AMBIGUOUS: "bold red",
    Finding.NO_MATCH: "bold red",
    Finding.REFERENCE_FAILED: "bold magenta",
    Finding.UNREACHED: "bold yellow",
    Finding.INVALID: "bold magenta",
}
_HASH = 12  # digits of a hash that are shown
_LEFT_OUT = 5  # questions that were left out are named, before they are only counted


class TextWriter:
    """The table, what is behind each finding that is not plainly proven (or every one), and the sum.

    The table comes first and can be set only when its last row is known: rows are kept as plain texts, and what stands
    below them waits in a spool as it will be written.
    """

    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet
        self._console = outlet.console(outlet.stream)
        self._table = _Table(outlet.language)
        self._open = ExitStack()
        self._evidence = self._open.enter_context(spool())

    def begin(self, _: Start) -> None:
        """Nothing is written before the table."""

    def question(self, report: QuestionReport) -> None:
        """Adds its rows, and its evidence where that is to be told."""
        for blank in report.blanks:
            self._table.add(_cells(report, blank))
            if self._outlet.every or blank.finding is not Finding.PROVEN or blank.warnings:
                self._keep([GAP, *blank_rows(report, blank, self._outlet.language)])

    def end(self, summary: Summary) -> None:
        """Writes the report."""
        language, console = self._outlet.language, self._console
        for problem in summary.invalid:
            self._table.add(_invalid_cells(problem))
        self._table.write(console, aloud=self._outlet.aloud)
        self._evidence.pour(console.file)
        rows: list[Row] = []
        if summary.problems:
            rows += [GAP, *problem_rows(summary.problems, language)]
        rows += [GAP, Row(_sum(summary, language))]
        if summary.left_out.questions:
            rows += prose(_left_out(summary, language), "bold red")
        if summary.unconfined:
            rows += prose(say(language, "report.unconfined", aims=aim_names(summary.unconfined, language)), "yellow")
        if summary.here is not None:
            for said in describe_nodes(summary.nodes, summary.here, language):
                rows += prose(said, "yellow")
        print_rows(rows, console)

    def close(self) -> None:
        """Forgets what was not written."""
        self._open.close()

    def _keep(self, rows: Sequence[Row]) -> None:
        with self._console.capture() as captured:
            print_rows(rows, self._console)
        self._evidence.write(captured.get())


def problem_rows(problems: Sequence[Problem], language: Language) -> list[Row]:
    """Problems, one a row: place, code, what is wrong and what to write instead."""
    rows = []
    for problem in problems:
        line = Text()
        line.append(visible(str(problem.place)), style="bold")
        line.append(": ")
        line.append(problem.code, style="red")
        line.append(f": {problem_text(problem, language)}")
        rows.append(Row(line))
    return rows


def problem_text(problem: Problem, language: Language) -> str:
    """The sentence of a problem."""
    return sentence(problem, language)


class _Table:
    """The rows of a table as plain cells, and how wide its columns are."""

    def __init__(self, language: Language) -> None:
        names = ("finding", "id", "blank", "published", "executed", "warnings")
        self._columns = [
            Column(
                say(language, f"report.{name}"),
                right=name in ("published", "executed"),
                whole=name in ("finding", "blank"),
            )
            for name in names
        ]
        self._rows: list[_Cells] = []
        self._widest = [cell_len(column.head) for column in self._columns]

    def add(self, cells: _Cells) -> None:
        self._rows.append(cells)
        self._widest = list(map(max, map(cell_len, cells), self._widest))

    def write(self, console: Console, *, aloud: bool) -> None:
        if not self._rows:
            return
        print_lines(self._spoken() if aloud else self._lines(line_width(console)), console)

    def _lines(self, width: int) -> Iterator[Text]:
        widths = fitting(self._columns, self._widest, width)
        for head in heads(self._columns, "bold"):
            yield from row_lines(self._columns, head, widths)
        for row in self._rows:
            placed = beside(self._columns, row, widths)
            if placed is None:
                yield from row_lines(self._columns, _styled(row), widths)
                continue
            line, starts = placed
            spans = [
                Span(start, start + len(text), style)
                for text, start, style in zip(row, starts, _styles(row), strict=True)
                if style and text
            ]
            yield Text(line.rstrip(), spans=spans)

    def _spoken(self) -> Iterator[Text]:
        for row in self._rows:
            yield from spoken_lines(self._columns, [_styled(row)])


class _Cells(NamedTuple):
    """A row of the table; visible texts."""

    finding: Finding
    identity: str
    label: str
    published: str
    executed: str
    warnings: str


def _cells(report: QuestionReport, blank: BlankReport) -> _Cells:
    return _Cells(
        blank.finding,
        _name(report),
        visible(blank.label),
        str(blank.published),
        " ".join(map(str, blank.executed)) or "–",
        ", ".join(dict.fromkeys(str(warning.kind) for warning in blank.warnings)),
    )


def _invalid_cells(problem: Problem) -> _Cells:
    return _Cells(Finding.INVALID, visible(problem.question or ""), "–", "–", "–", "")


def _styled(cells: _Cells) -> tuple[Text, ...]:
    return tuple(Text(str(text), style) for text, style in zip(cells, _styles(cells), strict=True))


def _styles(cells: _Cells) -> tuple[str, ...]:
    return FINDING_STYLES[cells.finding], "", "", "", "", "yellow"


def _name(report: QuestionReport) -> str:
    """The question's id, with the sources whose print was judged: `id [1]`."""
    printed = f" [{','.join(map(str, report.printed_in))}]" if report.printed_in else ""
    return visible(report.question.id) + printed


def blank_rows(report: QuestionReport, blank: BlankReport, language: Language) -> Iterator[Row]:
    """A blank's finding with all the evidence: every option, what its runs showed, warnings, the receipt."""
    place = blank.place or report.question.place
    if blank.failure is not None and blank.failure.place is not None:
        place = blank.failure.place
    if blank.finding is Finding.INVALID and blank.verdicts[0].reason is not None:
        place = blank.verdicts[0].reason.place or place
    heading = Text()
    heading.append(str(blank.finding), style=FINDING_STYLES[blank.finding])
    heading.append(f"  {_name(report)}（{visible(blank.label)}）  ", style="bold")
    heading.append(visible(str(place)), style="dim")
    yield Row(heading)
    yield from prose(describe_finding(blank, language), lead="  ")
    codes = {option.number: option.code.text for option in report.question.blank(blank.label).options}
    # Where the question's own text is no program, every option fails alike: that is said once, above.
    for verdict in blank.verdicts if blank.finding is not Finding.INVALID else ():
        yield from _option(verdict, codes[verdict.number], verdict.number == blank.published, language)
    for found in blank.warnings:
        text = Text()
        text.append(f"{found.kind}: ", style="bold yellow")
        text.append(describe_warning(found, blank, language))
        yield Row(text, Text("  "))
    if blank.receipt is not None:
        yield from prose(_receipt(blank.receipt, language), "dim", lead="  ")


def _option(verdict: Verdict, code: str, published: bool, language: Language) -> Iterator[Row]:
    right = verdict.kind is VerdictKind.MATCHES
    option = Text(visible_text(code).replace("\n", " ⏎ "), style="bold")
    if published:
        option.append(say(language, "report.published-mark"))
    yield Row(option, Text(f"  {'○' if right else '×'} {verdict.number}  "), code=True)
    evidence = Text()
    evidence.append(str(verdict.kind), style="green" if right else "red")
    evidence.append(f": {describe(verdict, language)}")
    if verdict.reason is not None and verdict.reason.place is not None:
        evidence.append("  ")
        evidence.append(visible(str(verdict.reason.place)), style="dim")
    yield Row(evidence, Text(" " * (cell_len("○") + 6)))
    if verdict.warning:
        yield from prose(
            say(language, "report.run-warning", warning=verdict.warning), "yellow", " " * (cell_len("○") + 6)
        )


def _receipt(receipt: Receipt, language: Language) -> str:
    return say(
        language,
        "report.receipt",
        question=receipt.question[:_HASH],
        reference=receipt.reference[:_HASH],
        seed=receipt.seed,
        trials=receipt.trials,
        versions=", ".join(f"{name} {version}" for name, version in receipt.versions.items()),
    )


def _left_out(summary: Summary, language: Language) -> str:
    names = summary.left_out.questions
    more = len(names) - _LEFT_OUT
    first = ", ".join(names[:_LEFT_OUT])
    said = say(
        language,
        "report.left-out",
        seconds=f"{summary.budget or 0:g}",
        questions=len(names),
        blanks=summary.left_out.blanks,
        names=say(language, "report.names-more", names=first, more=more) if more > 0 else first,
    )
    return f"{said}\n{say(language, 'report.goes-on')}" if summary.resumable else said


def _sum(summary: Summary, language: Language) -> Text:
    line = Text()
    for finding, count in summary.findings.items():
        line.append(f"{count} {finding}", style=FINDING_STYLES[finding])
        line.append(" · ")
    line.append(
        say(
            language,
            "report.sum",
            questions=summary.questions,
            blanks=summary.blanks,
            options=summary.options,
            warnings=summary.warnings,
            problems=len(summary.problems),
            seconds=f"{summary.seconds:.1f}",
        )
    )
    if summary.cached:
        line.append(say(language, "report.sum-cached", cached=summary.cached, executed=summary.executed))
    return line
