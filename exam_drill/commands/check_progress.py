"""The bar on the terminal of the error stream while `check` runs; it is gone afterwards.

running (at most 600 s) ━━━━━━━━━━╸━━━━━━━━━ 61/148 0:00:04
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from exam_drill.i18n import say
from exam_drill.question import Language

if TYPE_CHECKING:
    from rich.console import Console

Step = Callable[[int, int | None], None]


@contextmanager
def bar(seconds: float | None, console: Console, language: Language) -> Iterator[Step]:
    """While this is open, a bar shows how many questions were dealt with, and of how many as soon as that is known."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    if seconds is None:
        running = say(language, "report.progress")
    else:
        running = say(language, "report.progress-budget", seconds=f"{seconds:g}")
    columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task(running, total=None)

        def step(done: int, of: int | None) -> None:
            shown.update(task, completed=done, total=of)

        yield step
