"""What the syntax policy refuses: which code, at which line and column; and that it never fails itself."""

import ast
import builtins

import numpy as np
import pytest

from exam_drill.i18n import table
from exam_drill.i18n.refusals import describe_refusal
from exam_drill.sandbox.inside import allowed, numpy_names
from exam_drill.sandbox.inside.look import Refusal
from exam_drill.sandbox.inside.policy import RefusedError, check, measure, settle

# A program, in which ▶ stands before what is refused, and the code of the refusal.
REFUSED = [
    ("import", "import ▶os"),
    ("import", "x = 1\nimport ▶os.path as p, sys"),
    ("import", "from ▶os import path"),
    ("import", "def f(x):\n    from ▶. import y\n"),
    ("import", "import numpy as np, ▶os"),
    ("import", "from ▶__future__ import annotations"),
    ("import-numpy", "import ▶numpy"),
    ("import-numpy", "import ▶numpy as xp"),
    ("import-numpy", "from ▶numpy import *"),
    ("import-numpy", "import ▶numpy.linalg as np"),
    ("import-math", "def f(x):\n    import ▶math\n    return x"),
    ("import-random", "import ▶random"),
    ("syntax", "▶async def f(x):\n    pass"),
    ("syntax", "▶try:\n    pass\nexcept* ValueError:\n    pass"),
    ("syntax", "def f():\n    return [i async for ▶i in y]"),
    ("dunder-name", "x = ▶__builtins__"),
    ("dunder-name", "def f(x):\n    return ▶__import__('os')"),
    ("dunder-name", "class A:\n    ▶__slots__ = ()"),
    ("dunder-name", "class A:\n    ▶__array_interface__ = {}"),
    ("dunder-name", "def f(▶__x__): pass"),
    ("dunder-name", "f(▶__class__=1)"),
    ("dunder-name", "def f():\n    global ▶__name__\n"),
    ("dunder-name", "try:\n    pass\nexcept ValueError as ▶__e__:\n    pass"),
    ("dunder-name", "▶__guard__ = 1"),
    ("dunder-name", "match x:\n    case [*▶__a__]: pass"),
    ("dunder-attribute", "x = [].▶__doc__"),
    ("dunder-attribute", "x = ().__class__.▶__bases__[0].__subclasses__()"),
    ("dunder-attribute", "f.▶__globals__['np']"),
    ("dunder-attribute", "try:\n    1 / 0\nexcept Exception as e:\n    e.▶__traceback__.tb_frame"),
    ("dunder-attribute", "x.▶__dict__ = {}"),
    ("dunder-attribute", "x.▶__setitem__(0, 1)"),
    ("dunder-attribute", "del x.▶__class__"),
    ("dunder-attribute", "np.tanh.▶__self__"),
    ("dunder-method", "class A:\n    def ▶__del__(self): pass"),
    ("dunder-method", "class A:\n    def ▶__getattr__(self, name): pass"),
    ("dunder-method", "class A:\n    @staticmethod\n    def ▶__array_ufunc__(*a): pass"),
    ("dunder-method", "class A:\n    def ▶__hash__(self): return 1"),
    ("class-keyword", "class A(B, ▶metaclass=type): pass"),
    ("class-keyword", "class A(▶**x): pass"),
    ("numpy-name-taken", "▶np = None"),
    ("numpy-name-taken", "def f(x, ▶np): pass"),
    ("numpy-name-taken", "for ▶np in x: pass"),
    ("numpy-name-taken", "def ▶np(): pass"),
    ("numpy-name-taken", "(▶np := 3)"),
    ("numpy-name-taken", "del ▶np"),
    ("numpy-store", "np.▶tanh = None"),
    ("numpy-store", "np.random.▶seed = None"),
    ("numpy-store", "del np.▶tanh"),
    ("numpy-store", "np.mean.▶note = 1"),
    ("numpy-store", "for np.▶x in y: pass"),
    ("numpy-private", "np.▶_core"),
    ("numpy-file", "y = np.▶load('x')"),
    ("numpy-file", "def f(x):\n    return np.▶savetxt"),
    ("numpy-memory", "np.▶frombuffer(x)"),
    ("numpy-memory", "np.▶ctypeslib.as_array"),
    ("numpy-state", "np.▶seterr(all='ignore')"),
    ("numpy-state", "np.▶set_printoptions(precision=3)"),
    ("numpy-module", "np.▶ma.masked_array(x)"),
    ("numpy-testing", "np.▶testing.assert_allclose(x, y)"),
    ("numpy-matrix", "np.▶matrix(x)"),
    ("numpy-frompyfunc", "np.▶frompyfunc(f, 1, 1)"),
    ("numpy-random", "np.random.▶set_state(s)"),
    ("numpy-as-strided", "np.lib.stride_tricks.▶as_strided(x)"),
    ("numpy-unneeded", "np.▶show_config()"),
    ("numpy-unneeded", "np.lib.▶npyio" if hasattr(np.lib, "npyio") else "np.linalg.▶test()"),
    ("builtin-code", "▶eval('1')"),
    ("builtin-code", "x = [▶compile]"),
    ("builtin-file", "with ▶open('x') as y: pass"),
    ("builtin-attribute", "▶getattr(np, 'load')"),
    ("builtin-attribute", "▶vars()"),
    ("builtin-memory", "▶memoryview(x)"),
    ("builtin-exit", "▶exit()"),
    ("builtin-async", "▶anext(x)"),
    ("attribute-memory", "x.▶view('O')"),
    ("attribute-memory", "def f(x):\n    return (x\n            .T\n            .▶ctypes)"),
    ("attribute-memory", "x.T.▶data"),
    ("attribute-file", "x.▶tofile('y')"),
    ("attribute-resize", "x.▶resize(3)"),
    ("attribute-frame", "g.▶gi_frame"),
    ("attribute-frame", "e.▶with_traceback(None)"),
    ("attribute", "'a'.▶encode('rot13')"),
    ("format", "'{0.real}'.▶format(1)"),
    ("format", "'{0[0]}'.▶format(x)"),
    ("format", "'{:{0.x}}'.▶format(1, 2)"),
    ("format", "'{'.▶format(1)"),
    ("format", "x.▶format(1)"),
    ("format", "str.▶format('{0.x}', 1)"),
    ("format", "'{x}'.▶format_map(y)"),
    ("pattern", "match x:\n    case A(▶data=d): pass"),
    ("pattern", "match x:\n    case y.▶limit: pass"),
    ("too-deep", "x = " + "[" * 180 + "]" * 180),
]


