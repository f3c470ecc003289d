"""Whatever is typed to get an answer without knowing it: with the syntax policy, and with the kernel's layers alone."""

from __future__ import annotations

import os
import string
import sys
from collections.abc import Iterator

import builders
import pytest
from attacks.base import CODE, HONEST, OUTPUT, REFERENCE, WRONG, Attack
from attacks.every import ATTACKS
from attacks.world import World
from kernel import KERNEL

from exam_drill.evaluate import Settings
from exam_drill.question import Question
from exam_drill.sandbox import Layer, Limits, Sandbox
from exam_drill.typed import Meaning
from exam_drill.typed.answering import Answering

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells what the Linux kernel enforces")

_GROUPS = ("introspection", "stolen", "numpy", "forged", "frames")  # what aims at verdicts
_AIMED = tuple(
    attack
    for attack in ATTACKS
    if attack.code == CODE and attack.reference == REFERENCE and not attack.bank and not attack.right
    if attack.group in _GROUPS and not attack.slow
)
_ANOTHER = f"y = 2 * x\n{HONEST.replace('2 * x', 'y')}"
_RIGHT = (Meaning.OPTION, Meaning.OTHER_FORM)
_TRIALS = Settings(trials=2)

# For `def f(x): return np.tanh((あ))`, whose right answer is 2 * x: each gives x, or something of its own, and a trick.
TRICKS = {
    "patch a function that comes later": "(setattr(np, 'tanh', lambda v: 2 * v), x)[1]",
    "patch it for the next answer": "(setattr(np, 'tanh', np.cos), x)[1]",
    "patch the comparison": "(setattr(np, 'allclose', lambda *_: True), setattr(np, 'abs', lambda v: 0 * v), x)[2]",
    "a frame": "__import__('sys')._getframe(1).f_locals['x'] * 2.5",
    "a frame of a generator": "[g.gi_frame.f_back.f_globals.get('expected', x) for g in [(a for a in [1])]][0]",
    "a frame of a traceback": "(lambda e: e.__traceback__.tb_frame.f_back.f_locals)(ValueError()) and x",
    "what inspect sees": "__import__('inspect').stack()[1][0].f_locals.get('expected', x)",
    "what the collector sees": "[a for a in __import__('gc').get_objects() if hasattr(a, 'shape')][0] + 0 * x",
    "an object that equals everything": "type('A', (), {'__eq__': lambda *_: True, '__array_priority__': 99})()",
    "an array that changes": "type('A', (np.ndarray,), {'__eq__': lambda *_: np.True_})(x.shape) * np.nan",
    "an array by name only": "type('A', (), {'__array__': lambda *_: x, 'shape': x.shape})()",
    "a name of the reference": "f.__globals__['reference'](x)",
    "a helper that knows": "np.tanh.__globals__",
    "state that survives": "(globals().setdefault('seen', []).append(x), seen[0])[1]",
    "a builtin for later": "(__builtins__.__setitem__('abs', lambda *_: 0), x)[1]",
    "a file": "np.fromfile('/etc/passwd') if len(x) else x",
    "an open file": "open('/etc/passwd').read() and x",
    "a new process": "__import__('os').fork() or x",
    "a long sleep": "__import__('time').sleep(99) or x",
    "an endless loop": "all(True for _ in iter(int, 1)) or x",
    "the end": "__import__('os')._exit(0)",
    "nothing at all": "None",
    "the mark itself": "__reached__",
}  # fmt: skip


@pytest.fixture(scope="module", params=["policy", "kernel alone"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    layers = frozenset(Layer) if request.param == "policy" else KERNEL
    with Sandbox(Limits(wall=0.5, cpu=1, memory=64 << 20, output=OUTPUT, layers=layers)) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    before = os.environ.get("SECRET")
    with World("typed-answers") as world:
        yield world
    if before is None:
        os.environ.pop("SECRET", None)


@pytest.fixture(scope="module")
def stolen_from() -> Question:
    """What the attacks want to know the answer of; it is no option by its text."""
    return builders.question(CODE, [WRONG, HONEST, "return x"], REFERENCE, answer=2)


@pytest.fixture(scope="module")
def answering(sandbox: Sandbox) -> Answering:
    """One for all attacks: what it keeps must stay what it is."""
    return Answering(sandbox, _TRIALS)


@pytest.mark.parametrize("attack", _AIMED, ids=lambda attack: attack.name)
def test_no_attack_is_a_right_answer(attack: Attack, stolen_from: Question, world: World, answering: Answering) -> None:
    text = string.Template(attack.option).substitute(world.names())
    assert answering.answer(stolen_from, "あ", text).meaning not in _RIGHT
    assert (
        answering.answer(stolen_from, "あ", f"y = 2 * x\n{HONEST.replace('2 * x', 'y')}").meaning is Meaning.OTHER_FORM
    )
    report = answering.answer(stolen_from, "あ", WRONG.replace("3 * x", "x * 3"))
    assert (report.meaning, report.option) == (Meaning.WRONG_OPTION, 1)


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_is_a_right_answer_nor_changes_the_next_one(trick: str, sandbox: Sandbox) -> None:
    source = "def f(x):\n    return np.tanh(2 * x)\n"
    question = builders.question("def f(x):\n    return np.tanh(（あ）)\n", ["2 * x", "x"], source)
    answering = Answering(sandbox, _TRIALS)
    answering.prepare(question, "あ")
    assert answering.answer(question, "あ", TRICKS[trick]).meaning not in _RIGHT
    assert answering.answer(question, "あ", "x + x").meaning is Meaning.OTHER_FORM
    assert answering.answer(question, "あ", "x * 1").option == 2


def test_enough_of_them_are_tried() -> None:
    assert len(_AIMED) > 100
    assert {attack.group for attack in _AIMED} >= set(_GROUPS)
