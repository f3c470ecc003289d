"""The order of the keys: that of `exam_drill.bank.form`, but where the built-in bank has another one.

    id, title, syllabus │ reference, inputs … atol │ prompt, code, options … │ hint, explanation │ source, errata │ tags
    who it is             what it is held against    what is asked             what is told        where from

Mappings whose keys the author names (`inputs`, `sizes`, `blanks`) keep the author's order.
"""

from __future__ import annotations

from collections.abc import Iterator

from exam_drill.bank.form import Code, Either, Entries, Form, Items, Kind

_BUILT_IN = {
    "question": (
        "id", "title", "syllabus", "reference", "given", "inputs", "sizes", "trials", "rtol", "atol", "prompt", "code",
        "call", "options", "answer", "blanks", "hint", "explanation", "source", "errata", "tags", "difficulty",
    ),
    "erratum": ("corrected", "printed", "in", "sources", "why"),
}  # fmt: skip


def keys(kind: Kind | None) -> tuple[str, ...]:
    """The keys of a mapping of this kind in their order; none where the author chooses them."""
    return next((_BUILT_IN.get(one.name, one.keys) for one in _each(kind) if isinstance(one, Form)), ())


def below(kind: Kind | None, key: str | None) -> Kind | None:
    """What stands under a key, or, without a key, behind a dash; None if nothing is known of it."""
    for one in _each(kind):
        if isinstance(one, Items) and key is None:
            return one.item
        if isinstance(one, Entries) and key is not None:
            return one.value
        if isinstance(one, Form) and key in one.keys:
            return one.fields[one.keys.index(key)].kind
    return None


def is_code(kind: Kind | None) -> bool:
    """Whether a text in this place is code."""
    return any(isinstance(one, Code) for one in _each(kind))


def _each(kind: Kind | None) -> Iterator[Kind]:
    if isinstance(kind, Either):
        yield from kind.kinds
    elif kind is not None:
        yield kind
