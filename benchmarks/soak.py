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
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from exam_drill.evaluate import Evaluator, Settings
from exam_drill.quality import Finding, judge_question
from exam_drill.question import Blank, Code, NamedReference, Option, Place, Question, Reference, WrittenReference
from exam_drill.sandbox import Layer, Limits, Sandbox
from exam_drill.verdict import VerdictKind

GROWTH = 30  # megabytes
_SETTINGS = Settings(trials=6)
_BARE_SHARE = 0.1  # of the questions
_PATIENCE = 5.0  # seconds for what was ended to be gone
_PROBES = 10


# ── questions ──


@dataclass(frozen=True, slots=True)
class Family:
    """A function that can be written rightly and wrongly in many ways; `K` stands for a number that is drawn."""

    inputs: dict[str, str]
    reference: str  # an expression; or, if `named`, the reference's full name
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    named: bool = False


FAMILIES = (
    Family(
        {"x": "N M"},
        "2 * x + K",
        ("2 * x + K", "K + x * 2", "np.add(x + x, K)", "x - (-K) + x"),
        ("2 * x", "3 * x + K", "(2 * x + K).T", "(2 * x + K).sum()", "[2 * x + K]", "2 * x + K + 1e-3", "x[5, 5]"),
    ),
    Family(
        {"x": "N D", "w": "D H", "b": "H"},
        "x @ w + b * K",
        ("x @ w + b * K", "np.dot(x, w) + K * b", "np.einsum('nd,dh->nh', x, w) + K * b", "(w.T @ x.T).T + b * K"),
        ("x @ w", "x @ w - b * K", "w.T @ x.T", "x.T @ w + b * K", "x @ w + undefined", "np.tanh(x @ w + b * K)"),
    ),
    Family(
        {"x": "N T D"},
        "K * np.exp(x) / np.exp(x).sum(axis=-1, keepdims=True)",
        (
            "K * np.exp(x) / np.exp(x).sum(axis=2, keepdims=True)",
            "K * np.exp(x - x.max()) / np.exp(x - x.max()).sum(axis=-1)[..., np.newaxis]",
        ),
        (
            "K * np.exp(x)",
            "K * np.exp(x) / np.exp(x).sum()",
            "K * np.exp(x) / np.exp(x).sum(axis=0)",
            "K * x / x.sum()",
        ),
    ),
    Family(
        {},
        "gru.gru",
        ("(1 - z) * h + z * h_bar", "h + z * (h_bar - h)", "z * h_bar - (z - 1) * h"),
        ("z * h + (1 - z) * h_bar", "(1 - z) * h_bar", "z * h_bar", "h", "(1 - z) * h + z * h_bar * K / 100"),
        named=True,
    ),
)
_GRU = """def gru(x, h, Wr, Ur, Wz, Uz, Wh, Uh):
    r, z = sigmoid(x @ Wr.T + h @ Ur.T), sigmoid(x @ Wz.T + h @ Uz.T)
    h_bar = np.tanh(x @ Wh.T + (r * h) @ Uh.T)
    (あ)
"""

