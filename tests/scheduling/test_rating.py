"""What an answer tells FSRS."""

from datetime import UTC, datetime, timedelta

import pytest

from exam_drill.attempt import TYPED, Attempt, Grade, Rating, Subject
from exam_drill.scheduling.rating import CHOOSING, ENOUGH, TYPING, Pace, pace_of, rate

RIGHT = Grade.RIGHT


@pytest.mark.parametrize(
    ("grade", "seconds", "hints", "typed", "expected"),
    [
        (Grade.WRONG, 5, 0, False, Rating.AGAIN),
        (Grade.WRONG, 500, 3, True, Rating.AGAIN),
        (RIGHT, 50, 0, False, Rating.GOOD),
        (RIGHT, 120, 0, False, Rating.GOOD),
        (RIGHT, 121, 0, False, Rating.HARD),
        (RIGHT, 50, 1, False, Rating.HARD),
        (RIGHT, 1, 0, False, Rating.GOOD),  # guesses are quick
        (RIGHT, 45, 0, True, Rating.EASY),
        (RIGHT, 45, 1, True, Rating.HARD),
        (RIGHT, 46, 0, True, Rating.GOOD),
        (RIGHT, 180, 0, True, Rating.GOOD),
        (RIGHT, 181, 0, True, Rating.HARD),
        (Grade.UNDECIDED, 10, 0, False, None),
        (Grade.PENDING, 10, 0, True, None),
    ],
)
def test_ratings(grade: Grade, seconds: float, hints: int, *, typed: bool, expected: Rating | None) -> None:
    assert rate(grade, seconds, hints, typed=typed) is expected


def test_slow_and_quick_are_relative_to_the_learner() -> None:
    quick, slow = Pace(choosing=20, typing=40), Pace(choosing=100, typing=300)
    assert rate(RIGHT, 41, pace=quick) is Rating.HARD
    assert rate(RIGHT, 199, pace=slow) is Rating.GOOD
    assert rate(RIGHT, 150, typed=True, pace=slow) is Rating.EASY
    assert rate(RIGHT, 21, typed=True, pace=quick) is Rating.GOOD


def test_half_a_minute_is_never_slow() -> None:
    assert rate(RIGHT, 30, pace=Pace(choosing=4)) is Rating.GOOD
    assert rate(RIGHT, 31, pace=Pace(choosing=4)) is Rating.HARD


def attempts(
    count: int, seconds: float, *, typed: bool = False, hints: int = 0, grade: Grade = RIGHT, undone: bool = False
) -> list[Attempt]:
    at = datetime(2026, 9, 1, tzinfo=UTC)
    return [
        Attempt(
            f"{seconds}-{number}",
            "session",
            Subject("q", "あ", "d"),
            at + timedelta(minutes=number),
            TYPED if typed else 1,
            seconds,
            hints,
            grade=grade,
            undone=at if undone else None,
        )
        for number in range(count)
    ]


def test_the_pace_needs_enough_right_answers_of_its_kind() -> None:
    assert pace_of([]) == Pace(CHOOSING, TYPING)
    assert pace_of(attempts(ENOUGH - 1, 10)) == Pace(CHOOSING, TYPING)
    assert pace_of(attempts(ENOUGH, 10)) == Pace(10, TYPING)
    assert pace_of(attempts(ENOUGH, 10, typed=True)) == Pace(CHOOSING, 10)


def test_wrong_helped_and_undone_answers_tell_no_pace() -> None:
    others = [
        *attempts(50, 500, hints=1),
        *attempts(50, 500, grade=Grade.WRONG),
        *attempts(50, 500, undone=True),
        *attempts(50, 500, grade=Grade.PENDING),
    ]
    assert pace_of([*others, *attempts(ENOUGH, 10)]).choosing == 10


def test_the_pace_is_that_of_the_last_answers() -> None:
    assert pace_of([*attempts(500, 90), *attempts(100, 20)]).choosing == 20


def test_the_pace_is_the_middle_one() -> None:
    assert pace_of([*attempts(11, 10), *attempts(10, 1000)]).choosing == 10
    assert pace_of([*attempts(10, 10), *attempts(10, 30)]).choosing == 20
