"""Putting options into blanks by syntax."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.sandbox.inside.substitute import (
    OPTION_LINES,
    REACHED,
    UnparsedError,
    compile_call,
    fill,
    parse_template,
)


def run(code: str, options: dict[str, str], judged: str = "あ", call: str = "f(3)") -> tuple[object, int]:
    """The value of `call` in the filled program, and how often the judged blank was reached."""
    reached: list[str] = []
    space: dict[str, object] = {REACHED: reached.append}
    exec(fill(parse_template(code, tuple(options)), options, {judged}).code, space)
    return eval(call, space), len(reached)


def test_an_option_is_one_expression() -> None:
    assert run("def f(x):\n    return 2 * (あ)\n", {"あ": "x + 1"}) == (8, 1)
    assert run("def f(x):\n    return -(あ) ** 2\n", {"あ": "x - 1"}) == (-4, 1)


operands = st.recursive(
    st.sampled_from(["x", "2", "3"]),
    lambda inner: st.tuples(inner, st.sampled_from(["+", "-", "*", "//", " or ", " < ", " if x else "]), inner).map(
        "".join
    ),
    max_leaves=4,
)


@given(left=st.sampled_from(["2 * {}", "{} ** 2", "-{}", "[{}][0]", "abs({})", "{} if {} else 0"]), option=operands)
def test_substitution_means_parentheses(left: str, option: str) -> None:
    def value(code: str) -> object:
        try:
            return run(f"def f(x):\n    return {code}\n", {"あ": option})[0]
        except (ZeroDivisionError, OverflowError) as error:
            return type(error)

    assert value(left.replace("{}", "(あ)")) == value(left.replace("{}", f"({option})"))


def test_text_tricks_do_not_get_out_of_the_blank() -> None:
    for trick in ("x) + (1", "x # ", "x\n", "x); import os; (x", "*x", "x = 1", "yield", ""):
        if trick.strip() in ("x #", "x"):
            continue
        with pytest.raises(UnparsedError) as failure:
            run("def f(x):\n    return 2 * (あ)\n", {"あ": trick})
        assert failure.value.where == "option"
        assert failure.value.label == "あ"


def test_the_same_blank_may_stand_twice() -> None:
    assert run("def f(x):\n    return (あ) * (あ)\n", {"あ": "x + 1"}) == (16, 2)


def test_a_blank_beside_a_name_is_its_argument() -> None:
    assert run("def f(x):\n    return abs(あ)\n", {"あ": "x - 5"}) == (2, 1)


def test_statements_keep_the_indentation_of_their_blank() -> None:
    code = "def f(x):\n    for i in range(2):\n        (あ)\n    return x\n"
    assert run(code, {"あ": "x += i\nif x > 3:\n    x = 10 * x"}) == (40, 2)
    assert run(code, {"あ": "  x += i\n  x += 1"}) == (6, 2)
    assert run(code, {"あ": "return x"}) == (3, 1)


def test_only_the_judged_blank_tells_that_it_was_reached() -> None:
    code = "def f(x):\n    y = (い)\n    if y > 3:\n        return (あ)\n    return y\n"
    assert run(code, {"あ": "1", "い": "x"}) == (3, 0)
    assert run(code, {"あ": "1", "い": "x + 1"}) == (1, 1)


def test_a_marker_in_a_string_is_no_blank() -> None:
    assert run('def f(x):\n    return "(あ)" + str((あ))  # (あ)\n', {"あ": "x"}) == ("(あ)3", 1)


def test_a_blank_cannot_be_assigned_to() -> None:
    for code in ("def f(x):\n    (あ) = 1\n", "def f(x):\n    del (あ)\n", "for (あ) in []:\n    pass\n"):
        with pytest.raises(UnparsedError) as failure:
            run(code, {"あ": "x"})
        assert failure.value.where == "code"


@pytest.mark.parametrize("policy", [True, False])
def test_lines_tell_which_text_they_mean(policy: bool) -> None:
    template = parse_template("def f(x):\n    (い)\n    return (あ)\n", ("あ", "い"), policy)
    program = fill(template, {"あ": "missing", "い": "y = 1\nz = 2"}, {"あ"})
    space: dict[str, object] = {REACHED: [].append}
    exec(program.code, space)
    with pytest.raises(NameError) as failure:
        eval("f(1)", space)
    trace = failure.tb
    while trace.tb_next:
        trace = trace.tb_next
    assert template.text_of_line(trace.tb_lineno) == ("option", "あ", 1)
    assert template.text_of_line(2 * OPTION_LINES + 2) == ("option", "い", 2)
    assert template.text_of_line(3) == ("code", "", 3)


@pytest.mark.parametrize(
    "hostile", ["(" * 300 + ")" * 300, "-" * 20000 + "x", "x+" * 100000 + "x", "\0", "lambda:" * 3000 + "0"]
)
def test_deep_nesting_ends_in_a_refusal(hostile: str) -> None:
    with pytest.raises(UnparsedError):
        run("def f(x):\n    return (あ)\n", {"あ": hostile})
    with pytest.raises(UnparsedError):
        parse_template(hostile, ("あ",))


def called(code: str, inputs: tuple[str, ...], values: tuple[object, ...], call: str = "") -> object:
    template = parse_template(code, ("あ",))
    space: dict[str, object] = {REACHED: [].append}
    exec(fill(template, {"あ": "0"}, "あ").code, space)
    return eval(compile_call(call, "f", inputs, template).code, space)(*values)


def test_parameters_that_are_inputs_are_met_by_name() -> None:
    assert called("def f(b, a):\n    return (a, b)\n", ("a", "b"), (1, 2)) == (1, 2)
    assert called("def f(b):\n    return b\n", ("a", "b"), (1, 2)) == 2


def test_an_input_may_be_called_like_the_function() -> None:
    assert called("def f(f, f_0):\n    return (f, f_0)\n", ("f", "f_0"), (1, 2)) == (1, 2)
    assert called("def f(f_0, f):\n    return (f_0, f)\n", ("f", "f_0"), (1, 2)) == (2, 1)


def test_other_parameters_are_met_by_position() -> None:
    assert called("def f(prev_a, prev_b=0):\n    return (prev_a, prev_b)\n", ("a", "b"), (1, 2)) == (1, 2)


def test_a_call_sees_inputs_first_and_the_program_second() -> None:
    code = "k = 10\nclass Cell:\n    def __init__(self, w):\n        self.w = w\n"
    code += "    def forward(self, x):\n        return self.w * x + k\n"
    assert called(code, ("w", "x"), (2, 3), "Cell(w).forward(x)") == 16
    # … but inputs are no globals of the program.
    with pytest.raises(NameError):
        called("def f(a):\n    return b\n", ("a", "b"), (1, 2))


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("def g(a, b):\n    pass\n", "no-function"),
        ("def f(p):\n    pass\n", "parameters"),
        ("def f(b, c):\n    pass\n", "parameters"),  # b would get a
    ],
)
def test_a_program_that_cannot_be_called_says_why(code: str, reason: str) -> None:
    with pytest.raises(LookupError) as failure:
        called(code, ("a", "b"), (1, 2))
    assert failure.value.args[0] == reason
