"""How `exam-drill check` grows: with the questions of a bank, with workers, with the share of questions that changed.

    python benchmarks/scaling.py [--parts sizes jobs changes] [--short]
                                 [--sizes N …] [--base N] [--jobs N …] [--jobs-of N] [--changes-of N] [--rounds N]
                                 [--changed N …] [--banks FOLDER]

sizes     banks of 10² to 10⁵ questions, one worker, no cache: cost of a question against that in a bank of `--base`,
          which is run before and after each of them; the parent's memory at its highest
jobs      one bank, 1 to N workers, in turn: how many times as fast as one
changes   one bank with a cache: nothing changed, one question, 1 %, 10 %, all of them; as many must be executed

`--short` is all of it with small banks in about a minute on an idle machine.  Parts that are not run keep their figures
in the file of results.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generate import change, write_bank
from measured import CHECK, RESULTS, FailedError, Quiet, Used, machine, run, spread, surroundings, table

TRIALS = "10"
BUDGET = "86400"
PER_FILE = 100
SHORT = {"sizes": [100, 300], "base": 100, "jobs_of": 150, "changes_of": 300, "rounds": 1}


@dataclass(frozen=True, slots=True)
class Bench:
    """What all parts need: the command, its variables, a folder for banks, and one for those that will be changed."""

    program: Sequence[str]
    variables: Mapping[str, str]
    folder: Path
    passing: Path

    def bank(self, questions: int, *, to_change: bool = False) -> Path:
        """A bank of this size; made when it is first asked for."""
        path = (self.passing if to_change else self.folder) / f"{'changing' if to_change else 'bank'}-{questions}"
        if not path.exists():
            write_bank(path, questions, per_file=PER_FILE, seed=1)
        return path

    def check(self, bank: Path, *arguments: str) -> tuple[Used, Mapping[str, Any]]:
        """One run as a stream of JSON lines, and the summary at its end."""
        always = ("--format", "jsonl", "--trials", TRIALS, "--budget", BUDGET, "--lang", "en")
        used = run([*self.program, str(bank), *always, *arguments], self.variables)
        summary = json.loads(used.output.rstrip("\n").rsplit("\n", 1)[-1])
        if summary.get("type") != "summary":
            raise FailedError(f"the report does not end with a summary: {summary}")
        tell(f"{bank.name} {' '.join(arguments)}: {used.seconds:.2f} s")
        return used, summary


def tell(words: str) -> None:
    """Says how far it is."""
    print(f"  {words}", file=sys.stderr, flush=True)


def sizes(bench: Bench, given: argparse.Namespace) -> dict[str, Any]:
    """Cost of a question and memory of the parent, by the size of the bank."""
    alone = ("--jobs", "1", "--no-cache")
    base = bench.bank(given.base)
    bench.check(base, *alone)  # the disk and the byte code are warm from here on
    bases = [bench.check(base, *alone)[0]]
    runs: dict[int, list[tuple[Used, Used, Used]]] = {}
    for size in sorted(set(given.sizes) - {given.base}):
        for _ in range(max(1, min(given.rounds, given.rounds * 10 * given.base // size))):
            used, _ = bench.check(bench.bank(size), *alone)
            bases.append(bench.check(base, *alone)[0])
            runs.setdefault(size, []).append((bases[-2], used, bases[-1]))
    rows = [_size_row(given.base, bases)]
    for size, found in runs.items():
        row = _size_row(size, [used for _, used, _ in found])
        for name, take in (("ratio", _seconds), ("ratio_computing", _computing)):
            row[name] = spread(
                [take(one) / size / ((take(before) + take(after)) / 2 / given.base) for before, one, after in found]
            )
        rows.append(row)
    return {"base": given.base, "rows": sorted(rows, key=lambda row: int(row["questions"]))}


def _seconds(used: Used) -> float:
    return used.seconds


def _computing(used: Used) -> float:
    return used.computing


def _size_row(size: int, found: Sequence[Used]) -> dict[str, Any]:
    return {
        "questions": size,
        "rounds": len(found),
        "seconds": spread([one.seconds for one in found]),
        "computing": spread([one.computing for one in found]),
        "per_question_ms": spread([one.seconds / size * 1e3 for one in found]),
        "peak_mb": spread([one.peak for one in found]),
    }


def jobs(bench: Bench, given: argparse.Namespace) -> dict[str, Any]:
    """Seconds by the number of workers, and how many times as fast as with one."""
    bank = bench.bank(given.jobs_of)
    counts = sorted({1, *given.jobs})
    bench.check(bank, "--jobs", "1", "--no-cache")
    found: dict[int, list[Used]] = {count: [] for count in counts}
    for number in range(given.rounds):
        for count in counts if number % 2 == 0 else reversed(counts):
            found[count].append(bench.check(bank, "--jobs", str(count), "--no-cache")[0])
    rows = [
        {
            "jobs": count,
            "rounds": given.rounds,
            "seconds": spread([one.seconds for one in used]),
            "computing": spread([one.computing for one in used]),
            "peak_mb": spread([one.peak for one in used]),
            "speedup": spread([one.seconds / own.seconds for one, own in zip(found[1], used, strict=True)]),
        }
        for count, used in found.items()
    ]
    return {"questions": given.jobs_of, "rows": rows}


def changes(bench: Bench, given: argparse.Namespace) -> dict[str, Any]:
    """Seconds of a run with a cache by the number of questions that changed since the last one."""
    bank, total = bench.bank(given.changes_of, to_change=True), int(given.changes_of)
    first, summary = bench.check(bank)
    _executed(summary, total)
    counts = sorted(set(given.changed or (0, 1, max(total // 100, 1), max(total // 10, 1), total)))
    found: dict[int, list[Used]] = {count: [] for count in counts}
    for number in range(given.rounds):
        for count in counts:
            if count:
                change(bank, count, 0.0, seed=number * total + count)
            used, summary = bench.check(bank)
            _executed(summary, count)
            found[count].append(used)
    rows = [
        {
            "changed": count,
            "rounds": given.rounds,
            "seconds": spread([one.seconds for one in used]),
            "computing": spread([one.computing for one in used]),
            "peak_mb": spread([one.peak for one in used]),
        }
        for count, used in found.items()
    ]
    return {"questions": total, "first": {"seconds": first.seconds, "computing": first.computing}, "rows": rows}


def _executed(summary: Mapping[str, Any], wanted: int) -> None:
    found = summary["summary"].get("executed") if "summary" in summary else summary.get("executed")
    if found != wanted:
        raise FailedError(f"{found} questions were executed where {wanted} had changed")


PARTS: Mapping[str, Callable[[Bench, argparse.Namespace], dict[str, Any]]] = {
    "sizes": sizes,
    "jobs": jobs,
    "changes": changes,
}


def shown(name: str, part: Mapping[str, Any]) -> str:
    """A part's figures as a table."""
    key = {"sizes": "questions", "jobs": "jobs", "changes": "changed"}[name]
    extra = {"sizes": "ratio", "jobs": "speedup", "changes": None}[name]
    head = {"sizes": f"cost of a question to that of {part.get('base')}", "jobs": "times as fast"}.get(name, "")
    rows = [[key, "seconds", "computing", "MB", head]]
    for row in part["rows"]:
        figures = [f"{row[field]['median']:.2f}" for field in ("seconds", "computing")]
        last = f"{row[extra]['median']:.2f}" if extra in row else ""
        rows.append([f"{row[key]:,}", *figures, f"{row['peak_mb']['median']:.0f}", last])
    of = f" of {part['questions']:,} questions" if "questions" in part else ""
    return f"{name}{of}\n{table(rows)}"


