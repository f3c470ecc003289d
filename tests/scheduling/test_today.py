"""What is asked today."""

import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from builders import blank, question

from exam_drill.attempt import Attempt, Grade, Rating, Review, Subject
from exam_drill.progress import Store, StoredCard
from exam_drill.scheduling.order import syllabus_order
from exam_drill.scheduling.plan import NEW_A_DAY, PLAN, Plan, read_plan, write_plan
from exam_drill.scheduling.schedule import Schedule
from exam_drill.scheduling.today import Today, today, today_from

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TOKYO = ZoneInfo("Asia/Tokyo")


def blanks(*questions: str) -> list[Subject]:
    """`"a:あい"` is the question a with two blanks."""
    return [
        Subject(name, label, "d")
        for name, _, labels in (text.partition(":") for text in questions)
        for label in labels or "あ"
    ]


def cards(*reviewed: tuple[Subject, float, Rating]) -> dict[Subject, StoredCard]:
    """Cards of blanks that were reviewed so many days ago."""
    return Schedule().replay(Review(str(n), one, NOW - ago * DAY, how) for n, (one, ago, how) in enumerate(reviewed))


def look(
    subjects: Sequence[Subject],
    known: dict[Subject, StoredCard] | None = None,
    plan: Plan | None = None,
    now: datetime = NOW,
    zone: tzinfo = UTC,
    attempts: Iterable[Attempt] = (),
) -> Today:
    return today(subjects, known or {}, attempts, plan or Plan(), now, zone)


def attempt(at: datetime, key: str = "", undone: datetime | None = None) -> Attempt:
    return Attempt(key or at.isoformat(), "s", Subject("q", "あ", "d"), at, 1, 9.0, grade=Grade.RIGHT, undone=undone)


MANY = blanks(*(f"q{n}" for n in range(100)))


def test_a_beginner_has_new_blanks_in_their_order() -> None:
    seen = look(MANY)
    assert seen.queue == seen.new == tuple(MANY[:NEW_A_DAY])
    assert (seen.due, seen.total, seen.unseen, seen.needed, seen.days_left, seen.pace) == (
        (),
        100,
        100,
        None,
        None,
        None,
    )
    assert look(MANY, plan=Plan(new=0)).queue == ()
    assert look(MANY, plan=Plan(new=1000)).new == tuple(MANY)


def test_an_empty_bank_has_nothing_to_ask() -> None:
    for plan in (Plan(), Plan(exam=date(2026, 9, 10))):
        seen = look([], plan=plan)
        assert (seen.queue, seen.total, seen.share) == ((), 0, 0 if plan.exam else NEW_A_DAY)


def test_what_was_begun_today_counts_towards_todays_share() -> None:
    known = cards(*((one, 0.1, Rating.GOOD) for one in MANY[:4]))
    seen = look(MANY, known, Plan(new=6))
    assert (seen.begun, seen.new) == (4, tuple(MANY[4:6]))
    assert look(MANY, known, Plan(new=3)).new == ()


def test_a_listing_is_begun_as_a_whole_and_asked_together() -> None:
    subjects = blanks("a:あいう", "b:あい", "c")
    assert look(subjects, plan=Plan(new=1)).new == tuple(blanks("a:あいう"))
    assert look(subjects, plan=Plan(new=4)).new == tuple(blanks("a:あいう", "b:あい"))
    first, second, third = blanks("a:あいう")
    (other,) = blanks("c")
    known = cards(
        (third, 30, Rating.GOOD), (other, 15, Rating.GOOD), (first, 10, Rating.GOOD), (second, 0.1, Rating.GOOD)
    )
    seen = look(subjects, known, Plan(new=0))
    assert seen.due == (third, other, first)
    assert seen.queue == (first, third, other)


def test_the_most_likely_forgotten_comes_first() -> None:
    weak, strong, fresh = blanks("weak", "strong", "fresh")
    known = cards((strong, 30, Rating.EASY), (weak, 20, Rating.AGAIN), (fresh, 1, Rating.EASY))
    assert look([strong, weak, fresh], known, Plan(new=0)).due == (weak, strong)


