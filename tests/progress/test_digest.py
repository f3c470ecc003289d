"""What a blank asks: texts for people may change, behaviour may not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from builders import GRU, GRU_OPTIONS, blank, code, question, written
from hypothesis import given
from hypothesis import strategies as st

from exam_drill import catalogue
from exam_drill.bank import load_bank
from exam_drill.helpers import meaning
from exam_drill.progress import digest, subjects
from exam_drill.question import Erratum, NamedReference, Place, Question, Source, Text

BASE = question(GRU, [blank(GRU_OPTIONS, 4, "こ")], NamedReference("gru", "gru"), id="gru-state-update")
SOURCE = """
import numpy as np
RATE: float = 0.5
INPUTS = {"f": {"x": "N"}}

def half(x: np.ndarray) -> np.ndarray:
    \"\"\"Half of it.\"\"\"
    return np.multiply(x, RATE)

def f(x: np.ndarray) -> np.ndarray:
    \"\"\"Twice the half.\"\"\"
    if x.ndim == 0:
        raise ValueError("no scalar")
    return 2 * half(x)  # x again

def other(x):
    return -x
"""


def digest_of(item: Question) -> str:
    return subjects([item])[item.id, item.blanks[0].label].digest


def with_option(item: Question, number: int, text: str) -> Question:
    (only,) = item.blanks
    options = tuple(replace(option, code=code(text)) if option.number == number else option for option in only.options)
    return replace(item, blanks=(replace(only, options=options),))


APART: dict[str, Callable[[Question], Question]] = {
    "prompt": lambda q: replace(q, prompt=Text("何か", "what")),
    "title": lambda q: replace(q, title=Text("題")),
    "hint": lambda q: replace(q, hint=Text("手がかり"), explanation=Text("解説")),
    "tags": lambda q: replace(q, tags=("new",), difficulty="hard", syllabus="3.5"),
    "why": lambda q: replace(
        q,
        blanks=(replace(q.blanks[0], options=tuple(replace(o, why=Text("理由")) for o in q.blanks[0].options)),),
    ),
    "answer": lambda q: replace(q, blanks=(replace(q.blanks[0], answer=1),)),
    "place": lambda q: replace(q, place=Place("elsewhere.yaml", 99), code=code(q.code.text, 200)),
    "provenance": lambda q: replace(
        q,
        sources=(Source("book", Text("本")),),
        errata=(Erratum("z", "Z", "code", None, (), Place("bank.yaml", 1)),),
    ),
    "proof": lambda q: replace(q, trials=99, rtol=1e-3, atol=1e-3),
    "space": lambda q: replace(q, code=code(q.code.text.replace("\n", "  \n") + "\n\n")),
    "inherited": lambda q: replace(q, inputs={"x": "N  D"}, given=("sigmoid",)),  # written out, nothing new
}
ASKED: dict[str, Callable[[Question], Question]] = {
    "program": lambda q: replace(q, code=code(q.code.text.replace("r * h", "h * r"))),
    "option": lambda q: with_option(q, 1, "h_bar * z"),
    "one option more": lambda q: replace(q, blanks=(blank([*GRU_OPTIONS, "h"], 4, "こ"),)),
    "order": lambda q: replace(q, blanks=(blank(GRU_OPTIONS[::-1], 1, "こ"),)),
    "numbers": lambda q: replace(
        q,
        blanks=(replace(q.blanks[0], options=tuple(replace(o, number=o.number + 1) for o in q.blanks[0].options)),),
    ),
    "call": lambda q: replace(q, call=code("gru(x, h, Wr, Ur, Wz, Uz, Wh, Uh)")),
    "given": lambda q: replace(q, given=("gru_update_backward",)),
    "inputs": lambda q: replace(q, inputs={"x": "positive N D"}),
    "sizes": lambda q: replace(q, sizes={"N": (1, 4)}),
    "reference": lambda q: replace(q, reference=NamedReference("gru", "gru_reset_after")),
    "written reference": lambda q: replace(q, reference=written("def gru(x): return x", {"x": "N"}, "gru")),
}


@pytest.mark.parametrize("change", APART)
def test_what_is_said_about_a_question_is_not_what_it_asks(change: str) -> None:
    changed = APART[change](BASE)
    assert changed != BASE
    assert digest_of(changed) == digest_of(BASE)


@pytest.mark.parametrize("change", ASKED)
def test_what_is_asked_makes_it_another_question(change: str) -> None:
    assert digest_of(ASKED[change](BASE)) != digest_of(BASE)


def test_a_blank_is_not_changed_by_the_options_of_its_neighbours() -> None:
    def made(*second: str) -> Question:
        return question("def f(x):\n    return (あ) + (い)\n", [blank(["x", "1"]), blank(second, 1, "い")])

    before, after = subjects([made("x", "2")]), subjects([made("x", "3")])
    assert before["test-question", "あ"] == after["test-question", "あ"]
    assert before["test-question", "い"] != after["test-question", "い"]
    assert before["test-question", "あ"].digest != before["test-question", "い"].digest


def test_a_reference_that_is_written_in_a_bank_counts_as_text() -> None:
    base = question("def f(x):\n    return (あ)\n", ["x"], "def f(x):\n    return x\n")
    same = question("def f(x):\n    return (あ)\n", ["x"], "def f(x):  \n    return x\n\n")
    commented = question("def f(x):\n    return (あ)\n", ["x"], "def f(x):\n    return x  # as it is\n")
    assert digest_of(same) == digest_of(base)
    assert digest_of(commented) != digest_of(base)


def test_a_text_that_is_no_program_is_only_hashed() -> None:
    broken = question("def f(x:\n  ((((あ)", ["]] \0"], "def f(", id="broken")
    assert len(digest_of(broken)) == 32


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  # x again", ""),
        ("    return 2 * half(x)", "    # twice\n\n    return 2 * half(x)"),
        ("Twice the half.", "x itself."),
        ('    """Half of it."""\n', ""),
        ("2 * half(x)", "(2 * (half(\n        x,\n    )))"),
        ("x: np.ndarray) -> np.ndarray:", "x):"),
        ("RATE: float = 0.5", "RATE = 0.50"),
        ('"no scalar"', "f'no scalar: {x}'"),
        ("return -x", "return +x"),
        ("def other(x)", "def another(x)"),
        ('{"x": "N"}', '{"x": "N D"}'),  # declared inputs are digested beside it
        ("import numpy as np\n", "import numpy as np\nimport math\n"),
    ],
)
def test_what_readers_see_and_what_is_not_used_has_no_meaning(old: str, new: str) -> None:
    assert old in SOURCE
    assert meaning(SOURCE.replace(old, new), ["f"]) == meaning(SOURCE, ["f"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2 * half", "3 * half"),
        ("np.multiply(x, RATE)", "x / RATE"),
        ("= 0.5", "= 0.25"),
        ("numpy as np", "numpy.linalg as np"),
        ("x.ndim == 0", "x.ndim == 1"),
        ("2 * half(x)", "2.0 * half(x)"),
        ("ValueError", "TypeError"),
    ],
)
def test_what_the_function_or_a_helper_computes_has(old: str, new: str) -> None:
    assert old in SOURCE
    assert meaning(SOURCE.replace(old, new), ["f"]) != meaning(SOURCE, ["f"])


def test_functions_may_change_places() -> None:
    head, half, f, other = SOURCE.split("\n\n")
    assert meaning("\n\n".join([head, other.rstrip(), f, half]), ["f"]) == meaning(SOURCE, ["f"])


def test_fields_of_a_class_are_what_it_is() -> None:
    one = "class Node:\n    left: int\n    def f(self):\n        '''a'''\n        return 1\n"
    assert meaning(one.replace("left", "right"), ["Node"]) != meaning(one, ["Node"])
    assert meaning(one.replace("'''a'''", "# b"), ["Node"]) == meaning(one, ["Node"])


def test_meanings_do_not_change_from_one_python_to_the_next() -> None:
    text = (
        "def f(x, *rest, k=1, **more):\n    y = [f'{x:>{k}}', -1.5e-3, b'a', 'あ', None, ...]\n    return y[::2] @ x\n"
    )
    assert digest._digest(meaning(text, ["f"])) == "9f18a51692470063d2f88cd0518bb190"


def test_the_built_in_bank_is_digested_alike_with_and_without_what_a_wheel_brings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = load_bank([catalogue.built_in_bank()]).questions
    plain = subjects(questions)
    assert len(plain) == sum(len(item.blanks) for item in questions)
    assert len({subject.digest for subject in plain.values()}) == len(plain)

    (tmp_path / digest.NAME).write_text(digest.compile_references(questions), encoding="utf-8")
    monkeypatch.setattr(catalogue, "built_in_bank", lambda: tmp_path)
    monkeypatch.setattr("exam_drill.helpers.meaning", lambda *_: pytest.fail("parsed though it was compiled"))
    digest._compiled.cache_clear()
    digest._computed.cache_clear()
    try:
        assert subjects(questions) == plain
    finally:
        digest._compiled.cache_clear()
        digest._computed.cache_clear()


@pytest.mark.parametrize("junk", ["", "{", "[]", '{"layout": 0}', '{"layout": 1}', '{"layout": 99, "references": {}}'])
def test_a_compiled_file_of_another_layout_is_not_believed(
    junk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / digest.NAME).write_text(junk)
    monkeypatch.setattr(catalogue, "built_in_bank", lambda: tmp_path)
    digest._compiled.cache_clear()
    try:
        assert digest._compiled() == {}
    finally:
        digest._compiled.cache_clear()


@given(st.text())
def test_space_at_the_ends_of_lines_is_nobodys(text: str) -> None:
    assert digest._plain(digest._plain(text)) == digest._plain(text)
    assert digest._plain("\n".join(line + "  " for line in text.split("\n"))) == digest._plain(text)
