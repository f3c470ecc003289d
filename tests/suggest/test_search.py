"""Suggestions for single blanks: what is suggested, what never is, and when nothing can be."""

import builders
import numpy as np
import pytest
from requirements import lacking

from exam_drill.cases import Case
from exam_drill.compare import Tolerance
from exam_drill.evaluate import Evaluator, Ready, Settings, make_ready
from exam_drill.outcome import Ending, Outcome
from exam_drill.program import build_program
from exam_drill.quality import Finding, judge_question
from exam_drill.question import Blank, NamedReference, Question
from exam_drill.sandbox import Limits, Sandbox, look_around
from exam_drill.scope import Scope, symbolic
from exam_drill.suggest import Search, UnprovenError, Wish, search, suggest
from exam_drill.suggest.facts import distance, facts_of
from exam_drill.verdict import Failure

GRU = (
    "def f(x, h, z, r):\n    h_bar = np.tanh(x)\n    return (あ)\n",
    "def f(x, h, z, r):\n    h_bar = np.tanh(x)\n    return (1 - z) * h + z * h_bar\n",
)
INPUTS = {"x": "N D", "h": "N D", "z": "uniform N D", "r": "uniform N D"}
QUICK = Wish(count=4, fresh_trials=24)


def gru(*wrong: str, key: str = "(1 - z) * h + z * h_bar", **fields: object) -> Question:
    source = "import numpy as np\n" + GRU[1]
    return builders.question(GRU[0], [key, *(wrong or ("z * h_bar", "x"))], source, INPUTS, tags=("gru",), **fields)


def found(question: Question, sandbox: Sandbox, wish: Wish = QUICK) -> Search:
    return search(question, question.blanks[0], sandbox, wish)


def codes(question: Question, sandbox: Sandbox, count: int = 40) -> list[str]:
    return [one.code for one in found(question, sandbox, Wish(count, fresh_trials=24)).suggestions]


def test_misconceptions_come_first_with_names_and_reasons_in_both_languages(sandbox: Sandbox) -> None:
    suggestions = found(gru(), sandbox).suggestions
    assert len(suggestions) == 4
    assert {one.misconception for one in suggestions} & {"update-gate-turned", "wrong-gate", "gate-dropped"}
    for one in suggestions:
        assert one.why.ja
        assert one.why.en
        assert one.why.ja != one.why.en
        assert one.trials == 24
        assert one.same_form
        assert 0 < one.distance <= 1


def test_suggestions_as_options_are_proven_without_a_warning(sandbox: Sandbox) -> None:
    question = gru()
    texts = [option.code.text for option in question.blanks[0].options] + codes(question, sandbox, 12)
    assert len(set(texts)) == len(texts)
    larger = gru(*texts[1:])
    report = judge_question(Evaluator(sandbox, Settings(seed=5, trials=60)).evaluate(larger)).blanks[0]
    assert report.finding is Finding.PROVEN
    assert report.warnings == ()


def test_what_is_there_already_is_not_suggested_in_any_layout(sandbox: Sandbox) -> None:
    assert "z * h + (1 - z) * h_bar" in codes(gru(), sandbox)
    for there in ("z*h+(1-z)*h_bar", "(1 - z) * h_bar + z * h"):  # the same text, and another one of the same results
        assert "z * h + (1 - z) * h_bar" not in codes(gru(there, "x"), sandbox)


def test_what_raises_or_warns_or_is_hardly_wrong_is_not_suggested(sandbox: Sandbox) -> None:
    program = "def f(x, y):\n    return (あ)\n"
    reference = "def f(x, y):\n    return x / (x * x + 1) + y * 1e-12\n"
    question = builders.question(
        program, ["x / (x * x + 1) + y * 1e-12", "y * x"], reference, {"x": "N", "y": "constant(0)"}
    )
    texts = codes(question, sandbox)
    assert texts
    assert "x / (x * x + 1)" not in texts  # right as far as anybody can see
    assert not any("/ y" in text for text in texts)  # a division by zero


def test_the_same_wish_brings_the_same_suggestions(sandbox: Sandbox) -> None:
    assert found(gru(), sandbox) == found(gru(), sandbox)
    assert codes(gru(), sandbox, 3) == codes(gru(), sandbox, 6)[:3]


def test_suggest_gives_the_suggestions_alone(sandbox: Sandbox) -> None:
    question = gru()
    assert suggest(question, question.blanks[0], sandbox, QUICK) == found(question, sandbox).suggestions


