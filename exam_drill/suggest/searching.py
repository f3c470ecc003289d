"""Looks for wrong options: makes mutants, runs them, keeps what is fit, and holds the best against fresh trials.

    key, existing options ─ run ─▶ proven? ─▶ scope ─▶ mutants ─ recognised, best first ─ run ─▶ fit
    fit ─ ranked, varied ─ again on 200 trials that were never seen, beside key and options ─▶ Suggestion, Suggestion, …

What it means to be fit is what `exam-drill check` would say of it: it differs, without a warning, it ran on every
trial, and it warned of nothing that the key does not warn of.
"""

from __future__ import annotations

import difflib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice

from exam_drill.evaluate import Settings, make_ready
from exam_drill.quality import BlankReport, Finding
from exam_drill.question import Blank, NamedReference, Question
from exam_drill.sandbox import Outcomes, Sandbox, find_mutants, look_around
from exam_drill.scope import Scope
from exam_drill.suggest.bench import Bench
from exam_drill.suggest.drafting import draft
from exam_drill.suggest.facts import distance, facts_of
from exam_drill.suggest.misconceptions import Recognised, recognise
from exam_drill.suggest.ranking import Fit, ranked, varied
from exam_drill.suggest.suggestion import Search, Suggestion, UnprovenError
from exam_drill.verdict import Failure, ReasonKind, Verdict

FRESH_TRIALS = 200
MOST_SHARED, MOST_APART = 100, 40  # candidates that are run: where they may share a child, and where none may
_SCOPE_TRIALS = 6
_SPARE = 4  # candidates beyond those that are wanted: some turn out to be no others than those before
_FORM = (ReasonKind.STRUCTURE, ReasonKind.SHAPE)


@dataclass(frozen=True, slots=True)
class Wish:
    """How many suggestions are wanted, in about how many seconds, and on how many fresh trials they must hold."""

    count: int = 5
    seconds: float = 10.0
    fresh_trials: int = FRESH_TRIALS


@dataclass(frozen=True, slots=True)
class Found:
    """The key and the other options, as they ran: by number."""

    outcomes: Mapping[int, Outcomes]
    verdicts: Mapping[int, Verdict]


def suggest(question: Question, blank: Blank, sandbox: Sandbox, wish: Wish | None = None) -> tuple[Suggestion, ...]:
    """Wrong options for a blank, the most plausible first: see `search`."""
    return search(question, blank, sandbox, wish).suggestions


