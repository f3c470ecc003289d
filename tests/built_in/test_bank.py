"""The built-in bank: proven, and unable to hide a wrong key or a second right answer."""

import dataclasses
from collections.abc import Iterator, Sequence

import pytest
from rich.cells import cell_len

from exam_drill.bank import load_bank
from exam_drill.bank.errata import as_printed
from exam_drill.catalogue import built_in_bank
from exam_drill.evaluate import evaluate
from exam_drill.i18n.evidence import describe
from exam_drill.markers import find_markers
from exam_drill.quality import Finding, QuestionReport, errata_without_effect, judge_question
from exam_drill.question import Blank, Option, Question
from exam_drill.sandbox import Sandbox
from exam_drill.verdict import VerdictKind

BANK = load_bank([built_in_bank()])
QUESTIONS = {question.id: question for question in BANK.questions}
# Every row of the published exercises: its label, and the question that holds it.
ROWS = {
    "く": "recursive-traverse",
    "お": "bptt-delta",
    "さ": "clipping-rate",
    "け": "lstm-cell-state",
    "こ": "gru-state-update",
    "か": "birnn-features",
    "き": "encoder-embedding",
}

each_question = pytest.mark.parametrize("question", BANK.questions, ids=QUESTIONS)


def replaced(question: Question, blank: Blank, options: Sequence[Option], answer: int) -> Question:
    changed = dataclasses.replace(blank, options=tuple(options), answer=answer)
    blanks = tuple(changed if item.label == blank.label else item for item in question.blanks)
    return dataclasses.replace(question, blanks=blanks)


def reports_as_printed(identity: str, sandbox: Sandbox) -> Iterator[QuestionReport]:
    corrected = judge_question(evaluate(QUESTIONS[identity], sandbox))
    for version in as_printed(QUESTIONS[identity]):
        yield errata_without_effect(judge_question(evaluate(version.question, sandbox), version.sources), corrected)


def test_the_bank_has_no_problems_and_every_row_of_the_exercises() -> None:
    assert BANK.problems == ()
    labels = {identity: [blank.label for blank in question.blanks] for identity, question in QUESTIONS.items()}
    assert {label: labels[identity] for label, identity in ROWS.items()} == {label: [label] for label in ROWS}
    assert len(QUESTIONS["lstm-class"].blanks) == 2  # exercises 16 and 17 of the same course


@each_question
def test_every_blank_is_proven_without_a_warning(question: Question, sandbox: Sandbox) -> None:
    for blank in judge_question(evaluate(question, sandbox)).blanks:
        assert blank.finding is Finding.PROVEN, (blank.label, blank.finding)
        assert blank.warnings == (), blank.warnings
        assert blank.receipt is not None


def test_every_wrong_key_is_caught(sandbox: Sandbox) -> None:
    caught = 0
    for question in BANK.questions:
        for blank in question.blanks:
            for option in blank.options:
                if option.number == blank.answer:
                    continue
                # The other blanks keep their right answers, so this key alone is wrong.
                wrong = replaced(question, blank, blank.options, option.number)
                report = next(
                    item for item in judge_question(evaluate(wrong, sandbox)).blanks if item.label == blank.label
                )
                assert report.finding is Finding.WRONG_KEY, (question.id, blank.label, option.number)
                assert report.executed == (blank.answer,)
                caught += 1
    print(f"wrong keys injected and caught: {caught}")
    assert caught == sum(len(blank.options) - 1 for question in BANK.questions for blank in question.blanks) > 25


def test_every_second_right_answer_is_caught(sandbox: Sandbox) -> None:
    caught = 0
    for question in BANK.questions:
        for blank in question.blanks:
            right = blank.options[blank.answer - 1]
            words = dataclasses.replace(right.code, text=f"(lambda: ({right.code.text}))() + 0")
            for option in blank.options:
                if option.number == blank.answer:
                    continue
                options = [
                    dataclasses.replace(option, code=words) if item is option else item for item in blank.options
                ]
                report = next(
                    item
                    for item in judge_question(
                        evaluate(replaced(question, blank, options, blank.answer), sandbox)
                    ).blanks
                    if item.label == blank.label
                )
                assert report.finding is Finding.AMBIGUOUS, (question.id, blank.label, option.number)
                assert set(report.executed) == {blank.answer, option.number}
                caught += 1
    print(f"second right answers injected and caught: {caught}")
    assert caught > 25


def test_the_gru_in_other_words_is_ambiguous(sandbox: Sandbox) -> None:
    question = QUESTIONS["gru-state-update"]
    (blank,) = question.blanks
    words = dataclasses.replace(blank.options[0].code, text="h + z * (h_bar - h)")
    options = [dataclasses.replace(blank.options[0], code=words), *blank.options[1:]]
    (report,) = judge_question(evaluate(replaced(question, blank, options, 4), sandbox)).blanks
    assert (report.finding, report.executed) == (Finding.AMBIGUOUS, (1, 4))


@pytest.mark.parametrize(
    ("label", "error"),
    [
        ("さ", ("NameError", "name 'gradient' is not defined")),
        ("け", ("UnboundLocalError", "'c'")),
        ("か", ("AttributeError", "'list' object has no attribute 'dot'")),
    ],
)
def test_the_published_option_fails_as_the_print_does(label: str, error: tuple[str, str], sandbox: Sandbox) -> None:
    first = next(reports_as_printed(ROWS[label], sandbox))
    (blank,) = first.blanks
    assert blank.finding is Finding.NO_MATCH
    published = blank.verdicts[blank.published - 1]
    assert published.kind is VerdictKind.RAISES
    assert published.reason is not None
    assert published.reason.parameters["type"] == error[0]
    assert error[1] in str(published.reason.parameters["message"])
    assert error[0] in describe(published, "ja")
    assert error[0] in describe(published, "en")


def test_the_printed_encoder_has_two_right_answers(sandbox: Sandbox) -> None:
    (report,) = reports_as_printed(ROWS["き"], sandbox)
    assert (report.blanks[0].finding, report.blanks[0].executed) == (Finding.AMBIGUOUS, (1, 3))


def test_the_printed_gru_is_proven(sandbox: Sandbox) -> None:
    for report in reports_as_printed(ROWS["こ"], sandbox):
        assert [blank.finding for blank in report.blanks] == [Finding.PROVEN]


@each_question
def test_no_print_is_as_good_as_its_correction(question: Question, sandbox: Sandbox) -> None:
    for report in reports_as_printed(question.id, sandbox):
        assert [blank.warnings for blank in report.blanks if report.question != question and blank.warnings] == []


@each_question
def test_every_text_is_there_in_both_languages(question: Question) -> None:
    texts = {
        "title": question.title,
        "prompt": question.prompt,
        "explanation": question.explanation,
        "hint": question.hint,
    }
    for blank in question.blanks:
        for option in blank.options:
            if option.number != blank.answer:
                texts[f"why of {blank.label} {option.number}"] = option.why
    for number, erratum in enumerate(question.errata, 1):
        texts[f"why of erratum {number}"] = erratum.why
    for name, text in texts.items():
        assert text is not None, name
        assert text.ja, name
        assert text.en, name
        assert text.ja != text.en, name
    assert question.syllabus
    assert question.sources
    assert question.difficulty in ("easy", "middle", "hard")
    for line in question.code.text.splitlines():
        # Fits 80 columns with the frame, the line number, and the brackets that are drawn around a blank.
        assert cell_len(line) + 4 * len(find_markers(line)) <= 71, line
