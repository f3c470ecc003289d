"""A sheet as text and back: what is kept of an exam, so that it goes on as it was left.

    Sheet ─ written ─▶ {"version": 1, "used": 754.2, …, "slots": [[id, label, digest, order, chosen, …], …]}
    text, today's questions ─ read ─▶ Sheet     blanks that are not what they were are put aside, not lost

The clock is written as it stood and comes back standing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from exam_drill.attempt import Subject
from exam_drill.exam.clock import Clock
from exam_drill.exam.sheet import Ended, Sheet, Slot
from exam_drill.question import Question
from exam_drill.quiz.listing import Marker
from exam_drill.quiz.session import Item

VERSION = 1


class UnreadableError(ValueError):
    """The text is none of ours; `newer` if it may be one of a later version."""

    def __init__(self, *, newer: bool = False) -> None:
        super().__init__(newer)
        self.newer = newer


def written(sheet: Sheet, **more: object) -> str:
    """The sheet as JSON, with what else is to be kept beside it."""
    return json.dumps(
        {
            "version": VERSION,
            "seed": sheet.seed,
            "wanted": sheet.wanted,
            "limit": sheet.clock.limit,
            "used": sheet.clock.used,
            "position": sheet.position,
            "ended": sheet.ended,
            "bank": list(sheet.bank),
            "missing": list(sheet.missing),
            **more,
            "slots": [_slot(slot) for slot in sheet.slots],
            "gone": list(sheet.gone),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def facts(text: str) -> dict[str, Any]:
    """What a text says, as it stands there; UnreadableError if it is none of ours."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableError from None
    if not isinstance(found, dict) or not isinstance(found.get("version"), int):
        raise UnreadableError
    if found["version"] > VERSION:
        raise UnreadableError(newer=True)
    return found


def bank_of(text: str) -> tuple[str, ...]:
    """The paths of the bank of which a saved exam was drawn."""
    return tuple(str(path) for path in facts(text).get("bank", ()))


def given_up(text: str) -> str:
    """The text of an exam that is given up; one that cannot be read stays as it is."""
    try:
        return json.dumps({**facts(text), "ended": Ended.GIVEN_UP}, ensure_ascii=False, separators=(",", ":"))
    except UnreadableError:
        return text


def read(
    text: str,
    questions: Mapping[str, Question],
    subjects: Mapping[tuple[str, str], Subject],
    find: Callable[[str], Sequence[Marker]],
) -> Sheet:
    """The sheet of a text, with today's questions by id and what each blank asks; UnreadableError."""
    found = facts(text)
    try:
        slots: list[Slot] = []
        gone = [str(one) for one in found["gone"]]
        position = 0
        for index, row in enumerate(found["slots"]):
            slot = _read_slot(row, questions, subjects, find)
            if slot is None:
                gone.append(json.dumps(row, ensure_ascii=False))
                continue
            if index <= found["position"]:
                position = len(slots)
            slots.append(slot)
        limit = _number(found["limit"])
        return Sheet(
            slots=tuple(slots),
            clock=Clock(limit, min(_number(found["used"]), limit)),
            seed=int(found["seed"]),
            wanted=int(found["wanted"]),
            position=position,
            ended=Ended(found["ended"]) if found["ended"] else None,
            bank=bank_of(text),
            missing=tuple(str(heading) for heading in found["missing"]),
            gone=tuple(gone),
        )
    except (KeyError, TypeError, ValueError, IndexError, OverflowError):
        raise UnreadableError from None


def _slot(slot: Slot) -> list[object]:
    one = slot.subject
    order = list(slot.item.order)
    return [one.question, one.label, one.digest, order, slot.chosen, slot.at, slot.seconds, slot.flagged]


def _read_slot(
    row: Sequence[Any],
    questions: Mapping[str, Question],
    subjects: Mapping[tuple[str, str], Subject],
    find: Callable[[str], Sequence[Marker]],
) -> Slot | None:
    """The slot, or None if its blank is not what it was."""
    identity, label, digest, order, chosen, at, seconds, flagged = row
    subject = subjects.get((identity, label))
    if subject is None or subject.digest != digest:
        return None
    question = questions[identity]
    numbers = sorted(option.number for option in question.blank(label).options)
    if sorted(order) != numbers or not (chosen is None or chosen in numbers):
        return None
    item = Item(question, label, tuple(order), tuple(find(question.code.text)))
    return Slot(item, subject, chosen, _number(at), _number(seconds), bool(flagged))


def _number(value: Any) -> float:
    """A number of seconds; ValueError for what can be none."""
    number = float(value)
    if not math.isfinite(number) or number < 0:
        raise ValueError(value)
    return number