def search(
    question: Question,
    blank: Blank,
    sandbox: Sandbox,
    wish: Wish | None = None,
    settings: Settings | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Search:
    """As many wrong options as are wished for, if there are, and how they were found.

    UnprovenError if the published answer is not proven; SandboxError only if our own machinery fails.
    """
    wish = wish or Wish()
    settings = settings or Settings()
    end = clock() + wish.seconds
    bench = _bench(question, blank, sandbox, settings)
    found = _run_existing(bench)
    key = found.verdicts[blank.answer]
    candidates, made = _candidates(bench)
    candidates = candidates[: MOST_SHARED if sandbox.can_share else MOST_APART]
    fit, tried = _try(bench, key, candidates, wish.count + _SPARE, lambda: clock() >= end)
    good = varied(ranked(fit, blank.options[blank.answer - 1].code.text))
    clear = _clear_of(bench, found, good)
    fresh = _fresh_bench(bench, settings, wish.fresh_trials)
    suggestions = tuple(islice(_verified(fresh, clear, wish.count), wish.count))
    return Search(suggestions, made, tried, len(fit), tried < len(candidates) and clock() >= end)


def _bench(question: Question, blank: Blank, sandbox: Sandbox, settings: Settings) -> Bench:
    ready = make_ready(question, sandbox, settings)
    if isinstance(ready, Failure):
        place = ready.place or blank.place
        report = BlankReport(blank.label, Finding.REFERENCE_FAILED, blank.answer, (), (), failure=ready, place=place)
        raise UnprovenError(report)
    return Bench(ready, blank, sandbox)


def _fresh_bench(bench: Bench, settings: Settings, trials: int) -> Bench:
    """The same on trials that nobody has seen yet; on fewer where inputs are so large that all would not fit."""
    question, fresh = bench.ready.question, replace(settings, seed=settings.seed + 1)
    while True:
        try:
            return _bench(replace(question, trials=trials), bench.blank, bench.sandbox, fresh)
        except UnprovenError:
            if trials <= settings.trials:
                raise
            trials = max(trials // 4, settings.trials)


def _run_existing(bench: Bench) -> Found:
    """Runs the options that there are; UnprovenError unless that proves the published one."""
    blank = bench.blank
    texts = {option.number: option.code.text for option in blank.options}
    order = sorted(texts, key=lambda number: (number != blank.answer, number))
    outcomes, verdicts = {}, {}
    for number, found, verdict in bench.run({number: texts[number] for number in order}):
        outcomes[number], verdicts[number] = found, verdict
    report = bench.report([verdicts[number] for number in sorted(verdicts)], {n: o[0] for n, o in outcomes.items()})
    if report.finding is not Finding.PROVEN:
        raise UnprovenError(report)
    return Found(outcomes, verdicts)


def _candidates(bench: Bench) -> tuple[list[Recognised], int]:
    """The mutants of the key that are worth trying, the best first, and how many there were."""
    blank, ready = bench.blank, bench.ready
    numbers = sorted((option.number for option in blank.options), key=lambda number: number != blank.answer)
    program = bench.program({number: blank.options[number - 1].code.text for number in numbers})
    scope = look_around(bench.sandbox, program, ready.cases[:_SCOPE_TRIALS], ready.helpers)
    peers = _peers(scope) if scope else {}
    ranks = {seen.name: seen.rank for seen in scope.names if seen.rank is not None} if scope else {}
    value = (scope.value.rank, scope.value.dtype) if scope and scope.value else (None, "")
    mutants = find_mutants(bench.sandbox, program, peers, ranks, ready.helpers.names, value)
    topics = {*ready.question.tags}
    if isinstance(ready.question.reference, NamedReference):
        topics.add(ready.question.reference.module)
    recognised = [found for mutant in mutants if (found := recognise(mutant, topics)) is not None]
    return sorted(recognised, key=lambda found: found.place), len(mutants)


def _peers(scope: Scope) -> dict[str, list[str]]:
    """For each name those that hold the same type and shape, the most alike first."""

    def alike(name: str) -> Callable[[str], float]:
        return lambda other: -difflib.SequenceMatcher(None, name, other).ratio()

    found = {}
    for seen in scope.names:
        others = [other.name for other in scope.names if other is not seen and other.is_like(seen)]
        if seen.rank == 0:  # numbers are many, and only some can be taken for each other
            others = [name for name in others if _is_size(name) == _is_size(seen.name)]
        if seen.rank is not None:
            found[seen.name] = sorted(others, key=alike(seen.name))
    return found


def _is_size(name: str) -> bool:
    """Whether a number's name is that of a size, such as `N`, as all are in the field."""
    return len(name) == 1 and name.isupper()


def _try(
    bench: Bench, key: Verdict, candidates: list[Recognised], enough: int, is_over: Callable[[], bool]
) -> tuple[list[Fit], int]:
    """Runs candidates, the best first, until the time is over; those that are fit, and how many were run.

    The far-fetched ones, which come after all others, are run only where these were not enough.
    """
    fit: list[Fit] = []
    tried = 0
    for farfetched in (False, True):
        group = [candidate for candidate in candidates if candidate.farfetched is farfetched]
        if not group or is_over() or (farfetched and len(fit) >= enough):
            continue
        numbered = dict(enumerate(group, len(bench.blank.options) + 1))
        with closing(bench.run({number: one.mutant.text for number, one in numbered.items()})) as run:
            for number, outcomes, verdict in run:
                tried += 1
                if bench.is_fit(key, verdict):
                    same_form = verdict.reason is not None and verdict.reason.kind not in _FORM
                    away = distance(bench.ready.expected, outcomes)
                    fit.append(Fit(numbered[number], verdict, outcomes, away, same_form))
                if is_over():
                    break
    return fit, tried


def _clear_of(bench: Bench, found: Found, candidates: Iterable[Fit]) -> Iterator[Fit]:
    """The candidates that are clearly none of the options, nor one that came before."""
    taken = list(found.outcomes.values())
    for fit in candidates:
        if all(bench.are_apart(fit.outcomes, other) for other in taken):
            taken.append(fit.outcomes)
            yield fit


def _verified(bench: Bench, candidates: Iterator[Fit], count: int) -> Iterator[Suggestion]:
    """The candidates that hold on trials which none of them has seen, beside the key and all other options."""
    found = _run_existing(bench)
    key = found.verdicts[bench.blank.answer]
    taken = list(found.outcomes.values())
    first = len(bench.blank.options) + 1
    while batch := dict(enumerate(islice(candidates, count), first)):
        for number, outcomes, verdict in bench.run({number: fit.text for number, fit in batch.items()}):
            fit = batch[number]
            if bench.is_fit(key, verdict) and all(bench.are_apart(outcomes, other) for other in taken):
                taken.append(outcomes)
                facts = facts_of(bench.ready.expected, outcomes, bench.ready.cases, bench.ready.tolerance)
                mutant = fit.recognised.mutant
                yield Suggestion(
                    fit.text,
                    fit.recognised.name,
                    draft(fit.recognised, facts),
                    mutant.kind,
                    fit.verdict,
                    facts,
                    fit.distance,
                    fit.same_form,
                    len(bench.ready.cases),
                )
