"""How a check was run: what was asked for, with what it was judged, and what programs were kept from, and where.

seed 0 · trials 12 · versions · 120 run, 12 from the cache
files ○ landlock, empty root      network × nothing does        nodes that differ, each with its own
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from exam_drill.i18n import table
from exam_drill.i18n.aims import aim_names
from exam_drill.quality import Receipt
from exam_drill.report.nodes import describe_node
from exam_drill.report.page_finding import definitions
from exam_drill.report.page_index import section, table_of
from exam_drill.report.page_words import both, element, fixed, said
from exam_drill.visible import visible
from exam_drill.web.frame import escaped

if TYPE_CHECKING:
    from exam_drill.checking.settings import CheckSettings
    from exam_drill.checking.summary import Node, Summary
    from exam_drill.report.writer import Start


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


class Run(NamedTuple):
    """What is known of a run beside its summary."""

    start: Start
    drawn: Drawn
    began: datetime | None


def run_facts(run: Run, summary: Summary, named: int) -> Iterator[str]:
    """With what the blanks were judged, and what their programs were kept from; of many nodes so many are `named`."""
    yield section("run")
    rows = [] if run.began is None else [("began", f"{run.began.astimezone(UTC):%Y-%m-%d %H:%M} UTC")]
    rows += [
        ("as-printed", fixed("yes" if summary.as_printed else "no")),
        ("strict", fixed("yes" if run.start.strict else "no")),
        *_asked(run.start.settings, run.drawn),
        ("versions", "<br>".join(escaped(visible(one)) for one in sorted(run.drawn.versions)) or "–"),
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
        yield from _nodes(summary.nodes, summary.here, named)


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
    return table_of(head, rows)


def _aim(aim: str) -> str:
    """The name of what programs are kept from; a node of another version may know more of that than we do."""
    return both(lambda language: aim_names([aim], language)) if _is_known(aim) else escaped(visible(aim))


def _is_known(aim: str) -> bool:
    return f"aim-{aim}" in table("doctor")


def _nodes(nodes: Sequence[Node], here: Node | None, named: int) -> Iterator[str]:
    """Each of the first nodes that differ, and in what they do."""
    yield element("h3", fixed("nodes"))
    yield said("nodes-differ", "p", "label")
    for node in nodes[:named]:
        yield _node(node, here)
    if len(nodes) > named:
        yield said("more-nodes", "p", "label", count=len(nodes) - named)


def _node(node: Node, here: Node | None) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in node.versions.items())
    rows = [
        ("versions", escaped(visible(versions))),
        ("engine", f"<code>{escaped(visible(node.engine))}</code>"),
        ("system", escaped(visible(node.system))),
    ]
    name = escaped(visible(node.name))
    differs = ""
    if here is not None and all(map(_is_known, node.not_enforced)):
        differs = both(lambda language: describe_node(node, here, language), "p")
    return f"<h4>{name}</h4>\n{differs}{definitions(rows)}{_confinement(node.enforced, node.not_enforced)}"
