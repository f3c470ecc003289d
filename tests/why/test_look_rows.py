"""The screens of a look: golden ones at three widths in both languages, no line too wide, nothing by colour alone.

`python -m pytest tests/why/test_look_rows.py` compares; with EXAM_DRILL_GOLDEN=1 the golden files are written anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import builders
import numpy as np
import pytest

from exam_drill.attempt import TYPED
from exam_drill.cells import ambiguous, text_len
from exam_drill.evaluate import evaluate
from exam_drill.excerpt import Leaf, leaves
from exam_drill.layout import Row, wrap
from exam_drill.markers import find_markers
from exam_drill.quality import judge_question
from exam_drill.question import LANGUAGES, Language, Question
from exam_drill.quiz.arrangement import arrange
from exam_drill.quiz.session import Item
from exam_drill.sandbox import Sandbox
from exam_drill.selection import Selection
from exam_drill.traced import Ended, StepKind
from exam_drill.verdict import VerdictKind
from exam_drill.why.rows import look_rows, names_rows
from exam_drill.why.seeing import look, names
from exam_drill.why.values import Lack, Line, Look, Named, Names, Shown

GOLDEN = Path(__file__).parent / "golden"
CODE = """def f(x, h, n):
    hs = np.zeros((n, len(h)))     # (n, H)
    for t in range(n):
        h = (あ)
        hs[t] = h
    return (い), h
"""
SOURCE = """import numpy as np
def f(x, h, n):
    hs = np.zeros((n, len(h)))
    for t in range(n):
        h = np.tanh(x[t] + h)
        hs[t] = h
    return hs.sum(axis=0), h
