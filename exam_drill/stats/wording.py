"""Small texts that terminal and page share: names of groups, percentages, durations, differences."""

from __future__ import annotations

from exam_drill.i18n import dates, say, table
from exam_drill.question import Language
from exam_drill.stats.share import Change, Direction
from exam_drill.stats.statistics import BARE, GONE, Line
from exam_drill.syllabus import HEADINGS
from exam_drill.visible import shortened, visible

_LONGEST = 80


def percent(rate: float | None) -> str:
    """A whole percentage, or a dash for none."""
    return "-" if rate is None else dates.percent(rate)


def duration(seconds: float | None, language: Language) -> str:
    """How long something took, or a dash."""
    return "-" if seconds is None else dates.duration(language, seconds)


def points(change: Change) -> str:
    """A difference in percentage points, with its sign."""
    return f"{round(change.difference * 100):+d}".replace("+0", "±0")


def trend(change: Change | None) -> str:
    """The same, in parentheses where it may be chance."""
    if change is None:
        return "-"
    return f"({points(change)})" if change.direction is Direction.UNCLEAR else points(change)


def group(key: str, language: Language) -> str:
    """The name of a group that is no group."""
    return say(language, f"stats.{key}")


def heading(line: Line, language: Language) -> str:
    """A heading of the syllabus: its number and its name."""
    if line.key in (GONE, BARE):
        return group(line.key, language)
    known = HEADINGS.get(line.key)
    name = f"{line.key} {getattr(known, language)}" if known else line.key
    return shortened(visible(name), _LONGEST)


def tag(line: Line, language: Language) -> str:
    """A tag."""
    return group(line.key, language) if line.key in (GONE, BARE) else shortened(visible(line.key), _LONGEST)


def misconception(name: str, language: Language) -> str:
    """The title of a misconception; one that a later version named stays as it is."""
    if name == "name":  # that the other variable has the same shape is known only where programs were run
        return say(language, "stats.other-variable")
    return say(language, f"misconceptions.{name}") if name in table("misconceptions") else visible(name)
