"""The door by which text with colours leaves the program: a rich console that lets nothing invisible through.

Colours, cursor moves and the switch to the second screen are segments of their own (controls and styles), which rich
writes; the text of all other segments is made visible once more, in the last place.  No style keeps a link, so that no
address of a bank becomes a hyperlink behind other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.segment import Segment

from exam_drill.output import raw
from exam_drill.visible import visible_text

if TYPE_CHECKING:
    from rich.console import ConsoleOptions, RenderableType

_ENDLESS = 10_000  # columns of what goes to a file or a pipe, and the most that are believed of a terminal
_SIZES = ("COLUMNS", "LINES")  # rich takes any digits for numbers, ² too, and fails


class VisibleConsole(Console):
    """A console of `stream` that prints text as it is: no markup, no emoji codes, no guessed highlights."""

    def __init__(self, stream: TextIO, variables: Mapping[str, str], *, colours: bool = True) -> None:
        asked = _columns(variables.get("COLUMNS", ""))
        endless = asked is None and not stream.isatty()  # who reads a file or a pipe breaks lines as they like
        super().__init__(
            file=raw(stream),
            width=_ENDLESS if endless else asked,
            no_color=None if colours and not variables.get("NO_COLOR") else True,
            markup=False,
            emoji=False,
            highlight=False,
            soft_wrap=endless,
            _environ={name: value for name, value in variables.items() if name not in _SIZES},
        )

    def on_broken_pipe(self) -> None:
        """Leaves it to the caller that the reader has gone: rich would end the program, as if there were findings."""
        raise BrokenPipeError

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is printed, as segments; every text on a terminal comes through here."""
        for segment in super().render(renderable, options):
            yield segment if segment.is_control else _shown(segment)


def _shown(segment: Segment) -> Segment:
    style = segment.style
    if style is not None and style.link:
        style = style.update_link(None)
    return Segment(visible_text(segment.text), style)


def _columns(text: str) -> int | None:
    """The number of columns that a variable asks for, None if it is no number or none that could be meant."""
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        return None
    return min(int(text), _ENDLESS) or None
