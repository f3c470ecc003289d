"""The beginning of the page: how it ended, counts with bars, what was left out.

    3 of 132 blanks are not proven
    proven     129  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇      one row for each finding; below, one for each kind of warning
    wrong_key    3  ▏

Colours repeat what the codes beside them say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING

from exam_drill.quality import Finding
from exam_drill.report.page_finding import COLOURS, definitions
from exam_drill.report.page_words import coded, fixed, placed, said
from exam_drill.visible import visible
from exam_drill.web.frame import escaped

if TYPE_CHECKING:
    from exam_drill.checking.summary import Summary

_LEAST = 0.6  # percent of a bar that stands for anything at all


def status(summary: Summary) -> str:
    """In a sentence: is everything proven?"""
    proven = summary.findings.get(Finding.PROVEN, 0)
    unproven = sum(summary.findings.values()) - proven
    counts = {"unproven": unproven, "proven": proven, "blanks": proven, "warnings": summary.warnings}
    if not unproven + proven:
        return said("status-nothing", "p", "status")
    if unproven:
        mark, colour, name = "×", "red", "status-unproven"
    elif summary.problems or summary.left_out.questions:
        mark, colour, name = "!", "yellow", "status-incomplete"
    elif summary.warnings:
        mark, colour, name = "!", "yellow", "status-warnings"
    else:
        mark, colour, name = "○", "green", "status-proven"
    return f'<p class="status"><span class="{colour}">{mark}</span> {said(name, "span", "", **counts)}</p>\n'


def contents(parts: Iterable[tuple[str, int | None]]) -> str:
    """Links to the parts of the index, with how many there are of each."""
    links = [f'<a href="#{name}">{fixed(name)}{"" if count is None else f" ({count})"}</a>' for name, count in parts]
    name = f'<span class="label" id="contents">{fixed("contents")}</span>'
    return "\n".join(['<nav aria-labelledby="contents">', name, *links, "</nav>\n"])


def counts(summary: Summary, warnings: Mapping[str, int]) -> Iterator[str]:
    """A table of how often each finding was made and each warning was given, with bars."""
    yield section("counts")
    findings = {str(Finding.PROVEN): 0, **{str(finding): count for finding, count in summary.findings.items()}}
    yield _bars("finding", findings, sum(findings.values()))
    if warnings:
        yield _bars("warning", warnings, max(sum(findings.values()), *warnings.values()))
    yield definitions(
        [
            ("questions", str(summary.questions)),
            ("blanks", str(summary.blanks)),
            ("options-judged", str(summary.options)),
            ("mistakes", str(len(summary.problems))),
        ]
    )


def section(name: str, count: int | None = None) -> str:
    """The heading of a part of the index, with how many there are of what it has."""
    return f'<h2 id="{name}">{fixed(name)}{"" if count is None else f" ({count})"}</h2>\n'


def _bars(name: str, found: Mapping[str, int], whole: int) -> str:
    rows = "".join(
        f'<tr><th scope="row">{coded(code, f"{_colour(code)} b")}</th><td class="number">{count}</td>'
        f'<td class="number">{_share(count, whole)}</td><td>{_bar(count, whole, _colour(code))}</td></tr>\n'
        for code, count in found.items()
    )
    head = f'<th scope="col">{fixed(name)}</th><th scope="col" class="number">{fixed("number")}</th>'
    head += f'<th scope="col" class="number">{fixed("share")}</th><td></td>'
    return table_of(head, rows, "bars")


def table_of(head: str, body: str, class_: str = "") -> str:
    """A table that scrolls by itself where it is wider than the page."""
    named = f' class="{class_}"' if class_ else ""
    inner = f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n"
    return f'<div class="scroll" tabindex="0">\n<table{named}>\n{inner}</table>\n</div>\n'


def _colour(code: str) -> str:
    return COLOURS.get(code, "yellow")


def _share(count: int, whole: int) -> str:
    """Rounded, but never to 0 % or 100 % what is neither."""
    percent = 100 * count / (whole or 1)
    if 0 < percent < 0.1:
        return "<0.1%".replace("<", "&lt;")
    return f"{min(percent, 99.9) if count < whole else percent:.1f}%".replace(".0%", "%")


def _bar(count: int, whole: int, colour: str) -> str:
    width = max(100 * count / (whole or 1), _LEAST if count else 0)
    return (
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="{colour}" width="{width:.2f}" height="8"/></svg>'
    )


def left_out(summary: Summary, named: int) -> Iterator[str]:
    """What was not judged, and why."""
    if not summary.left_out.questions:
        return
    identities = summary.left_out.questions
    yield section("left-out", len(identities))
    values = {"seconds": f"{summary.budget or 0:g}", "questions": len(identities), "blanks": summary.left_out.blanks}
    yield said("left-out-why", "p", "", **values)
    if summary.resumable:
        yield said("resumable", "p")
    places = [f" {placed(place)}" for place in summary.left_out.places[:named]]
    rows = "".join(
        f"<li><code>{escaped(visible(one))}</code>{place}</li>\n"
        for one, place in zip_longest(identities[:named], places, fillvalue="")
    )
    yield f'<ul class="names">\n{rows}</ul>\n'
    if len(identities) > named:
        yield said("more", "p", "label", count=len(identities) - named)
