"""No attack reaches its aim: with the policy and without it, with one layer left out, as administrator and as user."""

from __future__ import annotations

import re
import string
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from requirements import lacking

from attacks import table
from attacks.base import Attack, Control, Unproven
from attacks.every import ATTACKS, GROUPS
from attacks.identities import Identity, ordinary_user, present
from attacks.matrix import KERNEL, THROUGH
from attacks.runner import Report
from attacks.world import World
from exam_drill.sandbox import Layer

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells what the Linux kernel enforces")

AT_ONCE = 3  # runs: there are two processors at least, and some runs wait for a clock
ALL = frozenset(Layer)
ALONE = "system calls alone"
IDENTITIES = ("administrator", "ordinary user")
KERNELS_OWN = tuple(attack for attack in ATTACKS if attack.on_the_kernel)
# Words for a run: what is run, with what.
POLICY, NO_POLICY, BARE, NAIVE = "policy", "no policy", "no layer", "one process"

# What a program hears that reaches for files or for the network, where it is no PermissionError.
OTHER_WORDS = {
    "find-a-file": "differs",  # Python asks, and takes every error for "there is none"
    "watch-files": "differs",  # the C library says -1
    "map-a-file": "ModuleNotFoundError",
    "run-what-was-loaded": "ModuleNotFoundError",
    "use-a-temporary-file": "FileNotFoundError",  # Python tries folder after folder
    "resolve-a-name": "gaierror",
    "fetch-a-page": "ModuleNotFoundError",
}


class Runs:
    """All runs of this module, at work in the background from the first one that is asked for."""

    def __init__(self, stack: ExitStack) -> None:
        self._known: dict[str, Identity | str] = {present().name: present()}
        try:
            self._known.setdefault("ordinary user", stack.enter_context(ordinary_user()))
        except LookupError as error:
            self._known.setdefault("ordinary user", str(error))
        self._known.setdefault("administrator", "the administrator: the tests are run as an ordinary user")
        self._pool = ThreadPoolExecutor(AT_ONCE)
        stack.callback(self._pool.shutdown, cancel_futures=True)
        self._futures: dict[tuple[str, str], Future[list[Report]]] = {}
        for name in (present().name, *IDENTITIES):
            brief = name != present().name
            self._start(name, NO_POLICY, ATTACKS, KERNEL, brief=brief)
            self._start(name, POLICY, ATTACKS, ALL, brief=brief)
        self._start(present().name, NAIVE, proven_by(Control.NAIVE), (), "naive")
        for name in IDENTITIES:
            self._start(name, BARE, proven_by(Control.BARE), (), brief=True)
            self._start(name, ALONE, KERNELS_OWN, {Layer.SECCOMP}, brief=True)
            for layer in THROUGH:
                self._start(name, layer, KERNELS_OWN, KERNEL - {layer}, brief=True)

    def __call__(self, name: str, what: str) -> list[Report]:
        """The reports of a run; the test is skipped, or fails, where this identity is lacking."""
        identity = self._known[name]
        if isinstance(identity, str):
            if present().name == "ordinary user":
                pytest.skip(identity)  # nobody can become the administrator
            lacking(identity)
        return self._futures[name, what].result()

    def _start(
        self,
        name: str,
        what: str,
        attacks: Iterable[Attack],
        layers: Iterable[Layer],
        judge: str = "engine",
        brief: bool = False,
    ) -> None:
        identity = self._known[name]
        if isinstance(identity, Identity) and (name, what) not in self._futures:
            self._futures[name, what] = self._pool.submit(identity.run, tuple(attacks), tuple(layers), judge, brief)


@pytest.fixture(scope="module")
def runs() -> Iterator[Runs]:
    with ExitStack() as stack:
        yield Runs(stack)


def proven_by(control: Control) -> tuple[Attack, ...]:
    return tuple(attack for attack in ATTACKS if attack.control is control)


def named(reports: Iterable[Report]) -> dict[str, Report]:
    return {report.name: report for report in reports}


def escaped(reports: Iterable[Report]) -> dict[str, str]:
    """What was not contained, and why."""
    return {
        report.name: "; ".join(("reached its aim",) * report.reached + report.harm)
        + f" ({report.ended}: {report.said})"
        for report in reports
        if not report.contained
    }


@pytest.mark.parametrize("what", [POLICY, NO_POLICY])
@pytest.mark.parametrize("name", IDENTITIES)
def test_no_attack_reaches_its_aim(name: str, what: str, runs: Runs) -> None:
    reports = runs(name, what)
    assert escaped(reports) == {}
    tried = named(reports)
    assert {attack.name for attack in ATTACKS} - set(tried) == set()


