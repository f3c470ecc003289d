"""Attacks on memory: a lot at once, little by little, memory that is only promised, and output."""

from __future__ import annotations

from functools import partial

from attacks.base import WOULD_HURT, Attack, Control, Unproven, told

_LIMITS = frozenset({"memory"})
attack = partial(Attack, "memory", control=WOULD_HURT, held_by=_LIMITS)
_PARENT = Unproven("the limit of the output is the parent's, whatever the layers")

ATTACKS = (
    attack(
        "a-little-too-much",
        "use more memory than it may, and no more than the machine has",
        "return bool(np.ones(9 * 10**6)[-1])",
        told,
        control=Control.BARE,
        held_by=frozenset(),
    ),
    attack("hundred-gigabytes", "ask for more than the machine has", "return np.zeros(10**11 // 8)"),
    attack(
        "hundred-gigabytes-in-use", "ask for more than the machine has, and write to it", "return np.ones(10**11 // 8)"
    ),
    attack(
        "little-by-little", "fill the machine in small pieces", "kept = []\nwhile True: kept.append(np.ones(10**5))"
    ),
    attack("doubling-text", "fill the machine with one text", "text = 'x'\nwhile True: text += text"),
    attack("doubling-list", "fill the machine with one list", "kept = [0]\nwhile True: kept *= 2"),
    attack("huge-integer", "fill the machine with one number", "return 1 << 10**12"),
    attack("huge-range", "fill the machine with a list of numbers", "return list(range(10**10))"),
    attack("huge-format", "fill the machine by a width in a format", "return f'{1:{10**11}d}'"),
    attack(
        "caught-and-repeated",
        "fill the machine again and again, whatever is raised",
        """
        kept = []
        for _ in range(200):
            try:
                while True: kept.append(bytearray(10**6))
            except MemoryError:
                kept = kept[:len(kept) // 2]
        return len(kept)
        """,
        slow=True,
    ),
    attack(
        "kept-in-the-exception",
        "leave the memory to the exception that tells of it",
        """
        kept = [np.ones(10**6)]
        raise ValueError(kept, [np.ones(5 * 10**6)])
        """,
        control=Unproven("what an exception holds ends with its child, whatever the layers"),
        held_by=frozenset(),
    ),
    attack(
        "sparse-mapping",
        "reserve memory that is only used later",
        """
        import mmap
        kept = [mmap.mmap(-1, 1 << 36) for _ in range(3)]
        for one in kept:
            for place in range(0, 1 << 36, 1 << 22): one[place] = 1
        """,
    ),
    attack(
        "grow-the-stack",
        "fill the stack of the C library",
        """
        import threading
        threading.stack_size(1 << 36)
        threading.Thread(target=print).start()
        """,
    ),
    attack(
        "fan-out-of-views",
        "make a small array look huge, and return it",
        "return np.broadcast_to(1.0, (10**7, 10**7))",
        control=_PARENT,
        held_by=frozenset(),
    ),
    attack(
        "just-too-much-output",
        "return more than is read",
        "return np.zeros((1 << 20) // 8 + 1)",
        control=_PARENT,
        held_by=frozenset(),
    ),
    attack(
        "too-many-values",
        "return a list of a million numbers",
        "return [0] * 10**6",
        control=_PARENT,
        held_by=frozenset(),
    ),
    attack(
        "too-long-a-text",
        "return a text of ten million characters",
        "return 'x' * 10**7",
        control=_PARENT,
        held_by=frozenset(),
    ),
    attack(
        "list-of-itself",
        "return a list that never ends",
        "found = []\nfound.append(found)\nreturn found",
        control=_PARENT,
        held_by=frozenset(),
    ),
    attack(
        "tree-of-itself",
        "return a list that doubles at every level",
        "found = [0]\nfor _ in range(60): found = [found, found]\nreturn found",
        control=_PARENT,
        held_by=frozenset(),
    ),
    attack(
        "shared-rows",
        "return one row a hundred thousand times",
        "row = np.zeros(10**5)\nreturn [row] * 10**5",
        control=_PARENT,
        held_by=frozenset(),
    ),
    attack(
        "long-exception",
        "raise a message of a hundred megabytes",
        "raise ValueError('x' * 10**7)",
        control=_PARENT,
        held_by=frozenset(),
    ),
    attack(
        "deep-recursion",
        "call itself without end",
        "def again(): return again()\nreturn again()",
        control=Unproven("Python itself ends it"),
        held_by=frozenset(),
    ),
    attack(
        "deep-recursion-allowed",
        "call itself until the stack of the C library ends",
        """
        import sys
        sys.setrecursionlimit(10**9)
        def again(): return again()
        return again()
        """,
        slow=True,
        control=Control.NAIVE,
        held_by=frozenset(),
    ),
)
