"""Undoing errata: whole tokens only, every occurrence, places kept."""

from __future__ import annotations

import re
from typing import cast

from hypothesis import assume, given
from hypothesis import strategies as st

from exam_drill.bank.errata import as_printed, read_answer
from exam_drill.question import (
    Blank,
    Code,
    Erratum,
    ErratumPlace,
    NamedReference,
    Option,
    Place,
    Question,
    Source,
    Text,
)

NAMES = st.sampled_from(["c", "c2", "prev_c", "_c", "C", "cc", "x1", "重", "重み", "h_重み"])
SIGNS = st.sampled_from(["+", "*", "**", "(", ")", ".", "==", "=", "1", "1.5", "'c'", " ", "  ", "\n", "# c\n"])
CODE = st.lists(st.tuples(NAMES, SIGNS).map("".join), min_size=1, max_size=12).map(" ".join)


def code(text: str, line: int = 10) -> Code:
    return Code(text, tuple(Place("bank.yaml", line + i, 7) for i in range(text.count("\n") + 1)))


def erratum(corrected: str, printed: str, where: str = "code", sources: tuple[int, ...] = ()) -> Erratum:
    return Erratum(corrected, printed, cast(ErratumPlace, where), None, sources, Place("bank.yaml", 1))


def question(text: str, *errata: Erratum, options: tuple[str, ...] = ("a", "b"), sources: int = 0) -> Question:
    numbered = tuple(Option(number, code(option)) for number, option in enumerate(options, 1))
    return Question(
        id="q",
        place=Place("bank.yaml", 1),
        code=code(text),
        blanks=(Blank("い", numbered, 1, Place("bank.yaml", 9)),),
        reference=NamedReference("gru", "gru"),
        prompt=Text(ja="更新ゲート z を使う。"),
        sources=tuple(Source("note", Text(en=f"n{i}")) for i in range(sources)),
        errata=errata,
    )


def printed(text: str, *errata: Erratum) -> str:
    (found,) = as_printed(question(text, *errata))
    return found.question.code.text


def test_without_errata_the_print_is_the_question() -> None:
    plain = question("x", sources=2)
    (found,) = as_printed(plain)
    assert found.question == plain
    assert found.sources == (1, 2)


def test_whole_tokens() -> None:
    text = "c = prev_c + c2 + cc + c.T + 'c' # c"
    assert printed(text, erratum("c", "d")) == "d = prev_c + c2 + cc + d.T + 'd' # d"
    assert printed("a ** b * b", erratum("* b", "/ b")) == "a ** b / b"
    assert printed("1 + 1.5 + 10", erratum("1", "2")) == "2 + 1.5 + 10"
    assert printed("重み = 重 + 重み行列", erratum("重", "軽")) == "重み = 軽 + 重み行列"
    assert printed("f(x)  # 重み行列", erratum("重み", "係数")) == "f(x)  # 係数行列"


def test_several_tokens_and_lines() -> None:
    text = "def f(x):\n    y = np.dot( a,\n        b )\n    return y"
    assert printed(text, erratum("np.dot(a, b)", "a.dot(b)")) == "def f(x):\n    y = a.dot(b)\n    return y"
    assert printed(text, erratum("y = np.dot(a, b)\nreturn", "return")) == "def f(x):\n    return y"
    assert printed("a\nb\nc", erratum("b", "")) == "a\n\nc"
    assert printed('"""W: weights"""', erratum('"""', "”””")) == "”””W: weights”””"


def test_places_of_lines() -> None:
    text = "one\ntwo = f(a,\n  b)\nthree\nfour"
    (found,) = as_printed(question(text, erratum("f(a, b)", "g"), erratum("three", "3\n3\n3")))
    assert found.question.code.text == "one\ntwo = g\n3\n3\n3\nfour"
    assert [place.line for place in found.question.code.lines] == [10, 11, 13, 13, 13, 14]
    assert [place.column for place in found.question.code.lines][-1] == 7


def test_errata_apply_in_order() -> None:
    assert printed("a b", erratum("a", "b"), erratum("b", "c")) == "c c"
    assert printed("a b", erratum("b", "c"), erratum("a", "b")) == "b c"


def test_options_prompt_and_answer() -> None:
    errata = (
        erratum("gate", "gates", "options"),
        erratum("更新", "忘却", "prompt"),
        erratum("1", "2", "answer"),
    )
    (found,) = as_printed(question("gate", *errata, options=("gate * h", "h + gate")))
    assert found.question.code.text == "gate"
    assert [option.code.text for option in found.question.blanks[0].options] == ["gates * h", "h + gates"]
    assert found.question.prompt == Text(ja="忘却ゲート z を使う。")
    assert found.question.blanks[0].answer == 2


def test_the_answer_of_one_of_several_blanks() -> None:
    base = question("x", erratum("ろ 1", "ろ 2", "answer"))
    first = base.blanks[0]
    blanks = (first, Blank("ろ", first.options, 1, first.place))
    several = Question(**{name: getattr(base, name) for name in base.__slots__} | {"blanks": blanks})
    (found,) = as_printed(several)
    assert [blank.answer for blank in found.question.blanks] == [1, 2]
    assert read_answer("ろ 2") == ("ろ", 2)
    assert read_answer("2") == ("", 2)
    assert read_answer("two") is None


def test_one_print_for_each_set_of_errata() -> None:
    errata = (erratum("a", "A"), erratum("b", "B", sources=(2,)))
    prints = as_printed(question("a b", *errata, sources=3))
    assert [(found.sources, found.question.code.text) for found in prints] == [((1, 3), "A b"), ((2,), "A B")]
    assert prints[0].question.errata == errata[:1]


def test_a_source_without_errata_printed_the_question() -> None:
    prints = as_printed(question("a", erratum("a", "b", sources=(1,)), sources=2))
    assert [(found.sources, found.question.code.text) for found in prints] == [((1,), "b"), ((2,), "a")]


@given(text=CODE, name=NAMES)
def test_only_whole_names_change(text: str, name: str) -> None:
    code_only = re.sub(r"#[^\n]*|'[^']*'", "_", text)
    expected = re.sub(rf"(?<!\w){name}(?!\w)", "NEW", code_only)
    assert printed(code_only, erratum(name, "NEW")) == expected


@given(text=CODE, name=NAMES)
def test_doing_and_undoing_an_erratum(text: str, name: str) -> None:
    """A print, corrected by replacing a name that the correction does not hold otherwise, is printed again."""
    without_strings = re.sub(r"#[^\n]*|'[^']*'", "_", text)
    corrected = re.sub(rf"(?<!\w){name}(?!\w)", "fixed", without_strings)
    assume(corrected != without_strings)
    (found,) = as_printed(question(corrected, erratum("fixed", name)))
    assert found.question.code.text == without_strings
    assert len(found.question.code.lines) == without_strings.count("\n") + 1
    assert found.question.code.lines == code(without_strings).lines
