"""The rules of an exam, its clock, and what is kept of it."""

import json
from dataclasses import replace

import pytest
from exam_fakes import WALL, Watch, after, asked, sheet_of, subject
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from exam_drill.exam.bindings import command, meaning
from exam_drill.exam.clock import MOST_GAP, Clock, clock_text, spent_text
from exam_drill.exam.saving import UnreadableError, bank_of, facts, given_up, read, written
from exam_drill.exam.session import (
    Answer,
    Digit,
    Event,
    Go,
    Moment,
    Move,
    Phase,
    Shift,
    State,
    Unknown,
    sit,
    step,
)
from exam_drill.exam.sheet import Ended, Sheet, spans
from exam_drill.markers import find_markers
from exam_drill.quiz.bindings import Scroll

QUESTIONS = (asked("a"), asked("pair", 2), asked("many", options=12), asked("b"))
ASKED = {one.id: one for one in QUESTIONS}
SUBJECTS = {(one.id, blank.label): subject(one, blank.label) for one in QUESTIONS for blank in one.blanks}


def exam(limit: float = 600.0) -> Sheet:
    return sheet_of(*QUESTIONS, limit=limit)


def code(state: State) -> str:
    return state.notice.code if state.notice else ""


def back(text: str) -> Sheet:
    return read(text, ASKED, SUBJECTS, find_markers)


def test_an_answer_can_be_given_changed_and_taken_back() -> None:
    watch = Watch()
    state = after(exam(), Digit(1), watch=watch)
    assert (state.sheet.slot.chosen, state.sheet.slot.at) == (1, WALL + 1)
    state = after(state, Answer(3), watch=watch)
    assert (state.sheet.slot.chosen, state.sheet.slot.at) == (3, WALL + 2)
    state = after(state, Move.CLEAR, watch=watch)
    assert state.sheet.slot.chosen is None
    assert code(after(state, Move.CLEAR, watch=watch)) == "nothing-to-clear"
    assert code(after(state, Answer(4), watch=watch)) == "no-such-option"


def test_shown_numbers_are_kept_as_printed_ones() -> None:
    sheet = exam()
    turned = sheet.slot._replace(item=sheet.slot.item._replace(order=(3, 1, 2)))
    assert after(sheet.with_slot(0, turned), Digit(1)).sheet.slot.chosen == 3


def test_ten_options_need_two_digits_or_enter() -> None:
    state = after(exam(), Go(4))
    assert after(state, Digit(5)).sheet.slot.chosen == 5
    assert after(state, Digit(1)).sheet.slot.chosen is None
    assert after(state, Digit(1), Digit(2)).sheet.slot.chosen == 12
    assert after(state, Digit(1), Move.NEXT).sheet.slot.chosen == 1
    assert after(state, Digit(1), Move.FLAG, Digit(2)).sheet.slot.chosen == 2


def test_one_moves_back_and_forth_and_the_last_blank_leads_to_the_overview() -> None:
    state = after(exam(), Move.NEXT, Move.NEXT, Move.BACK)
    assert state.sheet.position == 1
    assert code(after(exam(), Move.BACK)) == "at-first"
    last = after(exam(), Go(5), Move.NEXT)
    assert (last.phase, last.cursor, code(last)) == (Phase.OVERVIEW, 4, "at-last")
    assert code(after(exam(), Go(6))) == "no-such-number"


def test_the_overview_jumps_by_cursor_and_by_number() -> None:
    state = after(exam(), Move.OVERVIEW, Shift(2), Shift(-100), Shift(3), Move.NEXT)
    assert (state.phase, state.sheet.position) == (Phase.WORKING, 3)
    assert after(exam(), Move.OVERVIEW, Digit(2), Digit(4), Move.NEXT).sheet.position == 3  # there is no 24
    long = after(sheet_of(*(asked(f"q{number}") for number in range(20))), Move.OVERVIEW, Digit(1), Digit(7))
    assert after(long, Move.NEXT).sheet.position == 16
    flagged = after(exam(), Move.OVERVIEW, Shift(1), Move.FLAG)
    assert (flagged.sheet.flagged, flagged.sheet.position) == ((1,), 0)
    assert after(flagged, Move.BACK).phase is Phase.WORKING


def test_handing_in_is_asked_about() -> None:
    asked_about = after(exam(), Digit(2), Move.HAND_IN)
    assert asked_about.phase is Phase.CONFIRMING
    assert code(after(asked_about, Digit(1))) == "confirm-keys"
    assert after(asked_about, Move.NEXT).phase is Phase.WORKING
    assert after(asked_about, Move.OVERVIEW).phase is Phase.OVERVIEW
    done = after(asked_about, Move.YES)
    assert (done.phase, done.sheet.ended) == (Phase.DONE, Ended.HANDED_IN)
    assert after(done, Digit(1), Move.BACK) == done
    assert code(after(exam(), Move.YES)) == "not-here"


