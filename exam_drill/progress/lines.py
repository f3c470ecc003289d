"""A store as lines of JSON: whatever the version of the file, a text that can be kept, sent and read by others.

    {"kind": "progress", "format": 1}
    {"kind": "attempt", "key": …, "session": …, "question": …, "label": …, "digest": …, "at": …, …}     by time
    {"kind": "review", …}   {"kind": "card", …}   {"kind": "session", …}   {"kind": "fact", …}
    {"kind": "end", "records": 1234}                    by which a text that was cut short is told from a whole one

Nothing is left out, and the same store always gives the same text.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from exam_drill.attempt import Attempt, Grade, Mode, Rating, Review, Subject
from exam_drill.progress.store import Store
from exam_drill.progress.values import StoredCard, StoredSession
from exam_drill.visible import visible_json

FORMAT = 1
HEADER, END = "progress", "end"


@dataclass(frozen=True, slots=True)
class Fact:
    """A small text by its name."""

    name: str
    value: str


Record = Attempt | Review | StoredCard | StoredSession | Fact


class FieldError(ValueError):
    """A record that is none: a stable code, and the name of the field that it is about."""

    def __init__(self, code: str, field: str) -> None:
        super().__init__(code, field)
        self.code, self.field = code, field


def export_lines(store: Store) -> Iterator[str]:
    """The lines of a store, each with its line feed."""
    with store.reading():
        cards = sorted(store.cards().values(), key=lambda card: _order(card.subject))
        sessions = sorted(store.sessions(), key=lambda session: (session.begun, session.key))
        facts = [Fact(name, value) for name, value in store.facts().items()]
        records: list[Record] = [*store.attempts(undone=True), *store.reviews(undone=True), *cards, *sessions, *facts]
    yield _line({"kind": HEADER, "format": FORMAT})
    for record in records:
        yield _line(as_data(record))
    yield _line({"kind": END, "records": len(records)})


def as_data(record: Record) -> dict[str, Any]:
    """A record as JSON has it, its fields in the order of the form."""
    kind, form = next((kind, form) for kind, form in FORMS.items() if isinstance(record, form.type))
    return {"kind": kind} | {name: field.write(_get(record, name)) for name, field in form.fields.items()}


def as_record(data: Mapping[str, Any]) -> Record:
    """The record of what JSON has; FieldError if it is none."""
    kind = data.get("kind")
    form = FORMS.get(kind) if isinstance(kind, str) else None
    if form is None:
        raise FieldError("kind", "kind")
    for name in form.fields:
        if name not in data:
            raise FieldError("missing", name)
    for name in data:
        if name != "kind" and name not in form.fields:
            raise FieldError("unknown", name)
    values = {}
    for name, field in form.fields.items():
        try:
            values[name] = field.read(data[name])
        except (ValueError, TypeError, OverflowError) as error:
            raise FieldError("value", name) from error
    if form.has_subject:
        values["subject"] = Subject(*(values.pop(name) for name in _SUBJECT))
    record: Record = form.type(**values)
    return record


def _line(data: Mapping[str, Any]) -> str:
    return visible_json(json.dumps(data, ensure_ascii=False, allow_nan=False)) + "\n"


def _order(subject: Subject) -> tuple[str, str, str]:
    return subject.question, subject.label, subject.digest


# how a field is written and read

_HALF = re.compile("[\ud800-\udfff]")
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class _Field:
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Form:
    type: type[Any]
    fields: Mapping[str, _Field]

    @property
    def has_subject(self) -> bool:
        return "digest" in self.fields


def _get(record: Record, name: str) -> Any:
    if name in _SUBJECT and isinstance(record, Attempt | Review | StoredCard):
        return getattr(record.subject, name)
    return getattr(record, name)


def _same(value: Any) -> Any:
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or _HALF.search(value):
        raise TypeError
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LARGEST:
        raise TypeError
    return value


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    if not math.isfinite(value):
        raise ValueError
    return float(value)


def _time(value: object) -> datetime:
    time = datetime.fromisoformat(_text(value))
    if time.tzinfo is None:
        raise ValueError
    return time.astimezone(UTC)


def _time_text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def _or_none(field: _Field) -> _Field:
    return _Field(
        lambda value: None if value is None else field.write(value),
        lambda value: None if value is None else field.read(value),
    )


def _member(kind: type[Enum]) -> _Field:
    def read(value: object) -> Enum:
        if isinstance(value, bool):  # equal to a number
            raise TypeError
        return kind(value)

    return _Field(lambda member: member.value, read)


_TEXT, _WHOLE, _TIME = _Field(_same, _text), _Field(_same, _whole), _Field(_time_text, _time)
_SUBJECT = {"question": _TEXT, "label": _TEXT, "digest": _TEXT}
FORMS: Mapping[str, _Form] = {
    "attempt": _Form(
        Attempt,
        {
            "key": _TEXT,
            "session": _TEXT,
            **_SUBJECT,
            "at": _TIME,
            "chosen": _WHOLE,
            "seconds": _Field(_same, _seconds),
            "hints": _WHOLE,
            "mode": _member(Mode),
            "typed": _or_none(_TEXT),
            "grade": _member(Grade),
            "undone": _or_none(_TIME),
        },
    ),
    "review": _Form(Review, {"attempt": _TEXT, **_SUBJECT, "at": _TIME, "rating": _member(Rating)}),
    "card": _Form(StoredCard, {**_SUBJECT, "due": _TIME, "state": _TEXT}),
    "session": _Form(
        StoredSession,
        {
            "key": _TEXT,
            "mode": _member(Mode),
            "begun": _TIME,
            "changed": _TIME,
            "ended": _or_none(_TIME),
            "state": _TEXT,
        },
    ),
    "fact": _Form(Fact, {"name": _TEXT, "value": _TEXT}),
}