@pytest.mark.parametrize(
    ("key", "wrong", "finding"),
    [
        ("z * h", ("h", "x"), Finding.NO_MATCH),
        ("(1 - z) * h + z * h_bar", ("z * h_bar + (1 - z) * h", "x"), Finding.AMBIGUOUS),
        ("x", ("(1 - z) * h + z * h_bar", "z"), Finding.WRONG_KEY),
        ("1 +", ("2 +", "3 +"), Finding.NO_MATCH),
    ],
)
def test_nothing_is_suggested_for_a_key_that_is_not_proven(
    key: str, wrong: tuple[str, ...], finding: Finding, sandbox: Sandbox
) -> None:
    with pytest.raises(UnprovenError) as error:
        found(gru(*wrong, key=key), sandbox)
    assert error.value.report.finding is finding


def test_a_reference_that_fails_is_told(sandbox: Sandbox) -> None:
    question = builders.question("def f(x):\n    return (あ)\n", ["x", "-x"], "def f(x):\n    return x / None\n")
    with pytest.raises(UnprovenError) as error:
        found(question, sandbox)
    assert error.value.report.finding is Finding.REFERENCE_FAILED


def test_strangers_candidates_bring_the_same(sandbox: Sandbox) -> None:
    with Sandbox(Limits(wall=20.0, cpu=20), untrusted=True) as careful:
        try:
            careful.capabilities()
        except RuntimeError:
            lacking("this machine runs nothing of strangers")
        mine, theirs = found(gru(), sandbox), found(gru(), careful)
    assert theirs.suggestions == mine.suggestions


def test_the_time_ends_the_search_and_that_is_said(sandbox: Sandbox) -> None:
    moments = iter(range(1000))
    question = gru()
    cut = search(question, question.blanks[0], sandbox, Wish(3, 4.0, 24), clock=lambda: float(next(moments)))
    assert cut.cut_short
    assert cut.tried < cut.made
    assert not found(question, sandbox).cut_short


def test_statements_get_statements(sandbox: Sandbox) -> None:
    program = "def f(x, lr):\n    w = x.copy()\n    g = 2 * w\n    (あ)\n    return w\n"
    reference = "def f(x, lr):\n    return x - lr * 2 * x\n"
    inputs = {"x": "N D", "lr": "uniform(0.1, 0.4)"}
    question = builders.question(program, ["w -= lr * g", "w = g"], reference, inputs)
    texts = codes(question, sandbox)
    assert "w += lr * g" in texts
    assert "w = lr * g" in texts


# ── what is at the blank ──


def scope_of(question: Question, sandbox: Sandbox, trials: int = 3) -> tuple[Ready, Scope | None]:
    ready = make_ready(question, sandbox)
    assert not isinstance(ready, Failure)
    program = build_program(question, question.blanks[0], ready.specs)
    return ready, look_around(sandbox, program, ready.cases[:trials], ready.helpers)


def test_names_at_the_blank_are_told_with_their_shapes(sandbox: Sandbox) -> None:
    program = (
        "K = 3\nclass A:\n    def __init__(self, x):\n        self.w = x[0]\n\n    def go(self, x):\n"
        "        flag, many = True, [1, 2]\n        for t in range(2):\n            y = [(あ) for _ in many]\n"
        "            late = t\n        return y[0] + late\n"
    )
    reference = "def f(x):\n    return x.sum(axis=1) + 1\n"
    question = builders.question(program, ["x.sum(axis=1)", "x"], reference, {"x": "N D"}, call="A(x).go(x)")
    ready, scope = scope_of(question, sandbox)
    assert scope is not None
    x, w, t = scope.find("x"), scope.find("self.w"), scope.find("t")
    assert x is not None
    assert w is not None
    assert t is not None
    assert x.shapes == tuple((case.sizes["N"], case.sizes["D"]) for case in ready.cases[:3])
    assert (x.kind, x.dtype, x.rank) == ("array", "float64", 2)
    assert w.shapes == tuple((case.sizes["D"],) for case in ready.cases[:3])
    assert (t.kind, t.rank) == ("number", 0)
    assert {"K", "flag", "many"} <= {seen.name for seen in scope.names}
    assert not {"late", "self", "A", "np"} & {seen.name for seen in scope.names}
    assert scope.value is not None
    assert symbolic(scope.value.shapes, tuple(case.sizes for case in ready.cases[:3])) == "(N,)"


def test_a_blank_that_is_not_reached_has_no_scope(sandbox: Sandbox) -> None:
    question = builders.question("def f(x):\n    if x.size < 0:\n        return (あ)\n    return 2 * x\n", ["x", "-x"])
    assert scope_of(question, sandbox)[1] is None


