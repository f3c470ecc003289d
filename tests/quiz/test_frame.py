"""Frames: every line exactly as wide as the frame, code verbatim, the feedback in view."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quiz_fakes import HOSTILE, pair, report, session_of, small
from rich.console import Console

from exam_drill.quality import Finding
from exam_drill.question import Erratum, Language, Place, Question, Source, Text
from exam_drill.quiz.detail import detail_rows
from exam_drill.quiz.frame import WIDEST, compose
from exam_drill.quiz.grading import Judged, Unjudged
from exam_drill.quiz.page import page
from exam_drill.quiz.session import Answer, Event, Move, State, Unknown, note
from exam_drill.quiz.steps import step

SIZES = [(80, 24), (100, 30), (120, 40), (200, 50), (40, 24), (40, 10), (20, 8)]
PROSE = "更新ゲート z は、新しい候補をどれだけ採るかを表す。(あ) に入る式はどれか。[bold]太字[/bold] :smile: \\n"


def rich_question(options: tuple[str, ...] = HOSTILE[:4], prompt: str = PROSE) -> Question:
    """A question with everything that a question can have."""
    text = Text(prompt, "English [i]text[/i]\twith a tab")
    one = small(
        "hostile", 2, options, title=text, prompt=text, explanation=text, tags=("[tag]", "b\x1b[2J"), difficulty="hard"
    )
    why = tuple(replace(option, why=text) for option in one.blanks[0].options)
    return replace(
        one,
        blanks=(replace(one.blanks[0], options=why),),
        syllabus="3.5",
        sources=(Source("note", text, "https://example.org/" + "x" * 90), Source("book", text)),
        errata=(Erratum("a < b", "a [b] c", "options", text, (1,), Place("x.yaml", 1)),),
    )


def after(state: State, *events: Event) -> State:
    for event in events:
        state = step(state, event)
    return state


def texts(state: State, reports: dict[str, Judged], columns: int, rows: int, language: Language = "ja") -> list[str]:
    return [line.plain for line in compose(page(state, reports, language), columns, rows, None, language).lines]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_line_is_exactly_as_wide_as_the_frame(size: tuple[int, int], language: Language) -> None:
    columns, rows = size
    one = rich_question(HOSTILE)
    asked = session_of(one, pair(), shuffle=True)
    states = {
        "asked": asked,
        "hint": after(asked, Move.HINT),
        "unknown": after(asked, Unknown("漢\x1b" * 30)),
        "answered": after(asked, Answer(1)),
        "summary": after(asked, Answer(1), Move.NEXT, Move.SKIP, Move.QUIT),
    }
    judged: list[dict[str, Judged]] = [
        {},
        {one.id: report(one)},
        {one.id: report(one, 1, 2, finding=Finding.AMBIGUOUS)},
        {one.id: Unjudged("SandboxError: [red]\x1b" + "y" * 999)},
    ]
    for state in states.values():
        for reports in judged:
            frame = compose(page(state, reports, language), columns, rows, None, language)
            assert len(frame.lines) == rows
            assert {line.cell_len for line in frame.lines} == {min(columns, WIDEST)}
            assert all(line.plain.isprintable() or "\u3000" in line.plain for line in frame.lines)


@given(st.integers(1, 130), st.integers(1, 60), st.none() | st.integers(-5, 400))
@settings(max_examples=60, deadline=None)
def test_no_size_and_no_offset_breaks_a_frame(columns: int, rows: int, offset: int | None) -> None:
    one = rich_question()
    state = after(session_of(one), Answer(1))
    frame = compose(page(state, {one.id: report(one)}, "ja"), columns, rows, offset, "ja")
    assert len(frame.lines) == max(rows, 5)
    assert 0 <= frame.offset <= frame.last
    assert len({line.cell_len for line in frame.lines}) == 1


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("columns", [80, 100, 120])
def test_code_is_shown_verbatim_on_every_screen(hostile: str, columns: int) -> None:
    program = f"def f(h):\n    y = {hostile}\n    return (あ)\n"
    one = small("code", 2, (hostile, "2 * h"))
    one = replace(one, code=replace(one.code, text=program))
    for state in (session_of(one), after(session_of(one), Answer(1))):
        shown = "\n".join(texts(state, {one.id: report(one)}, columns, 60))
        assert f"    y = {hostile}" in shown
        assert f" 1  {hostile}" in shown
    summary = "\n".join(texts(after(session_of(one), Answer(1), Move.QUIT), {one.id: report(one)}, columns, 60))
    assert hostile in summary
    assert hostile in "\n".join(row.plain for row in detail_rows(session_of(one).items, report(one), "ja"))


def test_the_blank_asked_for_stands_out_without_colours_and_the_other_does_not() -> None:
    second = after(session_of(pair()), Move.SKIP)
    shown = "\n".join(texts(second, {}, 80, 24))
    assert "2 │     k = (あ)" in shown
    assert "3 │     return 【(い)】" in shown
    assert "空欄 (い) 2/2" in shown


def test_a_marker_in_a_comment_or_a_string_is_left_alone() -> None:
    one = small()
    one = replace(one, code=replace(one.code, text='s = "(あ)"  # (あ)\ny = (あ)\n'))
    shown = "\n".join(texts(session_of(one), {}, 80, 24))
    assert 's = "(あ)"  # (あ)' in shown
    assert "y = 【(あ)】" in shown


@pytest.mark.parametrize("size", SIZES)
def test_the_keys_are_always_named_on_the_last_line(size: tuple[int, int]) -> None:
    state = session_of(rich_question())
    assert "quit" in texts(state, {}, *size, "en")[-1]
    if size[0] >= 80:
        last = texts(state, {}, *size, "en")[-1]
        assert last.startswith(" 1–4 answer · t type · ? hint · i names · s skip · b back")


@pytest.mark.parametrize("size", SIZES[:-1])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_verdict_is_in_view_after_an_answer(size: tuple[int, int], language: Language) -> None:
    one = rich_question(HOSTILE[:4])
    right = "正解です" if language == "ja" else "Right"
    wrong = "不正解です" if language == "ja" else "Wrong"
    reports: dict[str, Judged] = {one.id: report(one)}
    assert right in "\n".join(texts(after(session_of(one), Answer(2)), reports, *size, language))
    assert wrong in "\n".join(texts(after(session_of(one), Answer(3)), reports, *size, language))


def test_scrolling_shows_every_line_once() -> None:
    one = rich_question()
    whole = page(after(session_of(one), Answer(1)), {one.id: report(one)}, "ja")
    tall = [line.plain for line in compose(whole, 80, 200, None, "ja").lines]
    first = compose(whole, 80, 24, 0, "ja")
    seen = [compose(whole, 80, 24, offset, "ja") for offset in range(first.last + 1)]
    header = len(first.lines) - first.view - 3  # two borders and the keys
    top = [frame.lines[1 + header].plain for frame in seen]
    rest = [line.plain for line in seen[-1].lines[2 + header : -2]]
    body = [line for line in tall[2 + header : -2] if line.strip("│ ")]  # a tall frame has a line below its header
    assert [line for line in top + rest if line.strip("│ ")] == body
    assert f"↓{first.last} 行" in first.lines[-2].plain


def test_a_question_that_nearly_fits_drops_its_blank_lines_rather_than_its_last_option() -> None:
    one = small(prompt=Text("\n".join(["問題"] * 12)), options=("h", "2 * h", "3 * h"))
    lines = texts(session_of(one), {}, 80, 22)
    assert any("3 * h" in line for line in lines)
    assert "↓" not in lines[-2]


def long_question(lines: int, options: tuple[str, ...] = ("h", "2 * h", "3 * h")) -> Question:
    """A question with a prompt of so many lines."""
    return small(prompt=Text("\n".join(["問題"] * lines), "\n".join(["Words"] * lines)), options=options)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (16, ""),
        (17, "↓1 more · more options are below (space)"),
        (19, "↓3 more · the options are below (space)"),
        (30, "↓14 more · the options are below (space)"),
    ],
)
def test_the_border_says_that_options_are_below(lines: int, words: str) -> None:
    shown = compose(page(session_of(long_question(lines)), {}, "en"), 80, 24, None, "en")
    bottom = shown.lines[-2].plain
    assert (words in bottom) if words else ("more" not in bottom)


def test_a_remark_is_not_cut_for_the_sake_of_the_options() -> None:
    state = note(session_of(long_question(30)), "problems-left-out", count=3)
    bottom = compose(page(state, {}, "en"), 80, 24, None, "en").lines[-2].plain
    assert "↓14 more ─╯" in bottom
    assert "left out (see exam-drill check)." in bottom
    narrow = compose(page(state, {}, "en"), 30, 24, None, "en").lines
    assert any(line.plain.startswith("╰") and line.plain.endswith("more ─╯") for line in narrow)


def test_the_blank_line_before_the_options_is_the_last_to_go() -> None:
    shown = [line.plain for line in compose(page(session_of(long_question(15)), {}, "en"), 80, 24, None, "en").lines]
    blank = next(index for index, line in enumerate(shown) if not line.strip("│ "))
    assert "1  h" in shown[blank + 1]
    assert "more" not in shown[-2]


def test_a_long_question_drops_its_blank_lines_and_a_hint_changes_nothing_of_that() -> None:
    state = session_of(long_question(30))
    for one in (state, after(state, Move.HINT)):
        whole = page(one, {}, "en")
        seen = [compose(whole, 80, 24, offset, "en").lines for offset in range(60)]
        assert not any(line.plain.strip("│ ") == "" for lines in seen for line in lines)


@pytest.mark.parametrize("count", [3, 9, 40])
def test_every_option_can_be_brought_into_view_and_the_blank_with_them_if_there_is_room(count: int) -> None:
    options = tuple(f"{number} * h" for number in range(count))
    whole = page(session_of(long_question(30, options)), {}, "en")
    first = compose(whole, 80, 24, None, "en")
    assert first.in_view == frozenset()
    for number in (1, count):
        shown = compose(whole, 80, 24, first.bringing(number), "en")
        assert number in shown.in_view
        if count < 12:
            assert len(shown.in_view) == count
            assert any("【(あ)】" in line.plain for line in shown.lines)


@pytest.mark.parametrize(
    ("finding", "matching", "words"),
    [
        (Finding.WRONG_KEY, (3,), "公表されている答え 2 は誤り"),
        (Finding.AMBIGUOUS, (2, 3), "2 と 3 がどれも参照実装と一致"),
        (Finding.NO_MATCH, (), "どの選択肢も参照実装と一致しない"),
        (Finding.REFERENCE_FAILED, (), "公表されている答え 2 で採点"),
        (Finding.UNREACHED, (), "空欄まで実行されず"),
        (Finding.INVALID, (), "問題に誤りがあり"),
    ],
)
def test_what_is_not_proven_is_said_plainly(finding: Finding, matching: tuple[int, ...], words: str) -> None:
    one = small(answer=2)
    reports: dict[str, Judged] = {one.id: report(one, *matching, finding=finding)}
    assert words in "\n".join(texts(after(session_of(one), Answer(2)), reports, 100, 40))


def test_a_broken_sandbox_is_said_plainly() -> None:
    one = small(answer=2)
    shown = "\n".join(
        texts(after(session_of(one), Answer(2)), {one.id: Unjudged("SandboxError: no fork")}, 100, 40, "en")
    )
    assert "The options could not be run; graded by the published answer 2." in shown
    assert "SandboxError: no fork" in shown


def test_a_style_ends_where_its_words_end() -> None:
    one = small(answer=2, options=("h * h", "2 * h", "3 * h"), title=Text("題", "Title"), tags=("toy",))
    state = after(session_of(one), Answer(1))
    console = Console(width=80, color_system="standard", force_terminal=True)
    lines = compose(page(state, {one.id: report(one)}, "en"), 80, 30, None, "en").lines
    plain = [line.plain for line in lines]

    def colour(words: str, inside: str) -> tuple[bool, str]:
        row = next(index for index, line in enumerate(plain) if inside in line)
        found = lines[row].get_style_at_offset(console, plain[row].index(words))
        return bool(found.bold), found.color.name if found.color else ""

    assert colour("×", "← your answer") == (True, "red")
    assert colour("h * h", "← your answer") == (False, "")
    assert colour("← your", "← your answer") == (True, "red")
    assert colour("2 * h", "← correct") == (False, "cyan")  # a number
    assert colour("h ", "3 * h") == (False, "")
    assert colour("Title", "Title") == (True, "")
    assert colour("toy", "Title") == (False, "")
    assert colour("output", "output has the shape") == (False, "")
    assert colour("Enter", "Enter next") == (True, "")
    assert colour("next", "Enter next") == (False, "")


def test_errata_speak_of_printed_numbers_and_say_so_where_others_are_shown() -> None:
    one = rich_question()
    words = "Options are numbered as in the print"
    printed = after(session_of(one), Answer(1))
    assert words not in "\n".join(texts(printed, {one.id: report(one)}, 80, 90, "en"))
    sessions = (session_of(one, shuffle=True, seed=seed) for seed in range(9))
    shuffled = after(next(state for state in sessions if state.item.renumbered), Answer(1))
    assert words in "\n".join(texts(shuffled, {one.id: report(one)}, 80, 90, "en"))


def test_options_are_named_as_shown_and_by_their_print() -> None:
    one = small(answer=2)
    state = next(s for s in (session_of(one, shuffle=True, seed=n) for n in range(99)) if s.item.order == (3, 1, 2))
    assert "printed as" not in "\n".join(texts(state, {}, 80, 30, "en"))
    shown = "\n".join(texts(after(state, Answer(1)), {one.id: report(one)}, 80, 30, "en"))
    assert "1  3 * h  (printed as 3)  ← your answer" in shown
    assert "3  2 * h  (printed as 2)  ← correct" in shown
    assert "The right answer is 3 (printed as 2)." in shown