def test_a_blank_is_due_from_the_beginning_of_its_day() -> None:
    (one,) = blanks("a")
    known = cards((one, 0, Rating.GOOD))
    due = known[one].due
    morning = due.replace(hour=0, minute=0)
    assert look([one], known, now=morning).due == (one,)
    assert look([one], known, now=morning - timedelta(seconds=1)).due == ()
    begin = datetime.combine(due.astimezone(TOKYO).date(), datetime.min.time(), TOKYO)
    assert look([one], known, now=begin.astimezone(UTC), zone=TOKYO).due == (one,)
    assert look([one], known, now=begin.astimezone(UTC) - timedelta(seconds=1), zone=TOKYO).due == ()


def test_what_was_wrong_waits_for_ten_minutes() -> None:
    (one,) = blanks("a")
    known = cards((one, 0, Rating.AGAIN))
    before = look([one], known, now=NOW + timedelta(seconds=599))
    assert (before.due, before.later) == ((), (one,))
    after = look([one], known, now=NOW + timedelta(seconds=600))
    assert (after.due, after.later) == ((one,), ())
    assert look([one], known, now=NOW + 5 * DAY).due == (one,)


def test_what_left_the_bank_is_neither_asked_nor_counted_and_what_changed_is_new() -> None:
    gone, old, kept = Subject("gone", "あ", "d"), Subject("a", "あ", "old"), Subject("b", "あ", "d")
    changed = Subject("a", "あ", "new")
    seen = look([changed, kept], cards(*((one, 30, Rating.GOOD) for one in (gone, old, kept))))
    assert (seen.due, seen.new, seen.total, seen.unseen) == ((kept,), (changed,), 2, 1)


@pytest.mark.parametrize(
    ("exam", "share", "left"),
    [
        (date(2026, 9, 1), 100, 0),
        (date(2026, 9, 2), 100, 1),
        (date(2026, 9, 11), 20, 10),
        (date(2026, 11, 30), 2, 90),
        (date(2036, 9, 1), 1, 3653),
        (date.max, 1, (date.max - date(2026, 9, 1)).days),
    ],
)
def test_new_blanks_are_spread_up_to_the_exam(exam: date, share: int, left: int) -> None:
    seen = look(MANY, plan=Plan(exam=exam))
    assert (seen.share, seen.needed, seen.days_left, len(seen.new)) == (share, share, left, share)


def test_an_exam_that_is_over_is_none() -> None:
    seen = look(MANY, plan=Plan(exam=date(2026, 8, 31)))
    assert (seen.share, seen.needed, seen.days_left) == (NEW_A_DAY, None, None)


def test_more_new_questions_than_days_and_fewer_than_days() -> None:
    for count in (1, 3, 500):
        subjects = blanks(*(f"q{n}" for n in range(count)))
        known: dict[Subject, StoredCard] = {}
        exam = date(2026, 9, 21)
        for day in range(20):
            now = NOW + day * DAY
            for one in look(subjects, known, Plan(exam=exam), now).new:
                known[one] = Schedule().after(None, Review("k", one, now, Rating.GOOD))
        assert len(known) == count


def test_the_learners_own_number_is_kept_even_if_it_is_too_small() -> None:
    seen = look(MANY, plan=Plan(exam=date(2026, 9, 11), new=3))
    assert (len(seen.new), seen.share, seen.needed) == (3, 3, 20)


def test_the_share_grows_when_days_are_skipped_and_stays_when_kept() -> None:
    plan = Plan(exam=date(2026, 11, 30))
    assert look(MANY, plan=plan, now=NOW + 21 * DAY).share == 2
    assert look(MANY, plan=plan, now=NOW + 60 * DAY).share == 5
    assert look(MANY, plan=plan, now=NOW + 85 * DAY).share == 34


def test_a_clock_that_was_set_back_asks_nothing_twice() -> None:
    known = cards(*((one, 0, Rating.GOOD) for one in MANY[:5]))
    seen = look(MANY, known, now=NOW - 400 * DAY)
    assert (seen.due, seen.unseen, seen.begun) == ((), 95, 0)


