"""Statistics for who listens: the same facts as sentences, one after the other, without a table, a bar or a frame.

3.5 RNN: accuracy 67%, 289 right of 434, 95% interval 62% to 71%. Trend +9 points, may be chance. …
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exam_drill.i18n import dates, say
from exam_drill.layout import GAP, Row, prose
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.stats.calendar import weeks
from exam_drill.stats.overview import facts
from exam_drill.stats.screen import (
    FEW_HARD,
    FEW_MISSING,
    FEW_MISTAKES,
    FEW_TAGS,
    blank_name,
    forecast_days,
    weakest,
    why_of,
    wrong_code,
)
from exam_drill.stats.share import Direction, Share
from exam_drill.stats.statistics import Hard, Line, Mistake, Statistics
from exam_drill.stats.wording import duration, heading, misconception, percent, points, tag
from exam_drill.visible import shortened, visible

_WEEKS = 8


def spoken_rows(found: Statistics, language: Language, *, everything: bool = False, unread: str = "") -> Iterator[Row]:
    """All of it as sentences; without `everything` only the first ones of long lists."""
    period = found.period
    since, until = dates.day(language, period.since), dates.day(language, period.until)
    yield from _title("title", language)
    yield from prose(say(language, "stats.scope", since=since, until=until, days=period.days))
    if found.chosen:
        counts = {"questions": found.questions, "blanks": found.total.blanks}
        yield from prose(say(language, "stats.scope-chosen", **counts))
    for fact in facts(found, language):
        yield from prose(f"{fact.name}: {fact.text}")
    sections = {
        "calendar": _weeks(found, language),
        "headings": [_line(line, heading(line, language), language) for line in found.headings],
        "tags": [_line(line, tag(line, language), language) for line in weakest(found.tags)],
        "misconceptions": [_mistake(one, language) for one in found.mistakes],
        "hard": [_hard(hard, language) for hard in found.hard],
        "retention": _retention(found, language),
        "missing": [
            f"{visible(one.question)}: {_missing(one.counts.attempts, dates.day(language, one.last), language)}"
            for one in found.missing
        ],
    }
    limits = {"tags": FEW_TAGS, "misconceptions": FEW_MISTAKES, "hard": FEW_HARD, "missing": FEW_MISSING}
    notes = {
        "misconceptions": say(language, "stats.misconceptions-none"),
        "hard": say(language, "stats.hard-none"),
        "retention": say(language, "stats.retention-none"),
    }
    for name, lines in sections.items():
        if lines or name in notes:
            yield GAP
            yield from _title(name, language)
            yield from _limited(lines or [notes[name]], None if everything else limits.get(name), language)
        if name == "misconceptions" and found.unnamed:
            yield from prose(say(language, "stats.misconceptions-unnamed", count=found.unnamed))
        if name == "misconceptions" and unread:
            yield from prose(unread)


def _title(name: str, language: Language) -> Iterator[Row]:
    yield from prose(say(language, f"stats.{name}"), style.HEADING)


def _limited(lines: Sequence[str], most: int | None, language: Language) -> Iterator[Row]:
    shown = lines[:most]
    for line in shown:
        yield from prose(line)
    if len(lines) > len(shown):
        yield from prose(say(language, "stats.more", count=len(lines) - len(shown)))


def _line(line: Line, name: str, language: Language) -> str:
    share = line.counts.share
    if share.interval is None:
        return say(language, "stats.spoken-none", name=name)
    low, high = map(percent, share.interval)
    values = {"right": share.right, "graded": share.graded, "low": low, "high": high}
    parts = [say(language, "stats.spoken-line", name=name, rate=percent(share.rate), **values)]
    if line.trend is not None:
        unclear = "-unclear" if line.trend.direction is Direction.UNCLEAR else ""
        parts.append(say(language, f"stats.spoken-trend{unclear}", points=points(line.trend)))
    parts.append(say(language, "stats.spoken-time", median=duration(line.counts.median, language)))
    if line.retention is not None:
        parts.append(say(language, "stats.spoken-retention", rate=percent(line.retention)))
    return ("" if language == "ja" else " ").join(parts)


def _weeks(found: Statistics, language: Language) -> list[str]:
    """The last weeks in which something was answered, the latest first."""
    lines = []
    for week in reversed(weeks(found.days, found.today, _WEEKS)):
        days = [found.days[day] for day in week.days if day in found.days]
        if days:
            share = Share(sum(day.share.right for day in days), sum(day.share.graded for day in days))
            values = {"attempts": sum(day.attempts for day in days), "days": len(days), "rate": percent(share.rate)}
            lines.append(say(language, "stats.spoken-week", day=dates.day(language, week.monday), **values))
    return lines


def _mistake(mistake: Mistake, language: Language) -> str:
    last = dates.day(language, mistake.last) if mistake.last else "-"
    counts = {"chosen": mistake.chosen, "offered": mistake.offered}
    return say(language, "stats.spoken-mistake", name=misconception(mistake.name, language), last=last, **counts)


def _hard(hard: Hard, language: Language) -> str:
    parts = [_line(Line("", hard.counts), blank_name(hard), language)]
    if hard.option is not None:
        code = shortened(wrong_code(hard), 200)
        parts.append(say(language, "stats.hard-chosen", number=hard.option.number, count=hard.chosen, code=code))
    return " / ".join(filter(None, [*parts, why_of(hard, language)]))


def _retention(found: Statistics, language: Language) -> list[str]:
    if found.forecast is None:
        return []
    lines = [
        say(language, "stats.retention-value", name=name, seen=percent(point.seen), bank=percent(point.bank))
        for name, point in forecast_days(found.forecast, language)
    ]
    return [*lines, say(language, "stats.retention-note", cards=found.forecast.cards)]


def _missing(count: int, last: str, language: Language) -> str:
    return say(language, "stats.missing-line", count=count, last=last)
