"""The rules of a session."""

from itertools import pairwise

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from quiz_fakes import pair, session_of, small

from exam_drill.quiz.session import Again, Answer, Digit, Event, Move, Phase, State, Unknown, begin
from exam_drill.quiz.steps import step


def after(state: State, *events: Event) -> State:
    for event in events:
        state = step(state, event)
    return state


def notice(state: State) -> str:
    return state.notice.code if state.notice else ""


def test_an_answer_is_the_printed_number_of_the_shown_option() -> None:
    sessions = (session_of(small(), shuffle=True, seed=seed) for seed in range(100))
    state = next(one for one in sessions if one.item.order == (3, 1, 2))
    order = state.item.order
    assert after(state, Digit(1)).answer == order[0]
    assert after(state, Answer(3)).answer == order[2]


def test_a_stray_enter_answers_nothing() -> None:
    state = session_of(small())
    assert after(state, Move.NEXT).answers == (None,)
    assert notice(after(state, Move.NEXT)) == "answer-first"


def test_an_answer_stays_and_is_seen_again_when_going_back() -> None:
    state = after(session_of(small("a"), small("b")), Digit(1), Move.NEXT, Move.BACK)
    assert (state.position, state.answer) == (0, 1)
    again = after(state, Digit(2))
    assert again.answer == 1
    assert notice(again) == "answered-already"


def test_the_blanks_of_a_program_follow_each_other() -> None:
    state = session_of(small("a"), pair(), small("b"))
    assert [(item.question.id, item.label, item.part) for item in state.items] == [
        ("a", "あ", (1, 1)),
        ("pair", "あ", (1, 2)),
        ("pair", "い", (2, 2)),
        ("b", "あ", (1, 1)),
    ]


def test_a_skipped_question_can_still_be_answered() -> None:
    state = after(session_of(small("a"), small("b")), Move.SKIP)
    assert state.skipped == {0}
    state = after(state, Move.BACK, Digit(2))
    assert state.skipped == frozenset()
    assert state.answers == (2, None)


def test_the_last_question_leads_to_the_summary_and_again_asks_only_those() -> None:
    state = after(session_of(small("a"), small("b")), Digit(1), Move.NEXT, Digit(1), Move.NEXT)
    assert state.phase is Phase.SUMMARY
    again = after(state, Again((1,)))
    assert [item.question.id for item in again.items] == ["b"]
    assert again.answers == (None,)
    assert len(again.earlier) == 1
    assert again.earlier[0].answers == (1, 1)
    assert notice(after(state, Again(()))) == "nothing-missed"
    assert after(state, Move.NEXT).phase is Phase.ENDED


def test_every_round_has_an_order_of_options_of_its_own() -> None:
    for seed in range(30):
        state = session_of(small("a", options=("h", "2 * h")), pair(), shuffle=True, seed=seed)
        orders = [[item.order for item in state.items]]
        for _ in range(3):
            state = after(state, Move.QUIT, Again((0, 1, 2)))
            orders.append([item.order for item in state.items])
        for one, other in pairwise(orders):
            assert all(sorted(a) == sorted(b) and a != b for a, b in zip(one, other, strict=True))
        again = session_of(small("a", options=("h", "2 * h")), pair(), shuffle=True, seed=seed)
        assert [item.order for item in after(again, Move.QUIT, Again((0, 1, 2))).items] == orders[1]


def test_without_shuffling_the_order_stays_that_of_the_print() -> None:
    state = after(session_of(small("a")), Move.QUIT, Again((0,)))
    assert state.item.order == (1, 2, 3)


@pytest.mark.parametrize("events", [(), (Digit(1),), (Move.SKIP,), (Move.QUIT,)])
def test_the_end_of_input_ends_anywhere(events: tuple[Event, ...]) -> None:
    state = after(session_of(small("a"), small("b")), *events, Move.END)
    assert state.phase is Phase.ENDED
    assert after(state, Digit(1), Move.BACK) == state


def test_ten_options_need_two_digits_or_enter() -> None:
    many = session_of(small(options=[f"{number} * h" for number in range(12)]))
    assert after(many, Digit(5)).answer == 5
    assert after(many, Digit(1)).answer is None
    assert after(many, Digit(1), Digit(2)).answer == 12
    assert after(many, Digit(1), Move.NEXT).answer == 1
    assert notice(after(many, Digit(1), Digit(9))) == "no-such-option"
    assert after(many, Digit(1), Move.HINT, Digit(2)).answer == 2  # another key forgets the half number


def test_an_unknown_key_is_told_and_loses_nothing() -> None:
    state = after(session_of(small("a")), Digit(2))
    told = after(state, Unknown("x"))
    assert told._replace(notice=None) == state
    assert notice(told) == "unknown-key"
    assert notice(after(state, Unknown(""))) == "unnamed-key"


def test_no_session_without_items() -> None:
    with pytest.raises(ValueError, match="at least one"):
        begin(())


EVENTS = st.one_of(
    st.sampled_from([move for move in Move if move is not Move.END]),
    st.builds(Digit, st.integers(0, 9)),
    st.builds(Answer, st.integers(-1, 30)),
    st.builds(Unknown, st.text(max_size=3)),
    st.builds(Again, st.sampled_from([(), (0,)])),
)


class Learner(RuleBasedStateMachine):
    """Somebody who presses any key at any time."""

    def __init__(self) -> None:
        super().__init__()
        many = small("many", options=[f"{number} * h" for number in range(15)])
        self.state = session_of(small("a"), pair(), many, shuffle=True)

    @rule(event=EVENTS)
    def press(self, event: Event) -> None:
        before = self.state
        self.state = step(before, event)
        if self.state.phase is Phase.ENDED:
            self.state = before
        elif len(self.state.earlier) == len(before.earlier) and self.state.undone == before.undone:
            for old, new in zip(before.answers, self.state.answers, strict=True):
                assert old is None or new == old  # no answer is lost or changed
            assert abs(self.state.position - before.position) <= 1
        elif self.state.undone > before.undone:
            assert event in (Move.UNDO, Move.TAKE_BACK)
            assert sorted(item.turn for item in self.state.items) == sorted(item.turn for item in before.items)
            assert self.state.answers.count(None) == before.answers.count(None) + 1
        else:
            assert isinstance(event, Again)
            assert before.phase is Phase.SUMMARY

    @invariant()
    def is_sound(self) -> None:
        state = self.state
        assert 0 <= state.position < len(state.items) == len(state.answers)
        for index, (item, chosen) in enumerate(zip(state.items, state.answers, strict=True)):
            assert sorted(item.order) == [option.number for option in item.blank.options]
            assert chosen is None or chosen in item.order
            assert chosen is None or index not in state.skipped


TestLearner = Learner.TestCase


def test_the_blanks_to_come_are_those_of_the_same_program_that_have_no_answer() -> None:
    state = session_of(small("a"), pair(), small("b"))
    assert state.to_come == ()
    first = after(state, Digit(1), Move.NEXT)
    assert first.to_come == ("い",)
    last = after(first, Digit(1), Move.NEXT)
    assert last.to_come == ()
    assert after(last, Move.BACK).to_come == ("い",)
    assert after(last, Digit(1), Move.BACK).to_come == ()
