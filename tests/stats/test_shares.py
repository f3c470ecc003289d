"""Shares, their intervals and changes, held against scipy and against exact sums."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, norm

from exam_drill.stats.drawing import BLOCKS, PLAIN, bar, level, spark
from exam_drill.stats.share import Direction, Share, change
from exam_drill.stats.svg import nice_ticks


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_interval_is_that_of_wilson(right: int, wrong: int) -> None:
    share = Share(right, right + wrong)
    if not share.graded:
        assert share.interval is share.rate is None
        return
    expected = binomtest(right, share.graded).proportion_ci(0.95, "wilson")
    assert share.interval == pytest.approx((expected.low, expected.high), abs=1e-9)
    low, high = share.interval
    assert 0 <= low <= (share.rate or 0) <= high <= 1


def test_the_change_is_that_of_the_paper() -> None:
    """Newcombe (1998), table II, method 10: 56/70 against 48/80, and 9/10 against 3/10."""
    one = change(Share(56, 70), Share(48, 80))
    assert one is not None
    assert (round(one.low, 4), round(one.high, 4)) == (0.0524, 0.3339)
    assert one.direction is Direction.UP
    other = change(Share(9, 10), Share(3, 10))
    assert other is not None
    assert (round(other.low, 4), round(other.high, 4)) == (0.1705, 0.8090)


@given(*(st.integers(0, 60) for _ in range(4)))
def test_a_change_turned_round_is_its_opposite(a: int, b: int, c: int, d: int) -> None:
    one, other = change(Share(a, a + b), Share(c, c + d)), change(Share(c, c + d), Share(a, a + b))
    if one is None or other is None:
        assert not a + b or not c + d
        return
    assert one.difference == pytest.approx(-other.difference)
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))
    opposite = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
    assert opposite.get(one.direction, one.direction) is other.direction


def test_few_answers_are_no_trend() -> None:
    few = change(Share(3, 3), Share(1, 3))
    many = change(Share(300, 300), Share(100, 300))
    assert few is not None
    assert many is not None
    assert few.direction is Direction.UNCLEAR
    assert many.direction is Direction.UP
    assert norm.ppf(0.975) == pytest.approx(1.959963984540054)


@given(st.floats(0, 1), st.integers(2, 40))
def test_a_bar_is_as_wide_as_it_should_be_and_shows_extremes_only_for_extremes(rate: float, width: int) -> None:
    for signs in (BLOCKS, PLAIN):
        drawn = bar(rate, width, signs)
        assert len(drawn) == width
        assert (drawn == signs.full * width) == (rate == 1)
        assert (drawn == signs.empty * width) == (rate == 0)
        assert abs(drawn.count(signs.full) - rate * width) <= 1


def test_a_sparkline_has_a_sign_for_each_rate() -> None:
    assert spark([0.0, None, 0.5, 1.0], BLOCKS) == "▁·▅█"
    assert spark([0.0, None, 0.55, 0.999, 1.0], PLAIN) == "0.599"


def test_levels_are_those_of_the_legend() -> None:
    assert [level(count) for count in (0, 1, 4, 5, 9, 10, 19, 20, 39, 40, 1000)] == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


@given(st.integers(0, 10**9))
def test_ticks_are_few_and_round(most: int) -> None:
    ticks = nice_ticks(most)
    assert 2 <= len(ticks) <= 6
    assert ticks[0] == 0
    assert ticks[-1] >= most
    step = ticks[1]
    assert [b - a for a, b in pairwise(ticks)] == [step] * (len(ticks) - 1)
    assert step // 10 ** math.floor(math.log10(step)) in (1, 2, 5)
