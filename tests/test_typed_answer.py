"""An answer that was typed into a blank: it runs alone, and what it is the same as is told."""

import builders
import pytest

from exam_drill.evaluate import Settings
from exam_drill.question import Blank, Question
from exam_drill.sandbox import Sandbox
from exam_drill.typed import Meaning, TypedReport
from exam_drill.typed.answering import MORE, Answering
from exam_drill.verdict import ReasonKind, Verdict, VerdictKind

PROGRAM = "def f(x):\n    y = np.zeros_like(x)\n    return （あ）\n"
STATEMENT = "def f(x):\n    y = x\n    （あ）\n    return y\n"


def report_on(
    text: str, sandbox: Sandbox, program: str = PROGRAM, options: tuple[str, ...] = ("2 * x", "x")
) -> TypedReport:
    question = builders.question(program, options)
    return Answering(sandbox).answer(question, "あ", text)


def answered(text: str, sandbox: Sandbox, program: str = PROGRAM) -> Verdict:
    verdict = report_on(text, sandbox, program).verdict
    assert verdict is not None
    return verdict


@pytest.mark.parametrize("text", ["x + x", "x * 2.0", "(lambda a: a + a)(x)", "sum([x, x])", "ｘ＋ｘ", "２×ｘ"])
def test_any_form_with_the_same_values_is_right(text: str, sandbox: Sandbox) -> None:
    report = report_on(text, sandbox)
    assert report.verdict is not None
    assert report.verdict.kind is VerdictKind.MATCHES
    assert report.meaning is (Meaning.OPTION if text == "２×ｘ" else Meaning.OTHER_FORM)


@pytest.mark.parametrize("text", ["2 * x", "(2*x)", "2*x  # twice", "（２　＊　ｘ）"])
def test_the_text_of_the_right_option_is_told_as_that(text: str, sandbox: Sandbox) -> None:
    report = report_on(text, sandbox)
    assert (report.meaning, report.option, report.by_text) == (Meaning.OPTION, 1, True)


def test_a_wrong_answer_is_told_with_its_evidence(sandbox: Sandbox) -> None:
    report = report_on("x.sum(keepdims=True)", sandbox)
    assert (report.meaning, report.option) == (Meaning.WRONG, 0)
    assert report.verdict is not None
    assert report.verdict.kind is VerdictKind.DIFFERS
    assert report.verdict.reason is not None
    assert report.verdict.reason.kind is ReasonKind.SHAPE


@pytest.mark.parametrize(("text", "by_text"), [("x", True), ("+x", False), ("x + y", False), ("np.array(x)", False)])
def test_what_a_wrong_option_gives_on_all_trials_is_told_as_that(text: str, by_text: bool, sandbox: Sandbox) -> None:
    report = report_on(text, sandbox)
    assert (report.meaning, report.option, report.by_text) == (Meaning.WRONG_OPTION, 2, by_text)


def test_what_gives_the_same_on_some_trials_only_is_not_the_same_option(sandbox: Sandbox) -> None:
    report = report_on("x if len(x) > 1 else 3 * x", sandbox)
    assert (report.meaning, report.option) == (Meaning.WRONG, 0)


def test_the_same_exception_is_the_same_and_another_one_is_not(sandbox: Sandbox) -> None:
    options = ("2 * x", "x.nothing", "[][1]")
    same = report_on("x.nothing + 1", sandbox, options=options)
    other = report_on("x.something", sandbox, options=options)
    assert (same.meaning, same.option) == (Meaning.WRONG_OPTION, 2)
    assert (other.meaning, other.option) == (Meaning.WRONG, 0)


def test_an_error_is_told_at_the_line_of_the_blank_and_in_the_text_that_was_typed(sandbox: Sandbox) -> None:
    reason = answered("\n    y = x\n    y = y +　nowhere\n", sandbox, STATEMENT).reason
    assert reason is not None
    assert reason.kind is ReasonKind.UNDEFINED
    assert reason.parameters["line"] == 3
    assert reason.place is not None
    assert (reason.place.path, reason.place.line, reason.place.column) == ("", 3, 13)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "empty", 0, 0),
        ("　\n", "empty", 0, 0),
        ("2 * * x", "syntax", 1, 5),
        ("  2 ＊ ＊ ｘ", "syntax", 1, 7),
        ("(x", "syntax", 1, 1),
        ("x ≦≦ 1", "syntax", 1, 4),
        ("(" * 3000, "syntax", 1, -1),
        ("x\0", "character", 1, 2),
        ("x + '\u202e'", "character", 1, 6),
        ("import os", "syntax", 1, 1),
        ("(np.\nload('a'))", "policy", 2, 1),
        ("x" * 4001, "too-long", 0, 0),
        ("(" + "\n" * 50 + "x)", "too-many-lines", 0, 0),
    ],
)
def test_what_cannot_be_run_is_no_answer_yet(text: str, code: str, line: int, column: int, sandbox: Sandbox) -> None:
    report = report_on(text, sandbox)
    assert report.meaning is Meaning.FAULT
    assert report.fault is not None
    assert (report.fault.code, report.fault.line) == (code, line)
    assert column in (report.fault.column, -1) or code == "policy"