def test_a_program_cannot_make_the_parent_believe_in_names(sandbox: Sandbox) -> None:
    many = "\n".join(f"    a{number} = x" for number in range(700))
    question = builders.question(f"def f(x):\n{many}\n    return (あ)\n", ["2 * x", "-x"])
    assert scope_of(question, sandbox)[1] is None


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        (((2, 5), (3, 4)), "(N, D)"),
        (((5,), (4,)), "(D,)"),
        (((), ()), "()"),
        (((7, 10), (7, 8)), "(7, 2D)"),
        (((7, 10), (7, 12)), "(7, D·N)"),
        (((1, 6), (2, 5)), "(N-1, D+1)"),
        (((2, 99), (3, 98)), None),
        (((2, 5), (3,)), None),
        (((2, 5), None), None),
    ],
)
def test_shapes_are_told_in_letters(shapes: tuple[tuple[int, ...] | None, ...], expected: str | None) -> None:
    assert symbolic(shapes, ({"N": 2, "D": 5}, {"N": 3, "D": 4})) == expected


# ── what runs have in common ──


def told(expected: list[object], got: list[object], inputs: list[dict[str, object]] | None = None) -> list[str]:
    sizes = [{"N": 2, "D": 5}, {"N": 3, "D": 4}, {"N": 1, "D": 6}]
    cases = [Case((inputs or [{}] * 3)[trial], sizes[trial], 0) for trial in range(3)]
    outcomes = [[Outcome(Ending.RETURNED, value) for value in values] for values in (expected, got)]
    return [
        f"{fact.code} {' '.join(map(str, fact.parameters.values()))}".strip()
        for fact in facts_of(outcomes[0], outcomes[1], cases, Tolerance())
    ]


RIGHT = [np.array([1.0, -2.0]), np.array([3.0, 4.0]), np.array([-5.0, 6.0])]


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ([-value for value in RIGHT], ["negative"]),
        ([0 * value for value in RIGHT], ["zero"]),
        ([2 * value for value in RIGHT], ["multiple 2"]),
        ([value / size for value, size in zip(RIGHT, (2, 3, 1), strict=True)], ["multiple 1/N", "right-where-one N"]),
        ([value + 1 for value in RIGHT], ["never-smaller"]),
        ([np.full(2, 0.5) for _ in RIGHT], ["constant 0.5"]),
        ([value[::-1] for value in RIGHT], []),
    ],
)
def test_facts_are_what_is_true_of_all_results(got: list[object], expected: list[str]) -> None:
    assert told(list(RIGHT), got) == expected


def test_shapes_and_examples_are_facts() -> None:
    shaped = [np.zeros((n, d)) for n, d in ((2, 5), (3, 4), (1, 6))]
    assert told(list(shaped), [value.T + 1 for value in shaped]) == ["shape (N, D) (D, N)"]
    inputs: list[dict[str, object]] = [{"D": 3, "H": 4}, {"D": 2, "H": 5}, {"D": 4, "H": 3}]
    assert told([10, 20, 30], [11, 19, 31], inputs) == ["example D = 3, H = 4 10 11"]


def test_only_the_wrong_part_of_a_tuple_is_looked_at() -> None:
    expected: list[object] = [(value, value + 1) for value in RIGHT]
    assert told(expected, [(value, -value - 1) for value in RIGHT]) == ["negative"]


def test_the_distance_has_no_scale() -> None:
    def away(factor: float, scale: float) -> float:
        right, got = ([Outcome(Ending.RETURNED, times * scale * value) for value in RIGHT] for times in (1.0, factor))
        return distance(right, got)

    assert away(1.1, 1.0) == pytest.approx(away(1.1, 1e6))
    assert 0 < away(1.1, 1.0) < away(2.0, 1.0) < away(-1.0, 1.0) == pytest.approx(1.0)


def test_a_question_on_a_reference_of_ours_knows_its_topic(sandbox: Sandbox) -> None:
    program = (
        "def scaled_dot_product_attention(Q, K, V):\n    D = Q.shape[2]\n"
        "    s = Q @ K.transpose(0, 2, 1) / (あ)\n    return softmax(s) @ V\n"
    )
    blank: Blank = builders.blank(["np.sqrt(D)", "1.0"])
    question = builders.question(
        program,
        [blank],
        NamedReference("attention", "scaled_dot_product_attention"),
        tags=("attention",),
        given=("softmax",),
    )
    assert "not-the-root" in {one.misconception for one in found(question, sandbox).suggestions}
