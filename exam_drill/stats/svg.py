"""Drawings as SVG within a page: elements, scales and axes; every text is escaped where it is written.

    Plot(left, top, width, height) ─ x(…), y(…) ─▶ places within the drawing
    element("rect", x=1, class_="bar") ─▶ <rect x="1" class="bar"/>

Colours are classes of the page's style sheet, so that a drawing is light or dark as the page is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from exam_drill.web.frame import escaped

WIDTH = 720  # units of a drawing; it is as wide as the page lets it be


def element(name: str, *children: str, **attributes: float | str) -> str:
    """An element; `class_` is its class, underscores are hyphens, numbers are short."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def text(x: float, y: float, words: str, anchor: str = "start", class_: str = "axis") -> str:
    """Words at a place."""
    return element("text", escaped(words), x=x, y=y, text_anchor=anchor, class_=class_)


def titled(name: str, title: str, **attributes: float | str) -> str:
    """An element that tells what it is when it is pointed at."""
    return element(name, element("title", escaped(title)), **attributes)


def points(places: Iterable[tuple[float, float]]) -> str:
    """Places as the points of a line or an area."""
    return " ".join(f"{_value(x)},{_value(y)}" for x, y in places)


def drawing(identity: str, title: str, about: str, height: float, body: Iterable[str]) -> str:
    """A whole drawing with its title and what it shows, for who cannot see it; `identity` is unique in the page."""
    return element(
        "svg",
        element("title", escaped(title), id=f"{identity}-title"),
        element("desc", escaped(about), id=f"{identity}-about"),
        "\n",
        "\n".join(body),
        viewBox=f"0 0 {WIDTH} {_value(height)}",
        role="img",
        aria_labelledby=f"{identity}-title {identity}-about",
    )


class Plot(NamedTuple):
    """The rectangle of a chart within its drawing, and the ranges of its axes."""

    left: float
    top: float
    width: float
    height: float
    xs: tuple[float, float]
    ys: tuple[float, float]

    def x(self, value: float) -> float:
        """Where a value lies from left to right."""
        return self.left + self.width * (value - self.xs[0]) / ((self.xs[1] - self.xs[0]) or 1)

    def y(self, value: float) -> float:
        """Where a value lies from top to bottom."""
        return self.top + self.height * (1 - (value - self.ys[0]) / ((self.ys[1] - self.ys[0]) or 1))

    def y_axis(self, ticks: Sequence[tuple[float, str]], name: str) -> list[str]:
        """Lines across the chart, with their values at the left, and what is counted above."""
        right = self.left + self.width
        lines = [
            element("line", x1=self.left, x2=right, y1=self.y(at), y2=self.y(at), class_="grid") for at, _ in ticks
        ]
        words = [text(self.left - 8, self.y(at) + 4, said, "end") for at, said in ticks]
        return [*lines, *words, text(self.left, self.top - 12, name)]

    def x_axis(self, ticks: Sequence[tuple[float, str]]) -> list[str]:
        """The line below the chart, with marks and their values."""
        foot = self.top + self.height
        line = element("line", x1=self.left, x2=self.left + self.width, y1=foot, y2=foot, class_="foot")
        marks = [element("line", x1=self.x(at), x2=self.x(at), y1=foot, y2=foot + 5, class_="foot") for at, _ in ticks]
        return [line, *marks, *(text(self.x(at), foot + 20, said, "middle") for at, said in ticks)]


def nice_ticks(most: float) -> list[int]:
    """At most six whole numbers from 0 to at least `most`, at steps of 1, 2, 5, 10, 20, 50, …"""
    steps = (lead * 10**size for size in range(20) for lead in (1, 2, 5))
    step = next(step for step in steps if most / step <= 5)
    return list(range(0, int(-(-max(most, 1) // step)) * step + 1, step))


def _value(value: float | str) -> str:
    if isinstance(value, str):
        return escaped(value)
    return f"{value:.1f}".removesuffix(".0")
