"""A preview as one page: no script, nothing fetched, readable on a phone, in both languages.

    page
     ├─ (•) 日本語  ( ) English      two radio buttons; the style sheet hides the other language
     ├─ <main lang="ja">  parts
     └─ <main lang="en">  parts

Banks may be hostile: every text is made visible and escaped where it is written, in `_text`, and nothing else of it
gets into the page.  The page's policy lets a browser use its one style sheet, known by its hash, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby, pairwise

from rich.text import Text

from exam_drill.i18n import say
from exam_drill.layout import GAP, Row, joined
from exam_drill.preview.parts import Grid, Heading, Panel, Panels, Part, Rows, Screen
from exam_drill.preview.sheet import CLASSES, STYLE
from exam_drill.question import Language
from exam_drill.visible import visible_text

NAMES: Mapping[Language, str] = {"ja": "日本語", "en": "English"}


def page(identity: str, contents: Mapping[Language, Sequence[Part]], first: Language) -> str:
    """The whole page about a question, with the parts of each language; that of `first` is seen at first."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = _text(say(first, "preview.page-title", id=identity))
    buttons = "".join(
        f'<input type="radio" name="language" id="{language}" autocomplete="off"{" checked" * (language == first)}>'
        f'<label for="{language}" lang="{language}">{NAMES[language]}</label>\n'
        for language in contents
    )
    mains = "".join(
        f'<main class="{language}" lang="{language}">\n{"".join(map(_part, parts))}</main>\n'
        for language, parts in contents.items()
    )
    return (
        f'<!doctype html>\n<html lang="{first}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{buttons}{mains}</body>\n</html>\n"
    )


def _part(part: Part) -> str:
    match part:
        case Heading(text, level):
            return f"<h{level}>{_text(text)}</h{level}>\n"
        case Rows(rows):
            return f"<div>\n{_rows(rows)}</div>\n"
        case Screen(shown):
            header = f"<header>\n{_rows(shown.header)}</header>\n" if shown.header else ""
            label = f'<p class="label">{_text(shown.label)}</p>\n'
            return f'<section class="screen">\n{label}{header}{_rows(shown.body)}</section>\n'
        case Panels(panels):
            return f'<div class="panels">\n{"".join(map(_figure, panels))}</div>\n'
        case Grid():
            return _table(part)


def _figure(panel: Panel) -> str:
    lines = _pre(panel.lines) if panel.lines else ""
    return f"<figure><figcaption>{_styled(panel.title)}</figcaption>{lines}</figure>\n"


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
        return f"<p{indented}>{_styled(row.body)}</p>\n"
    lead = row.lead.copy()
    lead.rstrip()
    return f'<div class="row"><span class="lead">{_styled(lead)}</span><p>{_styled(row.body)}</p></div>\n'


def _pre(lines: Iterable[Text]) -> str:
    # A line feed after <pre> is no content; without one the first line, if it is empty, would be lost.
    return '<pre tabindex="0">\n' + "\n".join(map(_styled, lines)) + "</pre>"


def _table(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in grid.head)
    rows = "".join(f"<tr>{''.join(f'<td>{_styled(cell)}</td>' for cell in row)}</tr>\n" for row in grid.rows)
    return (
        f'<div class="scroll" tabindex="0">\n<table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )


def _styled(text: Text) -> str:
    """A text with a span for each run of one style."""
    return "".join(
        f'<span class="{classes}">{_text(piece)}</span>' if classes else _text(piece) for piece, classes in _runs(text)
    )


def _runs(text: Text) -> Iterator[tuple[str, str]]:
    """The pieces of a text and the classes of each."""
    spans = [(span.start, span.end, str(span.style)) for span in text.spans]
    edges = sorted({0, len(text.plain), *(edge for start, end, _ in spans for edge in (start, end))})
    for start, end in pairwise(edge for edge in edges if edge <= len(text.plain)):
        names = [str(text.style), *(name for first, last, name in spans if first <= start and end <= last)]
        classes = dict.fromkeys(CLASSES[word] for name in names for word in name.split() if word in CLASSES)
        yield text.plain[start:end], " ".join(classes)


def _text(text: str) -> str:
    """A text as it may stand in the page, between tags and within quotes."""
    return escape(visible_text(text), quote=True)