@pytest.mark.parametrize(
    ("key", "phase", "meant"),
    [
        ("o", Phase.WORKING, Move.OVERVIEW),
        ("h", Phase.OVERVIEW, Move.HAND_IN),
        ("4", Phase.WORKING, Digit(4)),
        ("4", Phase.CONFIRMING, Unknown("4")),
        ("space", Phase.WORKING, Scroll.PAGE_DOWN),
        ("down", Phase.WORKING, Scroll.LINE_DOWN),
        ("down", Phase.OVERVIEW, Shift(7)),
        ("left", Phase.OVERVIEW, Shift(-1)),
        ("left", Phase.WORKING, Unknown("")),
        ("space", Phase.OVERVIEW, Move.NEXT),
    ],
)
def test_keys(key: str, phase: Phase, meant: object) -> None:
    assert meaning(key, phase, 7, more_below=True) == meant


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("（２）\n", Answer(2)),
        (" Go 17", Go(17)),
        ("ｇｏ　１７", Go(17)),
        ("g3", Go(3)),
        ("Hand  In", Move.HAND_IN),
        ("12345", Unknown("12345")),
        ("\n", None),
        ("²", Answer(2)),
        ("go x", Unknown("go x")),
    ],
)
def test_lines(line: str, meant: object) -> None:
    assert command(line, Phase.WORKING) == meant


def test_the_time_is_up_whatever_is_pressed() -> None:
    watch = Watch()
    state = after(exam(limit=10), Digit(2), watch=watch, each=9.0)
    assert state.phase is Phase.WORKING
    state = after(state, Digit(3), watch=watch, each=1.0)
    assert (state.phase, state.sheet.ended) == (Phase.DONE, Ended.TIME_UP)
    assert state.sheet.slot.chosen == 2  # the other answer came too late
    assert state.sheet.clock.left == 0.0


def test_time_is_that_of_the_blank_on_the_screen_and_of_none_in_the_overview() -> None:
    watch = Watch()
    state = after(exam(), None, Move.NEXT, None, Move.OVERVIEW, None, None, watch=watch)
    assert [slot.seconds for slot in state.sheet.slots] == [2, 2, 0, 0, 0]
    assert state.sheet.clock.used == 6


def test_the_clock_stands_while_the_exam_is_left_and_while_the_program_was_stopped() -> None:
    watch = Watch()
    left = after(exam(limit=9999), None, Move.LEAVE, watch=watch)
    assert (left.phase, left.sheet.clock.used) == (Phase.LEFT, 2)
    assert left.sheet.clock.last is None
    watch.seconds += 5000
    again = after(back(written(left.sheet)), None, watch=watch)
    assert again.sheet.clock.used == 3
    stopped = after(again, None, watch=watch, each=3600)
    assert stopped.sheet.clock.used == 3 + MOST_GAP
    assert step(again, None, Moment(watch().steady + 90, 0.0), float("inf")).sheet.clock.used == 3 + 3600 + 90


def test_a_clock_that_goes_back_takes_nothing() -> None:
    clock = Clock(100.0).seen(50.0).seen(53.0)
    assert clock.seen(10.0).used == 3.0
    assert clock.seen(10.0).seen(12.0).used == 5.0


@pytest.mark.parametrize(
    ("seconds", "left", "spent"),
    [(0, "0:00", "0:00"), (0.2, "0:01", "0:00"), (59.9, "1:00", "0:59"), (7200, "2:00:00", "2:00:00")],
)
def test_seconds_as_a_clock_shows_them(seconds: float, left: str, spent: str) -> None:
    assert (clock_text(seconds), spent_text(seconds)) == (left, spent)


def test_runs_of_numbers() -> None:
    assert list(spans(())) == []
    assert list(spans((0, 1, 2, 6, 8, 9))) == [(1, 3), (7, 7), (9, 10)]


def test_blanks_that_are_not_what_they_were_are_put_aside_and_kept() -> None:
    state = after(exam(), Go(2), Digit(1), Go(4), Digit(5), Move.LEAVE)
    text = written(state.sheet)
    known = {key: value for key, value in SUBJECTS.items() if key[0] != "pair"}
    rest = read(text, ASKED, known, find_markers)
    assert [slot.subject.question for slot in rest.slots] == ["a", "many", "b"]
    assert rest.slot.subject.question == "many"  # the one that was on the screen
    assert len(rest.gone) == 2
    assert json.loads(rest.gone[0])[:2] == ["pair", "あ"]
    assert back(written(rest)).gone == rest.gone