@pytest.mark.parametrize("name", IDENTITIES)
def test_the_kernel_itself_refuses_files_and_the_network(name: str, runs: Runs) -> None:
    # The policy is off, so that what the attacks see is the kernel's word.
    reports = named(runs(name, NO_POLICY))
    for attack in ATTACKS:
        if attack.group in ("files", "network"):
            expected = OTHER_WORDS.get(attack.name, "PermissionError")
            assert reports[attack.name].ended == expected, (attack.name, reports[attack.name])


@pytest.mark.parametrize("layer", THROUGH)
@pytest.mark.parametrize("name", IDENTITIES)
def test_when_one_layer_is_left_out_the_others_hold(name: str, layer: Layer, runs: Runs) -> None:
    reports = runs(name, layer)
    through = escaped(reports)
    left_out = THROUGH[layer]
    assert {name: why for name, why in through.items() if name not in left_out.always | left_out.perhaps} == {}
    assert left_out.always <= set(through), "an entry that no longer tells the truth"


@pytest.mark.parametrize("name", IDENTITIES)
def test_the_list_of_system_calls_alone_holds_all_but_memory(name: str, runs: Runs) -> None:
    assert set(escaped(runs(name, ALONE))) == {"a-little-too-much"}


@pytest.mark.parametrize("name", IDENTITIES)
def test_attacks_on_the_kernels_layers_reach_their_aims_where_there_are_none(name: str, runs: Runs) -> None:
    # Otherwise the tests above would prove nothing.
    assert [report.name for report in runs(name, BARE) if report.contained] == []


def test_attacks_on_the_engine_reach_their_aims_in_a_judge_without_any_of_it(runs: Runs) -> None:
    assert [report.name for report in runs(present().name, NAIVE) if report.contained] == []


def steady(cells: tuple[str, ...]) -> tuple[str, ...]:
    """A row without what hangs on luck and on the clock.

    What was refused is refused every time; but a program that reads wherever it likes meets memory there or none, and
    one that fills all memory may be ended by its time instead.
    """
    refused = ("refused", "reference refused", "problems", "shown as text", "no program")
    aim, *ends = cells
    return aim, *(end if end.startswith(refused) else "ended" for end in ends)


def test_the_page_tells_what_happened(runs: Runs) -> None:
    content = table.read(table.PAGE.read_text(encoding="utf-8"))
    written = table.rows(content)
    made = table.rows(table.render(runs(present().name, POLICY), runs(present().name, NO_POLICY)))
    assert {name: cells[0] for name, cells in written.items()} == {name: cells[0] for name, cells in made.items()}
    if table.made_with() in content:
        differing = {name: (row, made[name]) for name, row in written.items() if steady(row) != steady(made[name])}
        assert differing == {}, "run docs/make_attack_table.py"


# ── the suite itself ──


def test_the_suite_is_large_and_says_what_it_is_about() -> None:
    names = [attack.name for attack in ATTACKS]
    assert len(set(names)) == len(names) >= 130
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)
    assert all(attack.aim and "\n" not in attack.aim and len(attack.aim) <= 90 for attack in ATTACKS)
    assert len({attack.group for attack in ATTACKS}) == len(GROUPS) >= 12
    assert min(Counter(attack.group for attack in ATTACKS).values()) >= 8


def test_most_attacks_are_shown_to_work_somewhere() -> None:
    unproven = [attack for attack in ATTACKS if isinstance(attack.control, Unproven)]
    assert len(ATTACKS) - len(unproven) >= 150
    assert all(attack.control.reason for attack in unproven if isinstance(attack.control, Unproven))


def test_what_would_hurt_is_tried_only_where_a_step_is_known_to_hold_it() -> None:
    for attack in ATTACKS:
        if isinstance(attack.control, Unproven) and "take the machine down" in attack.control.reason:
            assert attack.held_by or attack.name in ("mount", "host-name"), attack.name


def test_every_layer_has_its_line_in_the_matrix() -> None:
    assert set(THROUGH) | {Layer.POLICY} == set(Layer)
    known = {attack.name for attack in KERNELS_OWN}
    for left_out in THROUGH.values():
        assert left_out.always | left_out.perhaps <= known


def test_the_texts_name_nothing_that_the_world_has_not() -> None:
    with World("nobody") as world:
        for attack in ATTACKS:
            for text in (attack.option, attack.code, attack.reference):
                string.Template(text).substitute(world.names())