@pytest.mark.parametrize("text", ["return x", "y = x", "y += x", "for a in x: pass"])
def test_a_statement_for_an_expression_is_told_as_that(text: str, sandbox: Sandbox) -> None:
    fault = report_on(text, sandbox).fault
    assert fault is not None
    assert fault.parameters["advice"] == "statement"


@pytest.mark.parametrize(("program", "text"), [(PROGRAM, "x +"), (PROGRAM, "f(a=1) 2"), (STATEMENT, "y = = x")])
def test_other_mistakes_are_not(program: str, text: str, sandbox: Sandbox) -> None:
    fault = report_on(text, sandbox, program).fault
    assert fault is not None
    assert fault.parameters["advice"] == ""


def test_statements_may_have_several_lines(sandbox: Sandbox) -> None:
    text = "    y = np.zeros_like(x)\n    for k in range(2):\n        y = y + x\n"
    assert report_on(text, sandbox, STATEMENT, ("y = 2 * x", "y = x")).meaning is Meaning.OTHER_FORM


@pytest.mark.parametrize("prepared", [True, False])
def test_what_is_prepared_changes_no_report(prepared: bool, sandbox: Sandbox) -> None:
    question = builders.gru()
    answering = Answering(sandbox)
    if prepared:
        answering.prepare(question, "こ")
    reports = [answering.answer(question, "こ", text) for text in ("h", "h_bar * z", "h + z * (h_bar - h)")]
    assert [(report.meaning, report.option) for report in reports] == [
        (Meaning.WRONG, 0),
        (Meaning.WRONG_OPTION, 1),
        (Meaning.OTHER_FORM, 0),
    ]
    again = Answering(sandbox)
    assert [again.answer(question, "こ", text) for text in ("h", "h_bar * z", "h + z * (h_bar - h)")] == reports


def test_nothing_that_an_answer_is_compared_with_is_in_its_job(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = []
    begin = Sandbox._begin

    def spy(self: Sandbox, job: bytes, parts: int) -> object:
        jobs.append(job)
        return begin(self, job, parts)

    question = builders.question(PROGRAM, ["2 * x * 123456789", "x * 987654321"])
    answering = Answering(sandbox)
    answering.prepare(question, "あ")
    monkeypatch.setattr(Sandbox, "_begin", spy)
    answering.answer(question, "あ", "x")
    assert len(jobs) == 1
    assert not any(secret in jobs[0] for secret in (b"123456789", b"987654321"))


def test_an_answer_runs_on_more_trials_than_an_option(sandbox: Sandbox) -> None:
    question = builders.question(PROGRAM, ["2 * x", "x"])
    report = Answering(sandbox, Settings(trials=5)).answer(question, "あ", "x + x")
    assert report.verdict is not None
    assert report.verdict.trials == 5 * MORE


def test_an_answer_that_is_too_slow_for_so_many_trials_needs_only_as_many_as_an_option(sandbox: Sandbox) -> None:
    question = builders.question(PROGRAM, ["2 * x", "x"], inputs={"x": "300000"}, trials=3)  # 2.4 MB each
    report = Answering(sandbox).answer(question, "あ", "x + x")
    assert report.verdict is not None
    assert (report.meaning, report.verdict.trials) == (Meaning.OTHER_FORM, 3)


def test_a_reference_that_fails_is_no_fault_of_the_answer(sandbox: Sandbox) -> None:
    question = builders.question(PROGRAM, ["2 * x", "x"], reference="def f(x):\n    return unknown\n")
    report = Answering(sandbox).answer(question, "あ", "2 * x")
    assert report.meaning is Meaning.UNJUDGED
    assert report.failure is not None
    assert (report.failure.fault, report.option) == ("reference", 1)


def test_a_program_that_is_none_is_no_fault_of_the_answer(sandbox: Sandbox) -> None:
    report = report_on("2 * x", sandbox, "def f(x):\n    return (あ) +\n")
    assert report.meaning is Meaning.UNJUDGED
    assert report.failure is not None
    assert report.failure.fault == "question"


def test_a_blank_that_is_never_reached_proves_nothing(sandbox: Sandbox) -> None:
    program = "def f(x):\n    if len(x) > 99:\n        return (あ)\n    return 2 * x\n"
    assert report_on("anything", sandbox, program).meaning is Meaning.UNJUDGED


def test_an_answer_for_another_blank_leaves_the_others_as_published(sandbox: Sandbox) -> None:
    blanks: list[Blank] = [builders.blank(["x", "3 * x"], label="あ"), builders.blank(["y + x", "y"], 1, "い", 120)]
    question: Question = builders.question("def f(x):\n    y = (あ)\n    return (い)\n", blanks)
    answering = Answering(sandbox)
    assert answering.answer(question, "い", "x + x").meaning is Meaning.OTHER_FORM
    assert answering.answer(question, "あ", "x + 0 * x").meaning is Meaning.OTHER_FORM
    assert answering.answer(question, "い", "x + 0 * y").meaning is Meaning.WRONG_OPTION
