"""Draws the pictures of the documentation from real runs in a pseudo-terminal.

    python docs/make_pictures.py [FOLDER]          the pictures of the documentation
    python docs/make_pictures.py --all FOLDER [THEME …]
                                                   every screen: both languages, 60, 80 and 120 columns, three themes

Each walk runs the program in a terminal of a given size, types its keys, and draws as SVG what the terminal shows on
the way.  The learner, the day and the clock are made up, the same each time: but for the seconds that a check took,
drawing a picture again changes nothing unless its screen has changed.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

import pexpect
import pyte
from rich.cells import cell_len

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "stats")]
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TOKYO = timezone(timedelta(hours=9))
ANSWERS = 900  # of the learner whose record the pictures show

CELL, LINE, SIZE, EDGE, BAR = 9.0, 20.0, 15, 14.0, 34.0  # pixels
# A wide character is two cells of a fixed grid, whatever font is there; nothing is fetched.
FONT = "Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK JP', 'BIZ UDGothic', 'MS Gothic', monospace"
PAPERS = {"dark": ("#d7dae0", "#1e2127"), "light": ("#24292f", "#ffffff"), "none": ("#d7dae0", "#1e2127")}
COLORS = {
    "black": "#3f4451", "red": "#e06c75", "green": "#98c379", "brown": "#e5c07b", "blue": "#61afef",
    "magenta": "#c678dd", "cyan": "#56b6c2", "white": "#d7dae0",
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """What must be on the screen; as what picture it is kept then, "" for none; and the keys that are typed next."""

    seen: str
    name: str = ""
    keys: str = ""


@dataclass(frozen=True)
class Walk:
    """A run of the program: its arguments, the terminal's size, and the steps.  `learned`: with a record of answers."""

    arguments: tuple[str, ...]
    steps: tuple[Step, ...]
    columns: int = 80
    rows: int = 24
    theme: str = "dark"
    learned: bool = False


GRU = ("quiz", "--no-shuffle", "--id", "gru-state-update")
ESCAPE, END = "\x1b", "\x1b[F"


def question_walk() -> Walk:
    """A question, its help, an answer that is typed, and what is told of it."""
    steps = (
        Step("gru-state-update", "question", "i"),
        Step("float64", "names", ESCAPE),
        Step("gru-state-update", "", "t"),
        Step("gru-state-update", "typing", "h + z * (h_bar - h)\r"),
        Step("○", "typed", "n"),
    )
    return Walk(GRU, steps)


def answer_walk() -> Walk:
    """An answer, why it is wrong, and the summary."""
    steps = (
        Step("gru-state-update", "", END),
        Step(r"4  \(1 - z\)", "", "1"),
        Step("×", "feedback", "i"),
        Step("N=", "why", ESCAPE),
        Step("×", "", "q"),
        Step("(まとめ|Summary|summary)", "summary", "q"),
    )
    return Walk(GRU, steps)


def exam_walk() -> Walk:
    """A mock exam from its entrance to its result."""
    steps = (
        Step("(模擬試験|Mock exam)", "exam-entrance", "\r"),
        Step("1/6", "exam-question", END),
        Step("1/6", "", "1f"),
        Step("1/6", "", "n"),
        Step("2/6", "", END),
        Step("2/6", "", "2n"),
        Step("3/6", "", "o"),
        Step("3:", "exam-overview", "h"),
        Step("(提出|hand in|Hand in)", "exam-hand-in", "y"),
        Step(r"(/6|of 6)", "exam-result"),
    )
    return Walk(("exam", "-n", "6", "--minutes", "10", "--seed", "1", "--new"), steps)


def printed(*arguments: str, until: str, name: str = "", learned: bool = False, rows: int = 200) -> Walk:
    """A command that prints and ends."""
    return Walk(arguments, (Step(until, name or arguments[0]),), rows=rows, learned=learned)


