"""What an exam date does for fifty simulated learners, as the tables of `docs/plan.md`.

    python benchmarks/learners.py            writes the tables anew; takes some minutes
    python benchmarks/learners.py 8          fewer learners, printed only

The learners are those of `tests/simulated_learners.py`: each forgets by parameters of FSRS of their own, skips days,
and practises what `today` says.  As many blanks as the built-in bank has.
"""

from __future__ import annotations

import importlib
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "plan.md"
LEARNERS, BLANKS = 50, 148


class Way(NamedTuple):
    """A way to plan: the days up to the exam, whether its date is given, what the plan says, the two constants."""

    days: int = 90
    dated: bool = True
    retention: float = 0.9
    new: int | None = None
    window: int | None = None
    fresh: float | None = None


class Result(NamedTuple):
    """What came of it for one learner."""

    predicted: float
    true: float
    answers: int
    busiest: int
    last_week: int
    seen: int


def result(job: tuple[int, Way]) -> Result:
    """One learner, one way."""
    number, way = job
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    simulated: Any = importlib.import_module("simulated_learners")
    bending: Any = importlib.import_module("exam_drill.scheduling.exam_date")
    plan: Any = importlib.import_module("exam_drill.scheduling.plan")
    usual = bending.WINDOW, bending.FRESH
    bending.WINDOW, bending.FRESH = way.window or usual[0], usual[1] if way.fresh is None else way.fresh
    try:
        who = simulated.learner(number, blanks=BLANKS, days=way.days)
        run = simulated.practise(who, plan.Plan(who.exam if way.dated else None, way.new, way.retention))
    finally:
        bending.WINDOW, bending.FRESH = usual
    load = run.load
    return Result(run.predicted(), run.true(), sum(load), max(load), sum(load[-7:]), len(run.cards))


def main() -> None:
    """Runs all ways and writes, or prints, the tables."""
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else LEARNERS
    with ProcessPoolExecutor() as pool:

        def results(way: Way) -> list[Result]:
            return list(pool.map(result, [(number, way) for number in range(learners)]))

        dates = _table_of_dates(results)
        constants = _table_of_constants(results)
    tables = {"dates": dates, "constants": constants}
    print("\n\n".join(tables.values()))
    if learners == LEARNERS:
        text = PAGE.read_text(encoding="utf-8")
        for name, table in tables.items():
            text = _with_table(text, name, table)
        PAGE.write_text(text, encoding="utf-8")


def _with_table(text: str, name: str, table: str) -> str:
    """The page with this table between the marks of its name; ValueError if there are none."""
    begin, end = f"<!-- {name}: written by benchmarks/learners.py -->\n", f"\n<!-- end of {name} -->"
    before, rest = text.split(begin)
    _, after = rest.split(end)
    return before + begin + table + end + after


def _table_of_dates(results: Any) -> str:
    rows = [
        "| exam in | date given | known on the day, predicted | by the learner who knows least | by true memories "
        "| more than without | blanks seen | answers | on the busiest day | in the last 7 days |",
        "|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for days in (90, 30, 14):
        plain = results(Way(days, dated=False))
        ways = {"no": plain, "no, retention 0.95": results(Way(days, dated=False, retention=0.95))}
        if days == 90:  # as many new ones a day as with the date
            ways["no, 2 new a day"] = results(Way(days, dated=False, new=2))
        ways["yes"] = results(Way(days))
        for name, made in ways.items():
            better = sum(one.predicted > other.predicted for one, other in zip(made, plain, strict=True))
            cells = [f"{days} days", name, _percent(made, "predicted"), f"{min(one.predicted for one in made):.1%}"]
            cells += [_percent(made, "true"), "–" if made is plain else f"{better} of {len(made)}"]
            cells += [_mean(made, name) for name in ("seen", "answers", "busiest", "last_week")]
            rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _table_of_constants(results: Any) -> str:
    rows = [
        "| window, days | fresh | predicted | true | answers in all | on the busiest day | in the last 7 days |",
        "|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for window, fresh in ((3, 0.25), (5, 0.25), (7, 0.25), (10, 0.25), (14, 0.25), (7, 0.1), (7, 0.5), (7, 1.0)):
        made = results(Way(window=window, fresh=fresh))
        cells = [str(window), str(fresh), _percent(made, "predicted"), _percent(made, "true")]
        cells += [_mean(made, name) for name in ("answers", "busiest", "last_week")]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _mean(made: list[Result], name: str) -> str:
    return f"{mean(getattr(one, name) for one in made):,.0f}"


def _percent(made: list[Result], name: str) -> str:
    return f"{mean(getattr(one, name) for one in made):.1%}"


if __name__ == "__main__":
    main()
