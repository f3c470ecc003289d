"""Writes the figures of `docs/performance.md` and its pictures from `benchmarks/results/*.json`.

    python benchmarks/report.py [--check]

    results/compare.json  ─┐                       ┌─▶ docs/performance.md: what stands between the marks of a name
    results/scaling.json  ─┼─ blocks() ─ tables ───┤
    results/likeness.json ─┤                       └─▶ docs/pictures/performance-*.svg
    results/otter.json    ─┘

All figures of the page come from here, so it says what was measured, and is refreshed by one command after a
measurement.  `--check` writes nothing; exit code 1 if page or pictures are not what would be written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pictures
from goals import goals, is_busy, markdown, number
from likeness import ROWS, cell
from measured import RESULTS, ROOT

PAGE = ROOT / "docs" / "performance.md"
PICTURES = ROOT / "docs" / "pictures"
NAMES = {
    "raw": "the raw loop",
    "raw-stop": "the raw loop, an option left at its first difference",
    "check": "`check --jobs 1`",
    "check-jobs-2": "`check --jobs 2`",
    "raw-pinned": "the raw loop, one core",
    "check-pinned": "`check --jobs 1`, one core",
    "check-jobs-2-pinned": "`check --jobs 2`, one core",
    "pytest": "pytest, one process",
    "pytest-fork": "pytest, a fork for each option",
    "interpreter": "a fresh interpreter for each option",
}
NOTHING = "*Not measured yet.*"

Results = Mapping[str, Mapping[str, Any]]


def results(folder: Path = RESULTS) -> Results:
    """All files of results, by name."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


def blocks(found: Results) -> dict[str, str]:
    """What the page says between the marks of each name."""
    scaling = found.get("scaling", {})
    return {
        "goals": goals(found),
        "machine": machine(found),
        "likeness": likeness(found.get("likeness")),
        "compare": compare(found.get("compare")),
        "otter": otter(found.get("otter")),
        "sizes": sizes(scaling.get("sizes")),
        "jobs": jobs(scaling.get("jobs")),
        "changes": changes(scaling.get("changes")),
    }


def written(page: str, found: Results) -> str:
    """The page with its figures; ValueError if the marks of a name are not there."""
    for name, text in blocks(found).items():
        begin, end = f"<!-- {name}: written by benchmarks/report.py -->\n", f"<!-- end of {name} -->"
        before, rest = page.split(begin)
        _, after = rest.split(end)
        page = f"{before}{begin}{text}\n{end}{after}"
    return page


def machine(found: Results) -> str:
    """What the figures were measured on, and whether others were at work; a line for each machine."""
    measured = {
        "the comparison": found.get("compare", {}),
        **{f"part `{name}`": part for name, part in found.get("scaling", {}).items() if name != "format"},
        "otter-grader": found.get("otter", {}),
    }
    lines: dict[str, list[str]] = {}
    for name, result in measured.items():
        facts = result.get("machine")
        if facts is None:
            continue
        versions = ", ".join(f"{package} {version}" for package, version in sorted(facts["versions"].items()))
        busy = f"others used {facts['others']:.0%} of it meanwhile" if is_busy(result) else "nothing else at work"
        line = (
            f"{facts['cpu']}, {facts['cores']} cores, {facts['memory_gb']} GB, Linux {facts['kernel']}, "
            f"Python {facts['python']}, {versions}; {busy}."
        )
        lines.setdefault(line, []).append(name)
    return "\n".join(f"- {', '.join(names)}: {line}" for line, names in lines.items()) or NOTHING


def likeness(found: Mapping[str, Any] | None) -> str:
    """Generated questions beside those of the built-in bank."""
    if found is None:
        return NOTHING
    banks = found["banks"]
    return markdown(
        ["", *banks], [[said, *(cell(key, one[key]) for one in banks.values())] for key, said in ROWS.items()]
    )


