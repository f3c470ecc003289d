"""Statistics as one page: charts, the tables behind them, and what they mean, in both languages.

    facts ─ figure(chart, <details> table) × 7 ─ hard questions ─ what is not in the bank

No script and nothing fetched (`exam_drill.web.frame`); light, dark, and on paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from exam_drill.i18n import dates, say
from exam_drill.question import LANGUAGES, Language
from exam_drill.stats.charts import (
    Bar,
    accuracy_chart,
    bars_chart,
    calendar_chart,
    days_chart,
    forecast_chart,
    weekly,
)
from exam_drill.stats.overview import facts
from exam_drill.stats.page_sheet import STYLE
from exam_drill.stats.screen import blank_name, forecast_days, weakest, why_of, wrong_code
from exam_drill.stats.share import Share
from exam_drill.stats.statistics import Hard, Line, Mistake, Statistics
from exam_drill.stats.wording import duration, heading, misconception, percent, tag, trend
from exam_drill.visible import visible
from exam_drill.web.frame import escaped, framed

_MOST_BARS = 20


class Table(NamedTuple):
    """A table: the names of its columns and its rows."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def page(found: Statistics, first: Language, unread: str = "") -> str:
    """The whole page; the language of `first` is seen at first."""
    mains = {language: "".join(_main(found, language, unread)) for language in LANGUAGES}
    title = say(first, "stats.page-title", day=dates.day(first, found.today))
    return framed(title, mains, STYLE, first)


def _main(found: Statistics, language: Language, unread: str) -> Iterator[str]:
    def said(name: str, **parameters: object) -> str:
        return say(language, f"stats.{name}", **parameters)

    period = found.period
    since, until = dates.day(language, period.since), dates.day(language, period.until)
    yield f"<h1>{escaped(said('title'))}</h1>\n"
    yield _note(said("scope", since=since, until=until, days=period.days))
    if found.chosen:
        yield _note(said("scope-chosen", questions=found.questions, blanks=found.total.blanks))
    rows = "".join(f"<dt>{escaped(fact.name)}</dt><dd>{escaped(fact.text)}</dd>\n" for fact in facts(found, language))
    yield f'<dl class="facts">\n{rows}</dl>\n'
    if weekly(found) and any(share.graded for _, share in weekly(found)):
        yield _section(said("weeks"))
        yield _figure(accuracy_chart(found, language, f"{language}-weeks"), _weeks(found, language), language)
    if found.days:
        yield _section(said("calendar"))
        yield _figure(calendar_chart(found, language, f"{language}-year"), None, language)
        yield _figure(days_chart(found, language, f"{language}-days"), _days(found, language), language)
    headings = [(heading(line, language), line) for line in found.headings if line.counts.attempts or line.blanks]
    yield _section(said("headings"))
    yield from _group("headings", headings, language)
    yield _note(said("legend", days=found.trend_days))
    tags = [(tag(line, language), line) for line in weakest(found.tags)]
    if tags:
        yield _section(said("tags"))
        yield from _group("tags", tags, language)
    yield _section(said("misconceptions"))
    yield from _mistakes(found, language)
    if found.unnamed:
        yield _note(said("misconceptions-unnamed", count=found.unnamed))
    if unread:
        yield _note(unread)
    yield _section(said("hard"))
    yield _hard(found.hard, language) if found.hard else _note(said("hard-none"))
    yield _section(said("retention"))
    yield from _retention(found, language)
    if found.missing:
        yield _section(said("missing"))
        shown = [
            (visible(one.question), str(one.counts.attempts), percent(one.counts.share.rate), str(one.last))
            for one in found.missing
        ]
        names = [said(f"column-{name}") for name in ("question", "answers", "accuracy", "last")]
        yield _table(Table(names, shown))
        yield _note(said("missing-note"))


def _group(name: str, lines: Sequence[tuple[str, Line]], language: Language) -> Iterator[str]:
    bars = [Bar(title, line.counts.share) for title, line in lines if line.counts.share.graded][:_MOST_BARS]
    table = _lines(lines, language)
    if bars:
        title = say(language, f"stats.chart-{name}")
        yield _figure(bars_chart(bars, title, language, f"{language}-{name}"), table, language)
    else:
        yield _table(table)


def _lines(lines: Sequence[tuple[str, Line]], language: Language) -> Table:
    columns = ("name", "accuracy", "graded", "interval", "trend", "retention", "time", "seen")
    rows = []
    for name, line in lines:
        share = line.counts.share
        low, high = share.interval or (0.0, 0.0)
        rows.append(
            (
                name,
                percent(share.rate),
                f"{share.right}/{share.graded}",
                f"{percent(low)}-{percent(high)}" if share.graded else "-",
                trend(line.trend),
                percent(line.retention),
                duration(line.counts.median, language),
                f"{line.seen}/{line.blanks}" if line.blanks else "-",
            )
        )
    return Table([say(language, f"stats.column-{name}") for name in columns], rows)


