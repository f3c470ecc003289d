"""Attacks on the verdict: objects that equal everything, and changes that other options are to suffer from."""

from __future__ import annotations

from functools import partial

from attacks.base import CODE, HONEST, KEY, Attack, Control, Unproven, fooled

attack = partial(Attack, "forged")

_ALONE = Unproven("a program of one option cannot tell")

ATTACKS = (
    attack(
        "equals-everything",
        "return what equals everything",
        """
        class Same(np.ndarray):
            def __eq__(self, other): return True
            def __sub__(self, other): return np.zeros(2)
            def __rsub__(self, other): return np.zeros(2)
            def __array_ufunc__(self, *_, **__): return np.zeros(2)
            def __array_function__(self, *_): return np.True_
        return np.zeros(2).view(Same)
        """,
        fooled,
        control=Control.NAIVE,
    ),
    attack(
        "equal-float",
        "return a number that is every number",
        """
        class Any(float):
            def __eq__(self, other): return True
            def __array__(self, *_, **__): return np.full(2, np.nan)
            def __array_function__(self, *_): return np.True_
        return Any(1)
        """,
        fooled,
        control=Control.NAIVE,
    ),
    attack(
        "class-that-lies",
        "return what says that it is an array of the right values",
        """
        class Liar:
            __class__ = np.ndarray
            dtype, shape, nbytes, size = np.dtype(float), (2,), 16, 2
            def tobytes(self): return bytes(16)
            def __array_function__(self, *_): return np.True_
        return Liar()
        """,
        fooled,
        control=Control.NAIVE,
    ),
    attack(
        "array-with-a-story",
        "return an array whose shape changes while it is read",
        """
        class Moving(np.ndarray):
            @property
            def shape(self): raise SystemExit
            @property
            def dtype(self): raise SystemExit
        return np.zeros(2).view(Moving)
        """,
        control=_ALONE,
    ),
    attack(
        "dictionary-that-grows",
        "return a dictionary that changes while it is read",
        """
        class Growing(dict):
            def items(self):
                while True: yield 'x', 1
        return Growing(a=1)
        """,
        control=_ALONE,
    ),
    attack(
        "missing-everywhere",
        "return what is never unequal",
        "return np.full_like(x, np.nan)",
        fooled,
        control=Unproven("it fools only those who compare with `not (a != b)`"),
    ),
    attack(
        "infinite-everywhere",
        "return what no difference can be measured to",
        "return np.full_like(x, np.inf)",
        fooled,
        control=Unproven("it fools only those who compare relative errors"),
    ),
    attack(
        "half-a-bit",
        "return truth values that are neither true nor false",
        "return np.frombuffer(b'\\xff' * len(x), 'u1').view(bool)",
        fooled,
        control=Unproven("it fools only those who compare bytes"),
    ),
    attack(
        "empty",
        "return nothing, which equals nothing",
        "return x[:0]",
        fooled,
        control=Unproven("it fools only those who compare what is there"),
    ),
    attack(
        "spread-out",
        "return one number that fits every shape",
        "return np.float64(np.nan)",
        fooled,
        control=Unproven("it fools only those who spread it"),
    ),
    attack(
        "change-tanh",
        "change a function of NumPy for the other options",
        "np.add = np.multiply = np.tanh = lambda *_: x\nreturn 1",
        control=_ALONE,
    ),
    attack(
        "change-the-errors",
        "let what warns raise for the other options",
        "np.seterr(all='raise')\nreturn 1",
        control=_ALONE,
    ),
    attack(
        "change-the-random-numbers",
        "change the random numbers of the other options",
        "np.random.seed = lambda *_: 1 / 0\nreturn 1",
        control=_ALONE,
    ),
    attack("change-the-inputs", "change the inputs of the other options", "x[:] = 0\nreturn x", control=Control.NAIVE),
    attack(
        "change-the-inputs-later",
        "keep the inputs, and change them when others have them",
        """
        np.kept = getattr(np, 'kept', []) + [x]
        for one in np.kept: one[:] = 7
        return x
        """,
        control=Control.NAIVE,
    ),
    attack(
        "find-the-inputs",
        "change the inputs of the trials that are still to come",
        """
        import gc
        for one in gc.get_objects():
            if type(one) is list:
                for item in one:
                    if type(item) is np.ndarray and item.dtype == float: item[...] = 1
        return x
        """,
        control=_ALONE,
    ),
    attack(
        "guess-by-the-trial",
        "tell the trials apart, and be right on the first",
        """
        np.count = getattr(np, 'count', 0) + 1
        return HONEST if np.count == 1 else x
        """.replace("HONEST", HONEST.removeprefix("return ")),
        fooled,
        control=Control.NAIVE,
    ),
    attack(
        "published-and-hostile",
        "be the published answer, and found right by spoiling the others",
        """
        import builtins
        np.multiply = np.add = lambda *_: 1 / 0
        builtins.float = None
        return x
        """,
        published=1,
        control=_ALONE,
    ),
    attack(
        "never-reach-the-blank",
        "be right whatever stands in the blank",
        "0",
        fooled,
        code=f"def f(x):\n    if len(x) < 0:\n        (あ)\n    return 2 * x + {KEY}\n",
        control=Control.NAIVE,
    ),
    attack(
        "leave-the-program",
        "end the program before the blank is judged",
        "0",
        fooled,
        code="import os\nos._exit(0)\n" + CODE,
        control=Control.NAIVE,
    ),
    attack(
        "unsteady-reference",
        "let the reference agree with everything by chance",
        control=_ALONE,
        reference="def f(x):\n    return np.random.randn(*x.shape)\n",
    ),
    attack(
        "leave-no-memory",
        "hide that another option is right, too, by leaving it no memory",
        """
        class Kept:
            def __init__(self):
                self.me, self.held = self, []
        kept = Kept()
        for _ in range(30):
            junk = [[] for _ in range(1000)]
            more = [junk, [[] for _ in range(3000)]]
        junk = more = None
        try:
            while True: kept.held.append(np.ones(10**6))
        except MemoryError: pass
        RIGHT
        """.replace("RIGHT", HONEST),
        others=(
            f"try: y = np.ones(4 * 10**6)\nexcept MemoryError: return x\n{HONEST}",
            "return x",
        ),
        published=1,
        right=True,
        control=_ALONE,
    ),
    attack(
        "leave-a-mark",
        "hide that another option is right, too, by a mark in memory that is used again",
        """
        for _ in range(50): marks = [np.full(9, 4711.0) for _ in range(50)]
        RIGHT
        """.replace("RIGHT", HONEST),
        others=(
            f"if any((np.empty(9) == 4711.0).any() for _ in range(50)): return x\n{HONEST}",
            "return x",
        ),
        published=1,
        right=True,
        control=_ALONE,
    ),
)
