"""Sessions as text, and back."""

import dataclasses
import json

import pytest
from quiz_fakes import pair, session_of, small

from exam_drill.markers import find_markers
from exam_drill.progress.digest import subjects
from exam_drill.question import Question
from exam_drill.quiz.repeating import repeated
from exam_drill.quiz.saving import outline, restored, saved
from exam_drill.quiz.session import Again, Digit, Event, Move, State
from exam_drill.quiz.steps import step

BANK = [small("a"), pair(), small("b")]


def after(state: State, *events: Event) -> State:
    for event in events:
        state = step(state, event)
    return state


def text_of(state: State, bank: list[Question] = BANK) -> str:
    return saved(state, subjects(bank), ["bank"], 7, "here")


def back(text: str, bank: list[Question] = BANK) -> State | None:
    return restored(text, {question.id: question for question in bank}, subjects(bank), find_markers)


def plain(state: State) -> State:
    return state._replace(notice=None, undoable=None)


@pytest.mark.parametrize(
    "events",
    [
        (Digit(1),),
        (Digit(1), Move.NEXT, Move.HINT),
        (Move.SKIP, Move.HINT, Digit(2), Move.UNDO, Move.BACK),
        (Digit(1), Move.NEXT, Digit(1), Move.QUIT, Again((0, 1)), Digit(1), Move.NEXT),
    ],
)
@pytest.mark.parametrize("shuffle", [True, False])
def test_a_session_comes_back_as_it_was(events: tuple[Event, ...], shuffle: bool) -> None:
    state = after(session_of(*BANK, shuffle=shuffle), *events)
    found = back(text_of(state))
    assert found is not None
    assert found._replace(earlier=()) == plain(state)._replace(earlier=())
    assert text_of(found) == text_of(state)


def test_turns_and_helps_come_back() -> None:
    state = repeated(after(session_of(*BANK, shuffle=True), Digit(1)), 0, due=12.5)
    state = after(state._replace(helps=frozenset({(1, "why")})), Move.NEXT)
    assert back(text_of(state)) == plain(state)


def test_an_outline_tells_how_far_it_was() -> None:
    told = outline(text_of(after(session_of(*BANK), Digit(1))))
    assert told is not None
    assert (told.bank, told.process, told.place, told.answered, told.total) == (("bank",), 7, "here", 1, 4)


def test_what_asks_something_else_by_now_is_left_out() -> None:
    state = after(session_of(*BANK), Digit(1), Move.NEXT)
    text = text_of(state)
    without = back(text, [BANK[1], BANK[2]])
    assert without is not None
    assert [item.question.id for item in without.items] == ["pair", "pair", "b"]
    assert without.item.label == state.item.label
    changed = [dataclasses.replace(BANK[0], sizes={"N": (1, 2)}), *BANK[1:]]
    assert back(text, changed) == without
    gone = back(text, [BANK[0], BANK[2]])  # what was on the screen
    assert gone is not None
    assert (gone.item.question.id, gone.answers) == ("b", (1, None))


def test_a_session_in_which_nothing_is_left_to_be_asked_is_none() -> None:
    assert back(text_of(after(session_of(*BANK), Digit(1))), [BANK[0]]) is None
    assert back(text_of(session_of(*BANK)), []) is None


def test_a_corrected_prompt_changes_nothing() -> None:
    state = after(session_of(*BANK), Digit(1))
    assert back(text_of(state), [dataclasses.replace(BANK[0], title=None), *BANK[1:]]) is not None


def test_a_text_that_is_none_of_ours_gives_no_session() -> None:
    whole = json.loads(text_of(after(session_of(*BANK), Digit(1))))
    texts = ["", "{", "[]", "null", "1", '{"version": 1}', "[" * 100_000, json.dumps({**whole, "version": 2})]
    for key in whole:
        for value in (None, [], {}, "x", [None], -1, 1e400):
            texts.append(json.dumps({**whole, key: value}))
    for key in whole["rounds"][0]:
        for value in (None, [], {}, "x", [None], [[]], [[1]], -1, 99, 1e400):
            texts.append(json.dumps({**whole, "rounds": [{**whole["rounds"][0], key: value}]}))
    for text in texts:
        outline(text)
        found = back(text)
        if found is not None:  # what is wrong may be nothing that matters: then it is sound
            assert 0 <= found.position < len(found.items) == len(found.answers)
            answered = zip(found.items, found.answers, strict=True)
            assert all(answer is None or answer in item.order for item, answer in answered)
            assert text_of(found)
