"""From a question to its findings, through the real sandbox: every verdict, finding and warning."""

import dataclasses
from typing import Any

import builders
import pytest
from judging import PROGRAM, diagnosis, judged

from exam_drill.compare import ATOL, RTOL, Tolerance
from exam_drill.evaluate import Settings, evaluate, question_digest
from exam_drill.i18n.evidence import describe
from exam_drill.quality import Finding, WarningKind, judge_question
from exam_drill.question import Question
from exam_drill.reference import load_reference
from exam_drill.sandbox import Sandbox
from exam_drill.verdict import ReasonKind, VerdictKind


def test_the_designs_own_question_is_proven(sandbox: Sandbox) -> None:
    report = judged(builders.gru(), sandbox)
    assert report.finding is Finding.PROVEN
    assert report.executed == (4,)
    assert report.warnings == ()
    assert [verdict.kind for verdict in report.verdicts] == [VerdictKind.DIFFERS] * 3 + [VerdictKind.MATCHES]
    assert report.receipt is not None
    assert min(report.receipt.margins.values()) > 1e4


def test_the_right_answer_in_other_words_is_ambiguous(sandbox: Sandbox) -> None:
    report = judged(builders.gru([*builders.GRU_OPTIONS, "h + z * (h_bar - h)"]), sandbox)
    assert report.finding is Finding.AMBIGUOUS
    assert report.executed == (4, 5)
    assert report.alike == ((4, 5),)


def test_every_evaluation_is_the_same(sandbox: Sandbox) -> None:
    assert evaluate(builders.gru(), sandbox) == evaluate(builders.gru(), sandbox)


@pytest.mark.parametrize(
    ("option", "kind", "parameters"),
    [
        ("2 * q", ReasonKind.UNDEFINED, {"name": "q", "line": 3}),
        ("x.dot([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])", ReasonKind.EXCEPTION, {"type": "ValueError", "line": 3}),
        ("x.rot()", ReasonKind.EXCEPTION, {"type": "AttributeError", "line": 3}),
        ("2 * x)", ReasonKind.EXCEPTION, {"type": "SyntaxError", "line": 3}),
        ("[].append", ReasonKind.STRUCTURE, {"got": "builtin_function_or_method"}),
        ("list(2 * x)", ReasonKind.STRUCTURE, {}),
        ("None", ReasonKind.STRUCTURE, {"got": "None"}),
        ("2 * x[None]", ReasonKind.SHAPE, {}),
        ("x > 0", ReasonKind.DTYPE, {"expected": "float", "got": "boolean"}),
        ("3 * x", ReasonKind.VALUE, {"index": "[0]"}),
        ("np.multiply(2, x, out=x)", ReasonKind.ARGUMENT, {"name": "x"}),
    ],
)
def test_the_diagnosis_tells_what_a_learner_would_ask_first(
    option: str, kind: ReasonKind, parameters: dict[str, object], sandbox: Sandbox
) -> None:
    verdict = diagnosis(option, sandbox)
    assert verdict.reason is not None
    assert verdict.reason.kind is kind
    assert {name: verdict.reason.parameters.get(name) for name in parameters} == parameters
    assert verdict.kind is (
        VerdictKind.RAISES if kind in (ReasonKind.UNDEFINED, ReasonKind.EXCEPTION) else VerdictKind.DIFFERS
    )


def test_earlier_kinds_win_over_later_trials(sandbox: Sandbox) -> None:
    # Wrong in value everywhere, in shape where x is long, undefined where it is longer still.
    verdict = diagnosis("missing if len(x) > 5 else x if len(x) > 3 else x[:1]", sandbox)
    assert verdict.reason is not None
    assert verdict.reason.kind is ReasonKind.UNDEFINED
    assert 0 < verdict.reason.trials < verdict.trials == verdict.differing + (verdict.trials - verdict.differing)


def test_an_error_is_placed_in_the_bank_file(sandbox: Sandbox) -> None:
    inside = diagnosis("2 * x + あと", sandbox)
    assert inside.reason is not None
    assert str(inside.reason.place) == "bank.yaml:102:15"  # the second option, after "2 * x + "
    program = "def f(x):\n    y = （あ）\n    return y.missing if len(y.shape) > 1 else y\n"
    outside = diagnosis("x[None]", sandbox, program)
    assert outside.reason is not None
    assert (outside.reason.parameters["line"], str(outside.reason.place)) == (3, "bank.yaml:12:18")
    statement = "def f(x):\n    （あ）\n    return x\n"
    question = builders.question(statement, ["x = x * 2", "y = 1\nx = 2 * z"])
    lines = judged(question, sandbox).verdicts[1].reason
    assert lines is not None
    assert str(lines.place) == "bank.yaml:103:15"  # the option's second line


