"""Fifty simulated learners over ninety days, against the `fsrs` library driven directly.

EXAM_DRILL_LEARNER_BLANKS=148 pytest tests/scheduling/test_fifty_learners.py       as many as the built-in bank has
"""

import os
from datetime import timedelta

import pytest
from fsrs import Card, Scheduler
from fsrs import Rating as Rated
from simulated_learners import Run, learner, practise

from exam_drill.attempt import Subject
from exam_drill.scheduling.plan import Plan

LEARNERS = 50
DAYS = 90
BLANKS = int(os.environ.get("EXAM_DRILL_LEARNER_BLANKS", "12"))

Pair = tuple[Run, Run]


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    """Each learner without an exam date, and with one."""
    who = [learner(number, blanks=BLANKS, days=DAYS) for number in range(LEARNERS)]
    return [(practise(one, Plan()), practise(one, Plan(exam=one.exam))) for one in who]


def test_due_dates_are_those_of_the_library(pairs: list[Pair]) -> None:
    ten = (timedelta(minutes=10),)
    library = Scheduler(learning_steps=ten, relearning_steps=ten, enable_fuzzing=False)
    compared = 0
    for run in (run for pair in pairs for run in pair):
        cards: dict[Subject, Card] = {}
        for review, stored in run.reviews:
            card = cards.get(review.subject) or Card(card_id=1, due=review.at)
            card, _ = library.review_card(card, Rated(review.rating), review.at)
            cards[review.subject] = card
            assert stored.due == card.due
            compared += 1
    assert compared > LEARNERS * BLANKS * 8


def test_without_an_exam_what_is_asked_is_what_the_library_has_due(pairs: list[Pair]) -> None:
    for run, _ in pairs:
        due = {}
        for review, stored in run.reviews:
            if review.subject in due:
                day = review.at.astimezone(run.learner.zone).date()
                assert due[review.subject].astimezone(run.learner.zone).date() <= day
            due[review.subject] = stored.due


def test_no_review_is_later_than_the_exam(pairs: list[Pair]) -> None:
    for without, run in pairs:
        assert run.latest <= run.learner.exam < without.latest
        assert all(review.at < run.learner.begin_of_exam for review, _ in run.reviews)


def test_every_question_is_seen_before_the_last_days(pairs: list[Pair]) -> None:
    for _, run in pairs:
        assert set(run.cards) == set(run.learner.subjects)
        assert sum(run.new[-7:]) == 0


def test_more_is_known_on_the_day_of_the_exam_with_its_date_than_without(pairs: list[Pair]) -> None:
    for without, run in pairs:
        assert run.predicted() > without.predicted()


def test_so_it_is_by_what_the_learners_are_really_like(pairs: list[Pair]) -> None:
    better = sum(run.true() > without.true() for without, run in pairs)
    assert better >= 0.9 * LEARNERS


def test_the_last_week_crowds_no_day_more_than_beginning_at_once_would(pairs: list[Pair]) -> None:
    busiest = [sum(max(run.load) for run in runs) / LEARNERS for runs in zip(*pairs, strict=True)]
    assert busiest[1] < busiest[0]
