"""A drafted question as the lines that are added to a bank.

    Draft ─▶ - id: gru-mine
               title: …
               reference: gru.gru
               code: |
                 def gru(x, h, …):
               options: …

Where the right option stands follows from the question's id, so that it is the same each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exam_drill.editing import DraftOption, Lines, Value, text_value
from exam_drill.editing.yaml_text import write_item
from exam_drill.question import Text


@dataclass(frozen=True, slots=True)
class Written:
    """A reference that is written in the bank."""

    code: str
    inputs: Mapping[str, str]
    outputs: str | tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class DraftBlank:
    """A blank: what belongs there, and what else is offered."""

    label: str
    right: str
    wrong: tuple[DraftOption, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that is yet to be written; `reference` is `module.function`, or written in the bank."""

    id: str
    title: Text
    prompt: Text
    reference: str | Written
    code: str
    blanks: tuple[DraftBlank, ...]
    source: Text
    syllabus: str | None = None
    given: tuple[str, ...] = ()


def arrange(identity: str, blank: DraftBlank) -> tuple[tuple[DraftOption, ...], int]:
    """The options in their order, and the number of the right one: by a hash of the id, so that they spread."""
    digest = hashlib.sha256(f"{identity}\0{blank.label}".encode()).digest()
    position = int.from_bytes(digest[:8], "big") % (len(blank.wrong) + 1)
    options = (*blank.wrong[:position], DraftOption(blank.right), *blank.wrong[position:])
    return options, position + 1


def question_yaml(draft: Draft) -> str:
    """The question's lines, from `- id: …` at the left margin."""
    fields: dict[str, Value] = {"id": draft.id, "title": text_value(draft.title)}
    if draft.syllabus is not None:
        fields["syllabus"] = draft.syllabus
    fields["reference"] = draft.reference if isinstance(draft.reference, str) else _written(draft.reference)
    if draft.given:
        fields["given"] = draft.given
    fields |= {"prompt": text_value(draft.prompt), "code": Lines(draft.code)}
    if len(draft.blanks) == 1:
        fields |= _options(draft.id, draft.blanks[0])
    else:
        fields["blanks"] = {blank.label: _options(draft.id, blank) for blank in draft.blanks}
    fields["source"] = {"kind": "original", "title": text_value(draft.source)}
    return write_item(fields) + "\n"


def _options(identity: str, blank: DraftBlank) -> dict[str, Value]:
    options, answer = arrange(identity, blank)
    return {"options": [option.value for option in options], "answer": answer}


def _written(reference: Written) -> Value:
    fields: dict[str, Value] = {"code": Lines(reference.code), "inputs": dict(reference.inputs)}
    if reference.outputs is not None:
        outputs: str | Sequence[str] = reference.outputs
        fields["outputs"] = outputs if isinstance(outputs, str) else list(outputs)
    return fields
