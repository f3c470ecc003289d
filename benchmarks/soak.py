"""Judges very many options in one process, a tenth of them hostile, and looks whether anything grows or stays behind.

    python benchmarks/soak.py [OPTIONS] [--seed SEED] [--wall SECONDS]

OPTIONS is 20000 unless it is said; they are the options of generated questions, four each.  A tenth of the questions
are judged with the syntax policy off, so that their hostile options meet the kernel.  Each finding is known from the
way in which its question was made: proven, wrong key, ambiguous, or no match where all four options are hostile.

At the start, at every tenth and at the end it prints what is used, and it ends with exit code 1 and a line for each
thing that is wrong:

findings     a finding, or the verdict on an honest option, is not what it must be, or a hostile option matches
memory       this process, or the largest process below it, has 30 MB more than after the first tenth
descriptors  this process has more of them open than before, a child that waits for its job aside
processes    more are below this one than before, a waiting child aside, or one is left when all is closed
files        something is in the folder for temporary files, which is a new one

Linux only: it reads /proc.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from soak_questions import Item, items

from exam_drill.evaluate import Evaluator, Settings
from exam_drill.quality import judge_question
from exam_drill.sandbox import Layer, Limits, Sandbox
from exam_drill.verdict import VerdictKind

GROWTH = 30  # megabytes
_SETTINGS = Settings(trials=6)
_PATIENCE = 5.0  # seconds for what was ended to be gone
_PROBES = 10


# ── a question ──


def mistakes(item: Item, evaluator: Evaluator) -> tuple[list[str], dict[int, VerdictKind]]:
    """Judges a question: what is wrong with its findings, and the verdicts' kinds."""
    blank = judge_question(evaluator.evaluate(item.question)).blanks[0]
    if blank.failure is not None:
        return [f"{item.question.id}: {blank.failure.fault} failed: {blank.failure.code}"], {}
    found = []
    if blank.finding is not item.finding:
        found.append(f"{item.question.id}: {blank.finding} instead of {item.finding}")
    kinds = {verdict.number: verdict.kind for verdict in blank.verdicts}
    for number, kind in kinds.items():
        if number in item.right:
            good = kind is VerdictKind.MATCHES
        elif number in item.hostile:
            good = kind is not VerdictKind.MATCHES
        else:
            good = kind in (VerdictKind.DIFFERS, VerdictKind.RAISES)
        if not good:
            what = item.hostile.get(number, "right" if number in item.right else "wrong")
            found.append(f"{item.question.id}: option {number} ({what}) {kind}")
    return found, kinds


# ── what is used ──


@dataclass(frozen=True, slots=True)
class Usage:
    """What this process and those below it use."""

    parent: float  # megabytes
    below: tuple[float, ...]  # megabytes of each process, the largest first
    descriptors: int


def usage() -> Usage:
    """What is used now."""
    sizes = sorted((_resident(pid) for pid in descendants()), reverse=True)
    sizes = [size for size in sizes if size]  # one without memory is about to be gone
    return Usage(_resident(os.getpid()), tuple(sizes), len(os.listdir("/proc/self/fd")))


