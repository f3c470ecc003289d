"""Draws the pictures of the documentation from real runs in a pseudo-terminal.

    python docs/make_pictures.py [FOLDER]

Each scene runs the program in a terminal of a given size, types its keys, and draws what the terminal then shows as
SVG. But for the seconds that a check took, drawing a picture again changes nothing unless its screen has changed.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

import pexpect
import pyte
from rich.cells import cell_len

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"

CELL, LINE, SIZE, EDGE, BAR = 9.0, 20.0, 15, 14.0, 34.0  # pixels
# A wide character is two cells of a fixed grid, whatever font is there; nothing is fetched.
FONT = "Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK JP', 'BIZ UDGothic', 'MS Gothic', monospace"
INK, PAPER = "#d7dae0", "#1e2127"
COLORS = {
    "black": "#3f4451", "red": "#e06c75", "green": "#98c379", "brown": "#e5c07b", "blue": "#61afef",
    "magenta": "#c678dd", "cyan": "#56b6c2", "white": "#d7dae0",
}  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """A picture: arguments, the size of the terminal, and the keys with what must be seen before each is typed."""

    name: str
    arguments: tuple[str, ...]
    columns: int
    rows: int
    keys: tuple[tuple[str, str], ...] = ()
    until: str = ""  # what must be on the screen before it is drawn


def _quiz(language: str, columns: int, rows: int, *more: tuple[str, str], until: str, name: str) -> Scene:
    arguments = ("quiz", "--lang", language, "--no-shuffle", "--id", "gru-state-update")
    return Scene(f"{name}-{language}-{columns}", arguments, columns, rows, more, until)


QUIT = {"ja": "q 終了", "en": "q quit"}
NEXT = {"ja": "Enter 次へ", "en": "Enter next"}
SCENES = (
    [
        scene
        for language in ("ja", "en")
        for columns, rows in ((80, 24), (120, 40))
        for scene in (
            _quiz(language, columns, rows, until=QUIT[language], name="question"),
            _quiz(language, columns, rows, (QUIT[language], "1"), until=NEXT[language], name="feedback"),
        )
    ]
    + [
        Scene(f"check-{language}", ("check", "--lang", language), 100, 18, (), until)
        for language, until in (("ja", "秒"), ("en", r"\d s"))
    ]
    + [
        Scene(
            f"as-printed-{language}",
            ("check", "--as-printed", "--id", "birnn-features", "--lang", language),
            100,
            32,
            (),
            until,
        )
        for language, until in (("ja", "秒"), ("en", r"\d s"))
    ]
)


def play(scene: Scene) -> pyte.Screen:
    """Runs a scene and returns the terminal as it stands at its end."""
    screen = pyte.Screen(scene.columns, scene.rows)
    stream = pyte.Stream(screen)
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "", "PYTHONPATH": str(ROOT)}
    environment.pop("NO_COLOR", None)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "exam_drill", *scene.arguments],
        dimensions=(scene.rows, scene.columns),
        env=environment,
        encoding="utf-8",
        timeout=60,
        cwd=str(ROOT),
    )

    def read(seconds: float) -> str:
        try:
            text = child.read_nonblocking(65536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return ""
        stream.feed(text)
        return str(text)

    def wait_for(pattern: str) -> None:
        """Until the pattern is on the screen and nothing more is drawn."""
        while not re.search(pattern, "\n".join(screen.display)):
            if not read(60):
                raise RuntimeError(f"{scene.name}: {pattern!r} did not come")
        while read(1.0):
            pass

    for seen, key in scene.keys:
        wait_for(seen)
        child.send(key)
    wait_for(scene.until)
    child.close(force=True)
    return screen


def draw(screen: pyte.Screen, title: str) -> str:
    """The terminal's contents as SVG."""
    last = max((row for row in range(screen.lines) if screen.display[row].strip()), default=0)
    width, height = screen.columns * CELL + 2 * EDGE, (last + 1) * LINE + BAR + EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
        f' width="{width:g}" height="{height:g}" font-family="{FONT}" font-size="{SIZE}">',
        f'<rect width="{width:g}" height="{height:g}" rx="8" fill="{PAPER}"/>',
        f'<text x="{width / 2:g}" y="22" fill="{INK}" fill-opacity="0.6" text-anchor="middle">$ {escape(title)}</text>',
    ]
    for row in range(last + 1):
        column = 0
        cells = [screen.buffer[row][column] for column in range(screen.columns)]
        # Runs of one style and one width of character. The second half of a wide character is a cell without data.
        for (style, _), run in groupby(cells, lambda cell: (cell._replace(data=""), cell_len(cell.data or "　"))):
            same = list(run)
            parts += _run("".join(cell.data for cell in same), style, row, column, len(same))
            column += len(same)
    return "\n".join([*parts, "</svg>", ""])


def _run(text: str, style: pyte.screens.Char, row: int, column: int, cells: int) -> list[str]:
    ink, paper = _color(style.fg, INK), _color(style.bg, "none")
    if style.reverse:
        ink, paper = (PAPER if paper == "none" else paper), ink
    left, top, wide = EDGE + column * CELL, BAR + row * LINE, cells * CELL
    parts = []
    if paper != "none":
        parts.append(f'<rect x="{left:g}" y="{top:g}" width="{wide:g}" height="{LINE:g}" fill="{paper}"/>')
    if text.strip():
        look = "".join(
            f' {attribute}="{value}"'
            for attribute, value, used in (
                ("font-weight", "bold", style.bold),
                ("font-style", "italic", style.italics),
                ("text-decoration", "underline", style.underscore),
            )
            if used
        )
        parts.append(
            f'<text x="{left:g}" y="{top + LINE * 0.72:g}" fill="{ink}"{look} textLength="{wide:g}"'
            f' lengthAdjust="spacingAndGlyphs" xml:space="preserve">{escape(text)}</text>'
        )
    return parts


def _color(name: str, default: str) -> str:
    if name == "default":
        return default
    return COLORS.get(name.removeprefix("bright"), f"#{name}")


def main(arguments: Sequence[str]) -> None:
    """Draws every scene."""
    folder = Path(arguments[0]) if arguments else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        title = " ".join(("exam-drill", *scene.arguments))
        (folder / f"{scene.name}.svg").write_text(draw(play(scene), title), encoding="utf-8")
        print(f"{scene.name}.svg")


if __name__ == "__main__":
    main(sys.argv[1:])
