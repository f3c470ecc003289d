"""Format 1 as a JSON Schema, which editors complete and explain a bank by while it is typed.

    form.BANK ── json_schema ─▶ {"$schema": …, "properties": {"format": …, "questions": {"items": …}}}
    sentences ──────┘

What the schema refuses, the loader refuses as well.  The contrary does not hold: a schema sees neither what two fields
have to do with each other nor how a value is written (`3.10` is the number 3.1 there).

A union is one schema with several types, each keyword of which speaks of one type only.  With `anyOf` an editor could
not tell which branch an author meant, and would complain of the wrong one.  A mapping that may stand in place of a text
is behind `if`, so that an editor that completes the key does not begin the mapping.  Nothing is referred to by `$ref`,
since in draft-07 a description beside one does not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from exam_drill.bank.form import (
    BANK,
    Choice,
    Code,
    Either,
    Entries,
    Field,
    Form,
    Items,
    Kind,
    Number,
    Tolerance,
    Word,
)

DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that every editor knows
_NOT_BLANK = r"\S"

Explain = Callable[[str], str]
Schema = dict[str, Any]


def json_schema(explain: Explain) -> Schema:
    """The schema of a bank; `explain` gives the sentence of a name in `exam_drill.i18n.form`."""
    return {"$schema": DRAFT, **_schema(BANK, explain)}


def _schema(kind: Kind, explain: Explain) -> Schema:
    match kind:
        case Number():
            return {"type": "integer", **_range(kind)}
        case Tolerance():
            return {"type": "number", "minimum": 0, "maximum": kind.most}
        case Choice():
            return {"type": "string", "enum": list(kind.words)}
        case Word():
            pattern = rf"^(?:{kind.pattern})\n*$" if kind.pattern else _NOT_BLANK
            number = _range(kind.number) if kind.number is not None else {}
            return {**_scalar(pattern, kind.most, kind.name, explain, null=False), **number}
        case Code():
            return _scalar(kind.holds, kind.most, kind.name, explain, null=True)
        case Items():
            return {"type": "array", "items": _schema(kind.item, explain), **_count("Items", kind.least, kind.most)}
        case Entries():
            return _entries(kind, explain)
        case Form():
            return _form(kind, explain)
        case Either():
            return _either(kind, explain)


def _scalar(pattern: str, most: int, name: str, explain: Explain, *, null: bool) -> Schema:
    """A text as it is written.  Without quotes YAML may take it for something else, which is then allowed too."""
    types = ["string"]
    if _matches(pattern, "1.5"):
        types.append("number")
    elif _matches(pattern, "1"):
        types.append("integer")
    types += ["boolean"] if _matches(pattern, "true") else []
    types += ["null"] if null and _matches(pattern, "null") else []
    schema: Schema = {"type": types if len(types) > 1 else types[0], "maxLength": most}
    if len(types) > 1 and not _matches(pattern, "-1"):
        schema["minimum"] = 0
    return {**schema, **_pattern(pattern, name, explain)}


def _matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


def _pattern(pattern: str, name: str, explain: Explain) -> Schema:
    # The second is no keyword of JSON Schema, but of VS Code: what to say in place of the pattern.
    return {"pattern": pattern, "patternErrorMessage": explain(f"expects.{name}")} if pattern else {}


def _range(number: Number) -> Schema:
    return {"const": number.low} if number.low == number.high else {"minimum": number.low, "maximum": number.high}


def _count(what: str, least: int, most: int) -> Schema:
    return {**({f"min{what}": least} if least else {}), f"max{what}": most}


def _entries(kind: Entries, explain: Explain) -> Schema:
    names = {"maxLength": kind.key.most, **_pattern(f"^(?:{kind.key.pattern})$", kind.key.name, explain)}
    values = _explained(f"{kind.name}.*", _schema(kind.value, explain), kind.examples, explain)
    counts = _count("Properties", kind.least, kind.most)
    return {"type": "object", "propertyNames": names, "additionalProperties": values, **counts}


def _form(kind: Form, explain: Explain) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {field.name: _field(kind, field, explain) for field in kind.fields},
        "additionalProperties": False,
    }
    if kind.required:
        schema["required"] = list(kind.required)
    if kind.least:
        schema["minProperties"] = kind.least
    return _explained(kind.name, {**schema, **_instead(kind, explain)}, (), explain)


def _instead(kind: Form, explain: Explain) -> Schema:
    """Fields that are required unless another one is written, and not allowed beside it."""
    others = {field.unless for field in kind.fields if field.unless}
    if not others:
        return {}
    (other,) = others
    names = [field.name for field in kind.fields if field.unless]
    refused = {"properties": dict.fromkeys(names, False), "errorMessage": explain(f"expects.{other}")}
    return {"if": {"required": [other]}, "then": refused, "else": {"required": names}}


def _field(form: Form, field: Field, explain: Explain) -> Schema:
    return _explained(f"{form.name}.{field.name}", _schema(field.kind, explain), field.examples, explain)


def _explained(name: str, schema: Schema, examples: tuple[Any, ...], explain: Explain) -> Schema:
    """The schema with title, description and examples; they stand in for those of a mapping within it."""
    told = {"title": explain(f"title.{name}"), "description": explain(name)}
    return {**told, **{key: value for key, value in schema.items() if key not in told}, **_examples(examples)}


def _examples(examples: tuple[Any, ...]) -> Schema:
    return {"examples": list(examples)} if examples else {}


def _either(kind: Either, explain: Explain) -> Schema:
    """One schema for all; ValueError if a keyword would speak of two of them."""
    merged: Schema = {"type": []}
    for schema in (_schema(one, explain) for one in kind.kinds):
        merged["type"] += _types(schema)
        if schema["type"] == "object" and len(merged["type"]) > 1:
            told = {key: schema.pop(key) for key in ("title", "description")}
            schema = {**told, "if": {"type": "object"}, "then": schema}
        for key, value in schema.items():
            if key != "type" and merged.setdefault(key, value) is not value:
                raise ValueError(key)
    if len(set(merged["type"])) < len(merged["type"]):
        raise ValueError(merged["type"])
    return merged


def _types(schema: Schema) -> Iterator[str]:
    types = schema["type"]
    yield from [types] if isinstance(types, str) else types
