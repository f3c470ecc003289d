"""What of an exam is in the store: at every moment enough to go on, and nothing twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from exam_fakes import BEGUN, WALL, Watch, after, asked, report, reports, sheet_of, subject

from exam_drill.attempt import Grade, Mode, Rating
from exam_drill.exam.history import not_over, past
from exam_drill.exam.keeping import SAVE_EVERY, Keeper
from exam_drill.exam.result import from_facts, score
from exam_drill.exam.saving import facts, read
from exam_drill.exam.session import Digit, Go, Move
from exam_drill.exam.sheet import Ended, Sheet
from exam_drill.markers import find_markers
from exam_drill.progress import Store, StoredSession, StoreError
from exam_drill.quality import Finding

QUESTIONS = (asked("a"), asked("pair", 2), asked("b"))
SUBJECTS = {(one.id, blank.label): subject(one, blank.label) for one in QUESTIONS for blank in one.blanks}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as store:
        yield store


@pytest.fixture
def watch() -> Watch:
    return Watch()


def keeper(store: Store | None, watch: Watch, holder: str = "here", key: str = "exam1") -> Keeper:
    return Keeper(store, key, BEGUN, holder, watch.now)


def handed_in() -> Sheet:
    """Right, wrong, open, and right."""
    return after(sheet_of(*QUESTIONS), Digit(2), Go(2), Digit(1), Go(4), Digit(2), Move.HAND_IN, Move.YES).sheet


def stored(store: Store) -> Sheet:
    (session,) = store.sessions(Mode.EXAM)
    return read(session.state, {one.id: one for one in QUESTIONS}, SUBJECTS, find_markers)


def test_every_key_and_every_second_is_kept(store: Store, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = keeper(store, watch)
    state = after(sheet_of(*QUESTIONS), watch=watch)
    kept.take(state.sheet)
    written: list[StoredSession] = []
    save = store.save_session
    monkeypatch.setattr(store, "save_session", lambda session: (written.append(session), save(session)))
    state = after(state, None, watch=watch, each=SAVE_EVERY / 2)
    kept.save(state.sheet)
    assert written == []
    state = after(state, Digit(1), watch=watch, each=0.1)
    kept.save(state.sheet)
    assert stored(store) == state.sheet._replace(clock=state.sheet.clock.stopped())
    state = after(state, None, watch=watch, each=SAVE_EVERY)
    kept.save(state.sheet)
    assert len(written) == 2
    assert stored(store).clock.used == state.sheet.clock.used
    assert kept.keeps


def test_answers_become_attempts_when_it_is_handed_in_and_not_before(store: Store, watch: Watch) -> None:
    kept = keeper(store, watch)
    sheet = handed_in()
    kept.take(sheet)
    assert list(store.attempts()) == []
    kept.hand_in(sheet)
    attempts = list(store.attempts())
    assert [(one.subject.question, one.chosen, one.grade, one.mode) for one in attempts] == [
        ("a", 2, Grade.PENDING, Mode.EXAM),
        ("pair", 1, Grade.PENDING, Mode.EXAM),
        ("b", 2, Grade.PENDING, Mode.EXAM),
    ]
    assert attempts[0].at.timestamp() == WALL + 1
    assert [one.seconds for one in attempts] == [slot.seconds for slot in sheet.slots if not slot.is_open]


def test_grades_come_one_by_one_and_the_last_one_ends_the_session(store: Store, watch: Watch) -> None:
    kept, sheet = keeper(store, watch), handed_in()
    kept.take(sheet)
    kept.hand_in(sheet)
    kept.judged(sheet, {"a": report(QUESTIONS[0])})
    assert not_over(store.sessions(Mode.EXAM)) is not None
    assert [one.grade for one in store.attempts()] == [Grade.RIGHT, Grade.PENDING, Grade.PENDING]
    known = reports(QUESTIONS)
    kept.judged(sheet, known)
    assert [one.grade for one in store.attempts()] == [Grade.RIGHT, Grade.WRONG, Grade.RIGHT]
    assert [one.rating for one in store.reviews()] == [Rating.GOOD, Rating.AGAIN, Rating.GOOD]
    assert len(store.cards()) == 3
    (one,) = past(store.sessions(Mode.EXAM))
    assert (one.ended, one.result) == (Ended.HANDED_IN, score(sheet, known))
    assert not_over(store.sessions(Mode.EXAM)) is None


def test_what_was_cut_off_is_done_again_and_nothing_counts_twice(store: Store, watch: Watch) -> None:
    sheet = handed_in()
    first = keeper(store, watch, "first")
    first.take(sheet)
    first.hand_in(sheet)
    first.judged(sheet, {"a": report(QUESTIONS[0])})
    cards = dict(store.cards())
    watch.seconds += 500
    again = keeper(store, watch, "again")
    again.take(stored(store))
    again.hand_in(stored(store))
    again.judged(sheet, reports(QUESTIONS))
    assert len(list(store.attempts())) == len(list(store.reviews())) == 3
    assert {one: card for one, card in store.cards().items() if one in cards} == cards


def test_what_cannot_be_graded_is_no_review(store: Store, watch: Watch) -> None:
    kept, sheet = keeper(store, watch), handed_in()
    kept.take(sheet)
    kept.hand_in(sheet)
    kept.judged(sheet, {**reports(QUESTIONS), "a": report(QUESTIONS[0], finding=Finding.NO_MATCH)})
    assert next(iter(store.attempts())).grade is Grade.UNDECIDED
    assert len(list(store.reviews())) == 2
    (one,) = past(store.sessions(Mode.EXAM))
    assert one.result is not None
    assert one.result.total.counted == 3


def test_of_two_programs_the_later_one_has_the_exam(store: Store, watch: Watch) -> None:
    first, second = keeper(store, watch, "first"), keeper(store, watch, "second")
    state = after(sheet_of(*QUESTIONS), watch=watch)
    first.take(state.sheet)
    second.take(state.sheet)
    answered = after(state, Digit(1), watch=watch)
    second.save(answered.sheet)
    first.save(after(state, Digit(3), watch=watch).sheet)
    assert (first.taken_over, first.keeps, second.taken_over) == (True, False, False)
    assert stored(store).slot.chosen == 1
    first.hand_in(handed_in())
    assert list(store.attempts()) == []


def test_giving_up_leaves_no_result(store: Store, watch: Watch) -> None:
    kept = keeper(store, watch)
    kept.take(after(sheet_of(*QUESTIONS), Digit(2), watch=watch).sheet)
    (session,) = store.sessions(Mode.EXAM)
    keeper(store, watch, "other").give_up(session)
    assert not_over(store.sessions(Mode.EXAM)) is None
    (one,) = past(store.sessions(Mode.EXAM))
    assert (one.ended, one.result) == (Ended.GIVEN_UP, None)
    assert facts(one.session.state)["slots"][0][4] == 2  # the answers are still there
    assert list(store.attempts()) == []


def test_the_latest_exam_stands_first(store: Store, watch: Watch) -> None:
    for number in range(3):
        sheet = handed_in()
        kept = Keeper(store, f"exam{number}", BEGUN + timedelta(days=number), "here", watch.now)
        kept.take(sheet)
        kept.hand_in(sheet)
        kept.judged(sheet, reports(QUESTIONS))
    assert [one.session.key for one in past(store.sessions(Mode.EXAM))] == ["exam2", "exam1", "exam0"]


@contextmanager
def full() -> Iterator[None]:
    """Stands for the transaction of a store whose disk is full."""
    raise StoreError("full", path="progress.sqlite3")
    yield


def test_a_full_disk_does_not_end_the_exam(store: Store, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = keeper(store, watch)
    state = after(sheet_of(*QUESTIONS), watch=watch)
    kept.take(state.sheet)
    with monkeypatch.context() as broken:
        broken.setattr(store, "writing", full)
        kept.save(after(state, Digit(1), watch=watch).sheet)
        assert kept.trouble is not None
        assert (kept.trouble.code, kept.keeps) == ("full", False)
    later = after(state, Digit(1), None, watch=watch)
    kept.save(later.sheet)
    assert (kept.trouble, kept.keeps) == (None, True)
    assert stored(store).slot.chosen == 1


def test_without_a_store_nothing_is_kept_and_nothing_fails(watch: Watch) -> None:
    kept, sheet = keeper(None, watch), handed_in()
    kept.take(sheet)
    kept.save(sheet)
    kept.hand_in(sheet)
    kept.judged(sheet, reports(QUESTIONS))
    assert (kept.keeps, kept.trouble) == (False, None)


@pytest.mark.parametrize(
    "found", [{}, {"result": 3}, {"result": {"3.5": {"asked": "x"}}}, {"result": {"3.5": {"no": 1}}}]
)
def test_a_result_that_cannot_be_read_is_none(found: dict[str, object]) -> None:
    assert from_facts({"used": 1, "limit": 2, "ended": "handed-in", **found}) is None
