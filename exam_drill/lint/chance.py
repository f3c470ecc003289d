"""How likely it is that chance alone makes a share as far from the expected one as it is.

blanks 40 of 4 options each, 19 answers "3"     expected 10     P(X >= 19) = 0.0008
"""

from __future__ import annotations

import math


def tail(count: int, trials: int, share: float) -> float:
    """The probability that a binomial count of `trials` is at least as far on the same side of its mean as `count`.

    For trials of unequal chances whose mean is `share`, it is no smaller than their own probability, as long as
    `count` is at least one away from the mean (Hoeffding 1956, "On the distribution of the number of successes in
    independent trials"); nearer to the mean it is large anyway.
    """
    if trials <= 0 or not 0 < share < 1:
        return 1.0
    numbers = range(count, trials + 1) if count > trials * share else range(count, -1, -1)
    log_share, log_rest = math.log(share), math.log1p(-share)
    total = 0.0
    for number in numbers:
        ways = math.lgamma(trials + 1) - math.lgamma(number + 1) - math.lgamma(trials - number + 1)
        term = math.exp(ways + number * log_share + (trials - number) * log_rest)
        total += term
        if term < total * 1e-12:  # the terms fall faster and faster
            break
    return min(total, 1.0)