def compare(found: Mapping[str, Any] | None) -> str:
    """A table for each bank, and the picture."""
    if found is None:
        return NOTHING
    parts = ["![What takes how long, beside the raw loop](pictures/performance-compare.svg)"]
    for name, bank in found["banks"].items():
        counts = bank["bank"]
        parts.append(
            f"The {name} bank: {counts['questions']} questions, {counts['blanks']} blanks, {counts['options']} options."
        )
        rows = []
        for row in bank["results"]:
            ratio, work = row["ratio"], row["ratio_computing"]
            rows.append([NAMES[row["name"]], middle(ratio), middle(work), str(row["rounds"])])
        parts.append(markdown(["", "seconds, × raw", "computing, × raw", "rounds"], rows))
        if bank["two_workers"]:
            parts.append(f"Two workers: {middle(bank['two_workers'])} times as fast as one.")
    return "\n\n".join(parts)


def otter(found: Mapping[str, Any] | None) -> str:
    """What otter-grader takes for an option."""
    if found is None:
        return NOTHING
    version = found["machine"]["versions"]["otter-grader"]
    return (
        f"Otter-grader {version}, `otter run` for one option: {middle(found['ratio'])} × the raw loop in seconds, "
        f"{middle(found['ratio_computing'])} × in computing ({found['options']} options)."
    )


def sizes(found: Mapping[str, Any] | None) -> str:
    """How cost and memory grow with the bank."""
    if found is None:
        return NOTHING
    rows = []
    for row in found["rows"]:
        ratio, work = row.get("ratio"), row.get("ratio_computing")
        cells = [middle(ratio) if ratio else "1", middle(work) if work else "1", f"{row['peak_mb']['median']:.0f} MB"]
        rows.append([f"{row['questions']:,}", *cells, str(row["rounds"])])
    head = ["questions", f"seconds of one, × in {found['base']:,}", "computing of one", "parent's memory", "rounds"]
    return markdown(head, rows)


def jobs(found: Mapping[str, Any] | None) -> str:
    """How many times as fast several workers are."""
    if found is None:
        return NOTHING
    first = found["rows"][0]["computing"]["median"]
    rows = [
        [
            str(row["jobs"]),
            middle(row["speedup"]),
            number(row["computing"]["median"] / first),
            f"{row['peak_mb']['median']:.0f} MB",
            str(row["rounds"]),
        ]
        for row in found["rows"]
    ]
    head = ["workers", "times as fast as one", "computing, × one", "parent's memory", "rounds"]
    return f"A bank of {found['questions']:,} questions.\n\n{markdown(head, rows)}"


def changes(found: Mapping[str, Any] | None) -> str:
    """What a run with a cache takes by what has changed, and the picture of all parts."""
    if found is None:
        return NOTHING
    first = found["first"]
    rows = [
        [
            f"{row['changed']:,}",
            f"{row['seconds']['median']:.1f} s",
            f"{row['seconds']['median'] / first['seconds']:.1%}",
            f"{row['computing']['median'] / first['computing']:.1%}",
            str(row["rounds"]),
        ]
        for row in found["rows"]
    ]
    head = ["changed and executed", "seconds", "of the first run's", "computing, of the first run's", "rounds"]
    picture = "![How check grows](pictures/performance-scaling.svg)"
    return f"A bank of {found['questions']:,} questions.\n\n{markdown(head, rows)}\n\n{picture}"


def middle(values: Mapping[str, float]) -> str:
    """A median with its middle half, where there is one."""
    if values["low"] == values["high"]:
        return number(values["median"])
    return f"{number(values['median'])} ({number(values['low'])}–{number(values['high'])})"


def drawn(found: Results) -> dict[Path, str]:
    """The pictures, as far as there are figures for them."""
    made = {}
    if "compare" in found:
        made[PICTURES / "performance-compare.svg"] = pictures.comparison(found["compare"], found.get("otter"))
    if "scaling" in found:
        made[PICTURES / "performance-scaling.svg"] = pictures.scaling(found["scaling"])
    return made


def main() -> int:
    """Writes page and pictures, or looks whether they are what would be written."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="writes nothing, tells what is out of date")
    given = parser.parse_args()
    found = results()
    wanted = {PAGE: written(PAGE.read_text(encoding="utf-8"), found), **drawn(found)}
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{'out of date' if given.check else 'written'}: {path.relative_to(ROOT)}")
        if not given.check:
            path.write_text(wanted[path], encoding="utf-8", newline="\n")
    return 1 if stale and given.check else 0


if __name__ == "__main__":
    sys.exit(main())
