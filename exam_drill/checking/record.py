"""Reports as plain data: what leaves a process, a node or a cache, and how it is believed again.

    QuestionReport ─ to_record ─▶ {"blanks": […]} ─ JSON ─▶ from_record(data, question) ─▶ QuestionReport
                                                              └─▶ RecordError for anything else

The question itself is not in it: who reads a record has the question.  Places are counted from the question's first
line, so a question that moved within its file, or with it, keeps its record.  Numbers that JSON lacks are `["inf"]`,
`["-inf"]` and `["nan"]`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from enum import StrEnum
from typing import Any, TypeVar

from exam_drill.bank.errata import as_printed
from exam_drill.quality import BlankReport, Finding, QualityWarning, QuestionReport, Receipt, WarningKind
from exam_drill.question import Blank, Place, Question
from exam_drill.verdict import Failure, Reason, ReasonKind, Verdict, VerdictKind

Record = dict[str, Any]

_LONGEST = 1 << 20  # characters of one text
_Code = TypeVar("_Code", bound=StrEnum)
_REPORT = frozenset({"printed_in", "blanks"})
_BLANK = frozenset({"finding", "executed", "verdicts", "warnings", "alike", "place"})
_BLANK_MAY_HAVE = frozenset({"failure", "receipt"})
_NUMBERS = (int, float)
_ODD = {"inf": math.inf, "-inf": -math.inf, "nan": math.nan}


class RecordError(ValueError):
    """These data are no record of this question."""


def to_record(report: QuestionReport) -> Record:
    """The report without its question, as JSON has it."""
    start = report.question.place
    return {"printed_in": list(report.printed_in), "blanks": [_blank(blank, start) for blank in report.blanks]}


def to_records(reports: Sequence[QuestionReport]) -> tuple[Record, ...]:
    """The records of all reports on one question."""
    return tuple(to_record(report) for report in reports)


def from_record(data: object, question: Question, *, cached: bool = False) -> QuestionReport:
    """The report that a record of this question tells; RecordError for anything that is not exactly such data."""
    record = _mapping(data, _REPORT)
    blanks = _list(record["blanks"])
    if len(blanks) != len(question.blanks):
        raise RecordError("blanks")
    return QuestionReport(
        question,
        tuple(_read_blank(item, blank, question.place) for item, blank in zip(blanks, question.blanks, strict=True)),
        tuple(_whole(number, 1) for number in _list(record["printed_in"])),
        cached,
    )


def from_records(
    data: object, question: Question, *, printed: bool = False, cached: bool = False
) -> tuple[QuestionReport, ...]:
    """As `from_record`, of all reports on a question: one, or one for each of its prints."""
    records = _list(data)
    versions = [version.question for version in as_printed(question)] if printed else [question]
    if len(records) != len(versions):
        raise RecordError("records")
    return tuple(
        from_record(record, question if version == question else version, cached=cached)
        for record, version in zip(records, versions, strict=True)
    )


def _blank(report: BlankReport, start: Place) -> Record:
    data: Record = {
        "finding": str(report.finding),
        "executed": list(report.executed),
        "verdicts": [_verdict(verdict, start) for verdict in report.verdicts],
        "warnings": [
            [str(warning.kind), list(warning.options), _plain(warning.parameters)] for warning in report.warnings
        ],
        "alike": [list(pair) for pair in report.alike],
        "place": _offset(report.place, start),
    }
    if report.failure is not None:
        failure = report.failure
        data["failure"] = [failure.fault, failure.code, _plain(failure.parameters), _offset(failure.place, start)]
    if report.receipt is not None:
        receipt = report.receipt
        margins = [[number, _finite(margin)] for number, margin in receipt.margins.items()]
        versions = dict(receipt.versions)
        data["receipt"] = [receipt.question, receipt.reference, receipt.seed, receipt.trials, margins, versions]
    return data


def _verdict(verdict: Verdict, start: Place) -> list[Any]:
    reason = verdict.reason
    why = None
    if reason is not None:
        why = [
            str(reason.kind),
            _plain(reason.parameters),
            reason.trial,
            reason.trials,
            _offset(reason.place, start),
        ]
    return [
        verdict.number,
        str(verdict.kind),
        verdict.trials,
        verdict.differing,
        verdict.reached,
        _finite(verdict.margin),
        why,
        verdict.output,
        verdict.warning,
    ]


def _offset(place: Place | None, start: Place) -> list[int] | None:
    if place is None:
        return None
    if place.path != start.path:
        raise RecordError("a place in another file")
    return [place.line - start.line, place.column]


def _plain(parameters: Mapping[str, str | int | float]) -> Record:
    return {name: _finite(value) if isinstance(value, float) else value for name, value in parameters.items()}


def _finite(value: float) -> object:
    return value if math.isfinite(value) else [str(value)]


def _read_blank(data: object, blank: Blank, start: Place) -> BlankReport:
    record = _mapping(data, _BLANK, _BLANK_MAY_HAVE)
    numbers = {option.number for option in blank.options}
    verdicts = tuple([_read_verdict(item, start) for item in _list(record["verdicts"])])
    told = [verdict.number for verdict in verdicts]
    if told != sorted(numbers.intersection(told)):
        raise RecordError("verdicts")
    return BlankReport(
        label=blank.label,
        finding=_code(record["finding"], Finding),
        published=blank.answer,
        executed=_numbers(record["executed"], numbers),
        verdicts=verdicts,
        warnings=tuple(_read_warning(item, numbers) for item in _list(record["warnings"])),
        alike=tuple(_pair(item, numbers) for item in _list(record["alike"])),
        failure=_read_failure(record["failure"], start) if "failure" in record else None,
        place=_place(record["place"], start),
        receipt=_read_receipt(record["receipt"], numbers) if "receipt" in record else None,
    )


def _read_verdict(data: object, start: Place) -> Verdict:
    number, kind, trials, differing, reached, margin, why, output, warning = _list(data, 9)
    _see_counts(number, trials, differing, reached)
    _see_texts(output, warning)
    reason = None
    if why is not None:
        code, parameters, trial, seen, place = _list(why, 5)
        _see_counts(trial, seen)
        reason = Reason(_code(code, ReasonKind), _parameters(parameters), trial, seen, _place(place, start))
    kind = _code(kind, VerdictKind)
    return Verdict(number, kind, trials, differing, reached, _number(margin), reason, output, warning)


def _read_warning(data: object, numbers: set[int]) -> QualityWarning:
    kind, options, parameters = _list(data, 3)
    return QualityWarning(_code(kind, WarningKind), _numbers(options, numbers), _parameters(parameters))


def _read_failure(data: object, start: Place) -> Failure:
    fault, code, parameters, place = _list(data, 4)
    if fault not in ("reference", "question"):
        raise RecordError("fault")
    return Failure(_text(fault), _text(code), _parameters(parameters), _place(place, start))


def _read_receipt(data: object, numbers: set[int]) -> Receipt:
    question, reference, seed, trials, margins, versions = _list(data, 6)
    found = {}
    for item in _list(margins):
        number, margin = _list(item, 2)
        found[_one_of(number, numbers)] = _number(margin)
    known = _mapping(versions)
    _see_texts(question, reference, *known, *known.values())
    return Receipt(question, reference, _whole(seed, None), _whole(trials), found, dict(known))


def _mapping(data: object, names: Set[str] = frozenset(), optional: Set[str] = frozenset()) -> dict[Any, Any]:
    """The data as a mapping that has these names and no other, but may have the optional ones; with none, any."""
    if not isinstance(data, dict):
        raise RecordError("no mapping")
    if names and not names <= data.keys() <= names | optional:
        raise RecordError("keys")
    return data


def _list(data: Any, length: int | None = None) -> Sequence[Any]:
    if type(data) not in (list, tuple) or (length is not None and len(data) != length):
        raise RecordError("no such list")
    found: Sequence[Any] = data
    return found


def _see_counts(*data: object) -> None:
    """RecordError unless all are whole numbers from 0; a record has so many that one call for all is worth it."""
    for one in data:
        if type(one) is not int or one < 0:
            raise RecordError("no count")


def _see_texts(*data: object) -> None:
    """RecordError unless all are texts."""
    for one in data:
        if type(one) is not str or len(one) > _LONGEST:
            raise RecordError("no text")


def _text(data: object) -> str:
    if not isinstance(data, str) or len(data) > _LONGEST:
        raise RecordError("no text")
    return data


def _whole(data: object, low: int | None = 0) -> int:
    if isinstance(data, bool) or not isinstance(data, int) or (low is not None and data < low):
        raise RecordError("no whole number")
    return data


def _number(data: object) -> float:
    if type(data) is float:  # nearly all are, and a record has many
        return data
    if isinstance(data, list) and len(data) == 1 and isinstance(data[0], str):
        data = _ODD.get(data[0])
    if isinstance(data, bool) or not isinstance(data, int | float):
        raise RecordError("no number")
    try:
        return float(data)
    except OverflowError as error:
        raise RecordError("no number") from error


def _parameters(data: object) -> dict[str, str | int | float]:
    found = dict(_mapping(data))
    _see_texts(*found)
    for name, value in found.items():
        kind = type(value)
        if kind not in _NUMBERS and not (kind is str and len(value) <= _LONGEST):
            found[name] = _parameter(value)
    return found


def _parameter(data: object) -> str | int | float:
    if isinstance(data, str):
        return _text(data)
    if isinstance(data, int):
        return data  # True and False, too, are parameters
    return _number(data)


def _numbers(data: object, numbers: set[int]) -> tuple[int, ...]:
    return tuple([_one_of(number, numbers) for number in _list(data)])


def _pair(data: object, numbers: set[int]) -> tuple[int, int]:
    one, other = _list(data, 2)
    return _one_of(one, numbers), _one_of(other, numbers)


def _one_of(data: object, numbers: set[int]) -> int:
    number = _whole(data)
    if number not in numbers:
        raise RecordError("no option")
    return number


def _place(data: object, start: Place) -> Place | None:
    if data is None:
        return None
    line, column = _list(data, 2)
    return Place(start.path, _whole(start.line + _whole(line, None)), _whole(column, 1))


def _code(data: object, codes: type[_Code]) -> _Code:
    found = codes._value2member_map_.get(data) if type(data) is str else None  # `codes(data)` takes ten times as long
    if not isinstance(found, codes):
        raise RecordError(codes.__name__)
    return found
