"""A preview as one page: no script, nothing fetched, readable on a phone, in both languages.

    parts of each language ─▶ HTML ─ exam_drill.web.frame ─▶ page

Banks may be hostile: every text is made visible and escaped where it is written, by `escaped`, and nothing else of it
gets into the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from rich.text import Text

from exam_drill.i18n import say
from exam_drill.layout import GAP, Row, joined
from exam_drill.preview.parts import Grid, Heading, Panel, Panels, Part, Rows, Screen
from exam_drill.preview.sheet import STYLE
from exam_drill.question import Language
from exam_drill.web.frame import escaped, framed
from exam_drill.web.styled import styled


def page(identity: str, contents: Mapping[Language, Sequence[Part]], first: Language) -> str:
    """The whole page about a question, with the parts of each language; that of `first` is seen at first."""
    mains = {language: "".join(map(_part, parts)) for language, parts in contents.items()}
    return framed(say(first, "preview.page-title", id=identity), mains, STYLE, first)


def _part(part: Part) -> str:
    match part:
        case Heading(text, level):
            return f"<h{level}>{escaped(text)}</h{level}>\n"
        case Rows(rows):
            return f"<div>\n{_rows(rows)}</div>\n"
        case Screen(shown):
            header = f"<header>\n{_rows(shown.header)}</header>\n" if shown.header else ""
            label = f'<p class="label">{escaped(shown.label)}</p>\n'
            return f'<section class="screen">\n{label}{header}{_rows(shown.body)}</section>\n'
        case Panels(panels):
            return f'<div class="panels">\n{"".join(map(_figure, panels))}</div>\n'
        case Grid():
            return _table(part)


def _figure(panel: Panel) -> str:
    lines = _pre(panel.lines) if panel.lines else ""
    return f"<figure><figcaption>{styled(panel.title)}</figcaption>{lines}</figure>\n"


def _rows(rows: Iterable[Row]) -> str:
    """Paragraphs, and lines of code that follow each other as one block."""
    blocks = []
    for (code, gap), group in groupby(rows, lambda row: (row.code, row == GAP)):
        if code:
            blocks.append(_pre([joined(row.lead, row.body) for row in group]) + "\n")
        elif not gap:
            blocks += map(_paragraph, group)
    return "".join(blocks)


def _paragraph(row: Row) -> str:
    """A paragraph; its lead hangs to its left, and one that is only an indent is an indent."""
    if not row.body.plain:
        return ""
    if not row.lead.plain.strip():
        indented = ' class="in"' if row.lead.plain else ""
        return f"<p{indented}>{styled(row.body)}</p>\n"
    lead = row.lead.copy()
    lead.rstrip()
    return f'<div class="row"><span class="lead">{styled(lead)}</span><p>{styled(row.body)}</p></div>\n'


def _pre(lines: Iterable[Text]) -> str:
    # A line feed after <pre> is no content; without one the first line, if it is empty, would be lost.
    return '<pre tabindex="0">\n' + "\n".join(map(styled, lines)) + "</pre>"


def _table(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{escaped(name)}</th>' for name in grid.head)
    rows = "".join(f"<tr>{''.join(f'<td>{styled(cell)}</td>' for cell in row)}</tr>\n" for row in grid.rows)
    return (
        f'<div class="scroll" tabindex="0">\n<table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