def test_a_blank_that_asks_something_else_by_now_is_put_aside() -> None:
    known = {**SUBJECTS, ("b", "あ"): replace(SUBJECTS["b", "あ"], digest="another")}
    rest = read(written(exam()), ASKED, known, find_markers)
    assert [slot.subject.question for slot in rest.slots] == ["a", "pair", "pair", "many"]
    other = asked("a", options=4)
    assert len(read(written(exam()), {**ASKED, "a": other}, SUBJECTS, find_markers).gone) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "{}",
        '{"version": "1"}',
        '{"version": 1}',
        "[" * 100_000,
        '{"version": 1, "slots": [1], "gone": []}',
    ],
)
def test_what_is_none_of_ours_is_said_to_be_unreadable(text: str) -> None:
    with pytest.raises(UnreadableError) as error:
        back(text)
    assert not error.value.newer
    assert given_up(text) == text or facts(given_up(text))["ended"] == "given-up"


@pytest.mark.parametrize(
    "change", [{"used": float("nan")}, {"used": -1}, {"limit": "x"}, {"ended": "so"}, {"slots": 3}]
)
def test_broken_values_are_unreadable(change: dict[str, object]) -> None:
    with pytest.raises(UnreadableError):
        back(json.dumps({**facts(written(exam())), **change}))


def test_a_text_of_a_later_version_is_not_touched() -> None:
    text = json.dumps({**facts(written(exam())), "version": 2})
    with pytest.raises(UnreadableError) as error:
        back(text)
    assert error.value.newer
    assert given_up(text) == text


def test_the_bank_is_kept() -> None:
    assert bank_of(written(exam()._replace(bank=("/a/b.yaml",)))) == ("/a/b.yaml",)


def test_no_exam_without_blanks() -> None:
    with pytest.raises(ValueError, match="at least one"):
        sit(exam()._replace(slots=()))


EVENTS = st.one_of(
    st.none(),
    st.sampled_from([move for move in Move if move not in (Move.LEAVE, Move.YES)]),
    st.builds(Digit, st.integers(0, 9)),
    st.builds(Answer, st.integers(-1, 14)),
    st.builds(Go, st.integers(-1, 8)),
    st.builds(Shift, st.integers(-9, 9)),
    st.builds(Unknown, st.text(max_size=3)),
)


class Candidate(RuleBasedStateMachine):
    """Somebody who presses any key at any time, and closes the terminal now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.watch = Watch()
        self.state = after(exam(limit=120), watch=self.watch)
        self.chosen: dict[int, int | None] = {}

    @rule(event=EVENTS, passed=st.floats(-2, 15))
    def press(self, event: Event | None, passed: float) -> None:
        before = self.state
        self.watch.seconds += passed
        self.state = step(before, event, self.watch())
        used = self.state.sheet.clock.used
        assert before.sheet.clock.used <= used <= before.sheet.clock.limit
        assert used - before.sheet.clock.used <= MOST_GAP
        changed = [
            at
            for at, (old, new) in enumerate(zip(before.sheet.slots, self.state.sheet.slots, strict=True))
            if old.chosen != new.chosen
        ]
        assert changed in ([], [before.sheet.position])
        if changed:
            assert event is Move.CLEAR or isinstance(event, Answer | Digit) or (event is Move.NEXT and before.typed)
            self.chosen[changed[0]] = self.state.sheet.slots[changed[0]].chosen
        if before.phase is Phase.DONE:
            assert self.state == before

    @rule()
    def close_and_go_on(self) -> None:
        kept = back(written(self.state.sheet))
        assert kept == self.state.sheet._replace(clock=self.state.sheet.clock.stopped())
        self.watch.seconds += 1000.0
        self.state = step(sit(kept), None, self.watch())
        assert self.state.sheet.clock.used == kept.clock.used

    @invariant()
    def is_sound(self) -> None:
        sheet = self.state.sheet
        assert {at: slot.chosen for at, slot in enumerate(sheet.slots) if at in self.chosen} == self.chosen
        assert 0 <= sheet.position < len(sheet.slots)
        assert 0 <= self.state.cursor < len(sheet.slots)
        assert all(slot.chosen is None or slot.chosen in slot.item.order for slot in sheet.slots)
        assert sum(slot.seconds for slot in sheet.slots) <= sheet.clock.used + 1e-6
        assert (self.state.phase is Phase.DONE) == sheet.clock.is_up == (sheet.ended is Ended.TIME_UP)


TestCandidate = Candidate.TestCase


@given(st.lists(EVENTS, max_size=30), st.sampled_from([Move.LEAVE, Move.YES]))
def test_leaving_and_handing_in_end_anywhere(events: list[Event | None], last: Move) -> None:
    state = after(exam(limit=10_000), *events, *([Move.LEAVE] if last is Move.LEAVE else [Move.HAND_IN, last]))
    confirming = after(exam(limit=10_000), *events).phase is Phase.CONFIRMING
    if last is Move.LEAVE:
        assert state.phase is Phase.LEFT
    elif not confirming:
        assert state.phase is Phase.DONE