def daily_walks() -> tuple[Walk, ...]:
    """What a learner sees of a day."""
    return (
        Walk((), (Step("Enter", "start"),), learned=True),
        Walk((), (Step("Enter", "welcome"),)),
        printed("stats", until="(曜|Mon|月)", learned=True),
        printed("stats", until="(問|questions)", name="stats-empty"),
        printed("plan", "--exam", "2027-02-19", until="(学習計画|Plan on)", learned=True),
    )


def other_walks() -> tuple[Walk, ...]:
    """The other commands."""
    return (
        printed("progress", until="(記録|record)", learned=True),
        printed("settings", until="(theme|テーマ)"),
        printed("doctor", until="(正しく実行|ran correctly)"),
        printed("show", "gru-state-update", until="(解説|Explanation|出典|Source)"),
        printed("check", "--only", "gru", until=r"(\d 秒|\d s)"),
        printed("--help", until="doctor", name="help"),
        printed("quiz", "--help", until="lang", name="help-quiz"),
    )


def said(walk: Walk, language: str, columns: int, rows: int, theme: str) -> Walk:
    """A walk in a language, a size and a theme, with these in the names of its pictures."""
    tail = f"-{language}-{columns}" + ("" if theme == "dark" else f"-{theme}")
    steps = tuple(replace(step, name=step.name and step.name + tail) for step in walk.steps)
    more = ("--lang", language) if walk.arguments[:1] != ("--help",) else ()
    return replace(
        walk, arguments=(*walk.arguments, *more), steps=steps, columns=columns, rows=max(rows, walk.rows), theme=theme
    )


def everything(themes: Sequence[str]) -> Iterator[Walk]:
    """Every screen in both languages, three widths and these themes."""
    walks = (question_walk(), answer_walk(), exam_walk(), *daily_walks(), *other_walks())
    for theme in themes:
        for language in ("ja", "en"):
            for columns, rows in ((60, 20), (80, 24), (120, 40)):
                yield from (said(walk, language, columns, rows, theme) for walk in walks)


def documented() -> Iterator[Walk]:
    """The pictures that pages of the documentation show."""
    for language in ("ja", "en"):
        yield said(_kept(question_walk(), "question", "typed"), language, 80, 24, "dark")
        for columns, rows in ((80, 24), (120, 40)):
            yield said(_kept(answer_walk(), "feedback", "why"), language, columns, rows, "dark")
        yield said(_kept(answer_walk(), "feedback"), language, 80, 24, "light")
        yield said(_kept(exam_walk(), "exam-question", "exam-overview", "exam-result"), language, 80, 24, "dark")
        for walk in daily_walks():
            yield said(_kept(walk, "start", "stats", "plan"), language, 80, 24, "dark")
        yield replace(
            printed("check", "--lang", language, until=r"(\d 秒|\d s)", name=f"check-{language}"), columns=100
        )
        as_printed = ("check", "--as-printed", "--id", "birnn-features", "--lang", language)
        yield replace(printed(*as_printed, until=r"(\d 秒|\d s)", name=f"as-printed-{language}"), columns=100)


def _kept(walk: Walk, *names: str) -> Walk:
    """A walk of whose pictures only these are kept."""
    return replace(
        walk, steps=tuple(replace(step, name=step.name if step.name in names else "") for step in walk.steps)
    )


def learned(folder: Path) -> None:
    """Writes the record of a made-up learner."""
    from learner_histories import fill, made

    from exam_drill.bank import load_bank
    from exam_drill.catalogue import built_in_bank

    fill(folder, made(load_bank([built_in_bank()]).questions, ANSWERS, now=NOW - timedelta(hours=3)))


