"""Attacks on the learner's time: programs that do not end, in Python, in C, asleep, and drop by drop."""

from __future__ import annotations

from functools import partial

from attacks.base import HONEST, Attack, Control, Unproven

attack = partial(Attack, "time", slow=True, control=Control.NAIVE)

ATTACKS = (
    attack("endless-loop", "never end", "while True: pass"),
    attack("sleep", "never end, without using the processor", "import time\ntime.sleep(3600)"),
    attack("loop-in-c", "never end inside one call, which Python cannot interrupt", "return sum(range(10**15))"),
    attack("huge-power", "compute a number that nobody can", "return 7 ** 10**9 % 10"),
    attack("regular-expression", "match a text for years", "import re\nreturn re.match('(a+)+$$', 'a' * 40 + 'b')"),
    attack(
        "wait-for-itself",
        "wait for a lock that is its own",
        "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()",
    ),
    attack(
        "wait-for-input",
        "wait for somebody to type",
        "import time\ntry:\n    input()\nexcept EOFError:\n    time.sleep(3600)",
    ),
    attack(
        "swallow-every-exception",
        "go on whatever is raised in it",
        """
        while True:
            try:
                while True: pass
            except BaseException:
                continue
        """,
    ),
    attack(
        "ignore-signals",
        "ignore what asks it to end",
        """
        import signal
        for number in range(1, 64):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        while True: pass
        """,
    ),
    attack(
        "endless-message",
        "take the time after it has ended: in the text of its exception",
        """
        class Slow(Exception):
            def __str__(self):
                while True: pass
        raise Slow
        """,
    ),
    attack(
        "endless-type-name",
        "take the time after it has ended: in the name of its result's type",
        """
        class Meta(type):
            @property
            def __name__(self):
                while True: pass
        return Meta('Slow', (), {})()
        """,
        control=Control.NAIVE,
    ),
    attack(
        "endless-conversion",
        "take the time after it has ended: when its result is made an array",
        """
        class Slow:
            def __array__(self, *_, **__):
                while True: pass
        return Slow()
        """,
    ),
    attack("giant-product", "multiply for years", "return np.linalg.matrix_power(np.ones((1500, 1500)), 10**9)"),
    attack(
        "unroll-the-compiler",
        "let the compiler of Python work for years: it writes every `finally` twice",
        "".join(f"{' ' * depth}try: pass\n{' ' * depth}finally:\n" for depth in range(19)) + " " * 19 + "pass",
    ),
    attack(
        "compare-for-ever",
        "let the judge compare long lists, each option's with every other's",
        "return [0.5 + i for i in range(20000)]",
        others=(HONEST, *(f"return [{number} + i for i in range(20000)]" for number in range(9))),
        slow=False,
        control=Unproven("a judge in one process compares with the expected values only"),
    ),
)
