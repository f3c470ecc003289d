"""Lays a page out for a terminal of a given size.

    ╭─ 3/12 · gru-state-update ───────────────────────╮
    │ GRU の状態更新  シラバス 3.5 · rnn                   │   header: always there
    │ …                                               │   view: as much of the body as fits, scrolled by `offset`
    ╰─ a remark ───────────────────────────── ↓7 行 ─╯
     1–4 解答 · ? ヒント · s 飛ばす · b 戻る · q 終了            keys: always the last line

A question that fits without its blank lines is shown without them: nobody likes to scroll for the last option.  Every
line is exactly as wide as the frame, so that drawing over an older frame leaves nothing of it.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from exam_drill.i18n import say
from exam_drill.layout import GAP, WIDEST, fit, joined, wrap
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.quiz.question_page import Keys, Page

_NARROWEST = 8
_LEAST_VIEW = 3  # lines of the body that the header must leave
_SPACIOUS = 30  # rows from which a blank line follows the header


class Frame(NamedTuple):
    """The lines of a screen.  `offset` is the first line of the body that is shown, `last` the largest there is."""

    lines: tuple[Text, ...]
    offset: int
    last: int
    view: int  # how many lines of the body are shown at once


def compose(page: Page, columns: int, rows: int, offset: int | None, language: Language) -> Frame:
    """A frame for a terminal of this size; without an offset, what the learner should read on is in view.

    Terminals of less than eight columns or five rows get a frame of that size, of which they show a part.
    """
    width, height = max(min(columns, WIDEST), _NARROWEST), max(rows, 5)
    inner = width - 4
    header = wrap(page.header, inner)
    if header and rows >= _SPACIOUS:
        header.append(Text())
    plain_keys = _key_lines(page.keys, width, language)
    room = height - 2 - len(plain_keys)
    view = max(room - len(header), 1)
    body = wrap(page.body, inner)
    if len(body) > view and page.focus is None:
        tight = wrap((row for row in page.body if row != GAP), inner)
        body = tight if len(tight) <= view else body
    total = len(body)
    keys = _key_lines(_with_scrolling(page.keys), width, language) if total > view else plain_keys
    keys = keys[: max(height - 2 - _LEAST_VIEW, 1)]
    room = height - 2 - len(keys)
    header = header[: max(room - _LEAST_VIEW, 0)]
    view = max(room - len(header), 1)
    last = max(total - view, 0)
    start = _reading_position(page, inner, view, total) if offset is None else offset
    start = min(max(start, 0), last)
    shown = body[start : start + view]
    lines = [
        _border("╭", page.label, _above(start, language), "╮", width, style.TITLE),
        *(_side(line, inner) for line in (*header, *shown)),
        *(_side(Text(), inner) for _ in range(view - len(shown))),
        _border("╰", page.notice, _below(total - start - view, language), "╯", width, style.NOTICE),
        *(fit(line, width) for line in keys),
    ]
    return Frame(tuple(lines), start, last, view)


def _with_scrolling(keys: Keys) -> Keys:
    return (*keys[:-1], ("↑↓", "scroll"), keys[-1])


def _reading_position(page: Page, inner: int, view: int, total: int) -> int:
    """The offset at which the focus is in view, with its context above it if there is room for both.

    Of what begins at the focus, all is shown, or at least two thirds of the view.
    """
    if page.focus is None or page.context is None:
        return 0
    context = len(wrap(page.body[: page.context], inner))
    focus = len(wrap(page.body[: page.focus], inner))
    wanted = min(total - focus, max(view * 2 // 3, 1))
    return max(focus + wanted - view, min(context, total - view))


def _key_lines(keys: Keys, width: int, language: Language) -> list[Text]:
    """` 1–4 answer · ? hint · …`, on more lines if it does not fit on one."""
    lines = [Text()]
    for key, name in keys:
        entry = Text.assemble((key, style.KEY), " ", say(language, f"quiz.key-{name}"))
        separator = " · " if lines[-1].plain else " "
        if lines[-1].plain and lines[-1].cell_len + cell_len(separator) + entry.cell_len > width:
            lines.append(Text())
            separator = " "
        lines[-1] = joined(lines[-1], Text(separator, style.FAINT), entry)
    return lines


def _side(line: Text, inner: int) -> Text:
    edge = Text("│", style.BORDER)
    return joined(edge, Text(" "), fit(line, inner), Text(" "), edge)


def _border(left: str, label: str, note: str, right: str, width: int, label_style: str) -> Text:
    """`╭─ label ────── note ─╮` in exactly `width` cells; the label is cut where it is too long."""
    end = Text(f" {note} ─{right}" if note else f"─{right}", style.BORDER)
    room = width - 2 - end.cell_len - 3
    if room < 1:
        return Text(left + "─" * (width - 2) + right, style.BORDER)
    line = Text(f"{left}─", style.BORDER)
    if label:
        name = Text(label, label_style)
        name.truncate(room, overflow="ellipsis")
        line = joined(line, Text(" "), name, Text(" "))
    return joined(line, Text("─" * (width - line.cell_len - end.cell_len), style.BORDER), end)


def _above(count: int, language: Language) -> str:
    return say(language, "quiz.lines-above", count=count) if count > 0 else ""


def _below(count: int, language: Language) -> str:
    return say(language, "quiz.lines-below", count=count) if count > 0 else ""
