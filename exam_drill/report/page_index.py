"""The beginning of the page: how it ended, counts with bars, and where and with what it was run.

    3 of 132 blanks are not proven
    proven     129  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇      one row for each finding; below, one for each kind of warning
    wrong_key    3  ▏

Colours repeat what the codes beside them say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from exam_drill.i18n.aims import aim_names
from exam_drill.quality import Finding, Receipt
from exam_drill.report.page_finding import COLOURS, definitions
from exam_drill.report.page_words import both, coded, element, fixed, said
from exam_drill.visible import visible
from exam_drill.web.frame import escaped

if TYPE_CHECKING:
    from exam_drill.checking.settings import CheckSettings
    from exam_drill.checking.summary import Node, Summary
    from exam_drill.report.writer import Start

_LEAST = 0.6  # percent of a bar that stands for anything at all


@dataclass(slots=True)
class Drawn:
    """With which seeds, trials and versions blanks were proven; a question may say how many trials it wants."""

    seeds: set[int] = field(default_factory=set)
    trials: set[int] = field(default_factory=set)
    versions: set[str] = field(default_factory=set)

    def add(self, receipt: Receipt) -> None:
        """Takes in what one receipt says."""
        self.seeds.add(receipt.seed)
        self.trials.add(receipt.trials)
        self.versions.add(", ".join(f"{name} {version}" for name, version in receipt.versions.items()))


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
    return _table(head, rows, "bars")


def _table(head: str, body: str, class_: str = "") -> str:
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
    rows = "".join(f"<li><code>{escaped(visible(one))}</code></li>\n" for one in identities[:named])
    yield f'<ul class="names">\n{rows}</ul>\n'
    if len(identities) > named:
        yield said("more", "p", "label", count=len(identities) - named)


def run_facts(start: Start, summary: Summary, drawn: Drawn, began: datetime | None) -> Iterator[str]:
    """With what the blanks were judged, and what their programs were kept from."""
    yield section("run")
    rows = [] if began is None else [("began", f"{began.astimezone(UTC):%Y-%m-%d %H:%M} UTC")]
    rows += [
        ("as-printed", fixed("yes" if summary.as_printed else "no")),
        ("strict", fixed("yes" if start.strict else "no")),
        *_asked(start.settings, drawn),
        ("versions", "<br>".join(escaped(visible(one)) for one in sorted(drawn.versions)) or "–"),
        ("executed-cached", said("executed-cached-value", "span", executed=summary.executed, cached=summary.cached)),
        ("seconds", f"{summary.seconds:.1f}"),
    ]
    if summary.budget is not None:
        rows.append(("budget", f"{summary.budget:g}"))
    yield definitions(rows)
    yield element("h3", fixed("sandbox"))
    if summary.enforced is None:
        yield said("nothing-run", "p")
        return
    if summary.trusted:
        yield said("trusted", "p", "yellow")
    yield _confinement(summary.enforced, summary.unconfined or {})
    if summary.nodes:
        yield element("h3", fixed("nodes"))
        yield said("nodes-differ", "p", "label")
        yield from map(_node, summary.nodes)


def _asked(settings: CheckSettings | None, drawn: Drawn) -> Iterator[tuple[str, str]]:
    """What was asked for; where that is not known, what the receipts say."""
    trials = _range(drawn.trials)
    if settings is None:
        yield "seeds", ", ".join(map(str, sorted(drawn.seeds))) or "–"
        yield "trials", trials
        return
    yield "seeds", str(settings.seed)
    if drawn.trials <= {settings.trials}:
        yield "trials", str(settings.trials)
    else:
        yield "trials", said("trials-by-question", "span", trials=settings.trials, range=trials)
    limits = settings.limits
    sizes = {"memory": limits.memory >> 20, "output": limits.output >> 20}
    yield "limits", said("limits-value", "span", seconds=f"{limits.wall:g}", **sizes)


def _range(numbers: Iterable[int]) -> str:
    known = sorted(numbers)
    if not known:
        return "–"
    return str(known[0]) if known[0] == known[-1] else f"{known[0]}–{known[-1]}"


def _confinement(enforced: Mapping[str, tuple[str, ...]], not_enforced: Mapping[str, str]) -> str:
    rows = ""
    for aim, steps in enforced.items():
        if steps:
            held = f'<span class="green">○</span> {escaped(visible(", ".join(steps)))}'
        else:
            why = not_enforced.get(aim, "")
            held = f'<span class="red">×</span> {fixed("open")} {escaped(visible(why))}'.rstrip()
        rows += f'<tr><th scope="row">{_aim(aim)}</th><td class="words">{held}</td></tr>\n'
    head = f'<th scope="col">{fixed("kept-from")}</th><th scope="col">{fixed("kept-by")}</th>'
    return _table(head, rows)


def _aim(aim: str) -> str:
    return both(lambda language: aim_names([aim], language))


def _node(node: Node) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in node.versions.items())
    rows = [
        ("versions", escaped(visible(versions))),
        ("engine", f"<code>{escaped(visible(node.engine))}</code>"),
        ("system", escaped(visible(node.system))),
    ]
    name = escaped(visible(node.name))
    return f"<h4>{name}</h4>\n{definitions(rows)}{_confinement(node.enforced, node.not_enforced)}"
