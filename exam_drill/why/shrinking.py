"""The smallest inputs on which options differ from the reference.

    N=1 D=1 H=1 ─▶ N=1 D=1 H=2, N=1 D=2 H=1, … ─▶ N=1 D=1 H=3, …      sizes by their sum, the least first
         └ each drawn a few times, run, compared ─ the first on which all of the options differ ─▶ Found

Of two assignments with the same sum the one with the smaller largest size comes first, then the one that is first by
its letters.  What is found is *smallest* in this sense: no assignment before it, within the question's ranges, showed
the difference on any of its `DRAWS` draws.  `Found.proven` says whether all of them could be tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from exam_drill.cases import Case, CaseError, draw_case, size_bounds
from exam_drill.outcome import Outcome
from exam_drill.why.desk import Desk, Tried

DRAWS = 4  # of each assignment of sizes
MOST_TRIED = 400  # assignments
MORE = 3  # times the trials of an option are those of a typed answer
_BATCH = 24  # assignments that are run at once, after the first

Sizes = dict[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """Inputs on which all of the options differ, what the reference gave on them, and what each option did.

    `tried` assignments of sizes were tried for it, of which it is the smallest; `proven` if there is no smaller one.
    Inputs that are not `telling` are only the smallest that there are.
    """

    case: Case
    expected: Outcome
    outcomes: Mapping[int, Outcome]
    tried: int
    proven: bool
    telling: bool = True


def shrink(desk: Desk, texts: Mapping[int, str], in_time: Callable[[], bool]) -> Found | None:
    """The smallest inputs on which all of these texts, by number, differ; None if none was found.

    When it is no longer `in_time`, only the question's own trials are looked through.  A text that is no program, that
    may not run, or whose child ended differs from anything.
    """
    waiting = assignments(size_bounds(desk.reference.specs, desk.question.sizes))
    tried, size = 0, 1
    while in_time():
        batch = list(islice(waiting, min(size, MOST_TRIED - tried)))
        if not batch:
            break
        tried += len(batch)
        found = _first(desk, batch, texts, tried)
        if found is not None:
            return found
        size = _BATCH
    return _among_trials(desk, texts, tried)


def assignments(bounds: Mapping[str, tuple[int, int]]) -> Iterator[Sizes]:
    """All sizes within their bounds: by their sum, then by the largest, then by their letters."""
    letters = sorted(bounds)
    least = sum(bounds[letter][0] for letter in letters)
    most = sum(bounds[letter][1] for letter in letters)
    for total in range(least, most + 1):
        found = list(_of_sum(letters, bounds, total))
        found.sort(key=lambda sizes: (max(sizes, default=0), sizes))
        for sizes in found:
            yield dict(zip(letters, sizes, strict=True))


def place_of(sizes: Mapping[str, int]) -> tuple[int, int, tuple[int, ...]]:
    """Where sizes stand in the order in which they are tried."""
    ordered = tuple(sizes[letter] for letter in sorted(sizes))
    return sum(ordered), max(ordered, default=0), ordered


def _of_sum(letters: Sequence[str], bounds: Mapping[str, tuple[int, int]], total: int) -> Iterator[tuple[int, ...]]:
    if not letters:
        if total == 0:
            yield ()
        return
    first, *others = letters
    low, high = bounds[first]
    least, most = sum(bounds[one][0] for one in others), sum(bounds[one][1] for one in others)
    for size in range(max(low, total - most), min(high, total - least) + 1):
        for rest in _of_sum(others, bounds, total - size):
            yield (size, *rest)


def _first(desk: Desk, batch: Sequence[Sizes], texts: Mapping[int, str], tried: int) -> Found | None:
    """The first case of a batch on which all of the texts differ."""
    cases = [case for sizes in batch for case in _draw(desk, sizes)]
    one = next((one for one in desk.try_out(cases, texts) if one.all_differ), None)
    if one is None:
        return None
    later = sum(place_of(sizes) > place_of(one.case.sizes) for sizes in batch)
    return _found(one, tried - later, proven=True)


def _draw(desk: Desk, sizes: Sizes) -> Iterator[Case]:
    """The draws of these sizes, as far as they make sense."""
    for trial in range(DRAWS):
        try:
            yield draw_case(
                desk.reference.specs,
                sizes,
                seed=desk.seed,
                question=desk.question.id,
                trial=trial,
                draws=desk.reference.draws,
            )
        except CaseError:
            return


def _among_trials(desk: Desk, texts: Mapping[int, str], tried: int) -> Found | None:
    """The smallest of the trials by which options are judged, or typed answers: some need more than could be tried."""
    for times in (1, MORE):
        differing = [one for one in desk.try_out(desk.trials(times), texts) if one.all_differ]
        if differing:
            return _found(min(differing, key=lambda one: place_of(one.case.sizes)), tried, proven=False)
    return None


def _found(one: Tried, tried: int, *, proven: bool) -> Found:
    return Found(one.case, one.expected, one.outcomes, tried, proven)


def smallest(desk: Desk, texts: Mapping[int, str]) -> Found | None:
    """The smallest inputs on which the reference is sound, whatever the texts do on them; None if there are none."""
    waiting = assignments(size_bounds(desk.reference.specs, desk.question.sizes))
    tried = 0
    for size in (1, _BATCH):
        batch = list(islice(waiting, size))
        tried += len(batch)
        cases = [case for sizes in batch for case in _draw(desk, sizes)]
        expected = desk.expect(cases) if cases else ()
        for case, right in zip(cases, expected, strict=False):
            if desk.is_sound(case, right):
                found = desk.try_out([case], texts) if texts else []
                later = sum(place_of(sizes) > place_of(case.sizes) for sizes in batch)
                return Found(case, right, found[0].outcomes if found else {}, tried - later, proven=True, telling=False)
    return None
