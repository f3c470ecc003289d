"""The charts of the page: accuracy by week, answers by day, a calendar, bars by group, the forecast.

Each has axes with values, a title, a sentence for who cannot see it, and a table beside it (`page.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from exam_drill.cells import cell_len
from exam_drill.i18n import dates, say
from exam_drill.question import Language
from exam_drill.stats.calendar import YEAR, legend, month_name, weeks
from exam_drill.stats.days import monday
from exam_drill.stats.drawing import level
from exam_drill.stats.share import Share
from exam_drill.stats.statistics import Forecast, Point, Statistics
from exam_drill.stats.svg import WIDTH, Plot, drawing, element, nice_ticks, points, text, titled
from exam_drill.stats.wording import percent

_LEFT, _TOP, _RIGHT, _FOOT = 48, 28, 30, 34
_DAYS = 84  # of answers by day
_TICKS = 8
_CELL = 12.6  # of a calendar
_PERCENTS = tuple((value, f"{value}") for value in (0, 25, 50, 75, 100))


class Bar(NamedTuple):
    """A bar of a chart: a name and a share."""

    name: str
    share: Share


def weekly(found: Statistics) -> list[tuple[date, Share]]:
    """The share of each week from the first answer on, by its Monday; a year at most."""
    sums: dict[date, Share] = {}
    for day, one in found.days.items():
        first = monday(day)
        before = sums.get(first, Share())
        sums[first] = Share(before.right + one.share.right, before.graded + one.share.graded)
    return [(week, share) for week, share in sorted(sums.items()) if (found.today - week).days < 7 * YEAR]


def accuracy_chart(found: Statistics, language: Language, identity: str) -> str:
    """Accuracy by week as a line, and how sure it is as an area around it."""
    shares = [(week, share) for week, share in weekly(found) if share.graded]
    first, last = shares[0][0].toordinal(), max(shares[-1][0].toordinal(), shares[0][0].toordinal() + 7)
    plot = _plot(190, (first, last), (0, 100))
    upper, lower, middle, dots = [], [], [], []
    for week, share in shares:
        low, high = share.interval or (0.0, 1.0)
        rate, at = share.rate or 0.0, plot.x(week.toordinal())
        upper.append((at, plot.y(100 * high)))
        lower.append((at, plot.y(100 * low)))
        middle.append((at, plot.y(100 * rate)))
        words = _bar_words(dates.day(language, week), share, language)
        dots.append(titled("circle", words, cx=at, cy=plot.y(100 * rate), r=4, class_="dot"))
    body = [
        *plot.y_axis(_PERCENTS, say(language, "stats.axis-accuracy")),
        element("polygon", points=points([*upper, *reversed(lower)]), class_="band"),
        *(
            element("line", x1=x, x2=x, y1=top, y2=foot, class_="whisker")
            for (x, top), (_, foot) in zip(upper, lower, strict=True)
        ),
        element("polyline", points=points(middle), class_="line"),
        *dots,
        *plot.x_axis(_date_ticks(first, last, language, 7)),
    ]
    about = _bar_words(dates.day(language, shares[-1][0]), shares[-1][1], language)
    return drawing(identity, say(language, "stats.chart-weeks"), about, plot.top + plot.height + _FOOT, body)


def days_chart(found: Statistics, language: Language, identity: str) -> str:
    """Answers by day as bars, of the last twelve weeks."""
    last = found.today.toordinal()
    first = max(last - _DAYS + 1, 1)
    counts = {day.toordinal(): one.attempts for day, one in found.days.items() if day.toordinal() >= first}
    ticks = nice_ticks(max(counts.values(), default=1))
    plot = _plot(130, (first - 0.5, last + 0.5), (0, ticks[-1]))
    wide = plot.width / _DAYS
    bars = []
    for day, count in counts.items():
        words = say(language, "stats.day-value", day=dates.day(language, date.fromordinal(day)), attempts=count)
        place = {"x": plot.x(day) - wide * 0.4, "y": plot.y(count), "width": wide * 0.8}
        bars.append(titled("rect", words, **place, height=plot.y(0) - plot.y(count), class_="bar"))
    body = [
        *plot.y_axis([(tick, str(tick)) for tick in ticks], say(language, "stats.axis-answers")),
        *bars,
        *plot.x_axis(_date_ticks(first, last, language, 1)),
    ]
    about = say(language, "stats.about-days", count=sum(counts.values()), days=len(counts))
    return drawing(identity, say(language, "stats.chart-days"), about, plot.top + plot.height + _FOOT, body)


def calendar_chart(found: Statistics, language: Language, identity: str) -> str:
    """The last year, a column for each week; digits tell what the colours tell."""
    left, top = 34.0, 20.0
    body = []
    for place in range(7):
        words = dates.weekday(language, place)
        body.append(text(left - 6, top + _CELL * place + 10, words, "end", "small"))
    before = 0
    shown = weeks(found.days, found.today, YEAR)
    for column, week in enumerate(shown):
        x = left + _CELL * column
        if week.monday.month != before and column < len(shown) - 2:
            beginning = before == 0 and shown[min(column + 2, len(shown) - 1)].monday.month != week.monday.month
            if not beginning:
                body.append(text(x, top - 7, month_name(week.monday, language), "start", "small"))
        before = week.monday.month
        for place, (day, count) in enumerate(zip(week.days, week.counts, strict=False)):
            words = say(language, "stats.day-value", day=dates.day(language, day), attempts=count or 0)
            y = top + _CELL * place
            degree = level(count or 0)
            body.append(titled("rect", words, x=x, y=y, width=11, height=11, rx=2, class_=f"day l{degree}"))
            if degree:
                body.append(text(x + 5.5, y + 8.8, str(degree), "middle", f"digit on{degree}"))
    body.append(text(left, top + 7 * _CELL + 18, legend(language), "start", "small"))
    about = say(
        language, "stats.about-days", count=sum(day.attempts for day in found.days.values()), days=len(found.days)
    )
    return drawing(identity, say(language, "stats.chart-calendar"), about, top + 7 * _CELL + 28, body)


def bars_chart(bars: Sequence[Bar], title: str, language: Language, identity: str, class_: str = "bar") -> str:
    """A bar for each group, with its share, its counts and its interval as a whisker."""
    left, row, top = 250.0, 26.0, 18.0
    plot = Plot(left, top, WIDTH - left - 96, row * len(bars), (0, 100), (0, 1))
    body = []
    for value, said in _PERCENTS:
        x = plot.x(value)
        body.append(element("line", x1=x, x2=x, y1=top, y2=top + plot.height, class_="grid"))
        body.append(text(x, top + plot.height + 18, f"{said}%", "middle"))
    for place, (name, share) in enumerate(bars):
        y = top + row * place
        low, high = share.interval or (0.0, 0.0)
        rate = share.rate or 0.0
        words = _bar_words(name, share, language)
        body.append(text(left - 10, y + 17, _clipped(name, 34), "end", "name"))
        body.append(
            titled("rect", words, x=plot.x(0), y=y + 5, width=plot.x(100 * rate) - plot.x(0), height=16, class_=class_)
        )
        if share.graded:
            middle = y + 13
            body.append(
                element("line", x1=plot.x(100 * low), x2=plot.x(100 * high), y1=middle, y2=middle, class_="whisker")
            )
            for end in (low, high):
                x = plot.x(100 * end)
                body.append(element("line", x1=x, x2=x, y1=middle - 4, y2=middle + 4, class_="whisker"))
        said = f"{percent(share.rate)} {share.right}/{share.graded}"
        body.append(text(plot.x(100) + 10, y + 17, said, "start", "value"))
    about = "; ".join(_bar_words(name, share, language) for name, share in bars[:3])
    return drawing(identity, title, about, top + plot.height + 30, body)


def forecast_chart(forecast: Forecast, language: Language, identity: str) -> str:
    """What is recalled day by day, of the blanks seen and of the whole bank, up to the exam."""
    first, last = forecast.points[0].day.toordinal(), forecast.points[-1].day.toordinal()
    plot = _plot(190, (first, last), (0, 100))
    body = plot.y_axis(_PERCENTS, say(language, "stats.axis-recall"))
    if forecast.exam:
        x = plot.x(forecast.exam.toordinal())
        body.append(element("line", x1=x, x2=x, y1=plot.top, y2=plot.top + plot.height, class_="exam"))
        words = say(language, "stats.retention-exam", day=dates.short_day(language, forecast.exam))
        body.append(text(x - 6, plot.top + plot.height - 8, words, "end", "value"))
    seen, bank = (say(language, f"stats.column-{name}-recall") for name in ("seen", "bank"))
    body += _curve(forecast, plot, lambda point: point.seen, "", seen, language)
    body += _curve(forecast, plot, lambda point: point.bank, " second", bank, language)
    body += plot.x_axis(_date_ticks(first, last, language, 1))
    end = forecast.points[-1]
    about = say(language, "stats.chart-point", day=dates.day(language, end.day), rate=percent(end.seen))
    return drawing(identity, say(language, "stats.chart-retention"), about, plot.top + plot.height + _FOOT, body)


def _curve(
    forecast: Forecast, plot: Plot, share: Callable[[Point], float], class_: str, name: str, language: Language
) -> list[str]:
    """A line with its dots and its name, which stands below it if it is the second one."""
    places = [(plot.x(point.day.toordinal()), plot.y(100 * share(point))) for point in forecast.points]
    dots = []
    for (x, y), point in zip(places, forecast.points, strict=True):
        day, rate = dates.day(language, point.day), percent(share(point))
        words = f"{name} {say(language, 'stats.chart-point', day=day, rate=rate)}"
        dots.append(titled("circle", words, cx=x, cy=y, r=2.5, class_=f"dot{class_}"))
    left, top = places[0]
    label = text(left + 8, top + (18 if class_ else -8), name, "start", "value")
    return [element("polyline", points=points(places), class_=f"line{class_}"), *dots, label]


def _plot(height: float, xs: tuple[float, float], ys: tuple[float, float]) -> Plot:
    return Plot(_LEFT, _TOP, WIDTH - _LEFT - _RIGHT, height, xs, ys)


def _date_ticks(first: int, last: int, language: Language, unit: int) -> list[tuple[float, str]]:
    """Some days from the first to the last one, at whole numbers of units."""
    steps = max((last - first) // unit, 1)
    step = -(-steps // _TICKS) * unit
    return [(day, dates.short_day(language, date.fromordinal(day))) for day in range(first, last + 1, step)]


def _bar_words(name: str, share: Share, language: Language) -> str:
    low, high = map(percent, share.interval or (None, None))
    values = {"rate": percent(share.rate), "right": share.right, "graded": share.graded, "low": low, "high": high}
    return say(language, "stats.chart-bar", name=name, **values)


def _clipped(name: str, cells: int) -> str:
    """As much of a name as has room."""
    if cell_len(name) <= cells:
        return name
    kept = name
    while cell_len(kept) >= cells:
        kept = kept[:-1]
    return kept + "…"
