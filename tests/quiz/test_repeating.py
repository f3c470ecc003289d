"""Answers that are taken back, and blanks that are asked again within a round."""

from quiz_fakes import pair, session_of, small

from exam_drill.quiz.repeating import MOST_TURNS, may_repeat, pulled, repeated
from exam_drill.quiz.session import Again, Digit, Event, Move, State
from exam_drill.quiz.steps import step


def after(state: State, *events: Event) -> State:
    for event in events:
        state = step(state, event)
    return state


def asked(state: State) -> list[str]:
    return [item.question.id for item in state.items]


def three(*, shuffle: bool = False) -> State:
    return session_of(small("a"), small("b"), small("c"), shuffle=shuffle)


def notice(state: State) -> str:
    return state.notice.code if state.notice else ""


def test_what_is_taken_back_is_asked_at_the_end_and_counts_as_helped() -> None:
    state = after(three(), Move.NEXT, Digit(1), Move.UNDO)
    assert asked(state) == ["b", "c", "a"]
    assert state.answers == (None, None, None)
    assert state.item.question.id == "b"
    assert [state.hints(position) for position in range(3)] == [0, 0, 1]
    assert notice(state) == "undone"


def test_the_last_question_is_asked_again_at_once_under_other_numbers() -> None:
    for seed in range(20):
        state = session_of(small("a"), shuffle=True, seed=seed)
        order = state.item.order
        state = after(state, Digit(1), Move.UNDO)
        assert state.answers == (None,)
        assert state.item.order != order
        assert sorted(state.item.order) == sorted(order)


def test_only_the_answer_that_was_just_given_is_taken_back() -> None:
    for leaving in (Move.NEXT, Move.SKIP):
        state = after(three(), Digit(1), leaving, Move.UNDO)
        assert state.answers == (1, None, None)
        assert notice(state) == "nothing-to-undo"
    back = after(three(), Digit(1), Move.NEXT, Move.BACK, Move.UNDO)
    assert back.answers == (1, None, None)
    assert notice(after(three(), Move.UNDO)) == "nothing-to-undo"
    assert after(three(), Digit(1), Move.UNDO, Move.UNDO).undone == 1


def test_what_nothing_was_said_of_is_answered_anew_in_its_place() -> None:
    state = after(three(), Digit(1), Move.TAKE_BACK)
    assert asked(state) == ["a", "b", "c"]
    assert state.answers == (None, None, None)
    assert state.hints(0) == 0
    assert after(state, Digit(2)).answers == (2, None, None)
    assert notice(after(three(), Move.TAKE_BACK)) == "nothing-to-undo"


def test_hints_and_skips_stay_with_their_questions() -> None:
    state = after(three(), Move.HINT, Digit(1), Move.NEXT, Move.SKIP, Move.HINT, Digit(1), Move.UNDO)
    assert asked(state) == ["a", "b", "c"]
    assert state.skipped == {1}
    assert [state.hints(position) for position in range(3)] == [1, 0, 2]
    state = after(three(), Move.HINT, Digit(1), Move.UNDO, Move.SKIP)
    assert asked(state) == ["b", "c", "a"]
    assert (state.hinted, state.skipped) == ({2}, {0})


def test_another_turn_comes_at_the_end_or_when_it_is_due() -> None:
    state = repeated(after(three(shuffle=True), Digit(1)), 0, due=100.0)
    assert asked(state) == ["a", "b", "c", "a"]
    assert state.items[3].order != state.items[0].order
    assert (state.items[3].again, state.items[3].due) == (1, 100.0)
    assert asked(pulled(state, 99.0)) == ["a", "b", "c", "a"]
    assert asked(pulled(state, 100.0)) == ["a", "a", "b", "c"]
    assert pulled(state, 100.0).position == 0
    assert len({item.turn for item in state.items}) == 4


def test_of_two_that_are_due_the_older_comes_first() -> None:
    state = after(three(), Digit(1), Move.NEXT, Digit(1))
    state = repeated(repeated(state, 0, due=200.0), 1, due=100.0)
    state = pulled(state, 300.0)
    assert asked(state) == ["a", "b", "b", "c", "a"]


def test_nothing_comes_between_the_blanks_of_a_listing() -> None:
    state = after(session_of(small("a"), pair(), small("b")), Digit(1), Move.NEXT, Digit(1))
    state = repeated(state, 0, due=1.0)
    assert asked(pulled(state, 2.0)) == asked(state)
    assert asked(pulled(after(state, Move.NEXT, Digit(1)), 2.0)) == ["a", "pair", "pair", "a", "b"]


def test_a_blank_has_so_many_turns_only_and_one_at_a_time() -> None:
    state = session_of(small("a"))
    assert not may_repeat(state, 0)
    for turn in range(1, MOST_TURNS):
        state = after(state, Digit(1))
        assert may_repeat(state, turn - 1)
        state = repeated(state, turn - 1, due=0.0)
        assert not may_repeat(state, turn - 1)
        state = after(state, Move.NEXT)
    assert not may_repeat(after(state, Digit(1)), MOST_TURNS - 1)


def test_what_is_taken_back_has_no_other_turn_any_more() -> None:
    state = repeated(after(three(), Digit(1)), 0, due=1.0)
    state = after(state._replace(undoable=state.item.turn), Move.UNDO)
    assert asked(state) == ["b", "c", "a"]


def test_the_next_round_begins_without_turns() -> None:
    state = repeated(after(three(), Digit(1)), 0, due=5.0)
    state = after(state, Move.QUIT, Again((0, 3)))
    assert [(item.turn, item.again, item.due) for item in state.items] == [(0, 0, 0.0), (1, 0, 0.0)]
