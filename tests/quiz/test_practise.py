"""The loop of a session with keys, a clock and a screen made by hand: what is in view, and when an answer counts."""

import io
from collections.abc import Iterator, Sequence

import pytest
from quiz_fakes import FakeJudge, pair, session_of, small
from rich.console import Console

from exam_drill.question import Question, Text
from exam_drill.quiz.frame import Frame
from exam_drill.quiz.keys import Key, Occurrence
from exam_drill.quiz.question_page import Page
from exam_drill.quiz.reports import Reports
from exam_drill.quiz.screen import Screen
from exam_drill.quiz.session import State
from exam_drill.quiz.terminal import practise


class Typed:
    """Keys that were typed before; then the learner leaves."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names: Iterator[str] = iter(names)

    def __enter__(self) -> "Typed":
        return self

    def __exit__(self, *exception: object) -> None: ...

    def read(self, timeout: float | None = None) -> Key | Occurrence:
        name = next(self._names, None)
        if name == "(wait)":
            assert timeout is not None
            return Occurrence.WOKEN
        return Occurrence.ENDED if name is None else Key(name)

    def wake(self) -> None: ...

    def suspend(self) -> None: ...


class Recorded(Screen):
    """A screen that keeps its frames."""

    def __init__(self, rows: int) -> None:
        self.out = io.StringIO()
        super().__init__(Console(file=self.out, width=80, height=rows, force_terminal=True), "en")
        self.frames: list[Frame] = []

    def draw(self, page: Page, offset: int | None) -> Frame:
        self.frames.append(super().draw(page, offset))
        return self.frames[-1]

    @property
    def text(self) -> str:
        return "\n".join(line.plain for line in self.frames[-1].lines)


def play(
    *keys: str, asked: Sequence[Question], rows: int = 24, judge: FakeJudge | None = None
) -> tuple[State, Recorded]:
    """How the session ended, and its screen; every look at the clock takes a second."""
    screen = Recorded(rows)
    ticks = iter(range(10_000))
    with Reports(lambda: judge or FakeJudge(), wake=lambda: None) as reports:
        end = practise(session_of(*asked), screen, Typed(keys), reports, "en", lambda: float(next(ticks)))
    return end, screen


def long(lines: int = 25, options: Sequence[str] = ("h", "2 * h", "3 * h"), identity: str = "long") -> Question:
    """A question that does not fit on 24 rows."""
    return small(identity, prompt=Text(en="\n".join(f"line {number}" for number in range(lines))), options=options)


@pytest.mark.parametrize("key", ["space", "down", "j", "page-down"])
def test_the_first_move_down_brings_the_options_into_view_and_the_blank_with_them(key: str) -> None:
    end, screen = play(key, asked=[long()])
    assert screen.frames[0].in_view == frozenset()
    assert screen.frames[1].in_view == {1, 2, 3}
    assert "【(あ)】" in screen.text
    assert end.answers == (None,)


def test_a_move_down_leaves_no_line_out() -> None:
    _, screen = play("space", asked=[long(60)])
    assert screen.frames[1].in_view == frozenset()
    assert screen.frames[1].offset < screen.frames[0].view


def test_a_number_answers_nothing_that_was_never_in_view() -> None:
    end, screen = play("2", asked=[long(60)])
    assert end.answers == (None,)
    assert screen.frames[-1].in_view == {1, 2, 3}
    assert "Here are the options; look first" in screen.text
    assert play("2", "2", asked=[long(60)])[0].answers == (2,)
    assert play("space", "2", asked=[long()])[0].answers == (2,)
    assert play("2", asked=[small()])[0].answers == (2,)


def test_options_once_in_view_count_as_seen() -> None:
    assert play("space", "home", "2", asked=[long()])[0].answers == (2,)
    assert play("?", "2", asked=[long()])[0].answers == (2,)  # a hint stands below them
    end, _ = play("space", "s", "b", "2", asked=[long(identity="a"), long(identity="b")])
    assert end.answers == (2, None)
    end, _ = play("space", "s", "2", asked=[long(identity="a"), long(identity="b")])
    assert end.answers == (None, None)


def test_an_option_below_the_screen_is_shown_before_it_is_chosen() -> None:
    many = [f"{number} * h" for number in range(40)]
    end, screen = play("3", "3", "9", asked=[long(5, many)])
    assert end.answers == (None,)
    assert 39 in screen.frames[-1].in_view
    assert play("3", "3", "9", "9", asked=[long(5, many)])[0].answers == (39,)


def test_a_number_without_an_option_is_told() -> None:
    _, screen = play("9", asked=[long()])
    assert "There is no option 9; choose 1–3." in screen.text


def test_another_round_has_options_of_its_own_to_be_seen() -> None:
    end, _ = play("space", "1", "enter", "r", "2", asked=[long()])
    assert len(end.earlier) == 1
    assert end.answers == (None,)


def test_what_a_later_round_leaves_is_asked_again() -> None:
    keys = ("1", "enter", "1", "enter", "s", "r", "2", "enter", "q", "r")
    end, _ = play(*keys, asked=[small("a"), small("b"), small("c")])
    assert [item.question.id for item in end.items] == ["b", "c"]
    assert len(end.earlier) == 2


def test_while_the_options_run_the_seconds_are_counted() -> None:
    _, screen = play("2", "(wait)", "(wait)", asked=[small()], judge=FakeJudge(lambda _: None))
    seconds = ["Running the options… (3 s)" in line.plain for line in screen.frames[-1].lines]
    assert any(seconds)


def test_a_key_without_a_name_is_not_named() -> None:
    for key in ("other", "escape", "\x01", "\x7f"):
        assert "That key does nothing here; the keys are on the last line." in play(key, asked=[pair()])[1].text
    assert "“x” does nothing here" in play("x", asked=[pair()])[1].text


def test_the_screen_is_drawn_anew_on_request() -> None:
    _, screen = play("x", "redraw", asked=[pair()])
    assert screen.out.getvalue().count("\x1b[2J") == 2
    assert "“x” does nothing here" in screen.text
