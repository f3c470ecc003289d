"""The screens of an exam while it is sat: a question, the overview, and the question whether to hand in.

    ╭─ 1:02:45 · 17/104 · gru-state-update ─╮      ╭─ 1:02:45 · overview ──────╮
    │ answered 12 · open 92 · flagged 1      │  o   │   1:3    2:-*  [ 3:1 ]  … │
    │ …                                      │ ◀──▶ │                           │
    ╰────────────────────────────────────────╯      ╰───────────────────────────╯

Nothing here knows what is right.
"""

from __future__ import annotations

from itertools import accumulate

from rich.text import Text

from exam_drill.exam.clock import clock_text
from exam_drill.exam.session import Notice, Phase, State
from exam_drill.exam.sheet import Sheet, Slot, spans
from exam_drill.i18n import say
from exam_drill.layout import GAP, Row, prose
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.quiz.listing import code_lines
from exam_drill.quiz.question_page import Keys, Page, question_rows
from exam_drill.quiz.wording import item_name


def page(state: State, language: Language, width: int) -> Page:
    """The page of a state; the overview is for lines of `width` cells."""
    if state.phase is Phase.OVERVIEW:
        return _overview_page(state, language, width)
    if state.phase is Phase.CONFIRMING:
        return _confirm_page(state, language)
    return _question_page(state, language)


def remark(notice: Notice | None, language: Language) -> str:
    """The sentence of a notice, or ""."""
    return "" if notice is None else say(language, f"exam.{notice.code}", **notice.parameters)


def counts(sheet: Sheet, language: Language) -> str:
    """How many blanks are answered, open and flagged."""
    return say(
        language,
        "exam.counts",
        answered=len(sheet.slots) - len(sheet.open),
        open=len(sheet.open),
        flagged=len(sheet.flagged),
    )


def place(sheet: Sheet, language: Language) -> str:
    """Which blank is on the screen."""
    number = f"{sheet.position + 1}/{len(sheet.slots)}"
    flagged = (say(language, "exam.flagged-here"),) if sheet.slot.flagged else ()
    return " · ".join((number, *flagged, item_name(sheet.slot.item, language)))


def option_groups(slot: Slot, language: Language) -> list[list[Row]]:
    """The rows of each option, the chosen one marked."""
    groups = []
    for shown, option in enumerate(slot.item.options, start=1):
        lines = code_lines(option.code.text)
        mark, colour = (" ", style.KEY) if option.number != slot.chosen else ("▸", style.NOTICE)
        if option.number == slot.chosen:
            lines[-1].append(f"  ← {say(language, 'quiz.yours')}", colour)
        leads = [f"{mark} {shown:>2}  ", *[" " * 6] * (len(lines) - 1)]
        groups.append([Row(line, Text(lead, colour), code=True) for line, lead in zip(lines, leads, strict=True)])
    return groups


def _question_page(state: State, language: Language) -> Page:
    sheet = state.sheet
    above = [*question_rows(sheet.slot.item, language), GAP]
    groups = option_groups(sheet.slot, language)
    keys: Keys = (
        (f"1–{len(groups)}", "answer"),
        ("f", "exam.key-flag"),
        ("b", "back"),
        ("n", "next"),
        ("o", "exam.key-overview"),
        ("h", "exam.key-hand-in"),
        ("q", "exam.key-leave"),
    )
    return Page(
        f"{_clock(sheet, language)} · {place(sheet, language)}",
        tuple(prose(counts(sheet, language), style.FAINT)),
        (*above, *(row for group in groups for row in group)),
        keys,
        remark(state.notice, language),
        options=tuple(accumulate(map(len, groups), initial=len(above))),
    )


def _overview_page(state: State, language: Language, width: int) -> Page:
    sheet = state.sheet
    rows = overview_rows(state, width)
    current = state.cursor // per_row(sheet, width)
    keys: Keys = (
        ("←↑↓→ 1–9", "exam.key-choose"),
        ("Enter", "exam.key-go"),
        ("f", "exam.key-flag"),
        ("b", "back"),
        ("h", "exam.key-hand-in"),
        ("q", "exam.key-leave"),
    )
    return Page(
        f"{_clock(sheet, language)} · {say(language, 'exam.overview')}",
        (*prose(counts(sheet, language)), *prose(say(language, "exam.legend"), style.FAINT)),
        tuple(rows),
        keys,
        remark(state.notice, language),
        context=max(current - 1, 0),
        focus=current,
    )


def per_row(sheet: Sheet, width: int) -> int:
    """How many blanks a row of the overview holds."""
    return max(width // len(_cell(sheet, 0)), 1)


def overview_rows(state: State, width: int) -> list[Row]:
    """All blanks by number: the option that was chosen, `-` while it is open, `*` where it is flagged."""
    sheet, many = state.sheet, per_row(state.sheet, width)
    rows = []
    for start in range(0, len(sheet.slots), many):
        line = Text()
        for position in range(start, min(start + many, len(sheet.slots))):
            cell = _cell(sheet, position)
            if position == state.cursor:
                line.append(f"[{cell[1:-1]}]", style.BLANK)
            else:
                line.append(cell, style.FAINT if not sheet.slots[position].is_open else style.KEY)
        rows.append(Row(line, code=True))
    return rows


def _cell(sheet: Sheet, position: int) -> str:
    slot = sheet.slots[position]
    most = max(len(one.item.order) for one in sheet.slots)
    chosen = "-" if slot.chosen is None else str(slot.item.shown(slot.chosen))
    number = f"{position + 1:>{len(str(len(sheet.slots)))}}"
    return f" {number}:{chosen:<{len(str(most))}}{'*' if slot.flagged else ' '} "


def _confirm_page(state: State, language: Language) -> Page:
    sheet = state.sheet
    keys: Keys = (
        ("y", "exam.key-yes"),
        ("b", "back"),
        ("o", "exam.key-overview"),
        ("q", "exam.key-leave"),
    )
    label = f"{_clock(sheet, language)} · {say(language, 'exam.key-hand-in')}"
    return Page(label, (), tuple(confirm_rows(sheet, language)), keys, remark(state.notice, language))


def confirm_rows(sheet: Sheet, language: Language) -> list[Row]:
    """What is still open and flagged, and whether to hand in."""
    rows = prose(counts(sheet, language), style.TITLE)
    rows += listed_rows(sheet, language)
    name = "exam.confirm-open" if sheet.open else "exam.confirm"
    return [*rows, GAP, *prose(say(language, name, count=len(sheet.open)), style.NOTICE)]


def listed_rows(sheet: Sheet, language: Language) -> list[Row]:
    """The numbers of what is open, and of what is flagged."""
    rows: list[Row] = []
    for name, positions in (("exam.open", sheet.open), ("exam.flagged", sheet.flagged)):
        if positions:
            rows += prose(f"{say(language, name)}: {numbers(positions)}")
    return rows


def numbers(positions: tuple[int, ...]) -> str:
    """Numbers of blanks, as `3, 5–9`."""
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans(positions))


def _clock(sheet: Sheet, language: Language) -> str:
    return say(language, "exam.left", time=clock_text(sheet.clock.left))
