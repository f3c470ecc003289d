"""Colours for a dark background, for a light one, for one that nobody knows, and none.

    "bold red" ─ shown(style, "dark", full) ─▶ bold #ff8787       red: wrong     green: right     yellow: take care
                                                                 cyan: heading  magenta: keyword dim: by the way

All code names styles by these words; what colour that is depends on the theme and is decided here, at the door
(`exam_drill.console`).  Colours are those of the 256 that are the same on every terminal, so that their contrast is
known; where there are only 16, which the learner's palette decides, only those that xterm shows well are used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.style import Style

WORDS = ("red", "green", "yellow", "magenta", "cyan", "dim")
THEMES = ("auto", "dark", "light", "none")  # what can be asked for
_Colours = Mapping[str, int | None]  # a colour's number, None for that of ordinary text

_FULL: Mapping[str, _Colours] = {
    "dark": {"red": 210, "green": 114, "yellow": 221, "magenta": 176, "cyan": 80, "dim": 249},
    "light": {"red": 124, "green": 22, "yellow": 94, "magenta": 90, "cyan": 24, "dim": 240},
    "any": {"red": 161, "green": 28, "yellow": 130, "magenta": 164, "cyan": 30, "dim": 243},
}
_SIXTEEN: Mapping[str, _Colours] = {
    "dark": {"red": 9, "green": 2, "yellow": 3, "magenta": 13, "cyan": 6, "dim": None},
    "light": {"red": 1, "green": 4, "yellow": 5, "magenta": 5, "cyan": 4, "dim": None},
    "any": {"red": 1, "green": None, "yellow": None, "magenta": 5, "cyan": None, "dim": None},
}
_NUMBERS = {1: "red", 2: "green", 3: "yellow", 5: "magenta", 6: "cyan"}  # of the colours that are named
_DARK_BACKGROUNDS = frozenset("0123456") | {"8"}
_OFF = ("", "0", "false")


def theme(asked: str | None, preferred: str, variables: Mapping[str, str]) -> str:
    """The theme: what an argument asks for; none by NO_COLOR or CLICOLOR=0; what is preferred; what the terminal tells.

    The last is COLORFGBG, `"15;0"`: foreground and background.  Without it the theme is `any`.
    """
    if asked is None and (variables.get("NO_COLOR") or variables.get("CLICOLOR") == "0"):
        return "none"
    wish = asked or preferred
    if wish != "auto":
        return wish
    background = variables.get("COLORFGBG", "").rpartition(";")[2]
    if not background.isdecimal():
        return "any"
    return "dark" if background in _DARK_BACKGROUNDS else "light"


def forced(variables: Mapping[str, str]) -> bool:
    """Whether colours are wanted also where there is no terminal."""
    return any(variables.get(name, "").lower() not in _OFF for name in ("FORCE_COLOR", "CLICOLOR_FORCE"))


def colours(theme: str, *, full: bool) -> _Colours:
    """What each word is in a theme: `full` where the terminal knows 256 colours."""
    return (_FULL if full else _SIXTEEN)[theme]


def shown(style: Style, theme: str, *, full: bool) -> Style:
    """A style by its words as a style by its colours."""
    from rich.color import Color, ColorType
    from rich.style import Style

    plain = Style(dim=False) if style.dim else Style.null()
    if theme == "none":
        return style.without_color + plain
    number = style.color.number if style.color is not None and style.color.type is ColorType.STANDARD else None
    word = _NUMBERS.get(number or 0, "dim" if style.dim and style.color is None else "")
    if not word:
        return style + plain
    colour = colours(theme, full=full)[word]
    if colour is None:
        return style.without_color + plain
    return style + plain + Style(color=Color.from_ansi(colour))
