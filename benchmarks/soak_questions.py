"""The questions of the soak: generated, with findings that are known, and hostile options among them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exam_drill.quality import Finding
from exam_drill.question import Blank, Code, NamedReference, Option, Place, Question, Reference, WrittenReference

_BARE_SHARE = 0.1  # of the questions


@dataclass(frozen=True, slots=True)
class Family:
    """A function that can be written rightly and wrongly in many ways; `K` stands for a number that is drawn."""

    inputs: dict[str, str]
    reference: str  # an expression; or, if `named`, the reference's full name
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    named: bool = False


FAMILIES = (
    Family(
        {"x": "N M"},
        "2 * x + K",
        ("2 * x + K", "K + x * 2", "np.add(x + x, K)", "x - (-K) + x"),
        ("2 * x", "3 * x + K", "(2 * x + K).T", "(2 * x + K).sum()", "[2 * x + K]", "2 * x + K + 1e-3", "x[5, 5]"),
    ),
    Family(
        {"x": "N D", "w": "D H", "b": "H"},
        "x @ w + b * K",
        ("x @ w + b * K", "np.dot(x, w) + K * b", "np.einsum('nd,dh->nh', x, w) + K * b", "(w.T @ x.T).T + b * K"),
        ("x @ w", "x @ w - b * K", "w.T @ x.T", "x.T @ w + b * K", "x @ w + undefined", "np.tanh(x @ w + b * K)"),
    ),
    Family(
        {"x": "N T D"},
        "K * np.exp(x) / np.exp(x).sum(axis=-1, keepdims=True)",
        (
            "K * np.exp(x) / np.exp(x).sum(axis=2, keepdims=True)",
            "K * np.exp(x - x.max()) / np.exp(x - x.max()).sum(axis=-1)[..., np.newaxis]",
        ),
        (
            "K * np.exp(x)",
            "K * np.exp(x) / np.exp(x).sum()",
            "K * np.exp(x) / np.exp(x).sum(axis=0)",
            "K * x / x.sum()",
        ),
    ),
    Family(
        {},
        "gru.gru",
        ("(1 - z) * h + z * h_bar", "h + z * (h_bar - h)", "z * h_bar - (z - 1) * h"),
        ("z * h + (1 - z) * h_bar", "(1 - z) * h_bar", "z * h_bar", "h", "(1 - z) * h + z * h_bar * K / 100"),
        named=True,
    ),
)
_GRU = """def gru(x, h, Wr, Ur, Wz, Uz, Wh, Uh):
    r, z = sigmoid(x @ Wr.T + h @ Ur.T), sigmoid(x @ Wz.T + h @ Uz.T)
    h_bar = np.tanh(x @ Wh.T + (r * h) @ Uh.T)
    (あ)
"""

# Statements that take a function's place. None of them can match.
HOSTILE = {
    "endless": "while True:\n    pass",
    "endless in C": "return sum(range(10 ** 15))",
    "memory": "return np.ones((10 ** 5, 10 ** 5))",
    "memory, bit by bit": "y = [1] * 1000\nwhile True:\n    y = y + y",
    "output": "return np.zeros(10 ** 6)",
    "output of many": "return [1.0] * 10 ** 6",
    "error": "raise ValueError('\\x1b]0;x\\x07\\u202e\\r' * 10 ** 4)",
    "leave": "raise SystemExit(0)",
    "recursion": "def g(n):\n    return g(n + 1)\nreturn g(0)",
    "recursion in the syntax": "return " + "-" * 5000 + "1",
    "no program": "return ((((((((",
    "NUL": "return 1\0",
    "division": "return 1 // 0",
    "generator": "return (n for n in iter(int, 1))",
    "import": "import os\nos._exit(0)",
    "file": "return np.load('/etc/passwd')",
    "open": "return open('/etc/passwd').read()",
    "dunder": "return np.__loader__",
    "eval": "return eval('2 * x + 1')",
    "objects": "return np.array([None, print], dtype=object)",
}
# What only the kernel keeps in. FOLDER stands for the folder for temporary files.
BARE = {
    "NULL": "import ctypes\nreturn ctypes.string_at(0)",
    "exit": "import os\nos._exit(0)",
    "abort": "import os\nos.abort()",
    "kill itself": "import os\nos.kill(os.getpid(), 9)",
    "kill the worker": "import os\nos.kill(os.getppid(), 9)\nreturn 1",
    "fork": "import os\nwhile True:\n    os.fork()",
    "thread": "import threading\nthreading.Thread(target=int).start()\nreturn 1",
    "write": "open('FOLDER/left', 'w').write('x')\nreturn 1",
    "connect": "import socket\nreturn socket.create_connection(('127.0.0.1', 80), 1)",
    "garbage": "import os\nfor n in range(3, 60):\n    try:\n        os.write(n, b'\\xff' * 99)\n"
    "    except OSError:\n        pass\nreturn 1",
    "stop": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\nreturn 1",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A question, what must be found of it, and the kinds of those options that are hostile."""

    question: Question
    finding: Finding
    right: frozenset[int]
    hostile: dict[int, str]
    bare: bool  # whether the policy is off


