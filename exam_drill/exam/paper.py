"""Draws an exam's questions from a bank, in proportion to its syllabus headings.

    3.5  105 blanks of 148 ─▶ 74 of 104      (the nearest whole numbers: largest remainders)
    3.2   13                ─▶  9             sets of blanks on one listing stay together, so a heading may get
    …                                         one more or less than its share: then as few as possible do

How much of the real exam is about which heading is not published, so the bank's own proportions are kept.  Everything
follows from the seed and the questions' ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from exam_drill.question import Question
from exam_drill.selection import rank
from exam_drill.syllabus import HEADINGS

NUMBER = 104  # blanks of the real exam, and
MINUTES = 120  # its time, as public notes tell: see `exam_drill.syllabus`
_NEAR = 6  # numbers next to a heading's share that are looked at first
NO_HEADING = ""  # of questions that name none


class Part(NamedTuple):
    """What a heading gives: blanks `drawn` of those `available`."""

    heading: str
    drawn: int
    available: int


class Paper(NamedTuple):
    """The questions of an exam in the order of the syllabus, what each heading gave, and which have no question."""

    questions: tuple[Question, ...]
    parts: tuple[Part, ...]
    missing: tuple[str, ...]

    @property
    def blanks(self) -> int:
        """How many answers are asked for."""
        return sum(part.drawn for part in self.parts)


def heading_of(question: Question) -> str:
    """The heading under which a question is counted: the first two numbers of its own one."""
    return ".".join((question.syllabus or NO_HEADING).split(".")[:2])


def heading_key(heading: str) -> tuple[bool, tuple[int, ...], str]:
    """Sorts headings as the syllabus does; what is no number, and what has none, comes last."""
    parts = heading.split(".")
    numbers = tuple(int(part) for part in parts) if all(p.isascii() and p.isdigit() for p in parts) else ()
    return (not numbers, numbers, heading)


def draw(questions: Iterable[Question], number: int, seed: int) -> Paper:
    """A paper of `number` blanks, or of as many fewer as whole questions allow; all, if there are no more."""
    shelves: dict[str, list[Question]] = {}
    for question in sorted(questions, key=lambda question: rank(seed, question.id)):
        shelves.setdefault(heading_of(question), []).append(question)
    shelves = {heading: shelves[heading] for heading in sorted(shelves, key=heading_key)}
    sizes = {heading: [len(question.blanks) for question in shelf] for heading, shelf in shelves.items()}
    numbers = share(sizes, number, seed)
    drawn = [question for name, shelf in shelves.items() for question in _exactly(shelf, sizes[name], numbers[name])]
    examined = {heading for heading, known in HEADINGS.items() if known.examined and heading.count(".") == 1}
    return Paper(
        tuple(drawn),
        tuple(Part(heading, numbers[heading], sum(sizes[heading])) for heading in shelves),
        tuple(sorted(examined - set(shelves), key=heading_key)),
    )


def share(sizes: Mapping[str, Sequence[int]], number: int, seed: int) -> dict[str, int]:
    """How many of `number` blanks each heading gives, whose questions have these `sizes`.

    Of all ways that whole questions allow it is the nearest to proportion (by the sum of squares, which for questions
    of one blank is the method of the largest remainder); of equal ones the seed chooses.
    """
    total = sum(map(sum, sizes.values()))
    goal = _sums([size for shelf in sizes.values() for size in shelf], number)[-1] if total > number else total
    near = _NEAR
    while True:
        found = _shared(sizes, goal, total, seed, near)
        if found is not None:
            return dict(zip(sizes, found, strict=True))
        near *= 4  # shares that are so near do not add up


def _shared(sizes: Mapping[str, Sequence[int]], goal: int, total: int, seed: int, near: int) -> tuple[int, ...] | None:
    best: dict[int, tuple[int, int, tuple[int, ...]]] = {0: (0, 0, ())}  # by sum: distance, lot, the numbers
    for heading, shelf in sizes.items():
        ideal = goal * sum(shelf)  # in units of 1/total of a blank
        choices = sorted(_sums(shelf, goal), key=lambda count: abs(count * total - ideal))[:near]
        after: dict[int, tuple[int, int, tuple[int, ...]]] = {}
        for count in choices:
            distance, lot = (count * total - ideal) ** 2, rank(seed, "share", heading, str(count)) >> 8
            for filled, (far, lots, numbers) in best.items():
                if filled + count <= goal:
                    entry = (far + distance, lots + lot, (*numbers, count))
                    after[filled + count] = min(entry, after.get(filled + count, entry))
        best = after
    return best[goal][2] if goal in best else None


def _sums(sizes: Sequence[int], most: int) -> list[int]:
    """All numbers of blanks up to `most` that some of these questions have together, in order; 0 is one of them."""
    reachable = 1
    for size in sizes:
        reachable |= (reachable << size) & ((2 << most) - 1)
    return [count for count in range(most + 1) if reachable >> count & 1]


def _exactly(shelf: Sequence[Question], sizes: Sequence[int], number: int) -> list[Question]:
    """The first questions of the shelf that have exactly so many blanks together, which some of them have."""
    after = [1]  # the sums that are reachable from each question on, as bits, from behind
    for size in reversed(sizes):
        after.append(after[-1] | after[-1] << size)
    chosen = []
    for question, size, rest in zip(shelf, sizes, reversed(after[:-1]), strict=True):
        if size <= number and rest >> (number - size) & 1:
            chosen.append(question)
            number -= size
    return chosen
