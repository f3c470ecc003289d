"""Which programs could tell what another one left in their process, and that strangers' ones of that kind run alone."""

import ast
import sys

import pytest

from exam_drill.cases import Case
from exam_drill.program import Program
from exam_drill.sandbox import Helpers, Sandbox
from exam_drill.sandbox.client import Worker
from exam_drill.sandbox.inside.policy import check


@pytest.mark.parametrize(
    ("program", "deaf"),
    [
        ("def f(x): return np.zeros((2, 3)) + np.full(3, x.sum(axis=0)) % 2", True),
        ("x.reshape(2, -1) @ np.ones_like(x), {'a': 1}, [v for v in x], 'a text'", True),
        ("with np.errstate(all='ignore'):\n    y = x / 0", True),
        ("np.empty(3)", False),
        ("numpy_under_another_name.empty_like(x)", False),
        ("make = np\nmake.empty(3)", False),
        ("np.add(x, x, where=x > 0)", False),
        ("np.add(x, x, **options)", False),
        ("id(x)", False),
        ("list(map(hash, x))", False),
        ("sorted(x, key=id)", False),
        ("repr(f)", False),
        ("f'{f}'", False),
        ("'%s' % f", False),
        ("b'%d' % 1", False),
        ("'{}'.format", False),
        ("''.join(map(chr, [37, 115])) % f", False),
        ("'as'.translate({97: 37}) % f", False),
        ("np.str_(f)", False),
        ("np.array2string(x)", False),
        ("{f, g}", False),
        ("{v for v in x}", False),
        ("list(set(x))", False),
        ("try:\n    np.zeros(1 << 29)\nexcept MemoryError:\n    pass", False),
    ],
)
def test_what_could_hear_of_others_is_told(program: str, deaf: bool) -> None:
    assert check(ast.parse(program), program, "code", "").deaf == deaf


TALK = "np.full(1000, 7.0)[:1]"
LISTEN = "np.empty(1000)[:1]"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts forked children")
@pytest.mark.parametrize(
    ("options", "untrusted", "children"),
    [
        (["x", "x + 1", TALK], True, 1),
        ([TALK, LISTEN], False, 1),
        ([TALK, LISTEN], True, 2),
        ([LISTEN, TALK], True, 2),
        ([TALK, "x", LISTEN, "x"], True, 3),
    ],
)
def test_who_could_hear_of_a_stranger_runs_alone(
    options: list[str], untrusted: bool, children: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []
    right = Worker.begin
    with Sandbox(spawned=False) as sandbox:
        sandbox.untrusted = untrusted
        sandbox.capabilities()
        monkeypatch.setattr(Worker, "begin", lambda *arguments: begun.append(1) or right(*arguments))
        program = Program("def f(x):\n    return (あ)\n", "あ", dict(enumerate(options, 1)), {}, "f", "", ("x",))
        found = sandbox.run_options(program, [Case({"x": 1.0}, {}, 0)], Helpers())
    assert len(begun) == children
    assert sorted(found) == list(range(1, len(options) + 1))
    assert found[options.index("x") + 1][0].value == 1.0 if "x" in options else True