def items(options: int, seed: int, folder: str) -> Iterator[Item]:
    """As many questions as have this many options; in every ten of them four options are hostile."""
    draw = random.Random(seed)
    for number in range(options // 4):
        if number % 10 == 0:
            chosen = draw.sample(range(40), 4)
        places = frozenset(place % 4 + 1 for place in chosen if place // 4 == number % 10)
        yield _item(draw, f"soak-{number}", places, folder)


def _item(draw: random.Random, name: str, places: frozenset[int], folder: str) -> Item:
    bare = draw.random() < _BARE_SHARE
    kinds = HOSTILE | BARE if bare else HOSTILE
    hostile = {number: draw.choice(sorted(kinds)) for number in places}
    honest = [number for number in range(1, 5) if number not in places]
    if not honest:
        finding, right = Finding.NO_MATCH, frozenset[int]()
    else:
        finding = draw.choices((Finding.PROVEN, Finding.WRONG_KEY, Finding.AMBIGUOUS), (14, 3, 3))[0]
        if finding is Finding.AMBIGUOUS and len(honest) < 2:
            finding = Finding.WRONG_KEY
        right = frozenset(draw.sample(honest, 2 if finding is Finding.AMBIGUOUS else 1))
    family = draw.choice(FAMILIES)
    number = str(draw.randint(2, 99))
    wrong = iter(draw.sample(family.wrong, 4))
    texts = [
        kinds[hostile[place]].replace("FOLDER", folder)
        if place in hostile
        else "return " + (draw.choice(family.right) if place in right else next(wrong)).replace("K", number)
        for place in range(1, 5)
    ]
    published = [place for place in range(1, 5) if (place in right) == (finding is not Finding.WRONG_KEY)]
    answer = draw.choice(published or [1])
    return Item(_question(name, family, number, texts, answer, draw), finding, right, hostile, bare)


def _question(
    name: str, family: Family, number: str, texts: Sequence[str], answer: int, draw: random.Random
) -> Question:
    options = tuple(Option(place, _code(text)) for place, text in enumerate(texts, 1))
    reference: Reference
    if family.named:
        reference, program = NamedReference(*family.reference.split(".")), _GRU
    else:
        head = f"def f({', '.join(family.inputs)}):\n"
        source = f"{head}    return {family.reference.replace('K', number)}\n"
        reference, program = WrittenReference(_code(source), "f", family.inputs), f"{head}    (あ)\n"
    # One letter has sizes of its own; from 2, so that what is wrong is never right by chance.
    low = draw.randint(2, 20)
    letters = sorted({letter for text in family.inputs.values() for letter in text.split()})
    sizes = {draw.choice(letters): (low, low + draw.randint(6, 30))} if letters else {}
    return Question(
        id=name,
        place=_PLACE,
        code=_code(program),
        blanks=(Blank("あ", options, answer, _PLACE),),
        reference=reference,
        sizes=sizes,
    )


_PLACE = Place("soak", 1)


def _code(text: str) -> Code:
    return Code(text, (_PLACE,) * (text.count("\n") + 1))