def main() -> int:
    """Measures, prints and saves."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--parts", nargs="+", choices=tuple(PARTS), default=list(PARTS))
    parser.add_argument("--short", action="store_true", help="small banks, one round")
    parser.add_argument("--sizes", nargs="+", type=int, default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--base", type=int, default=1_000)
    parser.add_argument("--jobs", nargs="+", type=int, default=list(range(1, machine()["cores"] + 1)))
    parser.add_argument("--jobs-of", type=int, default=1_000)
    parser.add_argument("--changes-of", type=int, default=10_000)
    parser.add_argument("--changed", nargs="+", type=int, help="how many questions change from run to run")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--banks", type=Path, help="a folder in which banks stay for another time")
    parser.add_argument("--program", default=" ".join(CHECK), help="the command that is measured")
    parser.add_argument("--save", type=Path, default=RESULTS / "scaling.json")
    given = parser.parse_args()
    if given.short:
        vars(given).update(SHORT)
    kept: dict[str, Any] = {"format": 1}
    if given.save.exists():
        kept = json.loads(given.save.read_text(encoding="utf-8"))
    with surroundings() as variables:
        passing = Path(variables["XDG_DATA_HOME"]).parent
        bench = Bench(given.program.split(), variables, given.banks or passing, passing)
        for name in given.parts:
            quiet = Quiet()
            found = PARTS[name](bench, given)
            facts = {**machine(), "others": quiet.others()}
            kept[name] = {"machine": facts, "trials": int(TRIALS), **found}
            print(shown(name, kept[name]), end="\n\n", flush=True)
            given.save.parent.mkdir(exist_ok=True)
            given.save.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
