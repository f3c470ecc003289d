"""What a child tells of an author's file: the function without its ornaments, refusals with places, nothing run."""

from __future__ import annotations

from pathlib import Path

import pytest

from exam_drill.sandbox import Sandbox
from exam_drill.sandbox.excerpts import ExcerptError, _read_cut, _read_look, cut, look
from exam_drill.sandbox.excerpts import _read as read_frame
from exam_drill.sandbox.wire import Frame

SOURCE = '''import numpy as np
import torch

INPUTS = {"f": {"x": "N D"}}
OUTPUTS = {"f": ("N", "N D")}
EPS: float = 1e-9  # small
# about g
# in two lines
def g(x):
    return h(x)


def h(x): return x + EPS


def unneeded(x):
    return torch.tensor(x)


def f(x: np.ndarray,  # (N, D) 入力
      *, scale: float = 2.0) -> tuple[np.ndarray, ...]:
    """Does it.

    x: (N, D)
    """
    # 最初 first
    y: np.ndarray = g(x) * scale  # (N, D)
    z: int
    total = lambda a: a.sum()

    def inner(a: "np.ndarray", b: int = 3) -> int:
        return b
    return total(y), y


if __name__ == "__main__":
    raise SystemExit(f(open("/etc/passwd")))
'''


def test_a_function_is_cut_out_with_all_that_it_needs(sandbox: Sandbox) -> None:
    found = cut(sandbox, SOURCE, "f", trusted=False)
    assert found.function == "f"
    assert found.parameters == ("x", "scale")
    assert found.header == "def f(x, *, scale=2.0):"
    assert found.body == (
        "    # 最初 first\n"
        "    y = g(x) * scale  # (N, D)\n"
        "    pass\n"
        "    total = lambda a: a.sum()\n"
        "\n"
        "    def inner(a, b = 3):\n"
        "        return b\n"
        "    return total(y), y"
    )
    assert found.needs == ("g",)
    assert [piece.names for piece in found.beside] == [("EPS",), ("g",), ("h",)]
    assert [piece.is_function for piece in found.beside] == [False, True, True]
    assert found.beside[1].text == "# about g\n# in two lines\ndef g(x):\n    return h(x)"
    assert found.inputs == {"x": "N D"}
    assert found.outputs == ("N", "N D")
    assert found.annotations == {"x": "np.ndarray", "scale": "float"}
    assert "(N, D) 入力" in found.documentation
    assert "Does it." in found.documentation
    assert found.whole.startswith("def f(x: np.ndarray,  # (N, D) 入力\n      *, scale")


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("def f(x): return x", "    return x"),
        (
            "def f(x):\n\n    # first\n\n    return (x +\n        1)  # last\n    # after\n",
            "    return (x +\n        1)  # last",
        ),
        ('def f(x):\n    """Doc."""', "    pass"),
        ('def f(x):\n    """Doc."""\n    # c\n    x: int = 1; return x', "    # c\n    x = 1; return x"),
        ("def f(x):\n\tif x:\n\t\treturn 1\n\treturn '''\n a'''", "\tif x:\n\t\treturn 1\n\treturn '''\n a'''"),
    ],
)
def test_bodies(sandbox: Sandbox, source: str, body: str) -> None:
    assert cut(sandbox, source, "", trusted=False).body == body


@pytest.mark.parametrize(
    ("source", "function", "code", "line"),
    [
        ("", "", "no-function", 0),
        ("x = 1", "f", "no-function", 0),
        ("def f(x): return x\ndef g(x): return x", "", "several-functions", 0),
        ("def f(x): return x", "g", "unknown-function", 0),
        ("def f(*x): return x", "", "parameters", 0),
        ("def f(x, /): return x", "", "parameters", 0),
        ("import functools\n@functools.cache\ndef f(x): return x", "", "decorated", 0),
        ("async def f(x): return x", "", "no-function", 0),
        ("def g(x): return f(x)\ndef f(x): return g(x)", "f", "mutual", 0),
        ("x = 1\ndef f(x:\n    return", "", "syntax", 2),
        ("def f(x):\n    return\0x", "", "syntax", 1),
        ("(" * 9000, "", "syntax", 1),
        ("import os\n\n\ndef f(x):\n    return os.listdir(x)", "", "policy", 1),
        ("import numpy as np\n\ndef f(x):\n    import os\n    return x", "", "policy", 4),
        ("def f(x):\n    return open(x)", "", "policy", 2),
        ("def f(x):\n    return x.__class__.__bases__", "", "policy", 2),
        ("def f(x):\n    return x" + " + x" * 9000, "", "syntax", 1),
    ],
)
def test_what_cannot_be_cut_is_told(sandbox: Sandbox, source: str, function: str, code: str, line: int) -> None:
    with pytest.raises(ExcerptError) as told:
        cut(sandbox, source, function, trusted=False)
    assert told.value.code == code
    assert told.value.error is not None
    assert told.value.error.line == line


@pytest.mark.parametrize(
    "declared",
    ["3", "{'f': 3}", "{'f': {'x': 3}}", "{'f': {3: 'N'}}", "{'f': b'N'}", "{'f': ()}", "{[]: 1}", "g()", "{'f': {}}"],
)
def test_declarations_that_are_no_texts_are_as_if_not_there(sandbox: Sandbox, declared: str) -> None:
    found = cut(sandbox, f"INPUTS = {declared}\nOUTPUTS = {declared}\ndef f(x): return x\n", "", trusted=False)
    assert (found.inputs, found.outputs) == (None, None)


def test_nothing_of_the_file_is_run(sandbox: Sandbox, tmp_path: Path) -> None:
    source = f"open({str(tmp_path / 'ran')!r}, 'w')\nraise SystemExit\nwhile True: pass\ndef f(x): return x\n"
    assert cut(sandbox, source, "f", trusted=False).header == "def f(x):"
    assert not (tmp_path / "ran").exists()


def test_fillings_are_compared_by_syntax(sandbox: Sandbox) -> None:
    code = "def f(a, b):\n    return a * (b + a)"
    tries = [
        ("def f(a, b):\n    return a * (あ)", {"あ": "b + a"}),
        ("def f(a, b):\n    return a * ((あ) + a)", {"あ": "b"}),
        ("def f(a, b):\n    return (あ) + a)", {"あ": "a * (b"}),
        ("def f(a, b):\n    return a * (あ)", {"あ": "b"}),
        ("def f(a, b):\n    (あ)", {"あ": "return a * (b + a)"}),
    ]
    found = look(sandbox, code, tries)
    assert found.same == (True, True, False, False, True)
    assert [code[start:end] for start, end in found.expressions] == ["a * (b + a)"]


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"failed": "policy"},
        {"failed": "nobody knows", "error": ["", "", "", "", 0, 0, ""]},
        {"failed": ["policy"], "error": 3},
        {"same": [True, True], "expressions": []},
        {"same": [True], "expressions": [[0, 99]]},
        {"same": [True], "expressions": [[3, 1]]},
        {"same": [True], "expressions": [[-1, 1]]},
        {"same": [True], "expressions": [["0", None]]},
        {"same": [True], "expressions": [[0, 1]] * 2000},
        {"same": "yes", "expressions": []},
    ],
)
def test_what_no_honest_child_sends_is_no_answer(header: dict[str, object]) -> None:
    for read in (_read_cut, lambda told: _read_look(told, 10, 1)):
        with pytest.raises(ExcerptError):
            read_frame(Frame(header, b""), read)
