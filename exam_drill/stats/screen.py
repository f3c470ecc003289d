"""Statistics as rows of a terminal, in blocks under headings.

overview ─ accuracy by week ─ calendar ─ headings ─ tags ─ misconceptions ─ hard questions ─ retention ─ missing
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple, TypeVar

from rich.text import Text

from exam_drill.cells import cell_len
from exam_drill.i18n import dates, say
from exam_drill.layout import GAP, Row, joined, prose
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.stats.calendar import calendar_rows
from exam_drill.stats.drawing import Signs, bar, spark
from exam_drill.stats.forecast import LATER, SOON
from exam_drill.stats.overview import facts
from exam_drill.stats.share import Direction, Share
from exam_drill.stats.statistics import Forecast, Hard, Line, Mistake, Point, Statistics
from exam_drill.stats.table import Column, table_rows
from exam_drill.stats.wording import duration, heading, misconception, percent, tag, trend
from exam_drill.visible import shortened, visible, visible_text

FEW_TAGS, FEW_MISTAKES, FEW_HARD, FEW_MISSING = 8, 6, 5, 5
Item = TypeVar("Item")
_BAR, _SHORT_BAR = 10, 5  # cells
_WIDE = 72  # columns for the longer ones
_MONDAYS = timedelta(days=7)
_LONGEST_WHY = 240


class Look(NamedTuple):
    """How to show it: columns, signs, and whether nothing is left out."""

    width: int
    signs: Signs
    language: Language
    everything: bool = False

    @property
    def bar(self) -> int:
        """Cells of a bar in a table."""
        return _BAR if self.width >= _WIDE else _SHORT_BAR


def screen_rows(found: Statistics, look: Look, unread: str = "") -> Iterator[Row]:
    """All rows; `unread` is why some options could not be looked into."""
    yield from _overview(found, look)
    yield from _section("weeks", _weeks(found, look), look)
    yield from _section("calendar", calendar_rows(found, look.width, look.language), look)
    headings = [line for line in found.headings if line.counts.attempts or line.blanks]
    yield from _section("headings", _lines(headings, [heading(one, look.language) for one in headings], look), look)
    yield from _note("legend", look, days=found.trend_days)
    tags = weakest(found.tags)
    shown = _few(tags, FEW_TAGS, look)
    if shown:
        yield from _section("tags", _lines(shown, [tag(one, look.language) for one in shown], look), look)
        yield from _more(len(tags) - len(shown), look)
    yield from _section("misconceptions", _mistakes(found, look, unread), look)
    yield from _section("hard", _hard(found, look), look)
    yield from _section("retention", _retention(found, look), look)
    if found.missing:
        yield from _section("missing", _missing(found, look), look)


def weakest(lines: Sequence[Line]) -> list[Line]:
    """Those with graded answers, first what is most surely weak."""
    graded = [line for line in lines if line.counts.share.graded]
    return sorted(graded, key=lambda line: ((line.counts.share.interval or (0.0, 1.0))[1], line.key))


def wrong_code(hard: Hard) -> str:
    """The wrong option that was chosen most, in one line."""
    return visible_text(hard.option.code.text).replace("\n", " / ") if hard.option else ""


def why_of(hard: Hard, language: Language) -> str:
    """Why that option is wrong, as the bank says; "" if it does not."""
    if hard.option is None or hard.option.why is None:
        return ""
    return shortened(visible(hard.option.why.read(language).strip()), _LONGEST_WHY)


def forecast_days(forecast: Forecast, language: Language) -> list[tuple[str, Point]]:
    """The days of a forecast that have a name, with their names."""
    today = forecast.points[0].day
    days = {"today": today, "week": today + timedelta(days=SOON), "month": today + timedelta(days=LATER)}
    if forecast.exam:
        days["exam"] = forecast.exam
    found = [
        (say(language, f"stats.retention-{name}", day=dates.day(language, day)), forecast.on(day))
        for name, day in days.items()
    ]
    return [(name, point) for name, point in found if point is not None]


def _overview(found: Statistics, look: Look) -> Iterator[Row]:
    language, period = look.language, found.period
    yield Row(Text(say(language, "stats.title"), style.TITLE))
    scope = say(
        language,
        "stats.scope",
        since=dates.day(language, period.since),
        until=dates.day(language, period.until),
        days=period.days,
    )
    yield from prose(scope, style.FAINT)
    if found.chosen:
        yield from prose(
            say(language, "stats.scope-chosen", questions=found.questions, blanks=found.total.blanks), style.FAINT
        )
    yield GAP
    named = list(facts(found, language))
    room = max(cell_len(fact.name) for fact in named)
    for fact in named:
        lead = Text("  " + fact.name + " " * (room - cell_len(fact.name)) + "  ", style.FAINT)
        drawn = Text("" if fact.rate is None else bar(fact.rate, _BAR, look.signs) + " ", "green")
        yield Row(joined(drawn, Text(fact.text)), lead)


def _section(name: str, rows: Iterator[Row], look: Look) -> Iterator[Row]:
    yield GAP
    yield Row(Text(look.signs.rule + say(look.language, f"stats.{name}"), style.HEADING))
    yield from rows


def _note(name: str, look: Look, **parameters: object) -> Iterator[Row]:
    yield from prose(say(look.language, f"stats.{name}", **parameters), style.FAINT)


def _more(count: int, look: Look) -> Iterator[Row]:
    if count > 0:
        yield from _note("more", look, count=count)


def _few(items: Sequence[Item], few: int, look: Look) -> Sequence[Item]:
    return items if look.everything else items[:few]


def _weeks(found: Statistics, look: Look) -> Iterator[Row]:
    shares = found.total.weeks
    first = found.today - timedelta(days=found.today.weekday()) - (len(shares) - 1) * _MONDAYS
    line = Text("  ")
    line.append(spark((share.rate for share in shares), look.signs), "cyan")
    last = next((share for share in reversed(shares) if share.graded), None)
    if last is not None:
        line.append(f"  {percent(last.rate)} ({last.right}/{last.graded})")
    yield Row(line)
    digits = look.signs.steps[0] == "0"
    yield from _note(
        "scale-digits" if digits else "scale-weeks",
        look,
        first=dates.short_day(look.language, first),
        none=look.signs.gap,
    )


def _lines(lines: Sequence[Line], names: Sequence[str], look: Look) -> Iterator[Row]:
    def column(name: str, need: int = 0, *, right: bool = True) -> Column:
        return Column(say(look.language, f"stats.column-{name}"), right, need)

    columns = [
        column("name", right=False),
        Column("", right=False, need=4),
        column("accuracy"),
        column("graded"),
        column("interval", 3),
        column("trend", 2),
        column("retention", 5),
        column("time", 6),
        column("seen", 8),
        column("weeks", 7, right=False),
    ]
    rows = [_line(line, name, look) for line, name in zip(lines, names, strict=True)]
    yield from table_rows(columns, rows, look.width)


def _line(line: Line, name: str, look: Look) -> list[Text]:
    share = line.counts.share
    low, high = share.interval or (0.0, 0.0)
    direction = line.trend.direction if line.trend else Direction.UNCLEAR
    return [
        Text(name),
        Text(bar(share.rate, look.bar, look.signs) if share.rate is not None else "", "green"),
        Text(percent(share.rate), style.KEY),
        Text(f"{share.right}/{share.graded}"),
        Text(f"{round(low * 100)}-{round(high * 100)}" if share.graded else "-", style.FAINT),
        Text(trend(line.trend), {"up": style.RIGHT, "down": style.WRONG}.get(direction, style.FAINT)),
        Text(percent(line.retention)),
        Text(duration(line.counts.median, look.language)),
        Text(f"{line.seen}/{line.blanks}" if line.blanks else "-"),
        Text(spark((share.rate for share in line.weeks), look.signs), "cyan"),
    ]


def _mistakes(found: Statistics, look: Look, unread: str) -> Iterator[Row]:
    language = look.language
    if not found.mistakes:
        yield from _note("misconceptions-none", look)
    else:
        shown = _few(found.mistakes, FEW_MISTAKES, look)
        columns = [
            Column(say(language, "stats.column-name"), right=False),
            Column("", right=False, need=2),
            Column(say(language, "stats.column-rate")),
            Column(say(language, "stats.column-chosen")),
            Column(say(language, "stats.column-late", days=found.trend_days), need=4),
            Column(say(language, "stats.column-last"), need=3),
        ]
        yield from table_rows(columns, [_mistake(one, look) for one in shown], look.width)
        yield from _more(len(found.mistakes) - len(shown), look)
        yield from _note("misconceptions-note", look)
    if found.unnamed:
        yield from _note("misconceptions-unnamed", look, count=found.unnamed)
    if unread:
        yield from prose(unread, style.FAINT)


def _mistake(mistake: Mistake, look: Look) -> list[Text]:
    share = Share(mistake.chosen, mistake.offered)
    late = mistake.late
    return [
        Text(misconception(mistake.name, look.language)),
        Text(bar(share.rate or 0.0, look.bar, look.signs), "red"),
        Text(percent(share.rate), style.KEY),
        Text(f"{mistake.chosen}/{mistake.offered}"),
        Text(f"{late.right}/{late.graded}"),
        Text(str(mistake.last or "-")),
    ]


def _hard(found: Statistics, look: Look) -> Iterator[Row]:
    if not found.hard:
        yield from _note("hard-none", look)
        return
    shown = _few(found.hard, FEW_HARD, look)
    for hard in shown:
        yield from _one_hard(hard, look)
    yield from _more(len(found.hard) - len(shown), look)


def _one_hard(hard: Hard, look: Look) -> Iterator[Row]:
    language, share = look.language, hard.counts.share
    line = Text("  ")
    line.append(f"{percent(share.rate):>4} {share.right}/{share.graded}  ", style.WRONG)
    line.append(blank_name(hard), style.KEY)
    yield Row(line)
    empty = Text(" " * 4)
    if hard.option is not None:
        values = {"number": hard.option.number, "count": hard.chosen, "code": shortened(wrong_code(hard), 200)}
        yield Row(Text(say(language, "stats.hard-chosen", **values)), empty)
    notes = [misconception(hard.misconception, language) if hard.misconception else "", why_of(hard, language)]
    for note in filter(None, notes):
        yield Row(Text(note, style.FAINT), empty)


def blank_name(hard: Hard) -> str:
    """The question's id, and the label of its blank where it has several."""
    name = visible(hard.question.id)
    return name if len(hard.question.blanks) == 1 else f"{name} ({visible(hard.label)})"


def _retention(found: Statistics, look: Look) -> Iterator[Row]:
    forecast = found.forecast
    if forecast is None:
        yield from _note("retention-none", look)
        return
    names = [say(look.language, f"stats.column-{name}") for name in ("name", "seen-recall", "bank-recall")]
    columns = [Column(names[0], right=False), Column("", right=False, need=1), *map(Column, names[1:])]
    rows = [
        [
            Text(name),
            Text(bar(point.seen, look.bar, look.signs), "green"),
            Text(percent(point.seen), style.KEY),
            Text(percent(point.bank)),
        ]
        for name, point in forecast_days(forecast, look.language)
    ]
    yield from table_rows(columns, rows, look.width)
    yield from _note("retention-note", look, cards=forecast.cards)


def _missing(found: Statistics, look: Look) -> Iterator[Row]:
    shown = _few(found.missing, FEW_MISSING, look)
    for one in shown:
        text = say(
            look.language, "stats.missing-line", count=one.counts.attempts, last=dates.day(look.language, one.last)
        )
        yield Row(Text(text), Text(f"  {shortened(visible(one.question), 60)}  ", style.KEY))
    yield from _more(len(found.missing) - len(shown), look)
    yield from _note("missing-note", look)
