"""What an exam came to: by heading, and the time of each blank.

    Sheet, reports ─ score ─▶ Result ─ as_facts ─▶ JSON beside the saved sheet ─ from_facts ─▶ Result

An open blank counts as not right.  What cannot be graded, since no option is right, is left out of the percentage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from exam_drill.attempt import Grade
from exam_drill.exam.paper import heading_key
from exam_drill.exam.sheet import Ended, Sheet
from exam_drill.quiz.grading import Reports, grade, key


class Score(NamedTuple):
    """Counts of blanks."""

    asked: int = 0
    right: int = 0
    wrong: int = 0
    open: int = 0
    undecided: int = 0
    pending: int = 0  # the runs have not ended
    unchecked: int = 0  # held against the published answer, because nothing was proven

    @property
    def counted(self) -> int:
        """How many the percentage is of."""
        return self.asked - self.undecided - self.pending

    @property
    def share(self) -> float | None:
        """The share of right ones, None of nothing."""
        return self.right / self.counted if self.counted else None

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(*(one + another for one, another in zip(self, other, strict=True)))


class Result(NamedTuple):
    """The scores by heading, in the order of the syllabus; seconds `used` of the `limit`."""

    headings: Mapping[str, Score]
    used: float
    limit: float
    ended: Ended

    @property
    def total(self) -> Score:
        """All headings together."""
        total = Score()
        for one in self.headings.values():
            total = total.plus(one)
        return total


def score(sheet: Sheet, reports: Reports) -> Result:
    """The result of a sheet that has ended, as far as the runs have."""
    headings: dict[str, Score] = {}
    for position, slot in enumerate(sheet.slots):
        counts = {"asked": 1, **_counts(sheet, position, reports)}
        headings[slot.heading] = headings.get(slot.heading, Score()).plus(Score(**counts))
    ordered = {heading: headings[heading] for heading in sorted(headings, key=heading_key)}
    return Result(ordered, sheet.clock.used, sheet.clock.limit, sheet.ended or Ended.HANDED_IN)


def _counts(sheet: Sheet, position: int, reports: Reports) -> dict[str, int]:
    slot = sheet.slots[position]
    if slot.chosen is None:
        return {"open": 1}
    known = key(slot.item, reports)
    unchecked = {"unchecked": int(known is not None and not known.executed)}
    return {str(grade(slot.item, slot.chosen, reports)): 1} | unchecked


def worth(sheet: Sheet, position: int, reports: Reports) -> Grade | None:
    """What the answer at a position is worth, None if there is none."""
    slot = sheet.slots[position]
    return None if slot.chosen is None else grade(slot.item, slot.chosen, reports)


def wrong_positions(sheet: Sheet, reports: Reports) -> tuple[int, ...]:
    """The positions to look at again: answered wrong, or not at all."""
    return tuple(
        position for position in range(len(sheet.slots)) if worth(sheet, position, reports) in (None, Grade.WRONG)
    )


def slowest(sheet: Sheet, number: int) -> tuple[int, ...]:
    """The positions that took longest, the longest first; those that took no time are left out."""
    positions = sorted(range(len(sheet.slots)), key=lambda position: (-sheet.slots[position].seconds, position))
    return tuple(position for position in positions[:number] if sheet.slots[position].seconds)


def median(seconds: Sequence[float]) -> float:
    """The middle one of some times; 0 of none."""
    ordered = sorted(seconds)
    if not ordered:
        return 0.0
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def as_facts(result: Result) -> dict[str, Any]:
    """The result as JSON has it."""
    return {heading: one._asdict() for heading, one in result.headings.items()}


def from_facts(found: Mapping[str, Any]) -> Result | None:
    """The result that stands in a saved exam, None if it has none."""
    try:
        headings = {
            str(heading): Score(**{name: int(count) for name, count in counts.items()})
            for heading, counts in found["result"].items()
        }
        ordered = {heading: headings[heading] for heading in sorted(headings, key=heading_key)}
        return Result(ordered, float(found["used"]), float(found["limit"]), Ended(found["ended"]))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None
