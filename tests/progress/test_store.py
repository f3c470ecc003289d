"""What is put into the store comes out of it again, in another process of the same file, too."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from learner import CELL, GATE, START, attempt, card, review
from requirements import lacking

from exam_drill.attempt import TYPED, Grade, Mode, Rating
from exam_drill.progress import Seen, Store, StoredSession, StoreError, data_folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data") as opened:
        yield opened


def test_an_answer_is_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    answers = [
        attempt("one", hints=2, seconds=0.1 + 0.2),
        attempt("two", CELL, 1, chosen=TYPED, typed="x @ W\n  + 'あ\0'", mode=Mode.EXAM, grade=Grade.UNDECIDED),
        attempt("three", minute=2, grade=Grade.PENDING),
    ]
    with Store.open(tmp_path) as store:
        for answer in answers:
            store.answer(answer)
    with Store.open(tmp_path) as store:
        assert list(store.attempts()) == answers
        assert store.attempt("two") == answers[1]
        assert store.attempt("four") is None


def test_an_answer_that_is_told_twice_counts_once(store: Store) -> None:
    store.answer(attempt(grade=Grade.PENDING))
    store.answer(attempt(grade=Grade.WRONG))
    store.answer(attempt(grade=Grade.PENDING))
    store.answer(attempt(grade=Grade.RIGHT))
    assert list(store.attempts()) == [attempt(grade=Grade.WRONG)]  # only what was pending is settled


def test_two_answers_never_share_a_key(store: Store) -> None:
    store.answer(attempt())
    for other in (attempt(chosen=1), attempt(minute=1), attempt(subject=CELL), attempt(typed="x")):
        with pytest.raises(ValueError, match="another answer"):
            store.answer(other)
    assert list(store.attempts()) == [attempt()]


def test_answers_come_in_order_of_time_and_as_they_are_asked_for(store: Store) -> None:
    late, early, middle = attempt("a", minute=9), attempt("b", CELL, 1, session="tuesday"), attempt("c", minute=5)
    for answer in (late, early, middle):
        store.answer(answer)
    assert [answer.key for answer in store.attempts()] == ["b", "c", "a"]
    assert list(store.attempts(since=middle.at)) == [middle, late]
    assert list(store.attempts(session="tuesday")) == [early]
    assert list(store.attempts(question=GATE.question)) == [middle, late]
    assert list(store.attempts(question=GATE.question, since=late.at, session="tuesday")) == []


def test_an_undone_answer_stays_and_counts_nowhere(store: Store) -> None:
    one, two = attempt("one"), attempt("two", minute=1)
    for answer in (one, two):
        store.answer(answer)
        store.reviewed(answer.key, Grade.RIGHT, review(answer), card())
    store.undo("two", START + timedelta(hours=1))
    store.undo("two", START + timedelta(hours=2))
    assert list(store.attempts()) == [one]
    assert list(store.reviews()) == [review(one)]
    assert store.seen() == {GATE: Seen(1, 1, one.at)}
    kept = list(store.attempts(undone=True))
    assert [answer.undone for answer in kept] == [None, START + timedelta(hours=1)]


def test_what_was_seen(store: Store) -> None:
    for number, grade in enumerate((Grade.RIGHT, Grade.WRONG, Grade.PENDING)):
        store.answer(attempt(f"gate {number}", minute=number, grade=grade))
    store.answer(attempt("cell", CELL, grade=Grade.RIGHT))
    assert store.seen() == {GATE: Seen(3, 1, START + timedelta(minutes=2)), CELL: Seen(1, 1, START)}


def test_grade_review_and_card_are_kept_together(store: Store) -> None:
    answer = attempt(grade=Grade.PENDING)
    store.answer(answer)
    for _ in range(2):
        store.reviewed("one", Grade.WRONG, review(answer, Rating.AGAIN), card())
    assert [kept.grade for kept in store.attempts()] == [Grade.WRONG]
    assert list(store.reviews(GATE)) == [review(answer, Rating.AGAIN)]
    assert list(store.reviews(CELL)) == []
    assert store.cards() == {GATE: card()}


def test_a_review_of_no_answer_leaves_nothing_behind(store: Store) -> None:
    store.answer(attempt(grade=Grade.PENDING))
    with pytest.raises(KeyError):
        store.reviewed("one", Grade.RIGHT, review(attempt("nobody's")), card())
    assert [kept.grade for kept in store.attempts()] == [Grade.PENDING]
    assert store.cards() == {}


@pytest.mark.parametrize("call", ["grade", "undo", "reviewed"])
def test_an_unknown_key_is_told(store: Store, call: str) -> None:
    arguments = {"grade": (Grade.RIGHT,), "undo": (START,), "reviewed": (Grade.RIGHT, None, None)}[call]
    with pytest.raises(KeyError):
        getattr(store, call)("nobody's", *arguments)


def test_cards_are_replaced_as_a_whole(store: Store) -> None:
    one, two = attempt("one"), attempt("two", CELL)
    for answer in (one, two):
        store.answer(answer)
        store.reviewed(answer.key, Grade.RIGHT, review(answer), card(answer.subject))
    store.replace_cards([card(GATE, 7)])
    assert store.cards() == {GATE: card(GATE, 7)}
    assert len(list(store.reviews())) == 2
    store.replace_cards([], [review(two, Rating.EASY)])
    assert store.cards() == {}
    assert list(store.reviews()) == [review(two, Rating.EASY)]
    store.replace_card(CELL, card(CELL, 1))
    assert store.cards() == {CELL: card(CELL, 1)}
    store.replace_card(CELL, None)
    assert store.cards() == {}


def test_several_steps_are_one_transaction(store: Store) -> None:
    def fail() -> None:
        with store.writing():
            store.answer(attempt())
            store.write("exam", "2027-02-19")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(store.attempts()) == []
    assert store.read("exam") is None
    with store.writing():
        store.answer(attempt())
    assert list(store.attempts()) == [attempt()]


def test_nothing_is_written_where_it_would_be_lost(store: Store) -> None:
    with store.writing(), store.reading():
        store.answer(attempt())
    assert list(store.attempts()) == [attempt()]
    with store.reading(), pytest.raises(RuntimeError):
        store.answer(attempt("two"))
    store.answer(attempt("two", minute=1))
    assert len(list(store.attempts())) == 2


def test_sessions_are_found_by_what_they_are(store: Store) -> None:
    hour = timedelta(hours=1)
    over = StoredSession("over", Mode.QUIZ, START, START + hour, START + hour, "{}")
    open_quiz = StoredSession("open", Mode.QUIZ, START, START + 2 * hour, None, '{"at": 1}')
    exam = StoredSession("exam", Mode.EXAM, START, START + 3 * hour, None, "{}")
    for session in (over, open_quiz, exam):
        store.save_session(session)
    assert store.sessions() == (exam, open_quiz, over)
    assert store.sessions(Mode.QUIZ) == (open_quiz, over)
    assert store.sessions(open_only=True) == (exam, open_quiz)
    ended = StoredSession("open", Mode.QUIZ, START, START + 4 * hour, START + 4 * hour, '{"at": 2}')
    store.save_session(ended)
    assert store.sessions(Mode.QUIZ, open_only=True) == ()
    assert store.sessions()[0] == ended


def test_facts(store: Store) -> None:
    assert store.read("exam") is None
    store.write("exam", "2027-02-19")
    store.write("exam", "2027-08-28")
    store.write("weights", "[1]")
    assert store.read("exam") == "2027-08-28"
    assert store.facts() == {"exam": "2027-08-28", "weights": "[1]"}
    store.write("exam", None)
    assert store.read("exam") is None


def test_what_cannot_be_kept_is_refused(store: Store) -> None:
    for answer in (
        attempt(seconds=float("nan")),
        attempt(chosen=2**63),
        attempt(undone=datetime(2026, 1, 1)),  # a time without a zone
    ):
        with pytest.raises(ValueError, match=r"zone|number"):
            store.answer(answer)
    assert list(store.attempts()) == []


def test_half_characters_of_a_keyboard_are_replaced(store: Store) -> None:
    store.answer(attempt(chosen=TYPED, typed="a\udce3b"))
    assert [kept.typed for kept in store.attempts()] == ["a\ufffdb"]
    store.answer(attempt(chosen=TYPED, typed="a\udce3b"))  # the same answer


def test_times_of_other_zones_are_the_same_times(store: Store) -> None:
    from zoneinfo import ZoneInfo

    store.answer(attempt())
    tokyo = list(store.attempts(since=START.astimezone(ZoneInfo("Asia/Tokyo"))))
    assert tokyo == [attempt()]


def test_where_there_is_no_store_none_is_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(tmp_path / "data", create=False)
    assert caught.value.code == "absent"
    assert list(tmp_path.iterdir()) == []
    with Store.in_memory() as store:
        store.answer(attempt())
        assert list(store.attempts()) == [attempt()]
    assert list(tmp_path.iterdir()) == []


def test_the_record_is_the_learners_own(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a" / "b") as store:
        store.answer(attempt())
        assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in (tmp_path / "a" / "b").iterdir()} == {0o600}
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["progress.sqlite3"]


def test_an_answer_is_synced_to_the_disk(store: Store) -> None:
    (journal,) = store._connection.execute("PRAGMA journal_mode").fetchone()
    (synchronous,) = store._connection.execute("PRAGMA synchronous").fetchone()
    assert (journal, synchronous) == ("wal", 2)  # FULL


def test_what_was_left_by_who_was_killed_while_making_a_store_is_swept(tmp_path: Path) -> None:
    old, young = tmp_path / ".new-old", tmp_path / ".new-young"
    for folder in (old, young):
        folder.mkdir()
        (folder / "progress.sqlite3").write_bytes(b"")
    os.utime(old, (0, 0))
    Store.open(tmp_path).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".new-young", "progress.sqlite3"]


ANSWER = """
import sys
from pathlib import Path
from learner import attempt
from exam_drill.progress import Store
name, folder = sys.argv[1:]
sys.stdin.readline()
for number in range(60):
    if number % 20 == 0:
        store = Store.open(Path(folder))
    store.answer(attempt(f"{name}-{number}", minute=number))
    store.answer(attempt(f"everybody-{number}", minute=number))
    if number % 20 == 19:
        store.close()
