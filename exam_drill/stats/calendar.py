"""Days of practice as a calendar of signs: a column for each week, a row for each day of it.

          Oct     Nov
    Mon   . 2 3 1 . 1
    Tue   1 . . 4 2           . none   1 1-4   2 5-9   3 10-19   4 20-39   5 40 or more

The digits say all; colours only repeat it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from rich.text import Text

from exam_drill.cells import cell_len
from exam_drill.i18n import dates, say
from exam_drill.layout import Row, joined
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.scheduling.days import DAY
from exam_drill.stats.days import monday
from exam_drill.stats.drawing import LEVELS, level
from exam_drill.stats.statistics import Day, Statistics

LEAST, YEAR = 13, 53  # weeks
_NONE = "."
_STYLES = (style.FAINT, "green", "green", "bold green", "bold green", "bold green reverse")


class Week(NamedTuple):
    """A week: its Monday, and how many answers each of its days had; None for days to come."""

    monday: date
    counts: tuple[int | None, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """Its days up to today."""
        return tuple(self.monday + place * DAY for place, count in enumerate(self.counts) if count is not None)


def weeks(days: Mapping[date, Day], today: date, number: int) -> list[Week]:
    """The last so many weeks, today's last."""
    first = max(monday(today).toordinal() - 7 * (number - 1), 1)
    return [Week(date.fromordinal(at), _counts(days, at, today)) for at in range(first, today.toordinal() + 1, 7)]


def _counts(days: Mapping[date, Day], first: int, today: date) -> tuple[int | None, ...]:
    last = today.toordinal()
    return tuple(
        None if at > last else days[date.fromordinal(at)].attempts if date.fromordinal(at) in days else 0
        for at in range(first, first + 7)
    )


def month_name(day: date, language: Language) -> str:
    """The short name of a day's month."""
    month = day.month if language == "ja" else dates.short_day(language, day).split()[-1]
    return say(language, "stats.month", month=month)


def span(began: date | None, today: date) -> int:
    """How many weeks to show at most: a year, or since the first answer, but never only a few."""
    return min(max((today - (began or today)).days // 7 + 2, LEAST), YEAR)


def calendar_rows(found: Statistics, width: int, language: Language) -> Iterator[Row]:
    """The calendar of as many weeks as there is room for, and its legend."""
    names = [dates.weekday(language, number) for number in range(7)]
    lead = max(map(cell_len, names)) + 2
    today, most = found.today, span(found.began, found.today)
    shown = weeks(found.days, today, max(min((width - lead) // 2, most), 1))
    yield Row(Text(" " * lead + _months(shown, language), style.FAINT))
    for place, name in enumerate(names):
        cells = [_cell(week.counts[place], week.monday + place * DAY == today) for week in shown]
        line = joined(Text(name + " " * (lead - cell_len(name)), style.FAINT), *cells)
        line.rstrip()
        yield Row(line)
    yield Row(Text(legend(language), style.FAINT))


def _months(shown: list[Week], language: Language) -> str:
    """Each month's name above the first week that begins in it, where there is room."""
    line = ""
    for place, week in enumerate(shown):
        begins = place == 0 or week.monday.month != shown[place - 1].monday.month
        at, name = 2 * place, month_name(week.monday, language)
        close = any(
            other.monday.month != week.monday.month for other in shown[place + 1 : place + (cell_len(name) + 2) // 2]
        )
        if begins and not (place == 0 and close) and cell_len(line) <= at and at + cell_len(name) <= 2 * len(shown):
            line += " " * (at - cell_len(line)) + name
            line += " "
    return line.rstrip()


def _cell(count: int | None, is_today: bool) -> Text:
    if count is None:
        return Text("  ")
    degree = level(count)
    sign = str(degree) if count else _NONE
    return joined(Text(sign, _STYLES[degree] + (" underline" if is_today else "")), Text(" "))


def legend(language: Language) -> str:
    """What the digits mean."""
    parts = [say(language, "stats.level-none", level=_NONE)]
    for number, (low, beyond) in enumerate(pairwise(LEVELS), 1):
        parts.append(say(language, "stats.level", level=number, low=low, high=beyond - 1))
    parts.append(say(language, "stats.level-most", level=len(LEVELS), low=LEVELS[-1]))
    return "、".join(parts) if language == "ja" else ", ".join(parts)
