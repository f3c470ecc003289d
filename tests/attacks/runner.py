"""Runs the attacks and tells what happened to each.

    python -m attacks.runner '{"marker": …, "judge": "engine", "layers": [ … ], "names": [ … ], "brief": false}'

It is a program of its own so that it can be run by another user, and so that nothing an attack does to its judge is
done to the tests.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from attacks import commands, naive
from attacks.base import Attack, Seen, harm
from attacks.engine import Engine
from attacks.every import ATTACKS
from attacks.world import World
from exam_drill.sandbox import Layer

WALL = 1.0  # seconds that an option may take
SHORT = 0.5  # for attacks that take all the time that they get


@dataclass(frozen=True, slots=True)
class Report:
    """What happened to one attack; `harm` is empty and `reached` false if it was contained."""

    name: str
    ended: str
    said: str
    reached: bool
    harm: tuple[str, ...]
    seconds: float

    @property
    def contained(self) -> bool:
        """Whether it got nothing of what it wanted."""
        return not self.reached and not self.harm


def run(layers: frozenset[Layer], attacks: Iterable[Attack], marker: str, brief: bool = False) -> Iterator[Report]:
    """Runs attacks through the engine with these layers."""
    chosen = tuple(attacks)
    with World(marker) as world:
        for slow, wall in ((False, WALL), (True, SHORT)):
            some = [attack for attack in chosen if attack.slow is slow]
            if some:
                with Engine(world, layers, wall, brief) as engine:
                    steps = {step for step, why in engine.steps().items() if not why}
                    for attack in some:
                        if attack.held_by and not attack.held_by & steps:
                            continue
                        seen = _judge(attack, engine, world)
                        yield _report(attack, world, seen, engine.patience)
                        world.renew()


def run_naively(attacks: Iterable[Attack], marker: str) -> Iterator[Report]:
    """Runs attacks through a judge without any protection."""
    with World(marker) as world:
        for attack in attacks:
            yield _report(attack, world, naive.judge(attack, world), 1e9)
            world.renew()


def _judge(attack: Attack, engine: Engine, world: World) -> Seen:
    if not attack.bank:
        return engine.judge(attack)
    folder = world.folder / "banks"
    folder.mkdir()
    try:
        return commands.judge(attack, engine, folder)
    finally:
        shutil.rmtree(folder)


def _report(attack: Attack, world: World, seen: Seen, patience: float) -> Report:
    reached = attack.reached(world, seen)
    found = tuple(harm(attack, seen, patience))
    return Report(attack.name, seen.ended, seen.said[:300], reached, found, round(seen.seconds, 2))


def main(order: dict[str, Any]) -> None:
    """Runs what is ordered and prints the reports as JSON."""
    marker, names = str(order["marker"]), set(order["names"])
    sys.path.append(marker)  # so that it stands in the command line of the worker, too
    attacks = [attack for attack in ATTACKS if attack.name in names]
    if order["judge"] == "naive":
        reports = list(run_naively(attacks, marker))
    else:
        reports = list(run(frozenset(map(Layer, order["layers"])), attacks, marker, bool(order.get("brief"))))
    print(json.dumps([asdict(report) for report in reports]))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
