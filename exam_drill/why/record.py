"""The record of a run as rows: each statement that ran, and under it what it bound, gave or raised.

2 │     for t in range(T):  （2 回目）
      t = 1
3 │         h = (こ)
      h 正 (1, 2) [0.31 0.22]
      h 実 (1, 2) [0.31 *0.07]
    ^ ここで正しいプログラムと分かれます
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from exam_drill.cells import text_len
from exam_drill.excerpt import Leaf
from exam_drill.i18n import say
from exam_drill.layout import Row, joined, prose
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.quiz.listing import code_lines, listing
from exam_drill.quiz.session import Item
from exam_drill.quiz.wording import blank_name, option_name
from exam_drill.traced import StepKind
from exam_drill.visible import shortened, visible
from exam_drill.why.inline import value_rows
from exam_drill.why.values import Line, Look, Shown

_LONGEST_MESSAGE = 200
_DEEPEST = 6  # calls within calls that are set in further


def record_rows(look: Look, item: Item, hidden: Sequence[str], width: int, language: Language) -> Iterator[Row]:
    """The lines of a look; from where a `hidden` blank has a part in it, without values."""
    record = _Record(look, item, hidden, width, language)
    for place, line in enumerate(look.lines):
        if look.left_out and place == look.kept:
            yield from prose(say(language, "why.left-out", count=look.left_out), style.FAINT)
        yield from record.rows(place, line)


class _Record:
    """One record on its way to rows."""

    def __init__(self, look: Look, item: Item, hidden: Sequence[str], width: int, language: Language) -> None:
        self.look, self.item, self.width, self.language = look, item, width, language
        self._code = listing(item.question.code.text, item.markers, (look.label,))
        self._hidden = hidden
        self._hides_from = self._first_hidden()
        self._known = {one.name: one for one in look.names}
        self._sides = say(language, "why.right-side"), say(language, "why.own-side")

    def rows(self, place: int, line: Line) -> Iterator[Row]:
        """A statement, and what is to be said of it."""
        if self._is_marker(place, line):
            return
        lead, code = self._code_of(line)
        inner = text_len(lead) + min(line.depth, _DEEPEST)
        yield Row(joined(code, Text(self._note(line), style.NOTICE)), lead, code=True)
        if self._hides_from is not None and place >= self._hides_from:
            if place == self._hides_from:
                blanks = ", ".join(map(blank_name, self._hidden))
                yield from self._said(say(self.language, "why.hidden", blanks=blanks), style.FAINT, inner)
        else:
            yield from self._values(line, inner)
        if line.error is not None:
            kind, message = (visible(part) for part in line.error)
            yield from self._said(shortened(f"{kind}: {message}", _LONGEST_MESSAGE), style.WRONG, inner, "! ")
        if line.parts:
            right = option_name(self.item, self.look.right_number, self.language)
            yield from self._said(say(self.language, "why.parts", number=right), style.NOTICE, inner, "^ ")

    def _values(self, line: Line, indent: int) -> Iterator[Row]:
        told = list(line.values)
        if line.kind is StepKind.CALL:
            same = [name for name, shown in told if self._is_at_blank(name, shown)]
            if same:
                names = ", ".join(map(visible, same))
                yield from self._said(say(self.language, "why.parameters", names=names), style.FAINT, indent)
            told = [one for one in told if one[0] not in same]
        for name, shown in told:
            yield from self._shown(name, shown, indent)
        if line.more:
            yield from self._said(say(self.language, "why.more-names", count=line.more), style.FAINT, indent)
        others = [shown for _, shown in told] + ([line.returned] if line.returned is not None else [])
        blank = blank_name(self.look.label)
        for shown in line.blank:
            if not any(_same(shown, other) for other in others):
                yield from self._shown(say(self.language, "why.blank-value", blank=blank), shown, indent)
        if line.blanks > 1:
            text = say(self.language, "why.evaluated", blank=blank, count=line.blanks)
            yield from self._said(text, style.FAINT, indent)
        if line.returned is not None and not _is_nothing(line.returned):
            yield from self._shown(say(self.language, "why.returned"), line.returned, indent)

    def _shown(self, name: str, shown: Shown, indent: int) -> Iterator[Row]:
        for part in shown.parts:
            yield from value_rows(name, part, self._sides, indent, self.width)
        if shown.left_out:
            yield from self._said(say(self.language, "why.more-parts", count=shown.left_out), style.FAINT, indent)

    def _said(self, text: str, colour: str, indent: int, lead: str = "") -> list[Row]:
        return prose(text, colour, " " * indent + lead, colour)

    def _code_of(self, line: Line) -> tuple[Text, Text]:
        """What stands before a line, and the line."""
        digits = len(str(len(self._code)))
        if line.where == "code":
            if 1 <= line.line <= len(self._code):
                row = self._code[line.line - 1]
                return row.lead, row.body
            return Text(" " * digits + " │ ", style.FAINT), Text()
        lead = Text(f"{' ' * digits} │ {blank_name(line.label)} ", style.FAINT)
        if line.label != self.look.label:
            return lead, Text("…", style.FAINT)  # what belongs there is not told here
        texts = code_lines(self.look.text)
        return lead, texts[line.line - 1] if 1 <= line.line <= len(texts) else Text()

    def _note(self, line: Line) -> str:
        """Which pass it is, where there are several."""
        if line.kind is StepKind.ENDED:
            return "  " + say(self.language, "why.loop-ended")
        if line.passed > 1:
            return "  " + say(self.language, "why.pass", number=line.passed)
        return ""

    def _is_marker(self, place: int, line: Line) -> bool:
        """Whether a step is only the place of the blank, whose statements come next."""
        following = self.look.lines[place + 1 : place + 2]
        return bool(
            line.where == "code" and line.blanks and not line.blank and not line.values and not line.error
        ) and any(one.where == "option" for one in following)

    def _is_at_blank(self, name: str, shown: Shown) -> bool:
        one = self._known.get(name)
        return one is not None and one.value is not None and _same(shown, Shown((one.value,)))

    def _first_hidden(self) -> int | None:
        """The first line that a hidden blank has a part in; None if there is none."""
        lines = sorted({line.line for line in self.look.lines if line.where == "code"})
        text = self.item.question.code.text
        owners = set()
        for marker in self.item.markers:
            if marker.label in self._hidden:
                at = text.count("\n", 0, marker.start) + 1
                owners.add(max((line for line in lines if line <= at), default=at))
        for place, line in enumerate(self.look.lines):
            if (line.where == "option" and line.label in self._hidden) or (
                line.where == "code" and line.line in owners and line.kind is not StepKind.CALL
            ):
                return place
        return None


def _is_nothing(shown: Shown) -> bool:
    """Whether a function returned None, which is nothing to look at."""
    return len(shown.parts) == 1 and isinstance(shown.parts[0], Leaf) and shown.parts[0].kind == "None"


def _same(one: Shown, other: Shown) -> bool:
    """Whether two values are drawn alike."""
    if len(one.parts) != len(other.parts):
        return False
    for left, right in zip(one.parts, other.parts, strict=True):
        mine = left if isinstance(left, Leaf) else left.got.parts[0]
        theirs = right if isinstance(right, Leaf) else right.got.parts[0]
        if (mine.kind, mine.text) != (theirs.kind, theirs.text) or not _same_excerpt(mine, theirs):
            return False
    return True


def _same_excerpt(one: Leaf, other: Leaf) -> bool:
    if one.excerpt is None or other.excerpt is None:
        return one.excerpt is other.excerpt
    mine = [plane.elements.tobytes() for plane in one.excerpt.planes]
    return mine == [plane.elements.tobytes() for plane in other.excerpt.planes]
