"""What a session leaves in the learner's store, and when."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from quiz_fakes import pair, report, session_of, small

from exam_drill.attempt import Attempt, Grade, Mode, Rating
from exam_drill.commands.record import Record
from exam_drill.environment import Environment
from exam_drill.progress import Store, StoredSession, StoreError
from exam_drill.progress.digest import subjects
from exam_drill.question import Question
from exam_drill.quiz.grading import Judged
from exam_drill.quiz.recording import Closing, Tally
from exam_drill.quiz.saving import Bank
from exam_drill.quiz.session import Digit, Event, Move, State
from exam_drill.quiz.steps import step
from exam_drill.quiz.stored import Clocks, Process, StoredRecorder

BANK = [small("a"), pair(), small("b")]
BEGIN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
KNOWN: dict[str, Judged] = {question.id: report(question) for question in BANK}


class Desk:
    """A recorder, a store in memory, and a clock that is moved by hand."""

    def __init__(self, store: Store, session: str = "s1") -> None:
        self.store, self.seconds, self.keys = store, 0.0, iter(range(1000))
        by_id = {question.id: question for question in BANK}
        bank = Bank((), by_id, subjects(BANK))
        clocks = Clocks(lambda: BEGIN + timedelta(seconds=self.seconds), lambda: self.seconds, UTC)
        self.recorder = StoredRecorder(
            store, bank, clocks, session, lambda: f"{session}-{next(self.keys)}", Process(1, "here")
        )
        self.session = session

    def do(self, state: State, *events: Event, known: dict[str, Judged] | None = None, seconds: float = 10.0) -> State:
        """Steps that are drawn, each after so many seconds."""
        for event in events:
            self.recorder.shown(state)
            self.seconds += seconds
            after = step(state, event)
            self.recorder.stepped(state, after, KNOWN if known is None else known)
            state = after
        return state

    def kept(self, *, undone: bool = False) -> list[Attempt]:
        return list(self.store.attempts(session=self.session, undone=undone))

    def left(self) -> StoredSession | None:
        return next((one for one in self.store.sessions(Mode.QUIZ) if one.key == self.session), None)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def asked(*questions: Question) -> State:
    return session_of(*(questions or BANK))._replace(repeats=True)


def test_an_answer_is_in_the_store_when_the_step_returns(desk: Desk) -> None:
    state = desk.do(asked(), Move.HINT, Digit(2))
    (kept,) = desk.kept()
    assert (kept.subject.question, kept.subject.label, kept.chosen, kept.grade) == ("a", "あ", 2, Grade.RIGHT)
    assert (kept.seconds, kept.hints, kept.at) == (20.0, 1, BEGIN + timedelta(seconds=20))
    assert [review.rating for review in desk.store.reviews()] == [Rating.HARD]
    desk.do(state, Move.NEXT, Digit(2))
    assert [attempt.grade for attempt in desk.kept()] == [Grade.RIGHT, Grade.WRONG]


def test_what_is_not_known_yet_is_pending_and_graded_when_it_is(desk: Desk) -> None:
    state = desk.do(asked(), Digit(1), known={})
    assert [attempt.grade for attempt in desk.kept()] == [Grade.PENDING]
    assert not desk.store.cards()
    desk.recorder.judged(state, {})
    assert [attempt.grade for attempt in desk.kept()] == [Grade.PENDING]
    state = desk.do(state, Move.SKIP, known={})  # gone on without waiting
    desk.recorder.judged(state, KNOWN)
    assert [attempt.grade for attempt in desk.kept()] == [Grade.WRONG]
    assert [review.rating for review in desk.store.reviews()] == [Rating.AGAIN]
    assert len(desk.store.cards()) == 1


def test_pending_answers_of_an_earlier_session_are_graded_when_their_question_is_judged(store: Store) -> None:
    Desk(store, "before").do(asked(), Digit(2), known={})
    desk = Desk(store, "now")
    desk.seconds = 3600.0
    assert [question.id for question in desk.recorder.owed()] == ["a"]
    state = desk.do(asked(), Digit(1))  # the same question again, before the old one is known
    desk.recorder.judged(state, KNOWN)
    assert [attempt.grade for attempt in store.attempts()] == [Grade.RIGHT, Grade.WRONG]
    assert [review.rating for review in store.reviews()] == [Rating.GOOD, Rating.AGAIN]
    assert not desk.recorder.owed()


def test_the_card_is_that_of_all_reviews_in_their_order(store: Store) -> None:
    early, late = Desk(store, "early"), Desk(store, "late")
    first = early.do(asked(), Digit(2), known={})
    late.seconds = 86400.0
    late.do(asked(), Digit(1))
    early.recorder.judged(first, KNOWN)
    from exam_drill.scheduling.schedule import Schedule

    assert dict(store.cards()) == Schedule().replay(store.reviews())


def test_an_answer_that_is_taken_back_counts_nowhere_and_stays_in_the_store(desk: Desk) -> None:
    state = desk.do(asked(), Digit(1), Move.UNDO)
    assert desk.kept() == []
    (kept,) = desk.kept(undone=True)
    assert kept.undone == BEGIN + timedelta(seconds=20)
    assert not list(desk.store.reviews())
    assert not desk.store.cards()
    state = desk.do(state._replace(position=3), Digit(2))  # at the end, where it was put
    assert [(attempt.subject.question, attempt.hints) for attempt in desk.kept()] == [("a", 1)]
    assert [review.rating for review in desk.store.reviews()] == [Rating.HARD]
    assert state.undone == 1


def test_a_session_whose_only_answer_was_taken_back_is_kept_without_it(desk: Desk) -> None:
    state = desk.do(asked(), Digit(1), Move.UNDO)
    left = desk.left()
    assert left is not None
    kept = json.loads(left.state)
    assert (kept["answered"], kept["undone"]) == (0, 1)
    assert kept["rounds"][-1]["answers"] == [None] * len(state.answers)


def test_taking_back_restores_the_card_of_before(store: Store) -> None:
    Desk(store, "before").do(asked(), Digit(2))
    cards = dict(store.cards())
    desk = Desk(store, "now")
    desk.seconds = 86400.0
    state = desk.do(asked(), Digit(1))
    assert dict(store.cards()) != cards
    desk.do(state, Move.UNDO)
    assert dict(store.cards()) == cards


def test_time_in_which_nothing_is_seen_does_not_count(desk: Desk) -> None:
    state = asked()
    desk.recorder.shown(state)
    desk.seconds += 5
    desk.recorder.hidden()
    desk.seconds += 3600
    desk.do(state, Digit(2), seconds=2)
    assert desk.kept()[0].seconds == 7.0


def test_going_back_adds_to_the_time_of_that_question(desk: Desk) -> None:
    desk.do(asked(), Move.SKIP, Move.BACK, Digit(2), seconds=3)
    assert desk.kept()[0].seconds == 6.0


def test_what_is_wrong_or_right_with_help_only_comes_again_in_ten_minutes(desk: Desk) -> None:
    state = desk.do(asked(), Digit(1), Move.NEXT, Digit(1), Move.NEXT, Move.SKIP, Move.HINT, Digit(2))
    due = [desk.recorder.due(state, position) for position in (0, 1, 3)]
    at = [attempt.at.timestamp() for attempt in desk.kept()]
    assert due[0] == at[0] + 600
    assert due[1] is None
    assert due[2] is not None
    assert at[2] < due[2] <= at[2] + 3600
    assert desk.recorder.due(state, 2) is None


def test_a_session_is_kept_from_its_first_answer_on_and_over_when_it_is(desk: Desk) -> None:
    state = desk.do(asked(), Move.HINT, Move.SKIP)
    assert desk.left() is None
    state = desk.do(state, Digit(2))
    kept = desk.left()
    assert kept is not None
    assert kept.ended is None
    for leave, over in (((Move.END,), False), ((Move.QUIT, Move.END), False), ((Move.QUIT, Move.QUIT), True)):
        desk.do(state, *leave)
        kept = desk.left()
        assert kept is not None
        assert (kept.ended is not None) is over, leave


def test_a_session_whose_questions_are_all_answered_is_over(desk: Desk) -> None:
    desk.do(asked(BANK[0]), Digit(2), Move.NEXT)
    kept = desk.left()
    assert kept is not None
    assert kept.ended is not None


def test_an_interrupted_session_is_offered_with_its_own_bank_and_for_two_weeks(desk: Desk) -> None:
    state = desk.do(asked(), Digit(2), Move.NEXT, Move.END)

    def unfinished(name: tuple[str, ...] = (), days: float = 1) -> State | None:
        environment = Environment(clock=lambda: BEGIN.timestamp() + 86400 * days)
        by_id = {question.id: question for question in BANK}
        found = Record(desk.store, Bank(name, by_id, subjects(BANK)), environment).unfinished()
        return found.state if found else None

    found = unfinished()
    assert found is not None
    assert (found.position, found.answers) == (state.position, state.answers)
    assert unfinished(("another.yaml",)) is None
    assert unfinished(days=13.9) is not None
    assert unfinished(days=14.1) is None


def test_what_was_pending_before_an_interruption_is_graded_after_it(store: Store) -> None:
    before = Desk(store, "same")
    before.do(asked(), Digit(2), Move.END, known={})
    after = Desk(store, "same")
    after.recorder.warm()
    after.recorder.judged(asked(), KNOWN)
    assert [attempt.grade for attempt in store.attempts()] == [Grade.RIGHT]


def test_a_piped_session_is_not_offered_again(desk: Desk) -> None:
    state = desk.do(asked(), Digit(2), Move.END)
    desk.recorder.left(state, KNOWN, over=True)
    kept = desk.left()
    assert kept is not None
    assert kept.ended is not None


def test_leaving_grades_what_is_known_by_then(desk: Desk) -> None:
    state = desk.do(asked(), Digit(2), Move.END, known={})
    desk.recorder.left(state, KNOWN)
    assert [attempt.grade for attempt in desk.kept()] == [Grade.RIGHT]


def test_what_could_not_be_written_is_written_with_the_next_answer_and_told_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(attempt: Attempt) -> None:
        raise StoreError("full", path="x")

    with monkeypatch.context() as broken:
        broken.setattr(desk.store, "answer", full)
        state = desk.do(asked(), Digit(2))
        assert (desk.recorder.trouble, desk.recorder.trouble) == (True, False)
    assert desk.kept() == []
    desk.do(state, Move.NEXT, Digit(1))
    assert [attempt.subject.question for attempt in desk.kept()] == ["a", "pair"]
    assert not desk.recorder.trouble


def test_answer_and_session_are_one_transaction(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(session: StoredSession) -> None:
        raise StoreError("full", path="x")

    monkeypatch.setattr(desk.store, "save_session", full)
    desk.do(asked(), Digit(2))
    assert desk.kept() == []


def test_a_session_is_held_against_the_last_one(store: Store) -> None:
    assert Desk(store, "nothing").recorder.closing() is None
    first = Desk(store, "first")
    first.do(asked(), Digit(1), Move.NEXT, Digit(1), seconds=20)
    closing = first.recorder.closing()
    assert closing is not None
    assert (closing.now, closing.last) == (Tally(2, 1, 20.0), None)
    second = Desk(store, "second")
    second.seconds = 3600.0
    second.do(asked(), Digit(2), seconds=10)
    closing = second.recorder.closing()
    assert isinstance(closing, Closing)
    assert (closing.now, closing.last) == (Tally(1, 1, 10.0), Tally(2, 1, 20.0))
    assert sum(one.due for one in closing.coming) == 2
