"""`exam-drill check` beside the raw loop and what else one would use: whole processes, in turn, in one run.

    python benchmarks/compare.py [--rounds N] [--slow-rounds N] [--questions N] [--banks NAME …] [--only NAME …]
                                 [--save FILE]

    round 1   raw  check  check-jobs-2  …  pytest       each from its start to its end, over the same bank
    round 2   check  check-jobs-2  …  pytest  raw       in another order, so that a slow moment meets all
    …         ratio = seconds / seconds of `raw` in the same round; median and middle half over the rounds

| name | what runs |
|---|---|
| raw | `raw.py`: compile, exec and `np.allclose` of every option on ten inputs, nothing isolated |
| raw-stop | the same, but an option ends at its first difference |
| check | `exam-drill check --jobs 1 --no-cache --trials 10`: isolated, all evidence |
| check-jobs-2 | the same with two workers |
| raw-pinned, check-pinned, check-jobs-2-pinned | the same on one core (`taskset`) |
| pytest | plain pytest, a test for each option, in one process |
| pytest-fork | the same with a fork for each test (`rivals/forking.py`) |
| interpreter | a fresh interpreter for each option |

The banks: `generated`, by `generate.py` with seed 1, a stranger's bank to `check`; and `built-in`.  What takes minutes
runs in the first `--slow-rounds` only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generate import write_bank
from measured import CHECK, RESULTS, ROOT, Quiet, Used, machine, run, spread, surroundings, table

from exam_drill.catalogue import built_in_bank

HERE = ROOT / "benchmarks"
TRIALS = 10
BUDGET = "86400"  # seconds: a stranger's bank would be left after ten minutes
BASE = {"raw-pinned": "raw-pinned", "check-pinned": "raw-pinned", "check-jobs-2-pinned": "raw-pinned"}
PINNED = ("taskset", "--cpu-list", "0")


class Contender(NamedTuple):
    """Something that checks a bank."""

    name: str
    command: Sequence[str]
    variables: Mapping[str, str]
    slow: bool = False


def contenders(bank: Path | None, base: Sequence[str] = CHECK) -> list[Contender]:
    """All of them, for a bank; None is the built-in one."""
    folder = str(bank or built_in_bank())
    python, paths = sys.executable, [folder] if bank else []
    raw = [python, str(HERE / "raw.py"), folder, "--trials", str(TRIALS)]
    check = [*base, *paths, "--no-cache", "--trials", str(TRIALS), "--budget", BUDGET, "--lang", "en"]
    plain = [
        python,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-c",
        "/dev/null",
        "--rootdir",
        str(HERE / "rivals"),
    ]
    tests = [*plain, str(HERE / "rivals" / "test_options.py")]
    alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "BENCHMARK_BANK": folder}
    return [
        Contender("raw", raw, {}),
        Contender("check", [*check, "--jobs", "1"], {}),
        Contender("check-jobs-2", [*check, "--jobs", "2"], {}),
        Contender("raw-pinned", [*PINNED, *raw], {}),
        Contender("check-pinned", [*PINNED, *check, "--jobs", "1"], {}),
        Contender("check-jobs-2-pinned", [*PINNED, *check, "--jobs", "2"], {}),
        Contender("raw-stop", [*raw, "--stop"], {}),
        Contender("pytest", tests, alone),
        Contender("pytest-fork", [*tests, "-p", "rivals.forking"], alone, slow=True),
        Contender("interpreter", [python, str(HERE / "rivals" / "fresh.py"), folder], {}, slow=True),
    ]


def measure(
    found: Sequence[Contender], variables: Mapping[str, str], rounds: int, slow_rounds: int
) -> dict[str, list[Used | None]]:
    """Runs all of them in turn; for each what it used in each round, None in rounds without it."""
    used: dict[str, list[Used | None]] = defaultdict(list)
    quick = [one for one in found if not one.slow]
    for one in quick:
        run(one.command, {**variables, **one.variables})  # byte code and the disk's cache are warm from here on
    for number in range(rounds):
        shift = number % len(found)
        for one in (*found[shift:], *found[:shift]):
            if one.slow and number >= slow_rounds:
                used[one.name].append(None)
                continue
            result = run(one.command, {**variables, **one.variables})
            used[one.name].append(result)
            print(f"  round {number + 1}: {one.name} {result.seconds:.2f} s", file=sys.stderr, flush=True)
    return used


def summed_up(used: Mapping[str, Sequence[Used | None]], blanks: Mapping[str, int]) -> list[dict[str, Any]]:
    """Medians and middle halves: seconds, computing, and both as ratios to the raw loop of the same round."""
    rows = []
    for name, runs in used.items():
        own = [one for one in runs if one is not None]
        base = used.get(BASE.get(name, "raw"), [])
        pairs = [(one, raw) for one, raw in zip(runs, base, strict=False) if one is not None and raw is not None]
        row: dict[str, Any] = {
            "name": name,
            "rounds": len(own),
            "seconds": spread([one.seconds for one in own]),
            "computing": spread([one.computing for one in own]),
            "per_option_us": spread([one.seconds / blanks["options"] * 1e6 for one in own]),
            "peak_mb": spread([one.peak for one in own]),
        }
        if pairs:
            row["to"] = BASE.get(name, "raw")
            row["ratio"] = spread([one.seconds / raw.seconds for one, raw in pairs])
            row["ratio_computing"] = spread([one.computing / raw.computing for one, raw in pairs])
        rows.append(row)
    return rows


def speedup(used: Mapping[str, Sequence[Used | None]]) -> dict[str, float] | None:
    """How many times as fast two workers are as one."""
    pairs = zip(used.get("check", ()), used.get("check-jobs-2", ()), strict=False)
    found = [one.seconds / two.seconds for one, two in pairs if one is not None and two is not None]
    return spread(found) if found else None


def counted(bank: Path | None) -> dict[str, int]:
    """What is in a bank."""
    from raw import read
    from trying import choices

    questions = blanks = options = 0
    for question in read([bank or built_in_bank()]):
        labels = [choice.label for choice in choices(question)]
        questions, blanks, options = questions + 1, blanks + len(set(labels)), options + len(labels)
    return {"questions": questions, "blanks": blanks, "options": options}


def shown(name: str, result: Mapping[str, Any]) -> str:
    """A bank's results as a table."""
    counts = result["bank"]
    rows = [["", "seconds", "to raw", "middle half", "computing", "to raw", "µs/option", "rounds"]]
    for row in result["results"]:
        ratio, work = row.get("ratio"), row.get("ratio_computing")
        rows.append(
            [
                row["name"],
                f"{row['seconds']['median']:.2f}",
                f"{ratio['median']:.2f}" if ratio else "",
                f"{ratio['low']:.2f}–{ratio['high']:.2f}" if ratio else "",
                f"{row['computing']['median']:.2f}",
                f"{work['median']:.2f}" if work else "",
                f"{row['per_option_us']['median']:.0f}",
                str(row["rounds"]),
            ]
        )
    head = f"{name}: {counts['questions']} questions, {counts['blanks']} blanks, {counts['options']} options"
    lines = [head, table(rows)]
    if result["two_workers"]:
        lines.append(f"two workers are {result['two_workers']['median']:.2f} times as fast as one")
    return "\n".join(lines)


