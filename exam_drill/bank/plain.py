"""Questions as plain data and back, so that a bank need not be read from its YAML twice.

    Question ─ to_plain ─▶ ["gru-state-update", 3, 5, ["def gru(…", [[8, 7, 4]]], …] ─ JSON ─▶ from_plain ─▶ Question
                                                      └─ text ──┘    └ 4 lines from line 8, column 7
                                                                                         └─▶ PlainError

The fields are in the order of their dataclasses; the path is not among them.  What is read may come from a file that
anybody has changed: it is believed as far as its types and sizes go, which is what a bank's own text could say as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, cast

from exam_drill.bank import limits
from exam_drill.question import (
    Blank,
    Code,
    Erratum,
    ErratumPlace,
    Lines,
    NamedReference,
    Option,
    Place,
    Question,
    Reference,
    Source,
    SourceKind,
    Text,
    WrittenReference,
)

LAYOUT = 2  # a new number whenever what is written here, or one of the dataclasses, changes
_PARTS = ("code", "options", "prompt", "answer")
_KINDS = ("original", "course", "book", "note")
_LINES = limits.CODE + 1  # of one code
_FAR = 1 << 31  # lines and columns, and more than any file has


class PlainError(ValueError):
    """These data are no question."""


def to_plain(question: Question) -> list[Any]:
    """The question as JSON has it, without its path."""
    return [
        question.id,
        question.place.line,
        question.place.column,
        _plain_code(question.code),
        [
            [
                blank.label,
                blank.answer,
                blank.place.line,
                blank.place.column,
                [[option.number, _plain_code(option.code), _plain_text(option.why)] for option in blank.options],
            ]
            for blank in question.blanks
        ],
        _plain_reference(question.reference),
        _plain_text(question.title),
        question.syllabus,
        _plain_text(question.prompt),
        _plain_code(question.call) if question.call is not None else None,
        list(question.given),
        dict(question.inputs),
        {letter: list(bounds) for letter, bounds in question.sizes.items()},
        question.trials,
        question.rtol,
        question.atol,
        [[source.kind, _plain_text(source.title), source.url] for source in question.sources],
        [
            [
                erratum.corrected,
                erratum.printed,
                erratum.where,
                _plain_text(erratum.why),
                list(erratum.sources),
                erratum.place.line,
                erratum.place.column,
            ]
            for erratum in question.errata
        ],
        _plain_text(question.explanation),
        _plain_text(question.hint),
        list(question.tags),
        question.difficulty,
    ]


def from_plain(data: object, path: str) -> Question:
    """The question that stands so in the file at `path`; PlainError if it is none."""
    identity, line, column, code, blanks, reference, title, syllabus, prompt, call, given, inputs, *rest = _list(data)
    sizes, trials, rtol, atol, sources, errata, explanation, hint, tags, difficulty = _list(rest, 10)
    if not blanks:
        raise PlainError("blanks")
    return Question(
        _string(identity),
        Place(path, _number(line), _number(column)),
        _code(code, path),
        tuple([_blank(item, path) for item in _list(blanks)]),
        _reference(reference, path),
        _text(title),
        _optional(syllabus),
        _text(prompt),
        _code(call, path) if call is not None else None,
        _strings(given),
        _mapping(inputs),
        {_string(letter): _bounds(bounds) for letter, bounds in sizes.items()} if _mapping(sizes, None) else {},
        _number(trials, 1, limits.TRIALS) if trials is not None else None,
        _tolerance(rtol),
        _tolerance(atol),
        tuple([_source(item) for item in _list(sources)]),
        tuple([_erratum(item, path) for item in _list(errata)]),
        _text(explanation),
        _text(hint),
        _strings(tags),
        _optional(difficulty),
    )


def plain_runs(code: Code) -> Sequence[Sequence[int]]:
    """Where the lines of a code stand: of each run of lines below each other the first, its column, and the length."""
    if isinstance(code.lines, Lines):
        return code.lines.runs
    runs: list[list[int]] = []
    after = column = -1
    for place in code.lines:
        if place.line == after and place.column == column:
            runs[-1][2] += 1
        else:
            column = place.column
            runs.append([place.line, column, 1])
        after = place.line + 1
    return runs


def _plain_code(code: Code) -> list[Any]:
    return [code.text, plain_runs(code)]


def _plain_text(text: Text | None) -> list[str | None] | None:
    return [text.ja, text.en] if text is not None else None


def _plain_reference(reference: Reference) -> list[Any]:
    if isinstance(reference, NamedReference):
        return [reference.module, reference.function]
    outputs = list(reference.outputs) if isinstance(reference.outputs, tuple) else reference.outputs
    return [_plain_code(reference.code), reference.function, dict(reference.inputs), outputs]


def _code(data: object, path: str) -> Code:
    text, runs = _list(data, 2)
    read = tuple([_run(run) for run in _list(runs)])
    if len(read) != 1:  # nearly all have one
        for (line, column, count), following in pairwise(read):
            if (line + count, column) == following[:2]:
                raise PlainError("runs")  # the same places in other words
        if not 0 < sum([count for _, _, count in read]) <= _LINES:
            raise PlainError("places")
    return Code(_string(text), Lines(path, read))


def _run(data: object) -> tuple[int, int, int]:
    line, column, count = _list(data, 3)
    if not (type(line) is type(column) is type(count) is int):
        raise PlainError("number")
    if not (0 <= line <= _FAR and 0 <= column <= _FAR and 1 <= count <= _LINES):
        raise PlainError("number")
    return line, column, count


def _blank(data: object, path: str) -> Blank:
    label, answer, line, column, options = _list(data, 5)
    read = []
    for place, option in enumerate(_list(options), 1):
        number, code, why = _list(option, 3)
        if type(number) is not int or number != place or place > limits.OPTIONS:
            raise PlainError("numbers")
        read.append(Option(number, _code(code, path), _text(why)))
    return Blank(
        _string(label), tuple(read), _number(answer, 1, len(read)), Place(path, _number(line), _number(column))
    )


def _reference(data: object, path: str) -> Reference:
    if len(_list(data)) == 2:
        module, function = cast("list[object]", data)
        return NamedReference(_string(module), _string(function))
    code, function, inputs, outputs = _list(data, 4)
    shapes = _strings(outputs) if isinstance(outputs, list) else _optional(outputs)
    return WrittenReference(_code(code, path), _string(function), _mapping(inputs), shapes)


def _source(data: object) -> Source:
    kind, title, url = _list(data, 3)
    if kind not in _KINDS or title is None:
        raise PlainError("source")
    return Source(cast(SourceKind, kind), _text(title) or Text(), _optional(url))


def _erratum(data: object, path: str) -> Erratum:
    corrected, printed, where, why, sources, line, column = _list(data, 7)
    if where not in _PARTS:
        raise PlainError("part")
    return Erratum(
        _string(corrected),
        _string(printed),
        cast(ErratumPlace, where),
        _text(why),
        tuple([_number(number, 1) for number in _list(sources)]),
        Place(path, _number(line), _number(column)),
    )


def _text(data: object) -> Text | None:
    if data is None:
        return None
    ja, en = _list(data, 2)
    if (ja is not None and type(ja) is not str) or (en is not None and type(en) is not str):
        raise PlainError("text")
    return Text(ja, en)


def _list(data: object, length: int | None = None) -> list[Any]:
    if type(data) is not list or (length is not None and len(data) != length):
        raise PlainError("list")
    return data


def _string(data: object) -> str:
    if type(data) is not str:
        raise PlainError("text")
    return data


def _optional(data: object) -> str | None:
    return _string(data) if data is not None else None


def _strings(data: object) -> tuple[str, ...]:
    return tuple([_string(item) for item in _list(data)])


def _number(data: object, low: int = 0, high: int = _FAR) -> int:
    if type(data) is not int or not low <= data <= high:
        raise PlainError("number")
    return data


def _bounds(data: object) -> tuple[int, int]:
    low, high = _list(data, 2)
    return _number(low, 0, limits.SIZE), _number(high, 0, limits.SIZE)


def _tolerance(data: object) -> float | None:
    if data is None:
        return None
    if type(data) not in (int, float) or not 0 <= cast(float, data) <= limits.TOLERANCE:
        raise PlainError("tolerance")
    return cast(float, data)


def _mapping(data: object, of: type | None = str) -> Mapping[str, Any]:
    if type(data) is not dict or (of is not None and any(type(value) is not of for value in data.values())):
        raise PlainError("mapping")
    return data
