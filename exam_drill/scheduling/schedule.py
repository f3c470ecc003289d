"""The scheduler of the `fsrs` library, with our values before and behind it.

    StoredCard, Review ─ after ─▶ StoredCard        the due date is the library's own, to the second

Without the library's random shifts, so that the same reviews give the same days on every machine.  What is right is
next asked after days; what is wrong, or right with help only, after ten minutes, in the same sitting or the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from fsrs import Card, Scheduler, State
from fsrs import Rating as Rated
from fsrs.scheduler import DEFAULT_PARAMETERS

from exam_drill.attempt import Review, Subject
from exam_drill.progress.values import StoredCard
from exam_drill.scheduling.memory import Memory, memory_of, state_text
from exam_drill.scheduling.plan import Plan

# Clocks can be wrong by any amount; beyond these years dates cannot be reckoned with, and nobody reviews.
_EARLIEST, _LATEST = datetime(1000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
STEPS = (timedelta(minutes=10),)  # for what is begun and for what was forgotten


class Schedule:
    """Makes cards of reviews, by one plan's retention and parameters."""

    def __init__(self, plan: Plan | None = None) -> None:
        plan = plan or Plan()
        self._scheduler = scheduler(plan)

    def after(self, card: StoredCard | None, review: Review) -> StoredCard:
        """The card after one more review; None or a card that cannot be read is that of a new blank.

        A review whose time lies before that of the last one (a clock set back) counts as one of the same day.
        """
        before = memory_of(card) if card is not None else None
        at = min(max(review.at, _EARLIEST), _LATEST).astimezone(UTC)
        reviewed, _ = self._scheduler.review_card(card_of(before, at), Rated(review.rating), at)
        memory = memory_from(reviewed, first=before.first if before else at)
        return StoredCard(review.subject, memory.due, state_text(memory))

    def replay(self, reviews: Iterable[Review]) -> dict[Subject, StoredCard]:
        """The cards that come of all these reviews, in the order given: after an undo, for example."""
        cards: dict[Subject, StoredCard] = {}
        for review in reviews:
            cards[review.subject] = self.after(cards.get(review.subject), review)
        return cards

    def known_at(self, card: StoredCard, moment: datetime) -> float:
        """How likely the library says it is that this is still known at a time; 0 for a card that cannot be read."""
        memory = memory_of(card)
        if memory is None:
            return 0.0
        return float(self._scheduler.get_card_retrievability(card_of(memory, moment), moment))


def scheduler(plan: Plan) -> Scheduler:
    """The library's scheduler for a plan; with its own parameters if those of the plan are none that it takes."""
    for parameters in (plan.parameters, None):
        with suppress(ValueError):
            return Scheduler(
                parameters or DEFAULT_PARAMETERS,
                desired_retention=plan.retention,
                learning_steps=STEPS,
                relearning_steps=STEPS,
                enable_fuzzing=False,
            )
    raise AssertionError("the library does not take its own parameters")


def card_of(memory: Memory | None, at: datetime) -> Card:
    """The library's card of a memory; without one, that of a blank which is first reviewed at this time."""
    if memory is None:
        return Card(card_id=1, due=at)
    return Card(
        card_id=1,
        state=State(memory.phase),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last,
    )


def memory_from(card: Card, first: datetime) -> Memory:
    """The memory that a reviewed card of the library stands for."""
    if card.stability is None or card.difficulty is None or card.last_review is None:
        raise ValueError("a card that was never reviewed")
    return Memory(card.due, int(card.state), card.step, card.stability, card.difficulty, first, card.last_review)
