"""Lays a page out for a terminal of a given size.

    ╭─ 3/12 · gru-state-update ───────────────────────╮
    │ GRU の状態更新  シラバス 3.5 · rnn                   │   header: always there
    │ …                                               │   view: as much of the body as fits, scrolled by `offset`
    ╰─ a remark ───────────────────────────── ↓7 行 ─╯
     1–4 解答 · ? ヒント · s 飛ばす · b 戻る · q 終了            keys: always the last line

A question that is too long is shown without its blank lines: nobody likes to scroll for the last option.  Where that
does not help, the lower border says that the options are below.  Every line is exactly as wide as the frame, so that
drawing over an older frame leaves nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.text import Text

from exam_drill.cells import cell_len, cut, text_len
from exam_drill.cells import lines as drawn
from exam_drill.i18n import say
from exam_drill.layout import GAP, WIDEST, Row, fit, joined, wrap
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.quiz.question_page import Keys, Page

_NARROWEST = 8
_LEAST_VIEW = 3  # lines of the body that the header must leave
_ROOMY = 16  # rows from which the keys may take two lines
_SPARE = (
    "why.key-other",
    "why.key-names",
    "typed.key-type",
    "why.key-why",
)  # keys that are left out first where there is no room
_SPACIOUS = 30  # rows from which a blank line follows the header


class Frame(NamedTuple):
    """The lines of a screen.  `offset` is the first line of the body that is shown, `last` the largest there is.

    `options` are the lines of the body at which the options to choose from begin, and the one after the last; `boxed`
    is how many lines there are above those of the keys.
    """

    lines: tuple[Text, ...]
    offset: int
    last: int
    view: int  # how many lines of the body are shown at once
    options: tuple[int, ...] = ()
    boxed: int = 0

    @property
    def in_view(self) -> frozenset[int]:
        """The numbers of the options that can be seen, by their first lines at least."""
        shown = range(self.offset, self.offset + self.view)
        return frozenset(number for number, line in enumerate(self.options[:-1], start=1) if line in shown)

    def bringing(self, number: int = 1) -> int:
        """The offset at which this option is seen, with all of them and as much above them as there is room for."""
        start, end = self.options[number - 1 : number + 1]
        together = min(self.options[-1] - self.view, self.options[0])
        return min(max(together, end - self.view, 0), start, self.last)


def inner_width(columns: int) -> int:
    """Cells of a line within a frame on so many columns."""
    return max(min(columns, WIDEST), _NARROWEST) - 4


def compose(page: Page, columns: int, rows: int, offset: int | None, language: Language) -> Frame:
    """A frame for a terminal of this size; without an offset, what the learner should read on is in view.

    Terminals of less than eight columns or five rows get a frame of that size, of which they show a part.
    """
    width, height = max(min(columns, WIDEST), _NARROWEST), max(rows, 5)
    inner = width - 4
    shown_keys = _without_spare(page.keys, width, 1 if height < _ROOMY else 2, language)
    plain_keys = key_lines(shown_keys, width, language)
    room = height - 2 - len(plain_keys)
    header = wrap(page.header, inner)
    wrapped = [wrap((row,), inner) for row in page.body]
    body, starts = _flow(page.body, wrapped)
    too_long = len(header) + (rows >= _SPACIOUS) + len(body) > room
    if header and rows >= _SPACIOUS and not (too_long and page.options):
        header.append(Text())
    if len(header) + len(body) > room and (page.options or page.focus is None):
        body, starts = _flow(page.body, wrapped, without=len(header) + len(body) - room)
    total = len(body)
    keys = key_lines(_with_scrolling(shown_keys), width, language) if len(header) + total > room else plain_keys
    keys = keys[-max(height - 2 - _LEAST_VIEW, 1) :]  # the last ones lead out
    room = height - 2 - len(keys)
    header = header[: max(room - _LEAST_VIEW, 0)]
    view = max(room - len(header), 1)
    last = max(total - view, 0)
    start = _reading_position(page, starts, view, total) if offset is None else offset
    start = min(max(start, 0), last)
    options = tuple(starts[row] for row in page.options)
    shown = body[start : start + view]
    lines = [
        _border("╭", page.label, [_above(start, language)], "╮", width, style.TITLE),
        *(_side(line, inner) for line in (*header, *shown)),
        *(_side(Text(), inner) for _ in range(view - len(shown))),
        _border("╰", page.notice, _below(total, start + view, options, language), "╯", width, style.NOTICE),
        *(fit(line, width) for line in keys),
    ]
    return Frame(tuple(lines), start, last, view, options, len(lines) - len(keys))


def height(page: Page, columns: int, language: Language) -> int:
    """How many rows a terminal of so many columns must have for all of a page to be seen at once, blank lines too."""
    width = max(min(columns, WIDEST), _NARROWEST)
    lines = len(wrap(page.header, width - 4)) + len(wrap(page.body, width - 4))
    return lines + 2 + len(key_lines(page.keys, width, language))


def _flow(rows: Sequence[Row], wrapped: Sequence[list[Text]], *, without: int = 0) -> tuple[list[Text], list[int]]:
    """The lines of the rows, as they are wrapped, and at which of them each row begins and the last one ends.

    The first `without` blank lines are left out: that before the options is the last to go.
    """
    lines: list[Text] = []
    starts = [0]
    for row, own in zip(rows, wrapped, strict=True):
        if without and row == GAP:
            without -= 1
        else:
            lines += own
        starts.append(len(lines))
    return lines, starts


def _with_scrolling(keys: Keys) -> Keys:
    return (*keys[:-1], ("↑↓", "scroll"), keys[-1])


def _reading_position(page: Page, starts: list[int], view: int, total: int) -> int:
    """The offset at which the focus is in view, with its context above it if there is room for both.

    Of what begins at the focus, all is shown, or at least two thirds of the view.
    """
    if page.focus is None or page.context is None:
        return 0
    context, focus = starts[page.context], starts[page.focus]
    wanted = min(total - focus, max(view * 2 // 3, 1))
    return max(focus + wanted - view, min(context, total - view))


def _without_spare(keys: Keys, width: int, most: int, language: Language) -> Keys:
    """The keys as far as so many lines have room for them, with those that scroll; those left out work all the same."""
    for name in _SPARE:
        if len(key_lines(_with_scrolling(keys), width, language)) <= most:
            break
        keys = tuple(key for key in keys if key[1] != name)
    return keys


def key_lines(keys: Keys, width: int, language: Language) -> list[Text]:
    """` 1–4 answer · ? hint · …`, on more lines if it does not fit on one."""
    lines = [Text()]
    for key, name in keys:
        entry = Text.assemble((key, style.KEY), " ", say(language, name if "." in name else f"quiz.key-{name}"))
        separator = " · " if lines[-1].plain else " "
        if lines[-1].plain and text_len(lines[-1]) + cell_len(separator) + text_len(entry) > width:
            lines.append(Text())
            separator = " "
        lines[-1] = joined(lines[-1], Text(separator, style.FAINT), entry)
    return lines


def _side(line: Text, inner: int) -> Text:
    edge = Text(drawn("│"), style.BORDER)
    return joined(edge, Text(" "), fit(line, inner), Text(" "), edge)


def _border(left: str, label: str, notes: list[str], right: str, width: int, label_style: str) -> Text:
    """`╭─ label ────── note ─╮` in exactly `width` cells.

    Of the notes it is the first for which there is room beside the label; beside the last the label is cut.
    """
    for note in notes:
        strong = style.KEY if len(notes) > 1 else style.BORDER
        end = Text.assemble((f" {note} " if note else "", strong), (drawn(f"─{right}"), style.BORDER))
        room = width - 2 - text_len(end) - 3
        if room >= max(cell_len(label), 1):
            break
    if room < 1:
        return Text(drawn(left + "─" * (width - 2) + right), style.BORDER)
    line = Text(drawn(f"{left}─"), style.BORDER)
    if label:
        line = joined(line, Text(" "), cut(Text(label, label_style), room), Text(" "))
    return joined(line, Text(drawn("─" * (width - text_len(line) - text_len(end))), style.BORDER), end)


def _above(count: int, language: Language) -> str:
    return say(language, "quiz.lines-above", count=count) if count > 0 else ""


def _below(total: int, end: int, options: tuple[int, ...], language: Language) -> list[str]:
    """What is said of the lines below `end`: of the options among them if there is room, in any case how many."""
    if total <= end:
        return [""]
    count = say(language, "quiz.lines-below", count=total - end)
    hidden = sum(line >= end for line in options[:-1])
    if not hidden:
        return [count]
    name = "options-below" if hidden == len(options) - 1 else "options-continue"
    return [f"{count} · {say(language, f'quiz.{name}')}", count]
