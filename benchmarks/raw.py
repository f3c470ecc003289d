"""The raw loop: every option of a bank compiled, executed and compared by `np.allclose`, in one process.

    python benchmarks/raw.py [PATH …] [--trials N] [--stop]

    YAML ─ CSafeLoader ─▶ question ─ trying.py ─▶ for each option: compile ─ exec ─▶ call × 10 ─ np.allclose ─▶ matching

What one would write who trusts the bank and needs only to know which options match: nothing is isolated, limited,
diagnosed, located or measured, and there is one verdict a blank.  It is the measure for what all of that costs, so it
does the same work (the inputs of `exam_drill.cases`, the reference once for each of them, every option on all of
them) in the plainest way, and is neither slowed nor tuned.  `--stop` leaves an option at its first difference.

One thing it cannot see: that an option changes its arguments otherwise than the reference does.  Prints a line for
each blank whose matching options are not just the published one, and how many there are; exit code 1 if there is any.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from trying import TRIALS, choices, matches, prepare

from exam_drill.catalogue import built_in_bank


def read(paths: Sequence[Path]) -> Iterator[Mapping[str, Any]]:
    """The questions of a bank as plain data, file by file."""
    for path in paths:
        for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
            with file.open(encoding="utf-8") as stream:
                yield from yaml.load(stream, Loader=yaml.CSafeLoader)["questions"]


def verdicts(
    paths: Sequence[Path], trials: int = TRIALS, stop: bool = False
) -> Iterator[tuple[str, str, int, list[int]]]:
    """For each blank the id of its question, its label, the published answer and the options that match."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for question in read(paths):
            task = prepare(question, trials)
            found: dict[str, tuple[int, list[int]]] = {}
            for choice in choices(question):
                _, matching = found.setdefault(choice.label, (choice.published, []))
                if matches(task, choice.program, stop):
                    matching.append(choice.number)
            for label, (published, matching) in found.items():
                yield question["id"], label, published, matching


def main() -> int:
    """Tries all options and tells which keys do not hold."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--trials", type=int, default=TRIALS)
    parser.add_argument("--stop", action="store_true", help="leaves an option at its first difference")
    given = parser.parse_args()
    blanks = wrong = 0
    for identity, label, published, matching in verdicts(given.paths or [built_in_bank()], given.trials, given.stop):
        blanks += 1
        if matching != [published]:
            wrong += 1
            print(f"{identity} ({label}): published {published}, matching {matching}")
    print(f"{blanks} blanks, {wrong} of them not as published")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
