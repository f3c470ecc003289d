"""What an entry of the cache hangs on, as one digest: where any of it is another one, there is no such entry.

    result   layout · our own code that judges · Python, NumPy, system, machine · settings, limits and layers included
             · the reference's source · the question, as far as it decides verdicts or places within it
    file     layout · our own code that reads banks · PyYAML · Python, system · all references · the file's bytes

A question's title, prompt, hint, tags and explanation are apart: they can be mended without a run, as long as the lines
of the program and of the options stay where they are within the question.  For the question as printed its prompt and
errata count as well.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from exam_drill import catalogue, engine
from exam_drill.bank.plain import plain_runs
from exam_drill.question import Code, NamedReference, Question, Reference

if TYPE_CHECKING:
    from exam_drill.checking.settings import CheckSettings

_LAYOUT = 1  # a new number whenever what is digested here, or what is kept, changes


def run_key(settings: CheckSettings) -> bytes:
    """What all questions of a run have in common."""
    return _digest(["result", _LAYOUT, engine.judging(), engine.system(), plain_value(settings)])


def question_key(run: bytes, question: Question, *, as_printed: bool = False) -> bytes:
    """The key of a question's result in such a run."""
    start = question.place.line
    asked: list[object] = [
        question.id,
        question.place.column,
        _code(question.code, start),
        [
            [
                blank.label,
                blank.answer,
                blank.place.line - start,
                blank.place.column,
                [_code(option.code, start) for option in blank.options],
            ]
            for blank in question.blanks
        ],
        _code(question.call, start) if question.call is not None else None,
        question.given,
        list(question.inputs.items()),  # in order, as they are drawn
        list(question.sizes.items()),
        question.trials,
        question.rtol,
        question.atol,
    ]
    if as_printed:
        prompt = question.prompt
        asked += [
            [prompt.ja, prompt.en] if prompt is not None else None,
            len(question.sources),
            [[erratum.corrected, erratum.printed, erratum.where, erratum.sources] for erratum in question.errata],
        ]
    return _digest([run.hex(), _reference(question.reference, start), asked])


def file_key(data: bytes) -> bytes:
    """The key of a file that holds these bytes."""
    return _digest(["file", _LAYOUT, engine.loading(), engine.system(), hashlib.sha256(data).hexdigest()])


def plain_value(value: object) -> object:
    """A setting as JSON has it, every field by its name, so that a new one cannot be forgotten; else TypeError."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {field.name: plain_value(getattr(value, field.name)) for field in fields}
    if isinstance(value, frozenset):
        return sorted(str(item) for item in value)
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(type(value).__name__)


def _code(code: Code, start: int) -> list[object]:
    return [code.text, [[line - start, column, count] for line, column, count in plain_runs(code)]]


def _reference(reference: Reference, start: int) -> object:
    if isinstance(reference, NamedReference):
        return [reference.module, reference.function, _source(reference.module)]
    return [_code(reference.code, start), reference.function, list(reference.inputs.items()), reference.outputs]


@cache
def _source(module: str) -> str:
    """A reference module as it is now: all its helpers, declarations and domains stand in it."""
    try:
        return hashlib.sha256(catalogue.source(module).encode()).hexdigest()
    except KeyError:
        return ""


def _digest(value: object) -> bytes:
    return hashlib.sha256(json.dumps(value, separators=(",", ":")).encode()).digest()