def test_an_argument_changed_in_place_counts_even_if_the_result_is_right(sandbox: Sandbox) -> None:
    verdict = diagnosis("(np.multiply(2, x, out=x), x.copy())[1]", sandbox)
    assert verdict.reason is not None
    assert verdict.reason.kind is ReasonKind.ARGUMENT
    # … but not if the reference does the same.
    changing = "def f(x):\n    x *= 2\n    return x\n"
    report = judged(builders.question(PROGRAM, ["np.multiply(2, x, out=x)", "2 * x"], changing), sandbox)
    assert report.finding is Finding.PROVEN
    assert report.verdicts[1].reason is not None
    assert report.verdicts[1].reason.kind is ReasonKind.ARGUMENT


def test_one_option_never_sees_what_another_did_to_the_inputs(sandbox: Sandbox) -> None:
    question = builders.question(PROGRAM, ["np.multiply(0, x, out=x)", "2 * x"], answer=2)
    assert judged(question, sandbox).executed == (2,)


def test_nothing_is_proven_of_a_blank_that_is_never_reached(sandbox: Sandbox) -> None:
    program = "def f(x):\n    if len(x) > 100:\n        return （あ）\n    return 2 * x\n"
    report = judged(builders.question(program, ["2 * x", "3 * x"]), sandbox)
    assert report.finding is Finding.UNREACHED
    assert {verdict.kind for verdict in report.verdicts} == {VerdictKind.UNREACHED}
    assert report.warnings == ()


def test_weak_twin_and_fragile_options_are_told(sandbox: Sandbox) -> None:
    options = ["2 * x", "2 * x if len(x) > 1 else x", "3 * x", "x * 3.0", "2 * x * (1 + 3e-7)"]
    report = judged(builders.question(PROGRAM, options), sandbox)
    assert report.finding is Finding.PROVEN
    found = {(warning.kind, warning.options) for warning in report.warnings}
    assert found == {
        (WarningKind.WEAK, (2,)),
        (WarningKind.TWIN_DISTRACTORS, (3, 4)),
        (WarningKind.FRAGILE, (5,)),
    }


def test_several_blanks_are_judged_one_by_one(sandbox: Sandbox) -> None:
    program = "def f(x):\n    y = （あ）\n    return （い） + y\n"
    blanks = [builders.blank(["x", "-x"], 1, "あ"), builders.blank(["-x", "x"], 2, "い", line=200)]
    report = judge_question(evaluate(builders.question(program, blanks), sandbox))
    assert [(blank.label, blank.finding) for blank in report.blanks] == [
        ("あ", Finding.PROVEN),
        ("い", Finding.PROVEN),
    ]


def test_a_class_is_called_as_the_bank_says(sandbox: Sandbox) -> None:
    program = "class Cell:\n    def __init__(self, w):\n        self.w = w\n"
    program += "    def forward(self, x):\n        return （あ）\n"
    question = builders.question(
        program,
        ["self.w * x", "x", "self.w + x"],
        builders.written("def scaled(w, x):\n    return w * x\n", {"w": "positive", "x": "N"}, "scaled"),
        call="Cell(w).forward(x)",
    )
    assert judged(question, sandbox).finding is Finding.PROVEN


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("def f(x:\n    return （あ）\n", "unparsed"),
        ("def f(x):\n    （あ） = 3\n", "unparsed"),
        ("def f(x):\n    return （あ）\n  y\n", "unparsed"),
        ("def g(x):\n    return （あ）\n", "no-function"),
        ("def f(p, q):\n    return （あ）\n", "parameters"),
    ],
)
def test_a_text_that_is_no_program_makes_the_question_invalid(program: str, code: str, sandbox: Sandbox) -> None:
    report = judged(builders.question(program, ["x", "2 * x"]), sandbox)
    assert report.finding is Finding.INVALID
    assert report.failure is not None
    assert report.failure.code == code