def test_streak_pace_and_answers_of_today() -> None:
    made = [attempt(NOW - n * DAY, f"{n}-{m}") for n in range(5) for m in range(4)]
    made += [attempt(NOW, f"undone-{n}", undone=NOW) for n in range(9)]
    seen = look(MANY, attempts=made)
    assert (seen.streak, seen.pace, seen.done) == (5, 4.0, 4)
    assert look(MANY, attempts=made, now=NOW + DAY).streak == 5
    assert look(MANY, attempts=made, now=NOW + 2 * DAY).streak == 0
    assert look(MANY, attempts=made, now=NOW + 10 * DAY).pace == 20 / 14
    assert look(MANY, attempts=made, now=NOW + 60 * DAY).pace is None


def test_days_of_the_streak_are_the_learners() -> None:
    late = [attempt(datetime(2026, 8, 31, 16, tzinfo=UTC)), attempt(datetime(2026, 8, 31, 1, tzinfo=UTC))]
    assert look(MANY, attempts=late).streak == 1
    assert look(MANY, attempts=late, zone=TOKYO).streak == 2


def test_the_store_is_asked_as_far_back_as_the_streak_goes() -> None:
    with Store.in_memory() as store:
        for ago in range(200):
            store.answer(attempt(NOW - ago * DAY))
        assert today_from(store, MANY, NOW, UTC).streak == 200


def test_the_settings_say_how_many_are_new_unless_plan_or_exam_do() -> None:
    with Store.in_memory() as store:
        assert today_from(store, MANY, NOW, UTC).share == NEW_A_DAY
        assert today_from(store, MANY, NOW, UTC, 4).share == 4
        store.write(PLAN, write_plan(Plan(new=7)))
        assert today_from(store, MANY, NOW, UTC, 4).share == 7
        store.write(PLAN, write_plan(Plan(exam=date(2026, 9, 11))))
        assert today_from(store, MANY, NOW, UTC, 4).share == 20


def test_new_questions_come_in_the_order_of_the_syllabus() -> None:
    headings = {"a": "4.4", "b": None, "c": "3.10", "d": "3.5", "e": "3.5", "f": "3.5.1"}
    questions = [
        question(
            "return (あ) + (い)",
            [blank(["1", "2"], label="あ"), blank(["1", "2"], label="い")],
            id=name,
            syllabus=heading,
        )
        for name, heading in headings.items()
    ]
    subjects = {(one.id, label): Subject(one.id, label, "x") for one in questions for label in "あい"}
    del subjects["e", "あ"]
    order = [one.question + one.label for one in syllabus_order(questions, subjects)]
    assert order == ["dあ", "dい", "eい", "fあ", "fい", "cあ", "cい", "aあ", "aい", "bあ", "bい"]


@pytest.mark.parametrize(
    "plan",
    [Plan(), Plan(date(2027, 2, 19), 0, 0.7), Plan(None, 1000, 0.97, tuple(n / 7 for n in range(21)))],
)
def test_a_plan_is_kept_as_text(plan: Plan) -> None:
    assert read_plan(write_plan(plan)) == plan


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "7",
        "{}",
        "[" * 100_000,
        '{"format": 2, "exam": null, "new": null, "retention": 0.9, "parameters": null}',
        '{"format": 1, "exam": "soon", "new": null, "retention": 0.9, "parameters": null}',
        '{"format": 1, "exam": 7, "new": null, "retention": 0.9, "parameters": null}',
        '{"format": 1, "exam": null, "new": -1, "retention": 0.9, "parameters": null}',
        '{"format": 1, "exam": null, "new": true, "retention": 0.9, "parameters": null}',
        '{"format": 1, "exam": null, "new": null, "retention": 2, "parameters": null}',
        '{"format": 1, "exam": null, "new": null, "retention": NaN, "parameters": null}',
        '{"format": 1, "exam": null, "new": null, "retention": null, "parameters": null}',
        '{"format": 1, "exam": null, "new": null, "retention": 0.9, "parameters": [1]}',
        '{"format": 1, "exam": null, "new": null, "retention": 0.9, "parameters": 7}',
    ],
)
def test_a_damaged_plan_is_that_of_a_beginner(text: str) -> None:
    assert read_plan(text) == Plan(damaged=True)


def test_what_to_ask_today_is_known_without_the_scheduler() -> None:
    root = Path(__file__).parent.parent.parent
    program = "import sys, exam_drill.scheduling.today; print('fsrs' in sys.modules, 'numpy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root)
    assert run.stdout.split() == ["False", "False"]
