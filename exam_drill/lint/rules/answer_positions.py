"""The right answers of a bank are spread over the positions 1, 2, 3, 4, so that no position is a good guess.

Judged over everything that is linted together.  If positions were drawn by lot, a blank of k options would have its
answer at each of them with probability 1/k.  For each position the number of answers is compared with the binomial
distribution (with the mean of the blanks' probabilities, which errs on the safe side where they differ).  A position
is told if a number so far from the mean, on its side, has a probability below 0.01, divided by the number of tests (two
for each position); so of a hundred banks whose positions are drawn by lot at most one is accused, however few or many
questions it has.  Besides, the share must be five hundredths or more away from the expected one: in a bank of thousands
a smaller distance, though no accident, helps nobody who guesses.

Ten blanks of four options, eight of them with answer 3, are accused; six are not.

Passes::

    answers: [1, 2, 3, 4, 1, 2, 3, 4, 3, 3, 3]

Fails::

    answers: [3, 3, 3, 3, 1, 3, 3, 3, 3, 3, 3]
"""

from __future__ import annotations

from collections.abc import Iterable

from exam_drill.lint.chance import tail
from exam_drill.lint.finding import Level
from exam_drill.lint.subject import Subject
from exam_drill.problem import Problem
from exam_drill.question import Place

LEVELS = {"answer-positions-skewed": Level.WARNING}

_SIGNIFICANCE, _LEAST_DISTANCE = 0.01, 0.05


class Positions:
    """How often each position is the answer, and how often it could have been."""

    def __init__(self) -> None:
        self._blanks: dict[int, int] = {}  # number of options -> blanks
        self._answers: dict[int, int] = {}  # position -> blanks

    def take(self, blanks: Iterable[tuple[int, int]]) -> None:
        """Counts the blanks of a question, of which `positions` told."""
        for options, answer in blanks:
            self._blanks[options] = self._blanks.get(options, 0) + 1
            self._answers[answer] = self._answers.get(answer, 0) + 1

    def problems(self, place: Place) -> list[Problem]:
        """`answer-positions-skewed` for each position that is too often or too seldom the answer, the worst first."""
        last = max(self._blanks, default=0)
        found: list[tuple[float, Problem]] = []
        for position in range(1, last + 1):
            able = {options: blanks for options, blanks in self._blanks.items() if options >= position}
            blanks = sum(able.values())
            expected = sum(number / options for options, number in able.items())
            count = self._answers.get(position, 0)
            chance = tail(count, blanks, expected / blanks)
            if chance < _SIGNIFICANCE / (2 * last) and abs(count - expected) / blanks >= _LEAST_DISTANCE:
                percent, fair = round(100 * count / blanks), round(100 * expected / blanks)
                parameters = {
                    "position": position,
                    "count": count,
                    "blanks": blanks,
                    "percent": percent,
                    "expected": fair,
                }
                found.append((chance, Problem("answer-positions-skewed", place, parameters)))
        return [problem for _, problem in sorted(found, key=lambda item: item[0])]


def positions(subject: Subject) -> tuple[tuple[int, int], ...]:
    """Of each blank of a question the number of its options, and that of the right one."""
    return tuple(
        (len(gap.options), gap.right.number)
        for gap in subject.gaps
        if gap.right is not None and gap.whole and len(gap.options) > 1
    )
