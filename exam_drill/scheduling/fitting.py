"""Parameters of FSRS fitted to a learner's own reviews, and kept only if they foretell better.

    reviews in order of time ──┬── the first 80 % ─ the library's optimiser ─▶ parameters
                               └── the last 20 % ── log loss of both ────────▶ Fitted(before, after)

The loss is taken on reviews that the optimiser has not seen, all of them later than those it has: that is how the
parameters will be used.  The optimiser needs torch, pandas and tqdm, the extra `fit`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import NamedTuple

from fsrs import Card, ReviewLog, Scheduler
from fsrs import Rating as Rated
from fsrs.scheduler import DEFAULT_PARAMETERS

from exam_drill.attempt import Rating, Review, Subject
from exam_drill.problem import CodedError
from exam_drill.scheduling.plan import ENOUGH_TO_FIT, Plan
from exam_drill.scheduling.schedule import scheduler

LEARNT = 512  # of fewer reviews, one batch, the library's optimiser makes its standard parameters
_CERTAIN = 1e-6  # no answer is foretold more certainly than this, so that one surprise is no infinite loss


class FitError(CodedError):
    """Why nothing was fitted: `lacking` the extra, with what the import said; `few` reviews, so many of so many."""


class Fitted(NamedTuple):
    """What came of fitting: the mean log loss on the held-out reviews with the parameters of before, and with these."""

    parameters: tuple[float, ...]
    before: float
    after: float
    learnt: int
    held_out: int

    @property
    def better(self) -> bool:
        """Whether these foretell better than those before."""
        return self.after < self.before


def lasting_reviews(reviews: Sequence[Review]) -> int:
    """How many reviews tell something: those that come at least a day after the last one of the same blank."""
    return sum(_lasting(reviews))


def fit(reviews: Sequence[Review], plan: Plan) -> Fitted:
    """Parameters fitted to these reviews (in order of time), against those of the plan; FitError if that cannot be."""
    counted = [position for position, lasting in enumerate(_lasting(reviews)) if lasting]
    if len(counted) < ENOUGH_TO_FIT:
        raise FitError("few", count=len(counted), enough=ENOUGH_TO_FIT)
    end = counted[max(len(counted) * 4 // 5, LEARNT)]
    parameters = _optimal(reviews[:end])
    fitted = plan._replace(parameters=parameters)
    return Fitted(
        parameters,
        log_loss(reviews, scheduler(plan), end),
        log_loss(reviews, scheduler(fitted), end),
        sum(position < end for position in counted),
        sum(position >= end for position in counted),
    )


def log_loss(reviews: Sequence[Review], library: Scheduler, begin: int = 0) -> float:
    """The mean of −log p over the reviews from position `begin` on, p what the library foretold of what happened.

    Only reviews count that come at least a day after the last one of their blank; NaN if there are none.
    """
    cards: dict[Subject, Card] = {}
    losses: list[float] = []
    for position, review in enumerate(reviews):
        at = review.at.astimezone(UTC)
        card = cards.get(review.subject) or Card(card_id=1, due=at)
        if position >= begin and card.last_review is not None and (at - card.last_review).days > 0:
            known = min(max(library.get_card_retrievability(card, at), _CERTAIN), 1 - _CERTAIN)
            losses.append(-math.log(1 - known if review.rating is Rating.AGAIN else known))
        cards[review.subject], _ = library.review_card(card, Rated(review.rating), at)
    return sum(losses) / len(losses) if losses else math.nan


def _lasting(reviews: Sequence[Review]) -> Iterator[bool]:
    """For each review whether it comes at least a day after the last one of its blank."""
    last: dict[Subject, Review] = {}
    for review in reviews:
        before = last.get(review.subject)
        yield before is not None and (review.at - before.at).days > 0
        last[review.subject] = review


def _optimal(reviews: Sequence[Review]) -> tuple[float, ...]:
    """What the library's optimiser makes of these reviews."""
    numbers: dict[Subject, int] = {}
    logs = [
        ReviewLog(
            numbers.setdefault(review.subject, len(numbers) + 1), Rated(review.rating), review.at.astimezone(UTC), None
        )
        for review in reviews
    ]
    try:
        from fsrs import Optimizer

        optimiser = Optimizer(logs)
    except ImportError as error:
        raise FitError("lacking", error=str(error).strip().rpartition("\n")[2] or type(error).__name__) from error
    parameters = tuple(float(parameter) for parameter in optimiser.compute_optimal_parameters())
    Scheduler(parameters or DEFAULT_PARAMETERS)  # ValueError if the library does not take its own result
    return parameters
