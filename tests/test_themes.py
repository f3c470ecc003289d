"""Themes: every colour can be read on its background, and who wants none gets none."""

import io
import re
from pathlib import Path

import pytest
from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.style import Style
from rich.text import Text

import exam_drill
from exam_drill.console import VisibleConsole
from exam_drill.quiz import style as quiz_style
from exam_drill.themes import WORDS, colours, forced, shown, theme

ROOT = Path(exam_drill.__file__).parent
DARK = ("#000000", "#1e1e1e", "#282c34", "#002b36")  # black, and backgrounds that many use
LIGHT = ("#ffffff", "#eeeeee", "#fdf6e3")
# The first sixteen colours as xterm shows them.
XTERM = ["#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"]
XTERM += ["#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def as_hex(number: int) -> str:
    triplet: ColorTriplet = Color.from_ansi(number).get_truecolor()
    return XTERM[number] if number < 16 else triplet.hex


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("name", "full", "backgrounds", "least"),
    [
        ("dark", True, DARK, 4.5),
        ("light", True, LIGHT, 4.5),
        ("any", True, ("#000000", "#ffffff"), 4.0),
        ("dark", False, ("#000000",), 4.5),
        ("light", False, ("#ffffff",), 4.4),
        ("any", False, ("#000000", "#ffffff"), 3.0),
    ],
)
def test_every_colour_can_be_read(name: str, full: bool, backgrounds: tuple[str, ...], least: float) -> None:
    table = colours(name, full=full)
    assert set(table) == set(WORDS)
    for word, number in table.items():
        for background in backgrounds:
            if number is not None:
                assert contrast(as_hex(number), background) >= least, (word, background)


def test_all_styles_are_made_of_words_that_themes_know() -> None:
    attributes = {"bold", "italic", "reverse", "underline"}
    for name, value in vars(quiz_style).items():
        if name.isupper():
            assert set(value.split()) <= attributes | set(WORDS), name
    others = re.compile(r"[\"'](?:bold |dim )?(?:bright_)?(?:blue|white|black|grey\d*|color\(\d+\)|#[0-9a-f]{6})[\"']")
    for path in ROOT.rglob("*.py"):
        if path.name not in ("html.py", "sheet.py", "typing_drawing.py"):  # which name other things by colours
            assert not others.search(path.read_text(encoding="utf-8")), path


def printed(words: str, variables: dict[str, str], **options: str) -> str:
    out = io.StringIO()
    VisibleConsole(out, {"TERM": "xterm-256color", "FORCE_COLOR": "1", **variables}, **options).print(Text("x", words))
    return out.getvalue()


@pytest.mark.parametrize("words", ["bold red", "green", "dim", "dim italic", "magenta", "bold reverse"])
def test_what_is_written_is_the_colour_of_the_theme(words: str) -> None:
    dark, light = (printed(words, {}, theme=name) for name in ("dark", "light"))
    word = next((word for word in WORDS if word in words.split()), "")
    for text, name in ((dark, "dark"), (light, "light")):
        assert (f"38;5;{colours(name, full=True)[word]}m" in text) if word else "38;5" not in text
        assert "\x1b[2" not in text  # how dim a terminal makes a colour, nobody knows
    assert ("1;" in dark or "\x1b[1" in dark) == ("bold" in words)


def test_without_colours_there_are_still_bold_and_reverse() -> None:
    assert printed("bold red", {}, theme="none") == "\x1b[1mx\x1b[0m\n"
    assert printed("bold reverse", {}, theme="none") == "\x1b[1;7mx\x1b[0m\n"
    assert printed("dim", {}, theme="none") == "x\n"
    assert shown(Style.parse("red on blue"), "none", full=True) == Style.null()


def test_a_terminal_of_sixteen_colours_gets_those() -> None:
    text = printed("bold red", {"TERM": "xterm"}, theme="light")
    assert text == "\x1b[1;31mx\x1b[0m\n"
    assert printed("yellow", {"TERM": "xterm"}, theme="any") in ("x\n", "\x1b[39mx\x1b[0m\n")


@pytest.mark.parametrize(
    ("asked", "preferred", "variables", "expected"),
    [
        (None, "auto", {}, "any"),
        (None, "auto", {"COLORFGBG": "15;0"}, "dark"),
        (None, "auto", {"COLORFGBG": "0;default;15"}, "light"),
        (None, "auto", {"COLORFGBG": "0;7"}, "light"),
        (None, "auto", {"COLORFGBG": "7;8"}, "dark"),
        (None, "auto", {"COLORFGBG": "default"}, "any"),
        (None, "light", {"COLORFGBG": "15;0"}, "light"),
        (None, "light", {"NO_COLOR": "1"}, "none"),
        (None, "light", {"NO_COLOR": ""}, "light"),
        (None, "dark", {"CLICOLOR": "0"}, "none"),
        ("dark", "light", {"NO_COLOR": "1"}, "dark"),
        ("none", "dark", {}, "none"),
        ("auto", "dark", {"COLORFGBG": "0;15"}, "light"),
    ],
)
def test_who_decides(asked: str | None, preferred: str, variables: dict[str, str], expected: str) -> None:
    assert theme(asked, preferred, variables) == expected


def test_colours_can_be_asked_for_without_a_terminal() -> None:
    assert forced({"FORCE_COLOR": "1"})
    assert forced({"CLICOLOR_FORCE": "1"})
    assert not forced({"FORCE_COLOR": "0", "CLICOLOR_FORCE": "0"})
    out = io.StringIO()
    VisibleConsole(out, {"TERM": "xterm"}, theme="dark").print(Text("x", "red"))
    assert out.getvalue() == "x\n"