def test_settings_and_the_questions_own_wishes(sandbox: Sandbox) -> None:
    question = builders.question(PROGRAM, ["2 * x", "x"])
    assert judged(question, sandbox, trials=5).verdicts[0].trials == 5
    assert judged(dataclasses.replace(question, trials=3), sandbox, trials=5).verdicts[0].trials == 3
    loose = dataclasses.replace(builders.question(PROGRAM, ["2 * x", "2.001 * x"]), rtol=0.01, atol=0.0)
    assert judged(loose, sandbox).finding is Finding.AMBIGUOUS
    assert evaluate(question, sandbox, Settings(seed=1)) != evaluate(question, sandbox, Settings(seed=2))


def test_warnings_of_a_run_are_evidence(sandbox: Sandbox) -> None:
    verdict = diagnosis("2 * x + 0 * (np.float64(1) / np.float64(0) > 1)", sandbox)
    assert verdict.kind is VerdictKind.MATCHES
    assert verdict.warning.startswith("RuntimeWarning: divide by zero")


def test_the_digest_hangs_on_what_decides_a_verdict() -> None:
    base = builders.gru()

    def digest(question: Question) -> str:
        return question_digest(question, load_reference(question), Tolerance(question.rtol or RTOL, ATOL))

    digests = {
        digest(question)
        for question in (
            base,
            builders.gru(answer=3),
            builders.gru([*builders.GRU_OPTIONS[:3], "h"]),
            dataclasses.replace(base, trials=5),
            dataclasses.replace(base, rtol=1e-3),
            dataclasses.replace(base, sizes={"N": (1, 2)}),
            dataclasses.replace(base, inputs={"x": "positive N D"}),
            dataclasses.replace(base, id="another"),
            dataclasses.replace(base, given=("sigmoid", "gru")),
            dataclasses.replace(base, call=builders.code("gru(x, h, Wr, Ur, Wz, Uz, Wh, Uh)")),
        )
    }
    assert len(digests) == 10
    assert digest(dataclasses.replace(base, difficulty="easy")) == digest(base)
    one, other = (builders.question(PROGRAM, ["x", "2 * x"], inputs={"x": text}) for text in ("N", "constant(0)"))
    assert digest(one) != digest(other)


def test_a_wrong_option_that_is_a_slip_is_told(sandbox: Sandbox) -> None:
    options = ["2 * x", "2 * q", "2 *", "x.rot()", "np.sqrrt(x)", "np.linalg.nrom(x)"]
    report = judged(builders.question(PROGRAM, options), sandbox)
    assert report.finding is Finding.PROVEN
    assert [(warning.kind, warning.options) for warning in report.warnings] == [
        (WarningKind.BROKEN_OPTION, (2,)),
        (WarningKind.BROKEN_OPTION, (3,)),
        (WarningKind.BROKEN_OPTION, (5,)),
        (WarningKind.BROKEN_OPTION, (6,)),
    ]
    # Where nothing matches, the fault may be the program's.
    nothing = judged(builders.question("def f(x):\n    z\n    return （あ）\n", options), sandbox)
    assert nothing.finding is Finding.NO_MATCH
    assert nothing.warnings == ()


@pytest.mark.parametrize("option", ["[x] * 10 ** 6", "'x' * 10 ** 7", "10 ** 10 ** 6", "np.zeros(3 * 10 ** 6)"])
def test_values_that_are_too_large_are_refused(option: str, sandbox: Sandbox) -> None:
    verdict = diagnosis(option, sandbox)
    assert verdict.kind is VerdictKind.REFUSED
    assert verdict.reason is not None
    assert verdict.reason.parameters["limit"] == "output"


def test_options_do_not_pay_for_what_another_one_did(sandbox: Sandbox) -> None:
    program = "def f(x):\n    return np.tanh(（あ）) / 1\n"
    source = "def f(x):\n    return np.tanh(2 * x)\n"
    for hostile in ("(setattr(np, 'tanh', np.sin), x)[1]", "(np.seterr(all='raise'), 0 * x + np.exp(800))[1]"):
        report = judged(builders.question(program, [hostile, "2 * x", "3 * x"], source, answer=2), sandbox)
        assert report.executed == (2,), hostile
        assert report.finding is Finding.PROVEN


def test_an_option_of_any_size_is_described(sandbox: Sandbox) -> None:
    verdict = diagnosis("10 ** 5000", sandbox)
    assert verdict.reason is not None
    assert verdict.reason.parameters["got"] == "int of 16610 bits"


