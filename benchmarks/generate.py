"""Makes a valid bank of any size, or changes a share of the questions of one that it has made.

    python benchmarks/generate.py FOLDER [--questions N] [--per-file N] [--seed N] [--written SHARE]
    python benchmarks/generate.py FOLDER --changed SHARE [--seed N]
    python benchmarks/generate.py FOLDER --changed-count N [--seed N]

    FOLDER/00000/part-00000.yaml      PER_FILE questions each, FILES files a folder
                 part-00001.yaml
                 …                    id: <template>-s<seed>-<number>

A question hangs on seed, number and edition alone: the same arguments give the same bytes, the first questions of a
large bank are a small bank, and nothing is kept in memory.  Changing draws a question of another edition of the same
template under the same id, so program, options or order of options are other ones; every other byte stays.

The kinds of questions are in `templates/`.  How like the built-in bank they are, `likeness.py` prints.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from templates import NAMED, TEMPLATES, WRITTEN
from templates.draw import question

HEAD = "format: 1\nquestions:\n"
FILES = 100  # in one folder
WRITTEN_SHARE = 0.1
_ENTRY = re.compile(r"^(?=  - id: )", re.MULTILINE)
_ID = re.compile(r"  - id: (?P<template>[a-z0-9-]+?)-s(?P<seed>\d+)-(?P<number>\d+)\n")
_ASKED = re.compile(r"^    (?:code|blanks|options|answer|sizes|inputs):.*(?:\n     .*)*", re.MULTILINE)
_MOST_EDITIONS = 1000


def draw(template: str, seed: int, number: int, edition: int = 0) -> str:
    """The text of one question."""
    identity = f"{template}-s{seed}-{number:06}"
    return question(TEMPLATES[template], identity, Random(f"{identity} {edition}"))


def entries(questions: int, seed: int, written: float = WRITTEN_SHARE, start: int = 0) -> Iterator[str]:
    """The texts of the questions of a bank, in their order."""
    for number in range(start, questions):
        rng = Random(f"{seed} {number}")
        own = rng.random() < written
        yield draw(rng.choice(WRITTEN if own else NAMED), seed, number)


def write_bank(folder: Path, questions: int, *, per_file: int, seed: int, written: float = WRITTEN_SHARE) -> int:
    """Writes a bank; gives its size in bytes."""
    size = 0
    texts = entries(questions, seed, written)
    for file, first in enumerate(range(0, questions, per_file)):
        path = folder / f"{file // FILES:05}" / f"part-{file:05}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            size += stream.write(HEAD)
            for _ in range(first, min(first + per_file, questions)):
                text = next(texts)
                stream.write(text)
                size += len(text.encode())
    return size


def change(folder: Path, count: int | None, share: float, seed: int) -> list[str]:
    """Draws so many questions of a bank anew, chosen by the seed; gives their ids."""
    paths = sorted(folder.rglob("*.yaml"))
    places = [
        (path, number) for path in paths for number in range(len(_ENTRY.findall(path.read_text(encoding="utf-8"))))
    ]
    wanted = round(len(places) * share) if count is None else count
    if share and count is None:
        wanted = max(wanted, 1)
    if wanted > len(places):
        raise SystemExit(f"{folder} has {len(places)} questions only")
    chosen: dict[Path, list[int]] = {}
    for place in sorted(Random(f"change {seed}").sample(range(len(places)), wanted)):
        path, number = places[place]
        chosen.setdefault(path, []).append(number)
    changed = []
    for path, numbers in chosen.items():
        head, *texts = _ENTRY.split(path.read_text(encoding="utf-8"))
        for number in numbers:
            texts[number] = another(texts[number])
            changed.append(texts[number].split("\n", 1)[0].removeprefix("  - id: "))
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(head + "".join(texts))
    return changed


def another(text: str) -> str:
    """The next edition of a question: its text after the one that is given, another program or other options."""
    known = _ID.match(text)
    if known is None or known["template"] not in TEMPLATES:
        raise SystemExit(f"no question of this generator: {text[:80].splitlines()[0]}")
    at = draw_edition(text)
    for edition in range(at + 1, at + _MOST_EDITIONS):
        found = draw(known["template"], int(known["seed"]), int(known["number"]), edition)
        if asked(found) != asked(text):
            return found
    raise SystemExit(f"{known[0].strip()}: there is no other edition")


def draw_edition(text: str) -> int:
    """Which edition a text is."""
    known = _ID.match(text)
    if known is not None:
        for edition in range(_MOST_EDITIONS):
            if draw(known["template"], int(known["seed"]), int(known["number"]), edition) == text:
                return edition
    raise SystemExit("a question was changed by hand")


def asked(text: str) -> str:
    """The part of a question that is run: all but its texts for readers."""
    return "\n".join(
        re.findall(r"^    (?:code|blanks|options|answer|sizes|inputs):.*(?:\n     .*)*", text, re.MULTILINE)
    )


def number_of(text: str) -> int:
    """A positive number, also written 10_000."""
    number = int(text.replace(",", "").replace("_", ""))
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def share_of(text: str) -> float:
    """A share: 0.01 or 1%."""
    share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError("between 0 and 1, or 0% and 100%")
    return share


def main() -> int:
    """Writes or changes a bank, and says what it did."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=number_of, default=300)
    parser.add_argument("--per-file", type=number_of, default=100, help="questions of one file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--written",
        type=share_of,
        default=WRITTEN_SHARE,
        metavar="SHARE",
        help="questions with a reference of their own",
    )
    parser.add_argument("--changed", type=share_of, metavar="SHARE", help="changes a share of the questions of a bank")
    parser.add_argument("--changed-count", type=number_of, metavar="N", help="the same, so many questions")
    given = parser.parse_args()
    if given.changed is not None or given.changed_count is not None:
        changed = change(given.folder, given.changed_count, given.changed or 0.0, given.seed)
        print(json.dumps({"changed": len(changed), "first": changed[:5]}))
        return 0
    if given.folder.exists() and any(given.folder.iterdir()):
        parser.error(f"{given.folder} is not empty")
    size = write_bank(given.folder, given.questions, per_file=given.per_file, seed=given.seed, written=given.written)
    print(json.dumps({"questions": given.questions, "bytes": size, "seed": given.seed, "written": given.written}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
