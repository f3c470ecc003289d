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

from exam_drill import themes
from exam_drill.output import raw
from exam_drill.visible import visible_text

if TYPE_CHECKING:
    from rich.console import ConsoleOptions, RenderableType
    from rich.style import Style

_ENDLESS = 10_000  # columns of what goes to a file or a pipe, and the most that are believed of a terminal
# Variables that are read here and in `themes`, not by rich: it takes any digits for numbers, ² too, and fails.
_OURS = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")


class VisibleConsole(Console):
    """A console of `stream` that prints text as it is: no markup, no emoji codes, no guessed highlights.

    `theme` decides what its colours are, see `exam_drill.themes`; without it the variables do.
    """

    def __init__(
        self, stream: TextIO, variables: Mapping[str, str], *, colours: bool = True, theme: str | None = None
    ) -> None:
        asked = _columns(variables.get("COLUMNS", ""))
        endless = asked is None and not stream.isatty()  # who reads a file or a pipe breaks lines as they like
        chosen = themes.theme(None, "auto", variables) if theme is None else theme
        self._theme = chosen if colours else "none"
        self._styles: dict[Style, Style] = {}
        super().__init__(
            file=raw(stream),
            width=_ENDLESS if endless else asked,
            no_color=self._theme == "none",
            force_terminal=True if themes.forced(variables) else None,
            markup=False,
            emoji=False,
            highlight=False,
            soft_wrap=endless,
            _environ={name: value for name, value in variables.items() if name not in _OURS},
        )

    def on_broken_pipe(self) -> None:
        """Leaves it to the caller that the reader has gone: rich would end the program, as if there were findings."""
        raise BrokenPipeError

    def get_style(self, name: str | Style, *, default: Style | str | None = None) -> Style:
        """A style by its words, in the colours of the theme, also for who draws without this console."""
        return self._coloured(super().get_style(name, default=default))

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is printed, as segments; every text on a terminal comes through here."""
        for segment in super().render(renderable, options):
            yield segment if segment.is_control else self._shown(segment)

    def _shown(self, segment: Segment) -> Segment:
        style = segment.style
        if style is not None and style.link:
            style = style.update_link(None)
        if style is not None:
            style = self._coloured(style)
        return Segment(visible_text(segment.text), style)

    def _coloured(self, style: Style) -> Style:
        """A style in the colours of the theme."""
        known = self._styles.get(style)
        if known is None:
            known = self._styles[style] = themes.shown(style, self._theme, full=self.color_system != "standard")
        return known


def _columns(text: str) -> int | None:
    """The number of columns that a variable asks for, None if it is no number or none that could be meant."""
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        return None
    return min(int(text), _ENDLESS) or None
