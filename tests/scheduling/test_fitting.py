"""Parameters fitted to a learner's own reviews.

Fitting itself needs torch, which is part of the extra `oracle`: without it those tests are skipped, unless
EXAM_DRILL_REQUIRE_ORACLE=1 asks for a failure.
"""

import importlib
import math
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS
from simulated_learners import learner, practise

from exam_drill.attempt import Rating, Review, Subject
from exam_drill.scheduling.fitting import FitError, Fitted, fit, lasting_reviews, log_loss
from exam_drill.scheduling.plan import ENOUGH_TO_FIT, Plan
from exam_drill.scheduling.schedule import scheduler

BEGIN = datetime(2026, 9, 1, 12, tzinfo=UTC)
FORGETFUL = (*(0.1, 0.4, 0.8, 1.5), *DEFAULT_PARAMETERS[4:8], 0.9, *DEFAULT_PARAMETERS[9:])


def reviews_of(gaps: Sequence[float], ratings: Sequence[Rating] = (), name: str = "q") -> list[Review]:
    """Reviews of one blank, each so many days after the last."""
    at, made = BEGIN, []
    for number, gap in enumerate(gaps):
        at += timedelta(days=gap)
        made.append(
            Review(f"{name}{number}", Subject(name, "あ", "d"), at, ratings[number] if ratings else Rating.GOOD)
        )
    return made


def test_only_reviews_a_day_apart_count() -> None:
    assert lasting_reviews([]) == 0
    assert lasting_reviews(reviews_of([0, 0.5, 0.99, 1, 3])) == 2
    assert lasting_reviews([*reviews_of([0, 2]), *reviews_of([0, 2], name="r")]) == 2


def test_the_loss_is_that_of_the_librarys_predictions() -> None:
    library = Scheduler(enable_fuzzing=False)
    right = log_loss(reviews_of([0, 5]), library)
    wrong = log_loss(reviews_of([0, 5], [Rating.GOOD, Rating.AGAIN]), library)
    assert math.exp(-right) + math.exp(-wrong) == pytest.approx(1)
    assert 0.5 < math.exp(-right) < 1
    both = [*reviews_of([0, 5]), *reviews_of([0, 5], [Rating.GOOD, Rating.AGAIN], "r")]
    assert log_loss(both, library) == pytest.approx((right + wrong) / 2)
    assert log_loss(both, library, 2) == pytest.approx(wrong)
    assert math.isnan(log_loss(reviews_of([0, 0.5]), library))


def test_too_few_reviews_are_told_with_how_many_there_are() -> None:
    with pytest.raises(FitError) as caught:
        fit(reviews_of([0] + [2] * (ENOUGH_TO_FIT - 1)), Plan())
    assert caught.value.code == "few"
    assert caught.value.parameters == {"count": ENOUGH_TO_FIT - 1, "enough": ENOUGH_TO_FIT}


def test_without_the_extra_it_is_told_what_is_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in ("fsrs.optimizer",):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.delattr("fsrs.Optimizer", raising=False)
    with pytest.raises(FitError) as caught:
        fit(reviews_of([0] + [2] * ENOUGH_TO_FIT), Plan())
    assert caught.value.code == "lacking"
    monkeypatch.undo()
    sys.modules.pop("fsrs.optimizer", None)
    vars(importlib.import_module("fsrs")).pop("Optimizer", None)  # the one that can only refuse


@pytest.fixture(scope="module")
def history() -> list[Review]:
    """What somebody who forgets much faster than usual has done."""
    who = replace(learner(1, blanks=90, days=60), parameters=FORGETFUL)
    reviews = [review for review, _ in practise(who, Plan()).reviews]
    assert lasting_reviews(reviews) >= ENOUGH_TO_FIT
    return reviews


@pytest.fixture(scope="module")
def fitted(history: list[Review]) -> Fitted:
    if os.environ.get("EXAM_DRILL_REQUIRE_ORACLE") != "1":
        for name in ("torch", "pandas", "tqdm"):
            pytest.importorskip(name)
    return fit(history, Plan())


@pytest.mark.oracle
def test_fitted_parameters_foretell_better_what_the_optimiser_has_not_seen(
    history: list[Review], fitted: Fitted
) -> None:
    assert fitted.better
    assert fitted.learnt >= 512
    assert fitted.held_out >= 128
    assert fitted.learnt + fitted.held_out == lasting_reviews(history)
    assert scheduler(Plan(parameters=fitted.parameters)).parameters == fitted.parameters


@pytest.mark.oracle
def test_fitting_again_gives_the_same(history: list[Review], fitted: Fitted) -> None:
    """The optimiser's chance is seeded; what is in use now is what counts as before."""
    again = fit(history, Plan(parameters=fitted.parameters))
    assert again.parameters == fitted.parameters
    assert again.before == again.after == fitted.after
    assert not again.better


@pytest.mark.parametrize(("own", "found", "better"), [(None, FORGETFUL, True), (FORGETFUL, DEFAULT_PARAMETERS, False)])
def test_what_is_found_is_held_against_what_is_in_use(
    own: tuple[float, ...] | None,
    found: tuple[float, ...],
    *,
    better: bool,
    history: list[Review],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[Sequence[Review]] = []

    def optimal(reviews: Sequence[Review]) -> tuple[float, ...]:
        shown.append(reviews)
        return found

    monkeypatch.setattr("exam_drill.scheduling.fitting._optimal", optimal)
    result = fit(history, Plan(parameters=own))
    assert result.better is better
    assert result.parameters == found
    (learnt,) = shown
    assert learnt == history[: len(learnt)]
    assert lasting_reviews(learnt) == result.learnt
    assert lasting_reviews(history) - result.learnt == result.held_out >= 128
    assert result.after == log_loss(history, scheduler(Plan(parameters=found)), len(learnt))
    assert result.before == log_loss(history, scheduler(Plan(parameters=own)), len(learnt))