"""

INPUTS = {"x": "T H", "h": "H", "n": "integer(2, 3)"}


def recurrent() -> Question:
    blanks = [
        builders.blank(["np.tanh(x[t] + h)", "np.tanh(x[t])", "[h][t]", "nothing + h"], 1, "あ"),
        builders.blank(["hs.sum(axis=0)", "hs.sum(axis=1)"], 1, "い"),
    ]
    return builders.question(CODE, blanks, SOURCE, INPUTS, sizes={"T": (2, 3)})


def items(question: Question) -> dict[str, Item]:
    arranged = arrange([question], Selection(seed=1, shuffle=False, order="bank"), find_markers)
    return {item.label: item for item in arranged}


def rows_of(wish: str, width: int, language: Language, sandbox: Sandbox) -> list[Row]:
    question = recurrent()
    label, chosen, *hidden = wish.split("-")
    if chosen == "names":
        return names_rows(names(question, label, hidden, sandbox), width, language)
    report = {one.label: one for one in judge_question(evaluate(question, sandbox)).blanks}[label]
    item = items(question)[label]
    if chosen == "typed":
        found = look(question, label, "np.tanh(h)", report, sandbox, VerdictKind.DIFFERS, hidden)
    else:
        found = look(question, label, int(chosen), report, sandbox, hidden=hidden)
    return look_rows(found, item, hidden, width, language)


WISHES = ["あ-2", "あ-2-い", "あ-3", "あ-4", "あ-1", "い-2", "い-typed", "い-names", "い-names-あ"]


@pytest.mark.parametrize("wish", WISHES)
def test_the_screens_are_the_golden_ones(sandbox: Sandbox, wish: str) -> None:
    shown = []
    for language in LANGUAGES:
        for width in (56, 76, 116):
            lines = wrap(rows_of(wish, width, language, sandbox), width)
            assert all(text_len(line) <= width for line in lines)
            shown.append(f"== {language} {width}\n" + "".join(f"{line.plain.rstrip()}\n" for line in lines))
    text = "\n".join(shown)
    path = GOLDEN / f"{wish}.txt"
    if os.environ.get("EXAM_DRILL_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def plain(rows: list[Row]) -> str:
    return "\n".join(row.plain for row in rows)


def test_the_parting_and_the_differences_are_said_in_words_and_signs(sandbox: Sandbox) -> None:
    text = plain(rows_of("あ-2", 76, "en", sandbox))
    assert "here it parts from the right program (option 1)" in text
    assert "right (" in text
    assert "here  (" in text
    assert "*" in text.split("here  (")[1].split("\n")[0]


def test_an_open_blank_hides_what_it_has_a_part_in(sandbox: Sandbox) -> None:
    whole = plain(rows_of("あ-2", 76, "en", sandbox))
    without = plain(rows_of("あ-2-い", 76, "en", sandbox))
    assert "Values from here on are not shown: (い) is still to be answered." in without
    assert "hs.sum" not in without
    assert whole.count("returns") > without.count("returns")
    assert "y" not in plain(rows_of("い-names-あ", 76, "en", sandbox)).split("float64")[0].split("\n")[1]
    hidden = plain(rows_of("い-names-あ", 76, "en", sandbox))
    assert "Names that (あ) has a part in are not shown" in hidden
    assert "\n  h " not in hidden
    assert "\n  hs" not in hidden
    assert "\n  x " in hidden


def test_names_before_an_answer_show_no_number_but_those_of_shapes(sandbox: Sandbox) -> None:
    text = plain(rows_of("い-names", 76, "en", sandbox))
    assert "(H,)" in text
    assert "." not in text.split("\n\n")[0].replace("i, after", "").split("\n", 1)[1]


HOSTILE = "\x1b[2J\u202e[red]"


def a_line(**fields: Any) -> Line:
    base: dict[str, Any] = {
        "where": "code",
        "label": "",
        "line": 1,
        "call": 1,
        "depth": 0,
        "function": "f",
        "passed": 1,
        "kind": StepKind.LINE,
    }
    return Line(**{**base, **fields})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [4, 10, 20, 56, 116])
@pytest.mark.parametrize("cells", [1, 2])
def test_whatever_a_child_says_stays_within_its_line(language: Language, width: int, cells: int) -> None:
    item = items(recurrent())["あ"]
    wide = leaves(np.arange(250.0).reshape(2, 5, 25)).parts[0]
    odd = (
        Leaf("", f"a{HOSTILE}" * 20),
        Leaf("['" + HOSTILE * 20 + "']", "str", text=HOSTILE * 50),
        wide,
        leaves(10**300).parts[0],
        leaves([1.5] * 200).parts[0],
        leaves(complex(1, -2)).parts[0],
        leaves(np.zeros((0, 3))).parts[0],
        leaves(np.array(7.0)).parts[0],
    )
    shown = Shown(odd, 5)
    strange = Look(
        "あ",
        TYPED,
        HOSTILE * 10 + "\n" + HOSTILE,
        False,
        9,
        Lack.NOTHING,
        {"N": 1},
        3,
        True,
        ended=Ended.STOPPED,
        lines=(
            a_line(values=(("変数" * 30, shown), ("x", shown)), more=3, returned=shown, error=(HOSTILE, HOSTILE * 90)),
            a_line(line=900, passed=10**6, depth=99),
            a_line(where="option", label="あ", line=2, kind=StepKind.ENDED, parts=True),
            a_line(where="option", label="い", line=2, blanks=9, blank=(shown,)),
        ),
        left_out=10**9,
        kept=1,
        names=(Named("名前" * 40, HOSTILE * 9, "(N,)", wide), *(Named("x", "float64", value=leaf) for leaf in odd)),
    )
    with ambiguous(cells):
        lines = wrap(look_rows(strange, item, (), width, language), width)
        lines += wrap(names_rows(Names((Named(HOSTILE, HOSTILE),), (HOSTILE,)), width, language), width)
        assert all(text_len(line) <= width for line in lines)
    text = "".join(line.plain for line in lines)
    assert "\x1b" not in text
    assert "\u202e" not in text
