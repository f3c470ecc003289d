"""A look, and the names at a blank, as rows for a screen.

選択肢 2   z * h_bar
実行した入力の大きさ: N=1, D=1, H=1
期待値 float64 (1, 1)   実際の値 float64 (1, 1)        beside each other where there is room
[ 0.31 ]                [ *0.02 ]
1 │ def gru(x, h, …):                                  each statement that ran, with what it bound
4 │     return 【(こ)】
    ^ ここで正しいプログラムと分かれます
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from exam_drill.attempt import TYPED
from exam_drill.cells import cell_len
from exam_drill.i18n import say
from exam_drill.i18n.evidence import describe_reason
from exam_drill.layout import GAP, Row, fit, prose
from exam_drill.preview.parts import Panels, Sheet
from exam_drill.preview.text import text_lines
from exam_drill.preview.values import BRIEF, beside_panels
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.quiz.listing import code_lines
from exam_drill.quiz.session import Item
from exam_drill.quiz.wording import blank_name, option_name
from exam_drill.traced import Ended
from exam_drill.visible import visible
from exam_drill.why.inline import value_in_a_line
from exam_drill.why.record import record_rows
from exam_drill.why.values import Lack, Look, Named, Names

_LINES, _SECONDS = 20_000, 1  # when the tracer stops a program
_BESIDE = 50  # cells from which two values may stand beside each other


def look_rows(look: Look, item: Item, hidden: Sequence[str], width: int, language: Language) -> list[Row]:
    """All that there is to see of an option, in rows of at most `width` cells where it is drawn.

    What a blank that is `hidden`, because it is still to be answered, had a part in is not shown.
    """
    rows = [*_title(look, item, language), *_sizes(look, language)]
    if look.lack in (Lack.REFERENCE, Lack.UNRUN):
        return [*rows, *prose(say(language, f"why.lack-{look.lack}"), style.CAUTION, "! ", style.CAUTION)]
    rows += _judged(look, language)
    rows += _results(look, width, language)
    if look.lack is not Lack.NOTHING:
        rows += prose(say(language, f"why.lack-{look.lack}"), style.CAUTION, "! ", style.CAUTION)
    if look.lines:
        rows += [GAP, *prose(say(language, "why.trace"), style.HEADING)]
        compared = not look.right and look.right_number and look.ended is not Ended.KILLED
        if compared and any(line.parts for line in look.lines):
            rows += prose(say(language, "why.trace-beside"), style.FAINT)
        elif compared:
            rows += prose(say(language, "why.never-parts"), style.FAINT)
        rows += record_rows(look, item, hidden, width, language)
        if look.ended is Ended.STOPPED:
            text = say(language, "why.stopped", lines=_LINES, seconds=_SECONDS)
            rows += prose(text, style.CAUTION, "! ", style.CAUTION)
    if look.names:
        rows += [GAP, *prose(say(language, "why.names"), style.HEADING), *_table(look.names, width)]
    return rows


def names_rows(names: Names, width: int, language: Language) -> list[Row]:
    """What can be used at the blank, without any value."""
    rows = prose(say(language, "why.names-before"), style.HEADING)
    if names.lack is not Lack.NOTHING:
        rows += prose(say(language, f"why.lack-{names.lack}"), style.CAUTION, "! ", style.CAUTION)
    elif not names.names:
        rows += prose(say(language, "why.no-names"))
    else:
        rows += _table(names.names, width)
    if names.hidden:
        blanks = ", ".join(map(blank_name, names.hidden))
        rows += prose(say(language, "why.hidden-names", blanks=blanks), style.FAINT)
    return [*rows, GAP, *prose(say(language, "why.counts-as-hint"), style.FAINT)]


def _title(look: Look, item: Item, language: Language) -> list[Row]:
    right = "-right" if look.right else ""
    if look.number == TYPED:
        name = say(language, f"why.typed{right}")
    else:
        name = say(language, f"why.option{right}", number=option_name(item, look.number, language))
    code = [Row(line, Text("  "), code=True) for line in code_lines(look.text)]
    return [*prose(name, style.TITLE), *code]


def _sizes(look: Look, language: Language) -> list[Row]:
    if look.lack in (Lack.REFERENCE, Lack.UNRUN):
        return []
    if not look.sizes:
        return prose(say(language, "why.sizes-none"), style.FAINT)
    sizes = ", ".join(f"{visible(letter)}={size}" for letter, size in look.sizes.items())
    if not look.proven:
        name = "not-smallest"
    elif not look.telling:
        name = "smallest-any"
    else:
        name = "smallest-right" if look.right else "smallest-wrong"
    return [
        *prose(say(language, "why.sizes", sizes=sizes)),
        *prose(say(language, f"why.{name}", tried=look.tried), style.FAINT),
    ]


def _judged(look: Look, language: Language) -> list[Row]:
    if look.reason is not None:
        return prose(describe_reason(look.reason, language), lead="× ", lead_style=style.WRONG)
    if look.right and look.result is not None:
        return prose(say(language, "why.right"), lead="○ ", lead_style=style.RIGHT)
    return []


def _results(look: Look, width: int, language: Language) -> list[Row]:
    """Expected and got, part by part; of parts that agree only those of a right result are shown."""
    sheet = Sheet(width, width >= _BESIDE)
    sides = say(language, "why.expected"), say(language, "why.got")
    rows: list[Row] = []
    for name, pairs in (("", look.result), *look.arguments.items()):
        if pairs is None:
            continue
        titles = sides
        if name:
            titles = (
                say(language, "why.argument", name=name, side=sides[0]),
                say(language, "why.argument", name=name, side=sides[1]),
            )
        for pair in pairs.parts:
            if pair.difference is not None or look.right:
                panels = beside_panels(titles, pair, sheet, language, BRIEF)
                rows += _drawn(panels, width, language)
        if pairs.left_out:
            rows += prose(say(language, "why.more-parts", count=pairs.left_out), style.FAINT)
    return [GAP, *prose(say(language, "why.result"), style.HEADING), *rows] if rows else []


def _drawn(panels: Panels, width: int, language: Language) -> Iterator[Row]:
    for line in text_lines([panels], width - 2, language):
        yield Row(line, Text("  "), code=True)


def _table(names: Sequence[Named], width: int) -> list[Row]:
    """Names with their kinds, shapes in letters, and values as far as there is room on one line."""
    first = min(max(cell_len(visible(one.name)) for one in names), width // 3)
    second = min(max(cell_len(_kind(one)) for one in names), width // 3)
    rows = []
    for one in names:
        name, kind = fit(Text(visible(one.name), style.KEY), first), fit(Text(_kind(one), style.FAINT), second)
        room = width - first - second - 6
        value = value_in_a_line(one.value, room) if one.value is not None and room >= 8 else Text()
        line = Text("  ").append_text(name).append("  ").append_text(kind)
        if value.plain:
            line = line.append("  ").append_text(value)
        line.rstrip()
        rows.append(Row(line, code=True))
    return rows


def _kind(one: Named) -> str:
    return visible(" ".join(part for part in (one.kind, one.symbols) if part))
