"""What the quiz draws, as prompt_toolkit draws it: lines of rich texts, laid out anew for each size.

Text("h + z", style "bold") ─▶ [("bold", "h + z")] ─▶ UIContent
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO, cast

from prompt_toolkit.data_structures import Point
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import UIContent, UIControl
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.color import ColorType
from rich.style import Style
from rich.text import Text

from exam_drill.output import raw
from exam_drill.quiz.listing import highlighted
from exam_drill.visible import visible_text

if TYPE_CHECKING:
    from rich.console import Console

_PLAIN = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "gray")
_BRIGHT = ("brightblack", *(f"bright{name}" for name in _PLAIN[1:7]), "white")
_COLOURS = tuple(f"ansi{name}" for name in (*_PLAIN, *_BRIGHT))

Layouter = Callable[[int, int], list[Text]]  # width, height -> lines


class Lines(UIControl):
    """Lines that are laid out anew for each size; a control without a `height` of its own fills what is left."""

    def __init__(self, console: Console, lines: Layouter, *, fills: bool = False) -> None:
        self._console, self._lines, self._fills = console, lines, fills

    def preferred_height(self, width: int, max_available_height: int, *_: object) -> int | None:
        """As many rows as there are lines."""
        return None if self._fills else min(len(self._lines(width, max_available_height)), max_available_height)

    def create_content(self, width: int, height: int) -> UIContent:
        """The lines."""
        fragments = [_fragments(line, self._console) for line in self._lines(width, height)]
        return UIContent(fragments.__getitem__, len(fragments), cursor_position=Point(0, 0), show_cursor=False)


class Highlighting(Lexer):
    """Code in the colours of the listing."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        """The fragments of each line."""
        lines = highlighted(document.text).split("\n", allow_blank=True) if document.text else [Text()]
        return lambda number: _fragments(lines[number], self._console) if number < len(lines) else []


def same_screen(console: Console) -> Output:
    """The terminal behind a console whose second screen is in use already, and stays so."""
    stream = raw(cast(TextIO, console.file))
    output = create_output(stream)
    return _SameScreen.from_pty(stream) if isinstance(output, Vt100_Output) else output


class _SameScreen(Vt100_Output):
    def enter_alternate_screen(self) -> None:
        """It is there; the library takes it that the cursor is at its beginning then."""
        self.cursor_goto(0, 0)

    def quit_alternate_screen(self) -> None:
        """It stays."""


def _fragments(line: Text, console: Console) -> StyleAndTextTuples:
    """A line as the library draws it; nothing invisible goes by this door either."""
    return [(_style(one.style), visible_text(one.text).replace("\n", "")) for one in line.render(console) if one.text]


def _style(style: Style | None) -> str:
    if style is None:
        return ""
    words = [word for word in ("bold", "dim", "italic", "underline", "reverse") if getattr(style, word)]
    for lead, colour in (("fg:", style.color), ("bg:", style.bgcolor)):
        if colour is None or colour.is_default:
            continue
        if colour.type is ColorType.STANDARD and colour.number is not None:
            words.append(lead + _COLOURS[colour.number % len(_COLOURS)])
        else:
            words.append(lead + colour.get_truecolor().hex)
    return " ".join(words)
