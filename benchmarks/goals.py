"""The goals of the batch check, and which of them the results reach; tables and numbers as the page has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

BUSY = 0.05  # share of the machine that others used: above it, seconds tell nothing about a goal


def goals(found: Mapping[str, Mapping[str, Any]]) -> str:
    """Each goal of the batch check, with what was measured; none is reached or missed while others were at work."""
    comparison, scaling = found.get("compare", {}), found.get("scaling", {})
    banks = comparison.get("banks", {})
    sizes, changes = scaling.get("sizes", {}), scaling.get("changes", {})
    largest = next((row for row in rows_of(scaling, "sizes") if row["questions"] == 100_000), {})
    unchanged = next((row for row in rows_of(scaling, "changes") if row["changed"] == 0), {})
    if changes.get("questions") != 10_000:
        unchanged = {}
    if sizes.get("base") != 1_000:
        largest = {**largest, "ratio": None}
    wanted: list[tuple[str, float | None, float, bool, str, Mapping[str, Any]]] = [
        (
            f"seconds of `check --jobs 1` to the raw loop, {name} bank",
            ratio_of(banks, name),
            1.3,
            False,
            "×",
            comparison,
        )
        for name in ("generated", "built-in")
    ]
    workers = _median(banks.get("generated", {}).get("two_workers"))
    wanted += [
        ("two workers, times as fast as one", workers, 1.7, True, "×", comparison),
        ("10,000 questions of which none changed", _median(unchanged.get("seconds")), 5, False, " s", changes),
        ("cost of a question in 100,000 to that in 1,000", _median(largest.get("ratio")), 1.15, False, "×", sizes),
    ]
    rows = [goal(*one) for one in wanted]
    # What others do takes no memory of ours.
    memory = _median(largest.get("peak_mb"))
    rows.append(goal("memory of the parent with 100,000 questions", memory, 300, False, " MB", {}))
    return markdown(["what", "goal", "measured", "reached"], rows)


def goal(
    what: str, median: float | None, bound: float, at_least: bool, unit: str, measured: Mapping[str, Any]
) -> list[str]:
    """The row of one goal."""
    said = f"at {'least' if at_least else 'most'} {bound:g}{unit}"
    if median is None:
        return [what, said, "not measured", ""]
    if is_busy(measured):
        return [what, said, f"{number(median)}{unit}", "open: others were at work"]
    return [
        what,
        said,
        f"{number(median)}{unit}",
        "yes" if (median >= bound if at_least else median <= bound) else "no",
    ]


def is_busy(measured: Mapping[str, Any]) -> bool:
    """Whether others used so much of the machine that its seconds tell little."""
    return bool(measured.get("machine", {}).get("others", 0) > BUSY)


def ratio_of(banks: Mapping[str, Any], name: str) -> float | None:
    """The median ratio of the isolated check to the raw loop on a bank."""
    rows = banks.get(name, {}).get("results", ())
    return _median(next((row.get("ratio") for row in rows if row["name"] == "check"), None))


def rows_of(scaling: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """The rows of a part, none if it was not measured."""
    rows: Sequence[Mapping[str, Any]] = scaling.get(name, {}).get("rows", ())
    return rows


def _median(values: Mapping[str, float] | None) -> float | None:
    return None if values is None else values["median"]


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column is text."""
    lines = [f"| {' | '.join(head)} |", f"|---|{'--:|' * (len(head) - 1)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def number(value: float) -> str:
    """Three digits, no more than two behind the point."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
