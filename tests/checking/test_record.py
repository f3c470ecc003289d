"""A report survives being written as plain data; whatever else is read instead is refused, without a crash."""

import copy
import json
import math
import pickle
from dataclasses import replace
from typing import Any

import builders
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_drill.bank import load_bank
from exam_drill.bank.errata import as_printed
from exam_drill.catalogue import built_in_bank
from exam_drill.checking.batch import Batch
from exam_drill.checking.plain import question_data, read_question, read_settings, settings_data
from exam_drill.checking.record import RecordError, from_record, from_records, to_record, to_records
from exam_drill.checking.settings import CheckSettings
from exam_drill.quality import BlankReport, Finding, QualityWarning, QuestionReport, Receipt, WarningKind
from exam_drill.question import Place, Question
from exam_drill.sandbox import Layer, Limits
from exam_drill.verdict import Failure, Reason, ReasonKind, Verdict, VerdictKind

QUESTION = builders.question("def f(x):\n    return (あ)\n", ["2 * x", "x[0]", "x *\ny"], answer=2)
SHAPE = Reason(ReasonKind.SHAPE, {"at": "", "expected": "(3,)", "got": "()"}, 2, 7)
VALUE = Reason(ReasonKind.VALUE, {"index": "[1]", "max_abs_error": math.inf, "differing": 2, "inf": "inf"}, 1, 12)
RAISED = Reason(ReasonKind.EXCEPTION, {"type": "TypeError", "line": 2}, 1, 12, Place(builders.PATH, 104, 9))
REPORT = QuestionReport(
    QUESTION,
    (
        BlankReport(
            "あ",
            Finding.PROVEN,
            2,
            (1,),
            (
                Verdict(1, VerdictKind.MATCHES, 12, 0, 9, 0.0, output="array (3,) float"),
                Verdict(2, VerdictKind.DIFFERS, 12, 10, 9, 5000.5, VALUE, warning="RuntimeWarning: \ud800 \x1b"),
                Verdict(3, VerdictKind.RAISES, 12, 12, 9, math.inf, RAISED),
            ),
            (QualityWarning(WarningKind.WEAK, (2,), {"differing": 10, "margin": 5000.5}),),
            ((2, 3),),
            place=Place(builders.PATH, 1, 13),
            receipt=Receipt("a" * 64, "b" * 64, -7, 12, {2: 5000.5, 3: math.inf}, {"numpy": "2.4"}),
        ),
    ),
    (1, 2),
)
FAILED = QuestionReport(
    QUESTION,
    (
        BlankReport(
            "あ",
            Finding.REFERENCE_FAILED,
            2,
            (),
            (),
            failure=Failure("reference", "raises", {"line": 3, "sizes": "N=1"}, Place(builders.PATH, 52, 9)),
        ),
    ),
)


def through_json(data: object) -> Any:
    return json.loads(json.dumps(data, allow_nan=False))


@pytest.mark.parametrize("report", [REPORT, FAILED], ids=["proven", "failed"])
def test_a_report_comes_back_as_it_was(report: QuestionReport) -> None:
    assert from_record(through_json(to_record(report)), report.question) == report
    assert from_record(to_record(report), report.question, cached=True) == replace(report, cached=True)


def test_a_question_that_moved_keeps_its_record() -> None:
    moved = read_question(_moved(question_data(QUESTION), "other.yaml", 100))
    found = from_record(through_json(to_record(REPORT)), moved)
    assert found.question is moved
    assert found.blanks[0].place == Place("other.yaml", 101, 13)
    reason = found.blanks[0].verdicts[2].reason
    assert reason is not None
    assert reason.place == Place("other.yaml", 204, 9)


def _moved(data: list[Any], path: str, lines: int) -> list[Any]:
    data = copy.deepcopy(data)
    data[1], data[2][0] = path, data[2][0] + lines
    return data