def _weeks(found: Statistics, language: Language) -> Table:
    columns = [say(language, f"stats.column-{name}") for name in ("week", "accuracy", "graded", "interval")]
    rows = []
    for week, share in reversed(weekly(found)):
        low, high = share.interval or (None, None)
        interval = f"{percent(low)}-{percent(high)}" if share.graded else "-"
        rows.append((str(week), percent(share.rate), f"{share.right}/{share.graded}", interval))
    return Table(columns, rows)


def _days(found: Statistics, language: Language) -> Table:
    columns = [say(language, f"stats.column-{name}") for name in ("day", "answers", "accuracy", "time")]
    rows = [
        (str(day), str(one.attempts), percent(one.share.rate), duration(one.seconds, language))
        for day, one in sorted(found.days.items(), reverse=True)
    ]
    return Table(columns, rows)


def _mistakes(found: Statistics, language: Language) -> Iterator[str]:
    if not found.mistakes:
        yield _note(say(language, "stats.misconceptions-none"))
        return
    bars = [Bar(misconception(one.name, language), Share(one.chosen, one.offered)) for one in found.mistakes]
    late = say(language, "stats.column-late", days=found.trend_days)
    names = [say(language, f"stats.column-{name}") for name in ("name", "rate", "chosen")]
    table = Table(
        [*names, late, say(language, "stats.column-last"), say(language, "stats.column-option")],
        [_mistake(one, language) for one in found.mistakes],
    )
    title, identity = say(language, "stats.chart-misconceptions"), f"{language}-misconceptions"
    yield _figure(bars_chart(bars[:_MOST_BARS], title, language, identity, "bar wrong"), table, language)
    yield _note(say(language, "stats.misconceptions-note"))


def _mistake(one: Mistake, language: Language) -> tuple[str, ...]:
    places = ", ".join(f"{place.question} ({place.label}) {place.number}" for place in one.places)
    return (
        misconception(one.name, language),
        percent(Share(one.chosen, one.offered).rate),
        f"{one.chosen}/{one.offered}",
        f"{one.late.right}/{one.late.graded}",
        str(one.last or "-"),
        places,
    )


def _hard(found: Sequence[Hard], language: Language) -> str:
    items = []
    for hard in found:
        share = hard.counts.share
        parts = [
            f'<p><strong class="wrong">{percent(share.rate)} {share.right}/{share.graded}</strong> '
            f"<strong>{escaped(blank_name(hard))}</strong></p>\n"
        ]
        if hard.option is not None:
            values = {"number": hard.option.number, "count": hard.chosen, "code": ""}
            parts.append(f"<p>{escaped(say(language, 'stats.hard-chosen', **values))}")
            parts.append(f"<code>{escaped(wrong_code(hard))}</code></p>\n")
        if hard.misconception:
            parts.append(f"<p>{escaped(misconception(hard.misconception, language))}</p>\n")
        why = why_of(hard, language)
        if why:
            parts.append(f"<p>{escaped(why)}</p>\n")
        items.append(f"<li>{''.join(parts)}</li>\n")
    return f'<ol class="hard">\n{"".join(items)}</ol>\n'


def _retention(found: Statistics, language: Language) -> Iterator[str]:
    if found.forecast is None:
        yield _note(say(language, "stats.retention-none"))
        return
    columns = [say(language, f"stats.column-{name}") for name in ("day", "seen-recall", "bank-recall")]
    named = [(name, percent(p.seen), percent(p.bank)) for name, p in forecast_days(found.forecast, language)]
    rows = [(str(point.day), percent(point.seen), percent(point.bank)) for point in found.forecast.points]
    yield _table(Table(columns, named))
    chart = forecast_chart(found.forecast, language, f"{language}-retention")
    yield _figure(chart, Table(columns, rows), language)
    yield _note(say(language, "stats.retention-note", cards=found.forecast.cards))


def _section(title: str) -> str:
    return f"<h2>{escaped(title)}</h2>\n"


def _note(text: str) -> str:
    return f'<p class="label">{escaped(text)}</p>\n'


def _figure(chart: str, table: Table | None, language: Language) -> str:
    """A chart, and the table behind it for who would rather read."""
    details = ""
    if table is not None:
        summary = escaped(say(language, "stats.as-table"))
        details = f"<details>\n<summary>{summary}</summary>\n{_table(table)}</details>\n"
    return f'<figure>\n<div class="chart" tabindex="0">{chart}</div>\n{details}</figure>\n'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escaped(name)}</th>' for name in table.head)
    rows = "".join(
        f'<tr><th scope="row">{escaped(row[0])}</th>{"".join(f"<td>{escaped(cell)}</td>" for cell in row[1:])}</tr>\n'
        for row in table.rows
    )
    return (
        f'<div class="scroll" tabindex="0">\n<table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
