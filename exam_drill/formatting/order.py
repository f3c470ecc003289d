"""The order of the keys, as the built-in bank has it: one list for every kind of mapping of format 1.

    id, title, syllabus │ reference, inputs … atol │ prompt, code, options … │ hint, explanation │ source, errata │ tags
    who it is             what it is held against    what is asked             what is told        where from

Mappings whose keys the author names (`inputs`, `sizes`, `blanks`) keep the author's order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Form(NamedTuple):
    """A mapping's keys in order; what stands under a key, or in the list under it; `each` under keys of any name.

    `code` are the keys whose values are code, so that several lines of it become a block.
    """

    keys: tuple[str, ...] = ()
    below: Mapping[str, Form] = {}
    each: Form | None = None
    code: frozenset[str] = frozenset()


PLAIN = Form()
_TEXT = Form(("ja", "en"))
_OPTION = Form(("code", "why"), {"why": _TEXT}, code=frozenset({"code"}))
_BLANK = Form(("options", "answer"), {"options": _OPTION}, code=frozenset({"options"}))
_REFERENCE = Form(("code", "inputs", "outputs"), code=frozenset({"code"}))
_SOURCE = Form(("kind", "title", "url"), {"title": _TEXT})
_ERRATUM = Form(
    ("corrected", "printed", "in", "sources", "why"), {"why": _TEXT}, code=frozenset({"corrected", "printed"})
)
QUESTION = Form(
    (
        "id", "title", "syllabus", "reference", "given", "inputs", "sizes", "trials", "rtol", "atol", "prompt", "code",
        "call", "options", "answer", "blanks", "hint", "explanation", "source", "errata", "tags", "difficulty",
    ),
    {
        "title": _TEXT,
        "reference": _REFERENCE,
        "prompt": _TEXT,
        "options": _OPTION,
        "blanks": Form(each=_BLANK),
        "hint": _TEXT,
        "explanation": _TEXT,
        "source": _SOURCE,
        "errata": _ERRATUM,
    },
    code=frozenset({"code", "call", "options"}),
)  # fmt: skip
BANK = Form(("format", "questions"), {"questions": QUESTION})


def below(form: Form, key: str) -> Form:
    """The form of what stands under a key."""
    return form.below.get(key) or form.each or PLAIN
