"""Cells: what ambiguous characters take, and that frames and tables are whole where they take two."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz.quiz_fakes import report
from reports import Result, print_result
from rich.text import Text
from wide_terminal import drawn, is_ambiguous, make_wide, pictured, width

import exam_drill
from exam_drill import catalogue, cells
from exam_drill.bank import built_in
from exam_drill.caching.contents import Contents
from exam_drill.columns import Column, column_lines
from exam_drill.commands.doctor import Checkup, checkup_rows
from exam_drill.commands.doctor_display import Display
from exam_drill.layout import Row, fit, line_width, print_rows, wrap
from exam_drill.markers import find_markers
from exam_drill.measuring import Measured
from exam_drill.preferences import Preferences, Settings
from exam_drill.question import LANGUAGES, Language, Question
from exam_drill.quiz.arrangement import arrange
from exam_drill.quiz.frame import compose
from exam_drill.quiz.grading import Judged
from exam_drill.quiz.page import page
from exam_drill.quiz.session import Answer, Move, State, begin, note
from exam_drill.quiz.steps import step
from exam_drill.sandbox import Capabilities
from exam_drill.selection import Selection

ROOT = Path(exam_drill.__file__).parent
SIZES = (40, 60, 80, 120)
SIGNS = "○×─│…→←↑↓“”①αЯ±÷∑▁█"


def test_what_is_ambiguous_counts_as_one_cell_or_two() -> None:
    for sign in SIGNS:
        assert is_ambiguous(sign)
        assert cells.cell_len(sign) == 1
        with cells.ambiguous(2):
            assert cells.cell_len(sign) == 2
    with cells.ambiguous(2):
        assert cells.cell_len("あa1・｡\u0301") == 2 + 1 + 1 + 2 + 1
        assert cells.are_wide()
    assert not cells.are_wide()


@given(st.text(alphabet=SIGNS + "aあ字 (", max_size=60), st.integers(2, 40), st.sampled_from([1, 2]))
def test_what_is_fitted_takes_exactly_its_cells(text: str, room: int, ambiguous: int) -> None:
    with cells.ambiguous(ambiguous):
        assert cells.text_len(fit(Text(text), room)) == room
        assert cells.text_len(cells.cut(Text(text), room)) <= room
        lines = wrap([Row(Text(text)), Row(Text(text), code=True)], room)
        assert all(cells.text_len(line) <= room for line in lines)


def test_what_is_cut_says_so_where_there_is_room() -> None:
    assert cells.cut(Text("abcdef"), 4).plain == "abc…"
    assert cells.cut(Text("abcdef"), 6).plain == "abcdef"
    assert cells.cut(Text("abcdef"), 1).plain == "a"
    with cells.ambiguous(2):
        assert cells.cut(Text("abcdef"), 4).plain == "ab…"
        assert cells.cut(Text("→→→"), 3).plain == "→" or cells.cut(Text("→→→"), 3).plain == "…"


QUESTIONS = {question.id: question for question in built_in(catalogue.built_in_bank()).questions}
SIGNED = sorted(QUESTIONS, key=lambda name: -sum(map(is_ambiguous, str(QUESTIONS[name]))))[:3]


def states(question: Question) -> list[tuple[State, dict[str, Judged]]]:
    """A question before the answer, with its hint, while it is judged, after the answer, and the summary."""
    items = arrange((question,), Selection(seed=1, order="bank"), find_markers)
    asked = begin(items, 1, shuffle=True)
    known: dict[str, Judged] = {question.id: report(question)}
    answered = step(asked, Answer(1))
    end = answered
    while end.items and str(end.phase.name) == "ASKING":
        end = step(step(end, Answer(1)), Move.NEXT)
    return [
        (asked, {}),
        (step(asked, Move.HINT), {}),
        (note(asked, "no-such-option", key=9, last=4), {}),
        (answered, {}),
        (answered, known),
        (end, known),
    ]


@pytest.mark.parametrize("columns", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ambiguous", [1, 2])
def test_frames_close_on_a_terminal_of_either_kind(
    columns: int, language: Language, ambiguous: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if ambiguous == 2:
        make_wide(monkeypatch)
    with cells.ambiguous(ambiguous):
        for name in SIGNED:
            for state, known in states(QUESTIONS[name]):
                frame = compose(page(state, known, language), columns, 24, None, language)
                rows = drawn(frame.lines, columns)
                ends = [row[columns - 1] for row in rows if row[0] in "╭╰│+|"]
                assert len(ends) >= 20
                assert set(ends) <= set("╮╯│" if ambiguous == 1 else "+|")
                assert max(map(width, rows)) <= columns


@pytest.mark.parametrize("columns", SIZES)
@pytest.mark.parametrize("ambiguous", [1, 2])
def test_tables_stand_in_columns(columns: int, ambiguous: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if ambiguous == 2:
        make_wide(monkeypatch)
    table = [Column("判定", whole=True), Column("問題 → ①"), Column("数", right=True), Column("注")]
    rows = [
        [Text("proven"), Text("α → β … " * 3), Text("1"), Text("weak")],
        [Text("○ ×"), Text("語" * 20), Text("12"), Text()],
    ]
    with cells.ambiguous(ambiguous):
        lines = column_lines(table, rows, columns)
        pictures = drawn(lines, columns)
    assert max(map(width, pictures)) <= columns
    starts = [cells_of.index("w") for cells_of in pictures if "w" in cells_of]
    heads = [row.index("注") for row in pictures if "注" in row]
    assert starts == heads


@pytest.mark.parametrize("columns", SIZES[1:])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ambiguous", [1, 2])
def test_reports_fit_a_terminal_of_either_kind(
    columns: int, language: Language, ambiguous: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table of `check` with all its evidence, and all that the doctor says."""
    if ambiguous == 2:
        make_wide(monkeypatch)
    result = Result(tuple(report(QUESTIONS[name]) for name in SIGNED), (), 1.0)
    told = dict.fromkeys(("landlock", "memory"), "○ × → …")
    setting = Preferences(ambiguous="wide", theme="light")
    display = Display(Settings(setting), "light", "utf-8", (columns, 24), Measured((1, 1, 1, 2), dark=True))
    checkup = Checkup(
        versions={"numpy": "2 … → 3"},
        bank=Path("quizzes"),
        questions=1,
        problems=0,
        references=Path("reference_impls"),
        modules=("α", "β") * 20,
        data=Path("…" * 60),
        cache=Contents(Path("…" * 60)),
        capabilities=Capabilities("3", "2", told, told),
        display=display,
    )
    with cells.ambiguous(ambiguous):
        for rows in (
            pictured(lambda console: print_result(result, console, language, every=True), columns),
            pictured(
                lambda console: print_rows(checkup_rows(checkup, line_width(console), language), console), columns
            ),
        ):
            assert len(rows) > 15
            assert max(map(width, rows)) <= columns


def test_only_one_place_counts_cells() -> None:
    """Rich counts an ambiguous character as one cell, wherever it is asked."""
    for path in ROOT.rglob("*.py"):
        if path.name in ("cells.py", "check_progress.py", "charts.py"):  # the bar of `check`, and a page for browsers
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                assert node.module not in ("rich.cells", "rich.table", "rich.panel", "rich.columns", "rich.align"), path
            if isinstance(node, ast.Attribute):
                names = ("cell_len", "truncate", "pad_left", "pad_right", "align", "set_length")
                own = isinstance(node.value, ast.Name) and node.value.id == "cells"
                assert own or node.attr not in names, f"{path}:{node.lineno}"
