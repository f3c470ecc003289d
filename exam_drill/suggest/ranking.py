"""Which of the options that are fit to be wrong ones come first, and which go together.

    plausible: not far-fetched ─▶ of the form of the right result ─▶ with a name ─▶ close to it, and as long a text
    together:  one of a misconception and two of a kind of mutation, before more of them are taken

An option that gives the same as another one on more than a quarter of the trials is not clearly another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from exam_drill.sandbox import Outcomes
from exam_drill.suggest.misconceptions import Recognised
from exam_drill.verdict import Verdict

_FAR, _LONG, _LATE = 0.5, 0.3, 0.005  # what distance, a difference in length, and a late place cost
_ROUNDS = (1, 2)  # how many of a misconception; of a kind of mutation twice as many


class Fit(NamedTuple):
    """A candidate that ran and differs from the key, on the question's own trials."""

    recognised: Recognised
    verdict: Verdict
    outcomes: Outcomes
    distance: float
    same_form: bool

    @property
    def text(self) -> str:
        """Its code."""
        return self.recognised.mutant.text


def ranked(candidates: Iterable[Fit], key: str) -> list[Fit]:
    """The candidates, the most plausible first."""

    def cost(fit: Fit) -> tuple[bool, bool, bool, float, str]:
        longer = abs(len(fit.text) - len(key)) / max(len(fit.text), len(key))
        late = _LATE * fit.recognised.place
        near = _FAR * fit.distance + _LONG * longer + late
        return fit.recognised.farfetched, not fit.same_form, not fit.recognised.named, near, fit.text

    return sorted(candidates, key=cost)


def varied(candidates: list[Fit]) -> Iterator[Fit]:
    """The same candidates in the order in which they are taken, so that no misconception is taken too often."""
    names: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for farfetched in (False, True):
        left = [fit for fit in candidates if fit.recognised.farfetched is farfetched]
        for most in _ROUNDS:
            later = []
            for fit in left:
                name, kind = fit.recognised.name, fit.recognised.mutant.kind
                if names[name] < most and kinds[kind] < 2 * most:
                    names[name] += 1
                    kinds[kind] += 1
                    yield fit
                else:
                    later.append(fit)
            left = later
        yield from left
