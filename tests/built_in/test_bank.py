"""The built-in bank: proven, and unable to hide a wrong key or a second right answer."""

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import indent

import pytest
from built_in.coverage import EXERCISES, MODELS, STATEMENTS, SYLLABUS, about, functions_of
from built_in.judged import Judged
from rich.cells import cell_len

from exam_drill import catalogue
from exam_drill.bank import load_bank
from exam_drill.bank.errata import as_printed
from exam_drill.catalogue import built_in_bank
from exam_drill.evaluate import evaluate
from exam_drill.i18n.evidence import describe
from exam_drill.markers import find_markers
from exam_drill.quality import BlankReport, Finding, QuestionReport, errata_without_effect, judge_question
from exam_drill.question import Blank, NamedReference, Option, Question
from exam_drill.quiz.listing import listing
from exam_drill.sandbox import Sandbox
from exam_drill.verdict import VerdictKind

BANK = load_bank([built_in_bank()])
QUESTIONS = {question.id: question for question in BANK.questions}
ROWS = {label: identity for label, _, identity in EXERCISES}

each_question = pytest.mark.parametrize("question", BANK.questions, ids=QUESTIONS)


def replaced(question: Question, blank: Blank, options: Sequence[Option], answer: int) -> Question:
    changed = dataclasses.replace(blank, options=tuple(options), answer=answer)
    blanks = tuple(changed if item.label == blank.label else item for item in question.blanks)
    return dataclasses.replace(question, blanks=blanks)


def in_other_words(code: str) -> str:
    """Code that does the same as an option and is another text."""
    try:
        compile(code, "", "eval")
    except SyntaxError:
        return "if True:\n" + indent(code, "    ")
    return f"(lambda: ({code}))()"


def reports_as_printed(identity: str, sandbox: Sandbox) -> Iterator[QuestionReport]:
    corrected = judge_question(evaluate(QUESTIONS[identity], sandbox))
    for version in as_printed(QUESTIONS[identity]):
        yield errata_without_effect(judge_question(evaluate(version.question, sandbox), version.sources), corrected)


@pytest.fixture(scope="module")
def judged() -> Iterator[Judged]:
    with Sandbox(untrusted=True) as sandbox:  # every option on all trials, none stops early
        yield Judged(BANK.questions, sandbox)


def test_the_bank_has_no_problems_and_every_row_of_the_exercises() -> None:
    assert BANK.problems == ()
    labels = {identity: [blank.label for blank in question.blanks] for identity, question in QUESTIONS.items()}
    kana = {label: identity for label, identity in ROWS.items() if len(label) == 1}
    assert {label: labels[identity] for label, identity in kana.items()} == {label: [label] for label in kana}
    assert len(labels[ROWS["16, 17"]]) == 2


def test_the_bank_covers_every_statement_by_two_questions_that_ask_different_things() -> None:
    assert len(QUESTIONS) >= 60
    for statement, tags in STATEMENTS:
        found = about(tags, BANK.questions)
        assert len(found) >= 2, statement
        asked = {(question.code.text, tuple(blank.options for blank in question.blanks)) for question in found}
        assert len(asked) == len(found), statement


def test_the_bank_uses_every_module_and_every_module_is_a_model() -> None:
    used = {question.reference.module for question in BANK.questions if isinstance(question.reference, NamedReference)}
    assert used == set(catalogue.modules())
    listed = {function for _, module, named in MODELS for function in functions_of(module, named)}
    declared = {
        f"{name}.{function}" for name in catalogue.modules() for function in catalogue.declarations(name).inputs
    }
    assert listed == declared
    references = {str(question.reference) for question in BANK.questions}
    assert [model for model, module, named in MODELS if references.isdisjoint(functions_of(module, named))] == []


def test_headings_and_difficulties_are_marked() -> None:
    assert {question.syllabus for question in BANK.questions} == SYLLABUS.keys()
    levels = Counter(question.difficulty for question in BANK.questions)
    assert levels.keys() == {"easy", "middle", "hard"}
    assert min(levels.values()) >= 0.15 * len(QUESTIONS)


def test_the_right_answers_are_spread_over_the_positions() -> None:
    positions = Counter(blank.answer for question in BANK.questions for blank in question.blanks)
    blanks = sum(positions.values())
    assert positions.keys() == {1, 2, 3, 4}
    assert max(positions.values()) <= 0.32 * blanks
    assert min(positions.values()) >= 0.18 * blanks


def test_three_quarters_of_the_wrong_options_run_and_give_something_else(judged: Judged) -> None:
    wrong = [verdict.kind for verdict in judged.verdicts if verdict.kind is not VerdictKind.MATCHES]
    assert set(wrong) <= {VerdictKind.DIFFERS, VerdictKind.RAISES}
    assert wrong.count(VerdictKind.DIFFERS) >= 0.75 * len(wrong)


@each_question
def test_every_blank_is_proven_without_a_warning(question: Question, sandbox: Sandbox) -> None:
    for blank in judge_question(evaluate(question, sandbox)).blanks:
        assert blank.finding is Finding.PROVEN, (blank.label, blank.finding)
        assert blank.warnings == (), blank.warnings
        assert blank.receipt is not None


def blanks_and_a_wrong_option() -> Iterator[tuple[Question, Blank, Option]]:
    """Every blank, and the option after its right one."""
    for question in BANK.questions:
        for blank in question.blanks:
            yield question, blank, blank.options[blank.answer % len(blank.options)]


def judged_alone(question: Question, label: str, sandbox: Sandbox) -> BlankReport:
    return next(item for item in judge_question(evaluate(question, sandbox)).blanks if item.label == label)


def test_a_wrong_key_is_caught_in_every_blank(sandbox: Sandbox) -> None:
    for question, blank, option in blanks_and_a_wrong_option():
        # The other blanks keep their right answers, so this key alone is wrong.
        wrong = replaced(question, blank, blank.options, option.number)
        report = judged_alone(wrong, blank.label, sandbox)
        assert report.finding is Finding.WRONG_KEY, (question.id, blank.label, option.number)
        assert report.executed == (blank.answer,)


def test_a_second_right_answer_is_caught_in_every_blank(sandbox: Sandbox) -> None:
    for question, blank, option in blanks_and_a_wrong_option():
        right = blank.options[blank.answer - 1]
        words = dataclasses.replace(right.code, text=in_other_words(right.code.text))
        options = [dataclasses.replace(item, code=words) if item is option else item for item in blank.options]
        report = judged_alone(replaced(question, blank, options, blank.answer), blank.label, sandbox)
        assert report.finding is Finding.AMBIGUOUS, (question.id, blank.label, option.number)
        assert set(report.executed) == {blank.answer, option.number}


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
    # The listing fits 80 columns with the frame, the line numbers, and the brackets that are drawn around its blanks.
    for row in listing(question.code.text, find_markers(question.code.text), {b.label for b in question.blanks}):
        assert cell_len(row.plain) <= 76, row.plain
