"""The result of `check` for people: a table with codes, then each finding with its evidence and its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from exam_drill.cells import cell_len
from exam_drill.columns import Column, column_lines, spoken_lines
from exam_drill.i18n import say
from exam_drill.i18n.aims import aim_names
from exam_drill.i18n.evidence import describe
from exam_drill.i18n.outline import describe_finding, describe_warning
from exam_drill.layout import GAP, Row, line_width, print_rows, prose
from exam_drill.problem import Problem
from exam_drill.quality import BlankReport, Finding, QuestionReport, Receipt
from exam_drill.question import Language
from exam_drill.report.lint_report import sentence
from exam_drill.report.result import CheckResult
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


def print_result(
    result: CheckResult, console: Console, language: Language, every: bool = False, *, aloud: bool = False
) -> None:
    """Prints the table, what is behind each finding that is not plainly proven (or `every` one), and the sum.

    What is to be read `aloud` names its columns in each row.
    """
    if result.blanks or result.invalid:
        _print_table(result, console, language, aloud=aloud)
    rows: list[Row] = []
    for report in result.questions:
        for blank in report.blanks:
            if every or blank.finding is not Finding.PROVEN or blank.warnings:
                rows += [GAP, *blank_rows(report, blank, language)]
    if result.problems:
        rows += [GAP, *problem_rows(result.problems, language)]
    rows += [GAP, Row(_sum(result, language))]
    if result.left_out:
        rows += prose(_left_out(result, language), "bold red")
    if result.unconfined:
        rows += prose(say(language, "report.unconfined", aims=aim_names(result.unconfined, language)), "yellow")
    print_rows(rows, console)


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


def _print_table(result: CheckResult, console: Console, language: Language, *, aloud: bool) -> None:
    names = ("finding", "id", "blank", "published", "executed", "warnings")
    columns = [
        Column(
            say(language, f"report.{name}"),
            right=name in ("published", "executed"),
            whole=name in ("finding", "blank"),
        )
        for name in names
    ]
    rows = list(_table_rows(result))
    lines = spoken_lines(columns, rows) if aloud else column_lines(columns, rows, line_width(console), style="bold")
    for line in lines:
        console.print(line, soft_wrap=True)


def _table_rows(result: CheckResult) -> Iterator[tuple[Text, ...]]:
    for report in result.questions:
        for blank in report.blanks:
            warnings = ", ".join(dict.fromkeys(str(warning.kind) for warning in blank.warnings))
            yield (
                Text(str(blank.finding), style=FINDING_STYLES[blank.finding]),
                Text(_name(report)),
                Text(visible(blank.label)),
                Text(str(blank.published)),
                Text(" ".join(map(str, blank.executed)) or "–"),
                Text(warnings, style="yellow"),
            )
    for problem in result.invalid:
        finding = Text(str(Finding.INVALID), style=FINDING_STYLES[Finding.INVALID])
        yield finding, Text(visible(problem.question or "")), Text("–"), Text("–"), Text("–"), Text()


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


def _left_out(result: CheckResult, language: Language) -> str:
    more = len(result.left_out) - _LEFT_OUT
    names = ", ".join(question.id for question in result.left_out[:_LEFT_OUT])
    return say(
        language,
        "report.left-out",
        seconds=f"{result.budget or 0:g}",
        questions=len(result.left_out),
        blanks=result.blanks_left_out,
        names=say(language, "report.names-more", names=names, more=more) if more > 0 else names,
    )


def _sum(result: CheckResult, language: Language) -> Text:
    line = Text()
    for finding, count in result.findings.items():
        line.append(f"{count} {finding}", style=FINDING_STYLES[finding])
        line.append(" · ")
    line.append(
        say(
            language,
            "report.sum",
            questions=len(result.questions) + len(result.invalid),
            blanks=len(result.blanks),
            options=result.options,
            warnings=result.warnings,
            problems=len(result.problems),
            seconds=f"{result.seconds:.1f}",
        )
    )
    return line
