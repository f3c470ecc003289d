"""Values as panels: inputs beside each other, and an expected value beside what an option gave.

    期待値  float64 (2, 2)        選択肢 3  float64 (2, 2)
    [ 0.5120 0.0310 ]             [ *0.4877  0.0310 ]
    [ 0.1442 0.7003 ]             [  0.1442  0.7003 ]

Two panels stand beside each other if neither has to be shortened for it, and one above the other if not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rich.text import Text

from exam_drill.excerpt import Beside, Excerpt, Leaf, Leaves
from exam_drill.i18n import say
from exam_drill.inspection import Input
from exam_drill.layout import joined
from exam_drill.preview.arrays import Drawn, Room, draw
from exam_drill.preview.numbers import form_for
from exam_drill.preview.parts import Panel, Panels, Sheet
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.visible import shortened, visible

BETWEEN = 3  # cells between two panels
_LONGEST_PLACE = 60  # characters of a place in a structure

WHOLE = Room(0, 12, 6)
BRIEF = Room(0, 7, 1)


def value_panels(name: str, value: Leaves, sheet: Sheet, language: Language) -> Iterator[Panel]:
    """A value by itself, a panel for each of its parts."""
    for part in value.parts:
        yield _panel(name, part, _draw(part, (), WHOLE._replace(width=sheet.width)))
    if value.left_out:
        yield Panel(_more(value.left_out, language), ())


def input_panels(inputs: Iterable[Input], sheet: Sheet, language: Language) -> Panels:
    """The inputs of a trial, each with its declaration."""
    panels: list[Panel] = []
    for one in inputs:
        declared = f'  "{shortened(visible(one.declared), _LONGEST_PLACE)}"'
        for place, part in enumerate(one.value.parts):
            name = visible(one.name) + shortened(visible(part.at), _LONGEST_PLACE)
            drawn = _draw(part, (), WHOLE._replace(width=sheet.width))
            panels.append(_panel(name if place else name + declared, replace(part, at=""), drawn))
        if one.value.left_out:
            panels.append(Panel(_more(one.value.left_out, language), ()))
    return Panels(tuple(panels))


def beside_panels(names: tuple[str, str], pair: Beside, sheet: Sheet, language: Language, room: Room = WHOLE) -> Panels:
    """An expected value and what an option gave in its place, under these names."""
    if sheet.beside:
        narrow = _sides(names, pair, room._replace(width=(sheet.width - BETWEEN) // 2), language)
        if narrow is not None:
            return narrow
    wide = _sides(names, pair, room._replace(width=sheet.width), language, cramped=True)
    return wide or Panels(())


def _sides(
    names: tuple[str, str], pair: Beside, room: Room, language: Language, *, cramped: bool = False
) -> Panels | None:
    """The two panels; None if they do not fit a width, unless they may be `cramped`."""
    panels = []
    for name, own, other in zip(names, (pair.expected, pair.got), (pair.got, pair.expected), strict=True):
        if len(own.parts) == 1:
            drawn = _draw(own.parts[0], _excerpts(other), room, signs=own is pair.got)
            panel = _panel(name, own.parts[0], drawn)
        else:
            drawn, panel = _structure(name, own, room, language)
        if not cramped and (drawn.cramped or panel.width > room.width):
            return None
        panels.append(panel)
    return Panels(tuple(panels))


def _structure(name: str, value: Leaves, room: Room, language: Language) -> tuple[Drawn, Panel]:
    """A value that is no single leaf where a leaf, or another structure, is expected: one panel for all of it."""
    lines: list[Text] = []
    cramped = False
    for part in value.parts:
        drawn = _draw(part, (), room)
        lines += [_title("", part), *drawn.lines]
        cramped = cramped or drawn.cramped
    if value.left_out:
        lines.append(_more(value.left_out, language))
    return Drawn(tuple(lines), cramped), Panel(Text(name, style.HEADING), tuple(lines))


def _draw(part: Leaf, others: Sequence[Excerpt], room: Room, *, signs: bool = True) -> Drawn:
    if part.excerpt is None:
        return Drawn((Text(shortened(visible(part.text), max(room.width, 8))),) if part.text else ())
    group = (*others, part.excerpt) if others else (part.excerpt,)
    return draw(part.excerpt, others, form_for(group), room, signs=signs)


def _excerpts(value: Leaves) -> tuple[Excerpt, ...]:
    return tuple(part.excerpt for part in value.parts[:1] if part.excerpt is not None)


def _panel(name: str, part: Leaf, drawn: Drawn) -> Panel:
    return Panel(_title(name, part), drawn.lines)


def _title(name: str, part: Leaf) -> Text:
    place = shortened(visible(part.at), _LONGEST_PLACE)
    return joined(
        Text(f"{name} {place}".strip(), style.HEADING), Text("  " if name or place else ""), Text(visible(part.kind))
    )


def _more(count: int, language: Language) -> Text:
    return Text(say(language, "preview.parts-left-out", count=count), style.FAINT)