def banks(names: Sequence[str], questions: int, folder: Path) -> Iterator[tuple[str, Path | None]]:
    """The banks that were asked for, made where they have to be."""
    if "generated" in names:
        write_bank(folder / "generated", questions, per_file=100, seed=1)
        yield "generated", folder / "generated"
    if "built-in" in names:
        yield "built-in", None


def main() -> int:
    """Measures, prints and saves."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--slow-rounds", type=int, default=1)
    parser.add_argument("--questions", type=int, default=300, help="of the generated bank")
    parser.add_argument("--banks", nargs="+", choices=("generated", "built-in"), default=("generated", "built-in"))
    parser.add_argument("--only", nargs="+", metavar="NAME", help="of the table above; raw is always there")
    parser.add_argument("--program", default=" ".join(CHECK), help="the command that is measured")
    parser.add_argument("--save", type=Path, default=RESULTS / "compare.json")
    given = parser.parse_args()
    results, quiet = {}, Quiet()
    with surroundings() as variables:
        for name, bank in banks(given.banks, given.questions, Path(variables["XDG_DATA_HOME"]).parent):
            found = contenders(bank, given.program.split())
            if given.only:
                needed = {"raw", *given.only, *(BASE.get(one, "raw") for one in given.only)}
                found = [one for one in found if one.name in needed]
            counts = counted(bank)
            used = measure(found, variables, given.rounds, given.slow_rounds)
            results[name] = {"bank": counts, "results": summed_up(used, counts), "two_workers": speedup(used)}
            print(shown(name, results[name]), end="\n\n", flush=True)
    facts = {**machine(), "others": quiet.others()}
    given.save.parent.mkdir(exist_ok=True)
    given.save.write_text(
        json.dumps({"format": 1, "machine": facts, "trials": TRIALS, "banks": results}, indent=1) + "\n",
        encoding="utf-8",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