# Statements that take a function's place. None of them can match.
HOSTILE = {
    "endless": "while True:\n    pass",
    "endless in C": "return sum(range(10 ** 15))",
    "memory": "return np.ones((10 ** 5, 10 ** 5))",
    "memory, bit by bit": "y = [1] * 1000\nwhile True:\n    y = y + y",
    "output": "return np.zeros(10 ** 6)",
    "output of many": "return [1.0] * 10 ** 6",
    "error": "raise ValueError('\\x1b]0;x\\x07\\u202e\\r' * 10 ** 4)",
    "leave": "raise SystemExit(0)",
    "recursion": "def g(n):\n    return g(n + 1)\nreturn g(0)",
    "recursion in the syntax": "return " + "-" * 5000 + "1",
    "no program": "return ((((((((",
    "NUL": "return 1\0",
    "division": "return 1 // 0",
    "generator": "return (n for n in iter(int, 1))",
    "import": "import os\nos._exit(0)",
    "file": "return np.load('/etc/passwd')",
    "open": "return open('/etc/passwd').read()",
    "dunder": "return np.__loader__",
    "eval": "return eval('2 * x + 1')",
    "objects": "return np.array([None, print], dtype=object)",
}
# What only the kernel keeps in. FOLDER stands for the folder for temporary files.
BARE = {
    "NULL": "import ctypes\nreturn ctypes.string_at(0)",
    "exit": "import os\nos._exit(0)",
    "abort": "import os\nos.abort()",
    "kill itself": "import os\nos.kill(os.getpid(), 9)",
    "kill the worker": "import os\nos.kill(os.getppid(), 9)\nreturn 1",
    "fork": "import os\nwhile True:\n    os.fork()",
    "thread": "import threading\nthreading.Thread(target=int).start()\nreturn 1",
    "write": "open('FOLDER/left', 'w').write('x')\nreturn 1",
    "connect": "import socket\nreturn socket.create_connection(('127.0.0.1', 80), 1)",
    "garbage": "import os\nfor n in range(3, 60):\n    try:\n        os.write(n, b'\\xff' * 99)\n"
    "    except OSError:\n        pass\nreturn 1",
    "stop": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\nreturn 1",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A question, what must be found of it, and the kinds of those options that are hostile."""

    question: Question
    finding: Finding
    right: frozenset[int]
    hostile: dict[int, str]
    bare: bool  # whether the policy is off


def items(options: int, seed: int, folder: str) -> Iterator[Item]:
    """As many questions as have this many options; in every ten of them four options are hostile."""
    draw = random.Random(seed)
    for number in range(options // 4):
        if number % 10 == 0:
            chosen = draw.sample(range(40), 4)
        places = frozenset(place % 4 + 1 for place in chosen if place // 4 == number % 10)
        yield _item(draw, f"soak-{number}", places, folder)


def _item(draw: random.Random, name: str, places: frozenset[int], folder: str) -> Item:
    bare = draw.random() < _BARE_SHARE
    kinds = HOSTILE | BARE if bare else HOSTILE
    hostile = {number: draw.choice(sorted(kinds)) for number in places}
    honest = [number for number in range(1, 5) if number not in places]
    if not honest:
        finding, right = Finding.NO_MATCH, frozenset[int]()
    else:
        finding = draw.choices((Finding.PROVEN, Finding.WRONG_KEY, Finding.AMBIGUOUS), (14, 3, 3))[0]
        if finding is Finding.AMBIGUOUS and len(honest) < 2:
            finding = Finding.WRONG_KEY
        right = frozenset(draw.sample(honest, 2 if finding is Finding.AMBIGUOUS else 1))
    family = draw.choice(FAMILIES)
    number = str(draw.randint(2, 99))
    wrong = iter(draw.sample(family.wrong, 4))
    texts = [
        kinds[hostile[place]].replace("FOLDER", folder)
        if place in hostile
        else "return " + (draw.choice(family.right) if place in right else next(wrong)).replace("K", number)
        for place in range(1, 5)
    ]
    published = [place for place in range(1, 5) if (place in right) == (finding is not Finding.WRONG_KEY)]
    answer = draw.choice(published or [1])
    return Item(_question(name, family, number, texts, answer, draw), finding, right, hostile, bare)


def _question(
    name: str, family: Family, number: str, texts: Sequence[str], answer: int, draw: random.Random
) -> Question:
    options = tuple(Option(place, _code(text)) for place, text in enumerate(texts, 1))
    reference: Reference
    if family.named:
        reference, program = NamedReference(*family.reference.split(".")), _GRU
    else:
        head = f"def f({', '.join(family.inputs)}):\n"
        source = f"{head}    return {family.reference.replace('K', number)}\n"
        reference, program = WrittenReference(_code(source), "f", family.inputs), f"{head}    (あ)\n"
    # One letter has sizes of its own; from 2, so that what is wrong is never right by chance.
    low = draw.randint(2, 20)
    letters = sorted({letter for text in family.inputs.values() for letter in text.split()})
    sizes = {draw.choice(letters): (low, low + draw.randint(6, 30))} if letters else {}
    return Question(
        id=name,
        place=_PLACE,
        code=_code(program),
        blanks=(Blank("あ", options, answer, _PLACE),),
        reference=reference,
        sizes=sizes,
    )


_PLACE = Place("soak", 1)


def _code(text: str) -> Code:
    return Code(text, (_PLACE,) * (text.count("\n") + 1))


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
    """The most that is used after a plain question: a child that waits for its job comes by and by."""
    most = usage()
    plain = (item for item in items(4000, 0, "") if not item.hostile)
    for number, item in zip(range(2 * _PROBES), plain, strict=False):
        wrong, _ = mistakes(item, evaluators[number % 2 == 0])
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
