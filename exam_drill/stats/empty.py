"""The first screen, before there is anything to count: what will be here, and how to begin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.text import Text

from exam_drill.cells import cell_len
from exam_drill.i18n import say
from exam_drill.layout import GAP, Row, prose
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.stats.statistics import Statistics

_QUARTER = 90  # days: a day that an exam could be on


def is_empty(found: Statistics) -> bool:
    """Whether nothing was ever answered among what is asked for."""
    return found.began is None and not found.undone


def empty_rows(found: Statistics, language: Language) -> Iterator[Row]:
    """A friendly beginning."""
    yield Row(Text(say(language, "stats.title"), style.TITLE))
    yield GAP
    counts = {"questions": found.questions, "blanks": found.total.blanks}
    yield from prose(say(language, "stats.empty-chosen" if found.chosen else "stats.empty"))
    yield from prose(say(language, "stats.scope-chosen" if found.chosen else "stats.empty-bank", **counts), style.FAINT)
    yield GAP
    yield from prose(say(language, "stats.empty-next"))
    exam = date.fromordinal(min(found.today.toordinal() + _QUARTER, date.max.toordinal()))
    commands = {
        "exam-drill": "quiz",
        "exam-drill --minutes 10": "minutes",
        f"exam-drill plan --exam {exam}": "plan",
    }
    width = max(map(cell_len, commands))
    for command, name in commands.items():
        lead = Text(f"  {command}{' ' * (width - cell_len(command))}  ", style.KEY)
        yield Row(Text(say(language, f"stats.empty-{name}")), lead)
