"""Options that may not share a process have one of their own: nobody's before them, nobody's after them."""

import sys

import pytest

from exam_drill.cases import Case
from exam_drill.program import Program
from exam_drill.sandbox import Helpers, Limits, Sandbox
from exam_drill.sandbox.client import Worker

UNASKED = "class C:\n    def __len__(self):\n        return 2\ny = len(C())"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts forked children")
@pytest.mark.parametrize(
    ("options", "children"),
    [(["1", "2", "3"], 1), ([UNASKED, "2"], 2), (["1", UNASKED], 2), (["1", UNASKED, "3", "4"], 4)],
)
def test_what_runs_unasked_gets_a_child_for_itself(
    options: list[str], children: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []
    right = Worker.begin
    with Sandbox(Limits(), spawned=False) as sandbox:
        sandbox.capabilities()
        monkeypatch.setattr(Worker, "begin", lambda *arguments: begun.append(1) or right(*arguments))
        program = Program(
            "def f(x):\n    y = 0\n    (あ)\n    return y\n", "あ", dict(enumerate(options, 1)), {}, "f", "", ("x",)
        )
        found = sandbox.run_options(program, [Case({"x": 1.0}, {}, 0)], Helpers())
    assert len(begun) == children
    assert [found[number][0].value for number in sorted(found)] == [2 if text == UNASKED else 0 for text in options]