def descendants() -> set[int]:
    """All processes below this one that have not ended."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path("/proc", name, "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(name)] = int(fields[1])
    found = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {os.getpid()}


def _resident(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)


def growth(first: Usage, flat: Usage, now: Usage) -> list[str]:
    """What is more than it may be: descriptors and processes than at `first`, memory than when it was `flat`."""
    found = []
    if now.parent > flat.parent + GROWTH:
        found.append(f"memory: this process has {now.parent:.0f} MB, after the first tenth {flat.parent:.0f}")
    if now.below[:1] > (max(flat.below[:1], default=0.0) + GROWTH,):
        found.append(f"memory: a process has {now.below[0]:.0f} MB, after the first tenth {flat.below[0]:.0f}")
    if now.descriptors > first.descriptors:
        found.append(f"descriptors: {now.descriptors} instead of {first.descriptors}")
    if len(now.below) > len(first.below):
        found.append(f"processes: {len(now.below)} instead of {len(first.below)}")
    return found


def settled(good: Callable[[Usage], bool]) -> Usage:
    """What is used as soon as it is good, or else after some patience: what was ended is gone a moment later."""
    end = time.monotonic() + _PATIENCE
    while not good(now := usage()) and time.monotonic() < end:
        time.sleep(0.02)
    return now


# ── the run ──


def soak(options: int, seed: int, wall: float, folder: Path) -> list[str]:
    """Judges the options and prints what is used; what is wrong."""
    begun, nothing = time.monotonic(), usage()
    limits = Limits(wall=wall, memory=128 << 20, output=1 << 20)
    bare = Limits(wall=wall, memory=128 << 20, output=1 << 20, layers=frozenset(Layer) - {Layer.POLICY})
    wrong: list[str] = []
    kinds: Counter[tuple[str, str]] = Counter()
    with Sandbox(limits) as usual, Sandbox(bare) as kernel:
        evaluators = {False: Evaluator(usual, _SETTINGS), True: Evaluator(kernel, _SETTINGS)}
        first = _first(evaluators)
        print_row(0, begun, first)
        flat, done, marks = first, 0, iter(range(1, 11))
        mark = next(marks)
        queue = items(options, seed, str(folder))
        following = next(queue, None)
        while following is not None:
            item, following = following, next(queue, None)
            if following is not None and following.bare is item.bare:
                evaluators[item.bare].expect(following.question)
            found, verdicts = mistakes(item, evaluators[item.bare])
            wrong += _told(found)
            kinds.update((item.hostile[number], str(verdicts.get(number, "failed"))) for number in item.hostile)
            done += 4
            if done >= mark * options / 10 or following is None:
                now = settled(lambda one: not growth(first, one, one))
                print_row(done, begun, now)
                flat = now if mark == 1 else flat
                wrong += _told(growth(first, flat, now) + _files(folder))
                mark = next(marks, 11)
    after = settled(lambda one: len(one.below) <= len(nothing.below))
    print_row(done, begun, after, "closed")
    if len(after.below) > len(nothing.below) or after.descriptors > nothing.descriptors:
        wrong += _told([f"after closing: {len(after.below)} processes, {after.descriptors} descriptors"])
    wrong += _told(_files(folder))
    hostile = kinds.total()
    print(f"{done} options, {hostile} of them hostile: {_summary(kinds)}")
    return wrong


def _first(evaluators: dict[bool, Evaluator]) -> Usage:
    """The most that is used after a plain question: one child is at work on the next, another waits for its job."""
    most = usage()
    plain = [item for item in items(4000, 0, "") if not item.hostile][: 2 * _PROBES]
    for number, item in enumerate(plain):
        evaluator = evaluators[number % 2 == 0]
        for following in plain[number + 2 : number + 3]:
            evaluator.expect(following.question)
        wrong, _ = mistakes(item, evaluator)
        if wrong:
            raise SystemExit(f"before anything hostile: {'; '.join(wrong)}")
        time.sleep(0.02)
        now = usage()
        most = Usage(now.parent, max(most.below, now.below, key=len), max(most.descriptors, now.descriptors))
    return most


def _files(folder: Path) -> list[str]:
    return [f"files: {path.name!r} is left" for path in folder.iterdir()]


def _told(found: list[str]) -> list[str]:
    for line in found:
        print(f"WRONG {line}", flush=True)
    return found


def _summary(kinds: Counter[tuple[str, str]]) -> str:
    endings = Counter[str]()
    for (_, ending), count in kinds.items():
        endings[ending] += count
    return ", ".join(f"{count} {ending}" for ending, count in sorted(endings.items()))


def print_row(done: int, begun: float, now: Usage, note: str = "") -> None:
    """One line of the table."""
    below = " ".join(f"{size:.0f}" for size in now.below) or "0"
    used = (
        f"parent {now.parent:4.0f} MB, {now.descriptors} descriptors   below it {len(now.below)} processes: {below} MB"
    )
    print(f"{done:6} options {time.monotonic() - begun:6.0f} s   {used} {note}".rstrip(), flush=True)


def main() -> int:
    """Reads the command line, runs, and tells."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("options", nargs="?", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--wall", type=float, default=0.5, metavar="SECONDS")
    chosen = parser.parse_args()
    if not os.path.isdir("/proc/self/fd"):
        parser.error("this needs Linux: what is used is read from /proc")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)  # so that nothing but the lockdown keeps a program from it
        os.environ["TMPDIR"] = tempfile.tempdir = name
        wrong = soak(chosen.options, chosen.seed, chosen.wall, folder)
        tempfile.tempdir = None
    print(f"{len(wrong)} WRONG" if wrong else "all right")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