def refusal(program: str) -> Refusal | None:
    try:
        checked = check(ast.parse(program), program, "code", "")
        settle(checked)
    except RefusedError as refused:
        return refused.refusal
    return None


@pytest.mark.parametrize(("code", "marked"), REFUSED, ids=[f"{code}: {text[:40]!r}" for code, text in REFUSED])
def test_a_refusal_tells_why_and_where(code: str, marked: str) -> None:
    before, mark, _ = marked.partition("▶")
    found = refusal(marked.replace("▶", ""))
    assert found is not None
    assert found.code == code
    if mark:
        assert (found.line, found.column) == (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


def test_columns_count_characters() -> None:
    program = "s = '日本語'; y = eval(s)"
    assert refusal(program) == Refusal("builtin-code", "eval", 1, program.index("eval") + 1)
    program = "s = f'語{x.view(1)}'"
    found = refusal(program)
    assert found is not None
    assert (found.line, found.column) == (1, program.index("view") + 1)


def test_the_first_place_is_told() -> None:
    found = refusal("class A:\n    def __del__(self): import os\nimport sys\n")
    assert found is not None
    assert (found.code, found.line) == ("dunder-method", 2)


def test_names_are_read_as_python_reads_them() -> None:
    for written in ("ｅval('1')", "x.ｖiew(1)", "𝒆val('1')", "np.ｌoad('x')"):
        assert refusal(written) is not None


def test_every_refusal_has_a_sentence_that_says_what_to_write_instead() -> None:
    codes = {code for code, _ in REFUSED} | {"too-long"}
    assert codes == set(table("policy")) - {"at", "other"}
    known = {*allowed.REFUSED_BUILTINS.values(), *allowed.REFUSED_ATTRIBUTES.values()}
    known |= {code for names in numpy_names.REFUSED.values() for code in names.values()}
    assert known <= codes
    found = refusal("def f(x):\n    import os\n")
    assert found is not None
    assert describe_refusal(found._asdict(), "en") == (
        "`import` is not needed here: NumPy is already `np` (line 2, column 12)"
    )
    assert describe_refusal(found._asdict(), "ja") == "import は不要です。NumPy は np として使えます（2 行 12 列）"


def test_a_code_that_nobody_knows_is_told_too() -> None:
    assert "x{y}" in describe_refusal({"code": "at", "name": "x{y}", "hint": ""}, "en")
    assert "\x1b" not in describe_refusal({"code": "\x1b[2J", "name": "\x1b[2J" * 99, "line": 1}, "ja")


@pytest.mark.parametrize(
    "program",
    [
        "def f(input, open): return input + open",
        "vars = [1, 2]\nsum(vars)",
        "class V:\n    def __init__(self, data): self.data = data\nV(1).data",
        "class V:\n    def format(self): return 1\nV().format()",
        "class V:\n    def view(self, n): return n\nV().view(3)",
        "class V:\n    def __len__(self): return 3\n    def size(self): return self.__len__()",
        "self.__private = 1\nself._hidden = 2",
        "x.__class__.__name__, f.__name__, __name__",
        "'{:.3f} {} {name}'.format(1, 2, name=3)",
        "np.no_such_name, x.no_such_name",
        "import numpy as np",
    ],
)
def test_what_is_a_programs_own_is_not_refused(program: str) -> None:
    assert refusal(program) is None


def test_a_name_may_be_defined_by_another_part_of_the_program() -> None:
    template = check(ast.parse("y = x.data"), "y = x.data", "code", "")
    option = check(ast.parse("self.data = 1"), "self.data = 1", "option", "あ")
    settle(template, option)
    with pytest.raises(RefusedError):
        settle(template)


def test_a_text_that_is_too_long_is_not_even_parsed() -> None:
    measure("x" * allowed.LONGEST, "option", "あ")
    with pytest.raises(RefusedError) as refused:
        measure("x" * (allowed.LONGEST + 1), "option", "あ")
    assert refused.value.refusal == Refusal("too-long", "", 1, 1, "20000")


# ── decisions ──


@pytest.mark.parametrize("space", ["np", "np.linalg", "np.fft", "np.random"])
def test_every_name_of_numpy_is_decided(space: str) -> None:
    module = {"np": np, "np.linalg": np.linalg, "np.fft": np.fft, "np.random": np.random}[space]
    names = {name for name in dir(module) if not name.startswith("_")}
    given, refused = numpy_names.ALLOWED[space], set(numpy_names.REFUSED[space])
    assert given & refused == set()
    assert names - given - refused == set(), "decide, in numpy_names.py, whether a program gets these"


def test_every_builtin_name_is_decided() -> None:
    names = {name for name in dir(builtins) if not name.startswith("_")} - {"False", "None", "True"}
    assert allowed.BUILTINS & set(allowed.REFUSED_BUILTINS) == set()
    # Newer versions of Python may bring names: they are not given, and nobody is told why.
    assert names - allowed.BUILTINS - set(allowed.REFUSED_BUILTINS) <= {"PythonFinalizationError", "_"}


def test_every_node_of_the_syntax_is_allowed_or_named() -> None:
    for name in ("AsyncFunctionDef", "Await", "AsyncFor", "AsyncWith", "TryStar"):
        assert getattr(ast, name) not in allowed.NODES
        assert name in allowed.SIGNS
