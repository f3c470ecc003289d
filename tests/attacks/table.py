"""The table of attacks in `docs/security.md`: what each wants, and what happened to it with the policy and without."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from attacks.base import Attack, Unproven
from attacks.every import ATTACKS, GROUPS
from attacks.matrix import THROUGH
from attacks.runner import Report

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security.md"
_BEGIN, _END = "<!-- attacks -->\n", "<!-- end of attacks -->"


def made_with() -> str:
    """What the words in the table hang on."""
    python, numpy = (".".join(version.split(".")[:2]) for version in (platform.python_version(), np.__version__))
    return f"Python {python}, NumPy {numpy}, {platform.machine()}"


def render(policy: Iterable[Report], without: Iterable[Report]) -> str:
    """All tables, from the reports of a run with the policy and of one without."""
    ends = [{report.name: report.ended for report in reports} for reports in (policy, without)]
    proven = sum(not isinstance(attack.control, Unproven) for attack in ATTACKS)
    lines = [
        f"{len(ATTACKS)} attacks in {len(GROUPS)} groups. {proven} of them are shown to reach their aim where nothing",
        "holds them; with the others that would hurt, or there is nothing to be shown.",
        "A cell tells how the attacking option ended; none reached its aim. `found right` are options that are right",
        "answers themselves and want more than that.",
        f"The table was made by `docs/make_attack_table.py` with {made_with()}; other versions may use other words.",
        "",
    ]
    for group in GROUPS:
        lines += [f"### Attacks: {group.ATTACKS[0].group}", ""]
        lines += ["| attack | what it wants | with the policy | without it |", "|---|---|---|---|"]
        lines += [_row(attack, *ends) for attack in group.ATTACKS]
        lines.append("")
    lines += ["### What gets through without a layer", "", "The policy is off, too.", ""]
    lines += ["| layer left out | what then reaches its aim | on some systems |", "|---|---|---|"]
    for layer, left_out in THROUGH.items():
        cells = (", ".join(sorted(names)) or "–" for names in (left_out.always, left_out.perhaps))
        lines.append(f"| {layer} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def read(page: str) -> str:
    """What stands between the marks of the page; ValueError if they are not there."""
    _, begin, rest = page.partition(_BEGIN)
    content, end, _ = rest.partition(_END)
    if not (begin and end):
        raise ValueError("the page has no place for the attacks")
    return content


def rows(content: str) -> Mapping[str, tuple[str, ...]]:
    """Attack -> the other cells of its row."""
    found = (re.split(r" (?<!\\)\| ", line.strip("| \n")) for line in content.splitlines() if line.startswith("| `"))
    return {name.strip("`"): tuple(cells) for name, *cells in found}


def write(policy: Iterable[Report], without: Iterable[Report]) -> None:
    """Puts the tables into the page."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page.replace(_BEGIN + read(page), _BEGIN + render(policy, without)), encoding="utf-8")


def _row(attack: Attack, policy: Mapping[str, str], without: Mapping[str, str]) -> str:
    cells = (attack.aim, *(ends.get(attack.name, "not tried") for ends in (policy, without)))
    return f"| `{attack.name}` | {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
