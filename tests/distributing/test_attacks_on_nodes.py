"""The sandbox holds on the nodes of a cluster: attacks of every kind get no further there than here.

The syntax policy is left out, so that what keeps them in is the kernel, around a sandbox that a thread of a worker
process has started.
"""

from __future__ import annotations

import os
import string
import sys
import uuid
from collections.abc import Iterator
from typing import Any

import builders
import pytest
from attacks.base import KEY, Attack, Seen, lines
from attacks.every import ATTACKS
from attacks.matrix import KERNEL
from attacks.world import World
from families import GONE, descendants, eventually

from exam_drill.bank import Bank
from exam_drill.checking.run import iter_check
from exam_drill.checking.settings import CheckSettings
from exam_drill.quality import Finding, QuestionReport
from exam_drill.question import Question
from exam_drill.sandbox import Layer, Limits
from exam_drill.verdict import VerdictKind

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells what the Linux kernel enforces")

CHOSEN = {
    "files": ("write-a-file", "read-a-file", "open-past-python", "climb-out-of-the-root"),
    "network": ("connect", "connect-abstractly", "send-a-packet"),
    "processes": ("become-a-program", "subprocess", "end-a-neighbour"),
    "machine": ("leave-a-process", "leave-a-stubborn-process", "flood-the-output"),
    "memory": ("a-little-too-much", "just-too-much-output"),
    "time": ("endless-loop",),
    "crashes": ("kill-itself", "read-address-zero"),
    "forged": ("equals-everything",),
    "frames": ("answer-for-another", "flood-of-frames"),
    "stolen": ("descriptors-of-the-judge",),
}
# These do reach their aims where there is no layer at all, on nodes too: else the tests would prove nothing.
HARMLESS = ("write-a-file", "connect", "become-a-program")
NAMES = {name for names in CHOSEN.values() for name in names}


@pytest.fixture
def world() -> Iterator[World]:
    with World(uuid.uuid4().hex) as made:
        yield made


def attacks(names: Any) -> list[Attack]:
    return [attack for attack in ATTACKS if attack.name in names]


def question(attack: Attack, world: World) -> Question:
    """The attack and two other options, one of which is right."""
    named = world.names()
    options = [string.Template(lines(option)).substitute(named) for option in (attack.option, *attack.others)]
    code, reference = (string.Template(text).substitute(named) for text in (attack.code, attack.reference))
    return builders.question(code, options, reference, {"x": "N"}, attack.published, id=attack.name)


def bank(world: World, names: Any) -> Bank:
    honest = builders.question(
        "def f(x):\n    return (あ)\n", [f"2 * x + {KEY}", "x"], attacks(NAMES)[0].reference, id="honest"
    )
    return Bank((*(question(attack, world) for attack in attacks(names)), honest), (), ("bank.yaml",))


def settings(layers: frozenset[Layer]) -> CheckSettings:
    limits = Limits(wall=1.0, cpu=2, memory=64 << 20, output=1 << 20, layers=layers)
    return CheckSettings(trials=2, limits=limits, untrusted=bool(layers))


def judged(world: World, names: Any, layers: frozenset[Layer], executor: str | None) -> dict[str, QuestionReport]:
    with iter_check(bank(world, names), settings(layers), executor=executor) as run:
        return {report.question.id: report for report in run}


def seen(report: QuestionReport) -> Seen:
    """What came of an attack, as far as reports tell."""
    blank = report.blanks[0]
    said = " ".join(str(verdict.reason.parameters) for verdict in blank.verdicts if verdict.reason is not None)
    matched = tuple(verdict.kind is VerdictKind.MATCHES for verdict in blank.verdicts)
    return Seen(str(blank.finding), said, matched, blank.finding is Finding.PROVEN)


def shown(report: QuestionReport) -> list[object]:
    """The verdicts on all options, and what of their evidence hangs on no moment."""
    return [
        (verdict.kind, verdict.number, verdict.reason and (verdict.reason.kind, verdict.reason.parameters.get("type")))
        for verdict in report.blanks[0].verdicts
    ]


def test_no_attack_gets_further_on_a_node_than_here(world: World, scheduler: str, client: Any) -> None:
    chosen = attacks(NAMES)
    assert {attack.name for attack in chosen} == NAMES
    workers = tuple(client.run(os.getpid).values())
    here = judged(world, NAMES, KERNEL, None)
    world.renew()
    there = judged(world, NAMES, KERNEL, scheduler)
    for attack in chosen:
        name, found = attack.name, seen(there[attack.name])
        assert not attack.reached(world, found), name
        assert world.secret_text not in found.said, name
        assert found.matched == (False, True, False), name
        assert found.proven, name
        assert shown(there[name]) == shown(here[name]), name
    assert there["honest"].blanks[0].finding is Finding.PROVEN
    # At each worker the guard of its sandbox, the sandbox's worker, and a child that waits.
    assert eventually(lambda: sum(len(descendants(worker)) for worker in workers) <= 6, GONE)
    assert set(client.run(os.getpid).values()) == set(workers), "no attack ends a node"


def test_without_layers_they_reach_their_aims_on_a_node(world: World, scheduler: str, client: Any) -> None:
    for attack in attacks(HARMLESS):
        there = judged(world, {attack.name}, frozenset(), scheduler)
        assert attack.reached(world, seen(there[attack.name])), attack.name
        world.renew()
