"""The pictures of `docs/performance.md`: each contender beside the raw loop, and how `check` grows.

    comparison   a row for each contender on a logarithmic axis: a dot for each bank, a line for its middle half
    scaling      four charts: cost of a question, memory, workers, changed questions

They stand by themselves in a page that knows nothing of them, so each has its own style, light or dark as the reader's
system is, and its own ground.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from exam_drill.stats.svg import WIDTH, Plot, element, points, text

LABELS = {
    "raw": "raw loop",
    "raw-stop": "raw loop, early stop",
    "check": "check --jobs 1",
    "check-jobs-2": "check --jobs 2",
    "pytest": "pytest, one process",
    "pytest-fork": "pytest, a fork an option",
    "interpreter": "an interpreter an option",
}
BANKS = {"generated": "a", "built-in": "b"}  # class of its dots
_STYLE = """
svg { font: 13px system-ui, sans-serif; }
.ground { fill: #fff; } text { fill: #24292f; } .axis { fill: #57606a; font-size: 12px; } .name { font-weight: 600; }
.grid { stroke: #d8dee4; } .foot { stroke: #57606a; } .goal { stroke: #bc4c00; stroke-dasharray: 5 4; }
.goal-name { fill: #bc4c00; font-size: 12px; } .value { stroke: #fff; stroke-width: 4; paint-order: stroke; }
.line { fill: none; stroke: #0969da; stroke-width: 2; }
.a { fill: #0969da; stroke: #0969da; } .b { fill: #8250df; stroke: #8250df; } .whisker { stroke-width: 2; }
.ideal { fill: none; stroke: #57606a; stroke-dasharray: 2 3; }
@media (prefers-color-scheme: dark) {
.ground { fill: #0d1117; } .value { stroke: #0d1117; } text { fill: #e6edf3; } .axis { fill: #9198a1; }
.grid { stroke: #30363d; } .foot, .ideal { stroke: #9198a1; } .goal { stroke: #f0883e; } .goal-name { fill: #f0883e; }
.line { stroke: #58a6ff; } .a { fill: #58a6ff; stroke: #58a6ff; } .b { fill: #bc8cff; stroke: #bc8cff; }
}
"""
_LEFT, _RIGHT, _TOP, _ROW = 200, 70, 72, 30
_GOAL = 1.3


def picture(title: str, about: str, height: float, body: Iterable[str]) -> str:
    """A whole file: what it shows for who cannot see it, its style, its ground, its body."""
    return (
        element(
            "svg",
            element("title", title),
            element("desc", about),
            f"<style>{_STYLE}</style>\n",
            element("rect", width=WIDTH, height=height, rx=6, class_="ground"),
            "\n",
            "\n".join(body),
            "\n",
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {WIDTH} {height:g}",
            role="img",
        )
        + "\n"
    )


def comparison(found: Mapping[str, Any], otter: Mapping[str, Any] | None) -> str:
    """Contenders by ratio to the raw loop; the pinned ones are left to the table."""
    rows: dict[str, dict[str, Mapping[str, float]]] = {
        label: {
            bank: row["ratio"]
            for bank, result in found["banks"].items()
            for row in result["results"]
            if row["name"] == name
        }
        for name, label in LABELS.items()
    }
    if otter is not None:
        rows["otter run an option"] = {"generated": otter["ratio"]}
    rows = {label: dots for label, dots in rows.items() if dots}
    values = [value for dots in rows.values() for ratio in dots.values() for value in ratio.values()]
    low, high = min(0.5, *values), 10 ** math.ceil(math.log10(max(values) * 1.1))
    height = _TOP + _ROW * len(rows) + 40
    plot = Plot(
        _LEFT, _TOP, WIDTH - _LEFT - _RIGHT, _ROW * len(rows), (math.log10(low), math.log10(high)), (len(rows), 0)
    )
    body = [text(16, 26, "Seconds of whole processes as a ratio to the raw loop", class_="name")]
    for place, bank in enumerate(found["banks"]):
        body += [element("circle", cx=24 + 130 * place, cy=44, r=5, class_=BANKS[bank])]
        body += [text(34 + 130 * place, 48, f"{bank} bank", class_="axis")]
    for tick in _decades(low, high):
        at = plot.x(math.log10(tick))
        body.append(element("line", x1=at, x2=at, y1=plot.top, y2=plot.top + plot.height, class_="grid"))
        body.append(text(at, plot.top + plot.height + 20, f"{tick:,} ×", "middle"))
    at = plot.x(math.log10(_GOAL))
    body.append(element("line", x1=at, x2=at, y1=plot.top - 6, y2=plot.top + plot.height, class_="goal"))
    body.append(text(at + 5, plot.top - 4, f"goal for check --jobs 1: {_GOAL} ×", class_="goal-name"))
    for number, (label, dots) in enumerate(rows.items()):
        middle = plot.y(number + 0.5)
        body.append(text(_LEFT - 12, middle + 4, label, "end", "label"))
        for place, (bank, ratio) in enumerate(dots.items()):
            y = middle + (place - (len(dots) - 1) / 2) * 10
            body += _dot(plot, ratio, y, BANKS[bank])
        furthest = max(ratio["high"] for ratio in dots.values())
        said = " · ".join(_short(ratio["median"]) for ratio in dots.values())
        body.append(text(plot.x(math.log10(furthest)) + 12, middle + 4, said, class_="axis value"))
    about = "; ".join(
        f"{label}, {bank} bank: {_short(ratio['median'])}"
        for label, dots in rows.items()
        for bank, ratio in dots.items()
    )
    return picture("Ratios to the raw loop", about, height, body)


def _dot(plot: Plot, ratio: Mapping[str, float], y: float, class_: str) -> list[str]:
    low, median, high = (plot.x(math.log10(ratio[name])) for name in ("low", "median", "high"))
    whisker = element("line", x1=low, x2=high, y1=y, y2=y, class_=f"whisker {class_}")
    return [whisker, element("circle", cx=median, cy=y, r=5, class_=class_)]


def _decades(low: float, high: float) -> list[int]:
    return [10**size for size in range(8) if low <= 10**size <= high]


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def scaling(found: Mapping[str, Any]) -> str:
    """Four charts, those that were measured."""
    charts: list[Callable[[float, float], list[str]]] = []
    if "sizes" in found:
        part = found["sizes"]
        cost = [(row["questions"], row["ratio"]["median"] if "ratio" in row else 1.0) for row in part["rows"]]
        memory = [(row["questions"], row["peak_mb"]["median"]) for row in part["rows"]]
        name = f"Seconds of a question, × in a bank of {part['base']:,}"
        charts.append(lambda x, y: _chart(x, y, name, cost, goal=(1.15, "1.15 ×")))
        charts.append(lambda x, y: _chart(x, y, "Memory of the parent, MB", memory, goal=(300, "300 MB")))
    if "changes" in found:
        part = found["changes"]
        first = part["first"]["seconds"]
        shares = [(max(row["changed"], 0.1), 100 * row["seconds"]["median"] / first) for row in part["rows"]]
        named = f"Changed of {part['questions']:,} questions: % of a first run"
        charts.append(lambda x, y: _chart(x, y, named, shares, first="0"))
    if "jobs" in found:
        rows = found["jobs"]["rows"]
        fast = [(row["jobs"], row["speedup"]["median"]) for row in rows]
        charts.append(lambda x, y: _chart(x, y, "Workers: times as fast as one", fast, linear=True))
    body: list[str] = []
    for place, chart in enumerate(charts):
        body += chart(16 + 356 * (place % 2), 18 + 220 * (place // 2))
    height = 18 + 220 * math.ceil(len(charts) / 2)
    return picture("How check grows", "; ".join(_told(found)), height, body)


def _told(found: Mapping[str, Any]) -> Iterable[str]:
    """The charts in words."""
    for row in found.get("sizes", {}).get("rows", ()):
        each, memory = row["per_question_ms"]["median"], row["peak_mb"]["median"]
        yield f"{row['questions']:,} questions: {each:.3g} ms each, {memory:.0f} MB"
    for row in found.get("jobs", {}).get("rows", ()):
        yield f"{row['jobs']} workers: {row['speedup']['median']:.3g} times as fast"
    for row in found.get("changes", {}).get("rows", ()):
        yield f"{row['changed']:,} changed: {row['seconds']['median']:.3g} s"


def _chart(
    left: float,
    top: float,
    name: str,
    places: Sequence[tuple[float, float]],
    *,
    goal: tuple[float, str] | None = None,
    first: str | None = None,
    linear: bool = False,
) -> list[str]:
    """A line through some places; the axis from left to right is logarithmic unless `linear`.

    `first` is what the first place is called, where its value cannot stand on such an axis.
    """
    scale: Callable[[float], float] = float if linear else math.log10
    ends = scale(places[0][0]), scale(places[-1][0])
    values = [value for _, value in places] + ([goal[0]] if goal else []) + ([at for at, _ in places] if linear else [])
    most = max(values) * 1.15
    plot = Plot(left + 46, top + 30, 270, 130, ends if ends[0] < ends[1] else (ends[0] - 1, ends[0] + 1), (0, most))
    step = _step(most)
    ticks = [(step * number, f"{step * number:g}") for number in range(int(most / step) + 1)]
    body = [text(left, top + 10, name, class_="name")]
    body += plot.y_axis(ticks, "")[:-1]
    body += plot.x_axis(
        [(scale(at), first if first and not number else f"{at:,.0f}") for number, (at, _) in enumerate(places)]
    )
    if goal:
        y = plot.y(goal[0])
        body.append(element("line", x1=plot.left, x2=plot.left + plot.width, y1=y, y2=y, class_="goal"))
        body.append(text(plot.left + plot.width, y - 5, f"goal: {goal[1]}", "end", "goal-name"))
    if linear:
        ideal = [(plot.x(at), plot.y(at)) for at, _ in places]
        body.append(element("polyline", points=points(ideal), class_="ideal"))
    drawn = [(plot.x(scale(at)), plot.y(value)) for at, value in places]
    body.append(element("polyline", points=points(drawn), class_="line"))
    return body + [element("circle", cx=x, cy=y, r=4, class_="a") for x, y in drawn]


def _step(most: float) -> float:
    """The distance of ticks: 1, 2 or 5 times a power of ten, at most five of them."""
    lead = 10.0 ** math.floor(math.log10(most / 5))
    return next(lead * times for times in (1, 2, 5, 10) if most / (lead * times) <= 5)
