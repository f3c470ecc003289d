"""`i` and `d`: what they show, when it counts as a help, and that nobody waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from quiz_fakes import FakeJudge, pair, session_of, small
from test_plain import session as lines
from test_practise import Recorded, Typed, play

from exam_drill.attempt import TYPED
from exam_drill.question import Question
from exam_drill.quiz.looking import NAMES, PICK, WHY, hidden, request
from exam_drill.quiz.looks import Failed, Looks
from exam_drill.quiz.reports import Reports
from exam_drill.quiz.session import Answer, Digit, Event, Look, Move, State, TypedAnswer, View
from exam_drill.quiz.steps import step
from exam_drill.quiz.terminal import practise

OPEN, OTHER = Look(), Look(0)


def after(state: State, *events: Event) -> State:
    for event in events:
        state = step(state, event)
    return state


def test_before_an_answer_i_shows_names_and_counts_once_as_a_help() -> None:
    state = after(session_of(small()), OPEN)
    assert state.over == View(NAMES)
    assert state.hints(0) == 1
    assert after(state, OPEN, OPEN).hints(0) == 1
    assert after(state, OPEN, Answer(1)).hints(0) == 1
    assert after(session_of(small()), Answer(1), OPEN).hints(0) == 0
    asked = request(state)
    assert asked is not None
    assert (asked.chosen, asked.label) == (None, "あ")


def test_after_an_answer_i_shows_why_of_what_was_chosen() -> None:
    state = after(session_of(small()), Answer(3), OPEN)
    assert state.over == View(WHY, 3)
    typed = after(session_of(small()), TypedAnswer("h + h"), OPEN)
    assert typed.over == View(WHY, TYPED)
    asked = request(typed)
    assert asked is not None
    assert asked.chosen == "h + h"


@pytest.mark.parametrize("event", [OPEN, Move.NEXT, Move.BACK, Move.QUIT])
def test_what_closes_it_leaves_the_question_where_it_was(event: Event) -> None:
    for opened in (after(session_of(small()), OPEN), after(session_of(small()), Answer(1), OPEN)):
        closed = after(opened, event)
        assert closed.over is None
        assert (closed.position, closed.phase, closed.answers) == (opened.position, opened.phase, opened.answers)


def test_d_asks_which_and_a_number_shows_it() -> None:
    state = after(session_of(small()), Answer(1), OTHER)
    assert state.over == View(PICK)
    assert request(state) is None
    assert after(state, Digit(3)).over == View(WHY, 3)
    assert after(state, Digit(3), Digit(2)).over == View(WHY, 2)
    assert after(state, Digit(3), OTHER, Digit(2)).over == View(WHY, 2)
    assert after(session_of(small()), Answer(1), Look(2)).over == View(WHY, 2)
    wrong = after(state, Digit(7))
    assert wrong.over == View(PICK)
    assert wrong.notice is not None
    assert wrong.notice.code == "no-such-option"


def test_numbers_are_those_on_the_screen() -> None:
    state = session_of(small(options=[f"{k} * h" for k in range(1, 13)]), shuffle=True, seed=3)
    assert state.item.renumbered
    order = state.item.order
    state = after(state, Answer(5), OTHER)
    assert after(state, Digit(4)).over == View(WHY, order[3])
    two = after(state, Digit(1))
    assert two.over == View(PICK)
    assert after(two, Digit(2)).over == View(WHY, order[11])
    assert after(two, Move.NEXT).over == View(WHY, order[0])


def test_no_answer_counts_while_something_is_looked_at() -> None:
    state = after(session_of(small()), OPEN, Digit(1))
    assert state.answers == (None,)
    assert state.over == View(NAMES)
    assert after(session_of(small()), OTHER).over is None
    assert after(session_of(small()), Look(2)).notice is not None


def test_open_blanks_of_the_listing_are_hidden_and_answered_ones_are_not() -> None:
    state = session_of(pair())
    assert hidden(state) == ("い",)
    assert hidden(after(state, Move.SKIP)) == ("あ",)
    assert hidden(after(state, Answer(1), Move.NEXT)) == ()
    assert hidden(session_of(pair(), small())) == ("い",)


# ── on a terminal ──


def shown(*keys: str, asked: Sequence[Question] = (), judge: FakeJudge | None = None) -> str:
    return play(*keys, asked=asked or [small()], judge=judge)[1].text


def test_the_keys_open_it_and_close_it() -> None:
    assert "seen: names first あ in 76 cells, en, あ" in shown("i")
    assert "i close" in shown("i")
    assert "seen: why first あ 3" in shown("3", "i")
    assert "Which option (1–3)?" in shown("3", "d")
    assert "seen: why first あ 1" in shown("3", "d", "1")
    for key in ("i", "escape", "b", "enter", "q"):
        assert "Wrong. The right answer is 2." in shown("3", "i", key)
        assert "seen" not in shown("3", "i", key)


def test_while_it_is_looked_for_one_may_leave_and_it_is_called_off() -> None:
    judge = FakeJudge()
    judge.sees = False
    assert "Looking for the smallest inputs" in shown("3", "i", judge=judge)
    assert "Looking at what is there" in shown("i", judge=judge)
    judge.looks.clear()
    shown("3", "i", "i", "enter", asked=[small("a"), small("b")], judge=judge)
    assert [future.cancelled() for future in judge.looks] == [True]


def test_what_was_found_is_not_looked_for_again() -> None:
    judge = FakeJudge()
    shown("3", "i", "i", "i", "d", "1", "d", "3", judge=judge)
    assert judge.looked == ["why first あ 3", "why first あ 1"]


def test_a_judge_that_cannot_look_is_told_and_ends_nothing() -> None:
    class Blind(FakeJudge):
        def why(self, *_: object, **__: object) -> Any:
            raise OSError("no sandbox \x1b[2J here")

    text = shown("3", "i", judge=Blind())
    assert "It could not be looked at: OSError: no sandbox ␛[2J here" in text


def test_where_answers_are_typed_the_editor_waits_until_it_is_closed() -> None:
    screen = Recorded(24)
    with Reports(FakeJudge, wake=lambda: None) as reports:
        state = after(session_of(small())._replace(typing=True), OPEN)
        end = practise(state, screen, Typed(["x"]), reports, "en", lambda: 0.0)
    assert "seen: names first あ" in screen.text
    assert end.answers == (None,)


# ── line by line ──


def test_words_of_a_line_show_the_same() -> None:
    written, end = lines("i\n3\ni\nd 1\nd\nｄ２\n", session_of(small()), waiting=True)
    for text in ("seen: names first あ", "seen: why first あ 3", "seen: why first あ 1", "seen: why first あ 2"):
        assert text in written
    assert "Which option (1–3)?" in written
    assert end.hints(0) == 1
    assert end.answers == (3,)


def test_a_number_that_is_no_option_is_told() -> None:
    written, _ = lines("3\nd 9\n", session_of(small()), waiting=True)
    assert "There is no option 9" in written
    written, _ = lines("d 1\n", session_of(small()), waiting=True)
    assert "d works once the question is answered." in written


def test_rows_are_drawn_once_for_each_width() -> None:
    looks = Looks(FakeJudge, lambda: None)
    state = after(session_of(small()), Answer(1), OPEN)
    asked = request(state)
    assert asked is not None
    rows = looks.rows(asked, state.item, 60, "en")
    assert looks.rows(asked, state.item, 60, "en") is rows
    narrow = looks.rows(asked, state.item, 40, "ja")
    assert isinstance(narrow, list)
    assert "in 40 cells, ja" in narrow[0].plain


def test_only_so_many_looks_are_kept() -> None:
    judge = FakeJudge()
    looks = Looks(lambda: judge, lambda: None)
    state = after(session_of(small(options=[f"{k} * h" for k in range(1, 21)])), Answer(1))
    for number in (*range(1, 21), 1):
        asked = request(after(state, Look(number)))
        assert asked is not None
        assert not isinstance(looks.find(asked), Failed | None)
    assert len(judge.looked) == 21
    assert looks.idle
