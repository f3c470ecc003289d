"""How soon a save is told: from the moment at which the file is complete until the report is drawn.

    python benchmarks/watch.py [SAVES]

A bank of 500 questions, made of the built-in one, once as one file and once as 40; in each, one question is changed
again and again, saved by renaming and in place.  Everything is real: the system's events, the sandbox as strangers'
banks have it, and a screen of 80 columns that is drawn into a file.  `reading` and `linting` are of what has changed,
`judging` the runs of its options, `drawing` the screen; the rest is waiting for the save to be over, and threads.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from exam_drill.catalogue import built_in_bank
from exam_drill.console import VisibleConsole
from exam_drill.quiz.screen import Screen
from exam_drill.sandbox import Sandbox
from exam_drill.watching.engine import Clocks
from exam_drill.watching.live import LiveBank
from exam_drill.watching.page import page
from exam_drill.watching.runner import Runner
from exam_drill.watching.state import State
from exam_drill.watching.station import Station

QUESTIONS = 500
HEAD = "format: 1\nquestions:\n"
GOAL = 0.3  # seconds
_START = re.compile(r"^(?=  - id: )", re.MULTILINE)
_ANCHORED = re.compile(r"(?<=: )[&*][a-z_]+ ?")


def questions() -> list[str]:
    """The questions of the built-in bank as text, with other ids, until there are enough; none that has an alias."""
    texts = []
    for path in sorted(built_in_bank().rglob("*.yaml")):
        texts += [text for text in _START.split(path.read_text(encoding="utf-8"))[1:] if not _ANCHORED.search(text)]
    made = []
    for number in range(QUESTIONS):
        text = texts[number % len(texts)]
        made.append(re.sub(r"id: (\S+)", rf"id: \1-{number}", text, count=1))
    return made


def write(folder: Path, files: int) -> list[Path]:
    """The bank in so many files."""
    made, paths = questions(), []
    for number in range(files):
        path = folder / f"bank-{number:02}.yaml"
        path.write_text(HEAD + "".join(made[number::files]), encoding="utf-8")
        paths.append(path)
    return paths


class Clocked:
    """Seconds by phase since the last `take`."""

    def __init__(self) -> None:
        self._spent: dict[str, float] = defaultdict(float)

    def wrap(self, owner: Any, name: str, phase: str) -> None:
        """Has the time that a function takes added up."""
        function = getattr(owner, name)

        def timed(*arguments: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                self._spent[phase] += time.perf_counter() - start

        setattr(owner, name, timed)

    def take(self) -> dict[str, float]:
        """What was spent, and begins anew."""
        found = dict(self._spent)
        self._spent.clear()
        return found


@contextmanager
def watched(folder: Path, clocked: Clocked) -> Iterator[Callable[[Callable[[State], bool]], float]]:
    """A station with a screen; gives a function that waits until a drawn state fulfils a condition, and says when."""
    drawn = threading.Condition()
    last: list[tuple[State, float]] = []
    with open(os.devnull, "w", encoding="utf-8") as sink:
        screen = Screen(VisibleConsole(sink, {"COLUMNS": "80", "LINES": "24", "TERM": "xterm"}), "en")
        clocked.wrap(screen, "draw", "drawing")

        def show(state: State) -> None:
            screen.draw(page(state, "en"), 0)
            with drawn:
                last[:] = [(state, time.perf_counter())]
                drawn.notify_all()

        def until(condition: Callable[[State], bool]) -> float:
            with drawn:
                if not drawn.wait_for(lambda: bool(last) and condition(last[0][0]), 600):
                    raise SystemExit("nothing came of a save")
                return last[0][1]

        with Sandbox(untrusted=True) as sandbox:
            clocks = Clocks(time.time, time.monotonic)
            with Station([str(folder)], sandbox, clocks, 30, show):
                yield until


def saves(folder: Path, paths: list[Path], count: int, renaming: bool) -> tuple[list[float], dict[str, list[float]]]:
    """The seconds of each save, and by phase."""
    clocked = Clocked()
    undo = [
        (LiveBank, "read", LiveBank.read),
        (LiveBank, "complaints", LiveBank.complaints),
        (Runner, "judge", Runner.judge),
    ]
    clocked.wrap(LiveBank, "read", "reading")
    clocked.wrap(LiveBank, "complaints", "linting")
    clocked.wrap(Runner, "judge", "judging")
    times: list[float] = []
    phases: dict[str, list[float]] = defaultdict(list)
    with watched(folder, clocked) as until:
        until(lambda state: state.questions > 0 and state.pending == 0)
        number = 1
        for turn in range(count):
            path = paths[turn * 7 % len(paths)]
            text = path.read_text(encoding="utf-8")
            starts = [match.start() for match in _START.finditer(text)]
            place = starts[turn * 31 % len(starts)]
            text = text[:place] + re.sub(r"id: (\S+)", rf"id: \1-x{turn}", text[place:], count=1)
            clocked.take()
            number += 1
            if renaming:
                other = folder / ".saving"
                other.write_text(text, encoding="utf-8")
                os.replace(other, path)
            else:
                path.write_text(text, encoding="utf-8")
            saved = time.perf_counter()
            told = until(partial(is_told, number))
            times.append(told - saved)
            for phase, spent in clocked.take().items():
                phases[phase].append(spent)
            time.sleep(0.05)
    for owner, name, function in undo:
        setattr(owner, name, function)
    return times, phases


def is_told(number: int, state: State) -> bool:
    """Whether all is told of the save of this number."""
    return state.save is not None and state.save.number == number and state.save.seconds is not None


def main() -> None:
    """Measures and prints."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    worst = 0.0
    for files in (1, 40):
        for renaming in (True, False):
            with tempfile.TemporaryDirectory() as folder:
                paths = write(Path(folder), files)
                size = sum(path.stat().st_size for path in paths) / 1e6
                times, phases = saves(Path(folder), paths, count, renaming)
            high = statistics.quantiles(times, n=10)[-1]
            worst = max(worst, high)
            shares = ", ".join(f"{name} {statistics.median(phases[name]) * 1e3:.0f}" for name in sorted(phases))
            print(
                f"{QUESTIONS} questions, {files:2} files, {size:.1f} MB, {'renamed ' if renaming else 'in place'}: "
                f"median {statistics.median(times) * 1e3:4.0f} ms, p90 {high * 1e3:4.0f} ms ({shares})",
                flush=True,
            )
    print(f"worst p90 {worst * 1e3:.0f} ms; goal: {GOAL * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