"""


def test_processes_that_make_one_store_and_answer_at_once_lose_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", ANSWER, name, str(tmp_path / "data")], stdin=subprocess.PIPE, env=environment
        )
        for name in ("a", "b", "c")
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    with Store.open(tmp_path / "data") as store:
        keys = sorted(answer.key for answer in store.attempts())
    assert keys == sorted(f"{name}-{number}" for name in ("a", "b", "c", "everybody") for number in range(60))
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["progress.sqlite3"]


@pytest.mark.parametrize("name", ["with space", "a?b#c%20&d", "学習", "undecodable \udcff"])
def test_a_folder_may_have_any_name(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    try:
        folder.mkdir()
    except (OSError, UnicodeEncodeError):
        lacking(f"a file system that takes {name!a}")
    for _ in range(2):
        with Store.open(folder) as store:
            store.answer(attempt())
    with Store.open(folder, write=False) as store:
        assert list(store.attempts()) == [attempt()]
    assert [path.name for path in folder.iterdir()] == ["progress.sqlite3"]


def test_the_first_folder_that_is_named_counts() -> None:
    variables = {"EXAM_DRILL_DATA_DIR": "/from/variable"}
    assert data_folder(variables, "/from/argument") == Path("/from/argument")
    assert data_folder(variables) == data_folder(variables, "") == Path("/from/variable")
    assert data_folder({"EXAM_DRILL_DATA_DIR": ""}).name == "exam-drill"
    assert data_folder({}, "~/record") == Path.home() / "record"
    assert data_folder({}, "~nobody-of-this-name/record") == Path("~nobody-of-this-name/record")