def test_memory_that_one_option_filled_is_there_for_the_next(sandbox: Sandbox) -> None:
    greedy = "[np.ones(10 ** 6) for _ in iter(int, 1)]"
    report = judged(builders.question(PROGRAM, [greedy, "2 * x", greedy, "3 * x"], answer=2), sandbox)
    assert report.finding is Finding.PROVEN
    assert report.verdicts[3].reason is not None
    assert report.verdicts[3].reason.kind is ReasonKind.VALUE


def test_how_often_is_counted_by_kind(sandbox: Sandbox) -> None:
    verdict = diagnosis("x[7] if len(x) == 1 else 3 * x", sandbox)
    assert verdict.reason is not None
    assert (verdict.differing, verdict.reason.trials) == (4, 1)
    assert "[1 of 4 trials]" in describe(verdict, "en")


def test_what_a_question_asks_for_reaches_the_runs(sandbox: Sandbox) -> None:
    def sizes_seen(**fields: Any) -> str:
        verdict = diagnosis("x[:0]", sandbox, **fields)
        assert verdict.reason is not None
        return str(verdict.reason.parameters["expected"])

    assert sizes_seen(sizes={"N": (9, 9)}) == "(9,)"
    # The id seeds the inputs.
    shapes = {sizes_seen(id=f"question-{number}") for number in range(8)}
    assert len(shapes) > 2
    absolute = builders.question(PROGRAM, ["2 * x", "2 * x + 0.001"], atol=0.01, rtol=0.0)
    assert judged(absolute, sandbox).finding is Finding.AMBIGUOUS


def test_a_call_that_is_no_python_makes_the_question_invalid(sandbox: Sandbox) -> None:
    report = judged(builders.question(PROGRAM, ["2 * x", "x"], call="f(x"), sandbox)
    assert report.finding is Finding.INVALID


def test_the_largest_margin_of_all_trials_and_arguments_counts(sandbox: Sandbox) -> None:
    report = judged(builders.question(PROGRAM, ["2 * x", "2 * x * (1 + 3e-7 * (len(x) == 1))"]), sandbox)
    assert report.verdicts[1].margin > 1
    changed = "def f(x):\n    y = 2 * x\n    x += （あ）\n    return y\n"
    source = "def f(x):\n    y = 2 * x\n    x += 1\n    return y\n"
    slightly = judged(builders.question(changed, ["1", "1 + 1e-6"], source), sandbox).verdicts[1]
    assert slightly.reason is not None
    assert slightly.reason.kind is ReasonKind.ARGUMENT
    assert 1 < slightly.margin < 1e4


def test_an_error_in_another_blank_is_placed_there(sandbox: Sandbox) -> None:
    program = "def f(x):\n    y = （あ）\n    return （い） + y\n"
    blanks = [
        builders.blank(["x", "-x", "3 * x"], 1, "あ"),
        builders.blank(["x", "2", "missing"], 3, "い", line=200),
    ]
    report = judge_question(evaluate(builders.question(program, blanks), sandbox))
    reason = report.blanks[0].verdicts[1].reason
    assert reason is not None
    assert str(reason.place) == "bank.yaml:203:7"  # the published option of い, whichever option of あ is tried


def test_the_last_definition_of_a_function_is_called(sandbox: Sandbox) -> None:
    program = "def f(a, b):\n    return a\ndef f(x):\n    return （あ）\n"
    assert judged(builders.question(program, ["2 * x", "x"]), sandbox).finding is Finding.PROVEN


def test_a_value_changed_in_place_is_an_argument_changed(sandbox: Sandbox) -> None:
    verdict = diagnosis(
        "(np.copyto(x, np.round(x)), 2 * y)[1]", sandbox, PROGRAM.replace("np.zeros_like(x)", "x.copy()")
    )
    assert verdict.reason is not None
    assert verdict.reason.kind is ReasonKind.ARGUMENT


def test_no_option_can_make_a_wrong_key_right(kernel: Sandbox) -> None:
    program = "def f(x):\n    return np.tanh(（あ）)\n"
    source = "def f(x):\n    return np.tanh(2 * x)\n"
    kept = "hasattr(np, 'was') or setattr(np, 'was', np.tanh)"
    patch = f"({kept}, setattr(np, 'tanh', lambda v: np.was(2 * v)), x[:0])[2]"
    report = judged(builders.question(program, [patch, "x", "2 * x"], source, answer=2), kernel)
    assert (report.finding, report.executed) == (Finding.WRONG_KEY, (3,))
