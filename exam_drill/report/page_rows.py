"""The rows of the page's tables, each written when its blank comes: what is to be looked at, problems, what is proven.

    quizzes/gru/gru.yaml
    wrong_key  gru-state-update  こ  4  1       quizzes/gru/gru.yaml:19:13      ─▶ its page, if it has one

Rows of one file stand together under its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TextIO

from exam_drill.quality import BlankReport, QuestionReport
from exam_drill.report.notices import name_of
from exam_drill.report.page_finding import Heading, Told
from exam_drill.report.page_words import coded, element, fixed, placed, sentences
from exam_drill.report.writer import Spool
from exam_drill.visible import visible
from exam_drill.web.frame import escaped

_HASH = 12  # digits of a hash that are shown
_NUMBER = ' class="number"'
_NUMBERS = ("published", "executed", "seed", "trials")

FINDING = ("finding", "question", "blank", "published", "executed", "warnings", "place")
PROBLEM = ("code", "question", "sentence", "place")
PROVEN = ("question", "blank", "published", "receipt-question", "receipt-reference", "seed", "trials")


class Link(NamedTuple):
    """What leads from a row to its page and back; number 0 is a row without a page."""

    number: int

    @property
    def name(self) -> str:
        """The id of the page."""
        return f"f{self.number}"

    @property
    def row(self) -> str:
        """The attributes of the row."""
        return f' id="r{self.number}"' if self.number else ""

    def to(self, name: str, class_: str = "") -> str:
        """A name that leads to the page."""
        text = element("span", escaped(visible(name)), class_) if class_ else escaped(visible(name))
        return f'<a href="#{self.name}">{text}</a>' if self.number else text


class Rows:
    """The rows of one table, by file."""

    def __init__(self, columns: Sequence[str], spool: Spool) -> None:
        self.columns = columns
        self._spool = spool
        self._path: str | None = None

    def add(self, path: str, row: str) -> int:
        """Adds a row about something in a file; returns its length."""
        if path == self._path:
            return self._spool.write(row)
        close = "" if self._path is None else "</tbody>\n"
        self._path = path
        name = f'<th scope="rowgroup" colspan="{len(self.columns)}">{escaped(visible(path))}</th>'
        return self._spool.write(f"{close}<tbody>\n<tr>{name}</tr>\n{row}")

    def pour(self, stream: TextIO) -> None:
        """Writes the table; nothing if it has no row."""
        if self._path is None:
            return
        head = "".join(
            f'<th scope="col"{_NUMBER if name in _NUMBERS else ""}>{fixed(f"column-{name}")}</th>'
            for name in self.columns
        )
        stream.write(f'<div class="scroll" tabindex="0">\n<table>\n<thead><tr>{head}</tr></thead>\n')
        self._spool.pour(stream)
        stream.write("</tbody>\n</table>\n</div>\n")


def finding_row(report: QuestionReport, blank: BlankReport, heading: Heading, told: Told, link: Link) -> str:
    """A blank that is to be looked at."""
    warnings = ", ".join(dict.fromkeys(str(warning.kind) for warning in blank.warnings))
    executed = " ".join(map(str, blank.executed)) or "–"
    return (
        f"<tr{link.row}><td>{coded(heading.code, f'{heading.colour} b')}</td>"
        f'<th scope="row">{link.to(name_of(report.question.id, "", report.printed_in))}</th>'
        f"<td>{escaped(visible(blank.label))}</td><td{_NUMBER}>{blank.published}</td><td{_NUMBER}>{executed}</td>"
        f'<td class="listed">{coded(warnings, "yellow") if warnings else ""}</td>'
        f"<td>{placed(told.notice.region)}</td></tr>\n"
    )


def problem_row(heading: Heading, told: Told, link: Link) -> str:
    """A mistake in a bank."""
    said = sentences([notice.sentence for notice in told.notices], "span")
    return (
        f'<tr{link.row}><th scope="row">{link.to(heading.code, f"code {heading.colour} b")}</th>'
        f"<td>{escaped(visible(told.notice.name))}</td>"
        f'<td class="words">{said}</td><td>{placed(told.notice.region)}</td></tr>\n'
    )


def proven_row(report: QuestionReport, blank: BlankReport, link: Link) -> str:
    """A blank that is plainly proven, with its receipt."""
    name = link.to(name_of(report.question.id, "", report.printed_in))
    cells = [f"<td{_NUMBER}>{blank.published}</td>"]
    if blank.receipt is not None:
        receipt = blank.receipt
        cells += [f"<td>{coded(digest[:_HASH])}</td>" for digest in (receipt.question, receipt.reference)]
        cells += [f"<td{_NUMBER}>{number}</td>" for number in (receipt.seed, receipt.trials)]
    else:
        cells.append('<td colspan="4">–</td>')
    return f'<tr{link.row}><th scope="row">{name}</th><td>{escaped(visible(blank.label))}</td>{"".join(cells)}</tr>\n'
