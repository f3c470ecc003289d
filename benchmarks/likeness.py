"""How like the built-in bank the generated ones are: the kind and the weight of their questions.

    python benchmarks/likeness.py [--questions N] [--save FILE]

Counts what both hold, and measures what an option takes in the raw loop: computing of `raw.py` as a whole process, less
that of `raw.py` over a bank of one question, which is start-up but for that one.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generate import write_bank
from measured import RESULTS, ROOT, machine, run, surroundings, table
from raw import read
from trying import choices

from exam_drill.catalogue import built_in_bank

RAW = (sys.executable, str(ROOT / "benchmarks" / "raw.py"))
ROWS = {
    "questions": "questions",
    "blanks": "blanks of a question",
    "options": "options of a blank",
    "bytes": "bytes of a question",
    "code_lines": "lines of a program",
    "option_characters": "characters of an option",
    "written": "references written in the bank",
    "programs": "programs that are different",
    "option_us": "raw loop, µs of computing for an option",
}


def described(bank: Path) -> dict[str, float]:
    """What a bank holds."""
    questions = list(read([bank]))
    found = [choice for question in questions for choice in choices(question)]
    blanks = {(number, choice.label) for number, question in enumerate(questions) for choice in choices(question)}
    files = bank.rglob("*.yaml")
    texts = [
        option["code"] if isinstance(option, dict) else str(option)
        for question in questions
        for blank in question.get("blanks", {"": question}).values()
        for option in blank["options"]
    ]
    return {
        "questions": len(questions),
        "blanks": len(blanks) / len(questions),
        "options": len(found) / len(blanks),
        "bytes": sum(file.stat().st_size for file in files) / len(questions),
        "code_lines": statistics.mean(len(question["code"].strip().split("\n")) for question in questions),
        "option_characters": statistics.mean(map(len, texts)),
        "written": sum(not isinstance(question["reference"], str) for question in questions) / len(questions),
        "programs": len({question["code"] for question in questions}) / len(questions),
    }


def raw_cost(bank: Path, options: float, one: Path, variables: Mapping[str, str], rounds: int = 3) -> float:
    """µs of computing for an option in the raw loop: the median of some runs."""
    found = []
    run([*RAW, str(one)], variables)
    for _ in range(rounds):
        start = run([*RAW, str(one)], variables).computing
        found.append((run([*RAW, str(bank)], variables).computing - start) / options * 1e6)
    return statistics.median(found)


def cell(name: str, value: float) -> str:
    """A figure as it is shown."""
    if name in ("written", "programs"):
        return f"{value:.0%}"
    return f"{value:.2f}" if name in ("blanks", "options") else f"{value:,.0f}"


def main() -> int:
    """Counts, measures, prints and saves."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--save", type=Path, default=RESULTS / "likeness.json")
    given = parser.parse_args()
    found: dict[str, dict[str, Any]] = {}
    with surroundings() as variables:
        folder = Path(variables["XDG_DATA_HOME"]).parent
        write_bank(folder / "generated", given.questions, per_file=100, seed=1)
        write_bank(folder / "one", 1, per_file=1, seed=1)
        for name, bank in {"built-in": built_in_bank(), "generated": folder / "generated"}.items():
            found[name] = described(bank)
            options = found[name]["options"] * found[name]["blanks"] * found[name]["questions"]
            found[name]["option_us"] = raw_cost(bank, options, folder / "one", variables)
    found = {name: {key: float(f"{value:.4g}") for key, value in one.items()} for name, one in found.items()}
    given.save.parent.mkdir(exist_ok=True)
    given.save.write_text(
        json.dumps({"format": 1, "machine": machine(), "banks": found}, indent=1) + "\n", encoding="utf-8"
    )
    rows = [["", *found]]
    rows += [[said, *(cell(key, one[key]) for one in found.values())] for key, said in ROWS.items()]
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