def test_each_print_has_its_record() -> None:
    bank = load_bank([built_in_bank()])
    question = next(question for question in bank.questions if len(as_printed(question)) > 1)
    reports = tuple(
        QuestionReport(version.question, tuple(_blank(version.question)), version.sources)
        for version in as_printed(question)
    )
    assert from_records(through_json(to_records(reports)), question, printed=True) == reports
    for wrong in (to_records(reports)[:-1], [], to_records(reports)[0]):
        with pytest.raises(RecordError):
            from_records(wrong, question, printed=True)


def _blank(question: Question) -> list[BlankReport]:
    return [BlankReport(blank.label, Finding.NO_MATCH, blank.answer, (), ()) for blank in question.blanks]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.just("proven"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=100)
@given(st.data())
def test_whatever_is_changed_in_a_record_ends_in_a_report_or_a_refusal(data: st.DataObject) -> None:
    record = through_json(to_record(data.draw(st.sampled_from((REPORT, FAILED)))))
    place: Any = record
    while isinstance(place, dict | list) and place:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    if data.draw(st.booleans()):
        place[key] = data.draw(JUNK)
    else:
        del place[key]
    try:
        report = from_record(record, QUESTION)
    except RecordError:
        return
    assert from_record(through_json(to_record(report)), QUESTION) == report or math.isnan(_sum(report))


def _sum(report: QuestionReport) -> float:
    """NaN if a number in it is, which equals nothing."""
    return sum(
        number
        for blank in report.blanks
        for verdict in blank.verdicts
        for number in (verdict.margin, *(blank.receipt.margins.values() if blank.receipt else ()))
    ) + sum(
        value
        for blank in report.blanks
        for source in (*(v.reason for v in blank.verdicts if v.reason), *blank.warnings, blank.failure)
        if source is not None
        for value in source.parameters.values()
        if isinstance(value, float)
    )


@given(JUNK)
def test_junk_is_no_record(junk: object) -> None:
    with pytest.raises(RecordError):
        from_record(junk, QUESTION)


@pytest.mark.parametrize(
    "change",
    [
        lambda blank: blank.update(finding="fine"),
        lambda blank: blank.update(executed=[4]),
        lambda blank: blank.update(executed=[True]),
        lambda blank: blank["verdicts"].append(blank["verdicts"][0]),
        lambda blank: blank["verdicts"].reverse(),
        lambda blank: blank["verdicts"][0].__setitem__(2, -1),
        lambda blank: blank["verdicts"][0].__setitem__(5, "inf"),
        lambda blank: blank["verdicts"][0].__setitem__(5, [10**400]),
        lambda blank: blank["verdicts"][0].__setitem__(7, "x" * (1 << 21)),
        lambda blank: blank["alike"].append([1, 2, 3]),
        lambda blank: blank.update(place=[-1000, 1]),
        lambda blank: blank.update(place=[0, 0]),
        lambda blank: blank.update(more=1),
        lambda blank: blank.pop("warnings"),
        lambda blank: blank["receipt"][4].append([9, 1.0]),
    ],
)
def test_a_record_that_is_not_exactly_one_is_refused(change: Any) -> None:
    record = through_json(to_record(REPORT))
    change(record["blanks"][0])
    with pytest.raises(RecordError):
        from_record(record, QUESTION)


def test_questions_come_back_as_they_were() -> None:
    questions = load_bank([built_in_bank()]).questions
    assert len(questions) > 50
    elsewhere = replace(QUESTION, blanks=(replace(QUESTION.blanks[0], place=Place("other.yaml", 7, 2)),))
    for question in (*questions, QUESTION, builders.gru(), elsewhere):
        assert read_question(through_json(question_data(question))) == question


def test_a_batch_is_pickled_as_plain_data() -> None:
    limits = Limits(wall=1.5, layers=frozenset({Layer.POLICY}))
    batch = Batch(CheckSettings(3, 7, True, limits, False), (QUESTION, builders.gru()), 2.5)
    assert pickle.loads(pickle.dumps(batch)) == batch
    assert read_settings(through_json(settings_data(batch.settings))) == batch.settings
