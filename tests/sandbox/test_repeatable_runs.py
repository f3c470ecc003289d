"""Each run draws the random numbers of its trial and finds helpers as they were written, whatever ran before."""

import numpy as np
import pytest

from exam_drill.cases import Case
from exam_drill.program import Program
from exam_drill.sandbox import Helpers, Sandbox

CASES = [Case({"x": 1.0}, {}, seed) for seed in (5, 6, 5)]
RIGHT = [float(np.random.RandomState(case.seed).rand()) for case in CASES]
CODE = "def f(x):\n    return (あ) + (い)\n"


@pytest.mark.parametrize(
    ("code", "option", "other", "call", "helpers"),
    [
        (CODE, "np.random.rand()", "0", "", ""),
        (CODE, "np.\uff52andom.rand()", "0", "", ""),  # Python reads this as the same name
        (CODE, "0", "np.random.rand()", "", ""),
        ("def f(x):\n    return (あ) + (い) + np.random.rand()\n", "0", "0", "", ""),
        (CODE, "0", "0", "f(x) + np.random.rand()", ""),
        (CODE, "helper()", "0", "", "import numpy as np\ndef helper():\n    return np.random.rand()\n"),
    ],
    ids=["the option", "by another spelling", "another blank's", "the code", "the call", "a helper"],
)
def test_wherever_a_program_draws_it_draws_the_trials_numbers(
    code: str, option: str, other: str, call: str, helpers: str, sandbox: Sandbox
) -> None:
    # The option is tried twice, so that another run comes before each but the first.
    program = Program(code, "あ", {1: option, 2: option}, {"い": other}, "f", call, ("x",))
    given = Helpers(("helper",), helpers) if helpers else Helpers()
    for outcomes in sandbox.run_options(program, CASES, given).values():
        assert [outcome.value for outcome in outcomes] == RIGHT


def test_no_helper_remembers_what_ran_before(sandbox: Sandbox) -> None:
    helpers = Helpers(("count",), "def count(x, seen=[]):\n    seen.append(x)\n    return len(seen)\n")
    program = Program("def f(x):\n    return (あ)\n", "あ", {1: "count(x)", 2: "count(x)"}, {}, "f", "", ("x",))
    for outcomes in sandbox.run_options(program, CASES, helpers).values():
        assert [outcome.value for outcome in outcomes] == [1, 1, 1]
