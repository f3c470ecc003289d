"""Plain questions in which one field of the format holds another value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exam_drill.bank import form
from exam_drill.bank.form import Entries, Form, Kind

PLAIN: dict[str, Any] = {
    "id": "plain",
    "reference": "gru.gru",
    "code": "def gru(x, h):\n    return (こ)\n",
    "options": ["z * h_bar", "h_bar", "x", "h"],
    "answer": 1,
    "call": "gru(x, h)",
    "source": {"kind": "note", "title": "x"},
}
WRITTEN = {"code": "def gru(x, h): return x", "inputs": {"x": "N D", "h": "N D"}}
ERRATUM = {"corrected": "h_bar", "printed": "h_hat", "in": "options"}


def kinds(kind: Kind) -> Iterator[Kind]:
    """A kind and all that it is made of."""
    yield kind
    parts: tuple[Kind, ...] = ()
    match kind:
        case form.Items():
            parts = (kind.item,)
        case form.Either():
            parts = kind.kinds
        case Entries():
            parts = (kind.key, kind.value)
        case Form():
            parts = tuple(field.kind for field in kind.fields)
    for part in parts:
        yield from kinds(part)


FORMS = {kind.name: kind for kind in kinds(form.BANK) if isinstance(kind, Form)}
ENTRIES = {kind.name: kind for kind in kinds(form.BANK) if isinstance(kind, Entries)}
FIELDS = [(one, field) for one in FORMS.values() for field in one.fields]


def question(name: str, key: str, value: Any) -> dict[str, Any]:
    """A plain question with the value in a field of one of its mappings."""
    blank = {"options": PLAIN["options"], "answer": PLAIN["answer"]}
    changes: dict[str, dict[str, Any]] = {
        "question": {key: value},
        "blank": {"blanks": {"こ": {**blank, key: value}}},
        "option": {"options": [{"code": "z * h_bar", key: value}, "h_bar", "x", "h"]},
        "reference": {"reference": {**WRITTEN, key: value}},
        "source": {"source": {"kind": "note", "title": "x", key: value}},
        "erratum": {"errata": [{**ERRATUM, key: value}]},
        "text": {"title": {key: value}},
        "inputs": {"inputs": {"x": value}},
        "sizes": {"sizes": {"N": value}},
        "blanks": {"blanks": {"こ": value}},
    }
    changed = {**PLAIN, **changes[name]}
    if "blanks" in changed:
        del changed["options"], changed["answer"]
    return changed


def bank(name: str, key: str, value: Any) -> dict[str, Any]:
    """A bank of that question, or one in which a field of its own is another."""
    whole = {"format": 1, "questions": [PLAIN]}
    return {**whole, key: value} if name == "bank" else {**whole, "questions": [question(name, key, value)]}