def play(walk: Walk, record: Path) -> Iterator[tuple[str, pyte.Screen]]:
    """Runs a walk; the names of its pictures, each with the terminal as it stands then."""
    screen = pyte.Screen(walk.columns, walk.rows)
    stream = pyte.Stream(screen)
    with tempfile.TemporaryDirectory(prefix="exam-drill-pictures-") as home:
        data = Path(home) / "data"
        if walk.learned:
            shutil.copytree(record, data)
        kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
        environment = kept | {
            "TERM": "xterm-256color",
            "COLORTERM": "",
            "PYTHONPATH": str(ROOT),
            "EXAM_DRILL_DATA_DIR": str(data),
            "EXAM_DRILL_THEME": walk.theme,
            "XDG_CONFIG_HOME": home,
        }
        child = pexpect.spawn(
            sys.executable,
            [__file__, "--run", *walk.arguments],
            dimensions=(walk.rows, walk.columns),
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
            """Until the pattern is on the screen and nothing more is drawn, but a clock."""
            end = time.monotonic() + 60
            while not re.search(pattern, "\n".join(line.rstrip() for line in screen.display)):
                if not read(5) and (time.monotonic() > end or not child.isalive()):
                    raise RuntimeError(f"{walk.arguments}: {pattern!r} did not come:\n" + "\n".join(screen.display))
            quiet = time.monotonic() + 4
            while read(0.7) and time.monotonic() < quiet:
                pass

        for step in walk.steps:
            wait_for(step.seen)
            if step.name:
                yield step.name, screen
            for key in [step.keys] if step.keys.startswith(ESCAPE) else step.keys:
                child.send(key)
                time.sleep(0.05)
        child.close(force=True)


def run(arguments: Sequence[str]) -> int:
    """The program at the time of the pictures."""
    from exam_drill.cli import main as program
    from exam_drill.environment import Environment

    start = time.time()
    return program(arguments, Environment(clock=lambda: NOW.timestamp() + time.time() - start, zone=TOKYO))


def draw(screen: pyte.Screen, title: str, theme: str) -> str:
    """The terminal's contents as SVG."""
    ink, sheet = PAPERS[theme]
    last = max((row for row in range(screen.lines) if screen.display[row].strip()), default=0)
    width, height = screen.columns * CELL + 2 * EDGE, (last + 1) * LINE + BAR + EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
        f' width="{width:g}" height="{height:g}" font-family="{FONT}" font-size="{SIZE}">',
        f'<rect width="{width:g}" height="{height:g}" rx="8" fill="{sheet}"/>',
        f'<text x="{width / 2:g}" y="22" fill="{ink}" fill-opacity="0.6" text-anchor="middle">$ {escape(title)}</text>',
    ]
    for row in range(last + 1):
        column = 0
        cells = [screen.buffer[row][column] for column in range(screen.columns)]
        # Runs of one style and one width of character. The second half of a wide character is a cell without data.
        for (style, _), run in groupby(cells, lambda cell: (cell._replace(data=""), cell_len(cell.data or "　"))):
            same = list(run)
            parts += _run("".join(cell.data for cell in same), style, row, column, len(same), PAPERS[theme])
            column += len(same)
    return "\n".join([*parts, "</svg>", ""])


def _run(text: str, style: pyte.screens.Char, row: int, column: int, cells: int, papers: tuple[str, str]) -> list[str]:
    ink, paper = _color(style.fg, papers[0]), _color(style.bg, "none")
    if style.reverse:
        ink, paper = (papers[1] if paper == "none" else paper), ink
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
    """Draws every walk."""
    whole = arguments[:1] == ["--all"]
    folder = Path(arguments[whole]) if len(arguments) > whole else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="exam-drill-pictures-") as place:
        record = Path(place)
        learned(record)
        for walk in everything(arguments[2:] or tuple(PAPERS)) if whole else documented():
            if any(step.name for step in walk.steps):
                title = " ".join(("exam-drill", *walk.arguments))
                for name, screen in play(walk, record):
                    (folder / f"{name}.svg").write_text(draw(screen, title, walk.theme), encoding="utf-8")
                    print(f"{name}.svg", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        sys.exit(run(sys.argv[2:]))
    main(sys.argv[1:])
