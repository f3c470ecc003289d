"""Attacks that end or break the process they run in: the judge must outlive it and say whose doing it was."""

from __future__ import annotations

from functools import partial

from attacks.base import Attack, Control, Unproven

attack = partial(Attack, "crashes", control=Control.NAIVE)

ATTACKS = (
    attack("read-address-zero", "crash by an invalid address", "import ctypes\nctypes.string_at(0)"),
    attack("abort", "end by the C library's alarm", "import os\nos.abort()"),
    attack("exit-at-once", "end without a word, as if all were well", "import os\nos._exit(0)"),
    attack("exit", "end as programs do", "raise SystemExit"),
    attack("kill-itself", "end by a signal that cannot be caught", "import os\nos.kill(os.getpid(), 9)"),
    attack(
        "stop-itself",
        "sleep until somebody wakes it, which nobody does",
        "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
        slow=True,
    ),
    attack("interrupt", "look like somebody's Ctrl-C", "raise KeyboardInterrupt"),
    attack(
        "overflow-the-stack",
        "crash by nesting that C recurses into",
        """
        found = []
        for _ in range(3 * 10**5): found = [found]
        return repr(found), found == [found]
        """,
        control=Unproven("newer Pythons raise RecursionError"),
    ),
    attack(
        "broken-byte-code",
        "crash by code that no compiler would make",
        """
        def victim(): return 1
        victim.__code__ = victim.__code__.replace(co_code=bytes([100, 255] * 20), co_consts=())
        return victim()
        """,
    ),
    attack(
        "free-what-is-in-use",
        "crash by memory that is freed twice",
        """
        import ctypes
        word = ctypes.c_ssize_t.from_address(id(np.float64))
        word.value = 1
        kept = ctypes.py_object(np.float64)
        ctypes.pythonapi.Py_DecRef(kept), ctypes.pythonapi.Py_DecRef(kept)
        import gc
        gc.collect()
        raise SystemExit
        """,
    ),
    attack(
        "overwrite-none",
        "break Python itself",
        """
        import ctypes
        ctypes.memset(id(None), 0, 16)
        """,
    ),
    attack(
        "change-a-number",
        "make 1 another number everywhere",
        """
        import ctypes
        ctypes.memmove(id(1) + 24, id(3) + 24, 4)
        return 1
        """,
    ),
    attack(
        "close-everything",
        "close the sockets of what runs it",
        "import os\nos.closerange(0, 100)\nreturn 1",
        control=Unproven("a judge in one process has no sockets to lose"),
    ),
    attack(
        "close-its-input",
        "shut the job socket and go on",
        """
        import os
        for number in range(3, 64):
            try: os.write(number, b'')
            except OSError: continue
            os.close(number)
        return 1
        """,
        control=Unproven("a judge in one process has no sockets to lose"),
    ),
    attack(
        "no-more-builtins",
        "take away what whoever runs it needs",
        """
        import builtins
        for name in ('len', 'isinstance', 'type', 'str', 'int', 'list', 'dict', 'bool', 'zip', 'map', 'enumerate'):
            delattr(builtins, name)
        """,
        control=Control.NAIVE,
    ),
    attack(
        "no-more-numpy",
        "take away NumPy's own functions",
        """
        for name in list(vars(np)): delattr(np, name)
        """,
    ),
    attack(
        "trap-signal-handlers",
        "crash inside of a signal handler",
        """
        import signal, os
        signal.signal(signal.SIGSEGV, signal.SIG_IGN)
        import ctypes
        ctypes.string_at(0)
        """,
        slow=True,
    ),
    attack("broken-module-table", "leave nothing to import", "import sys\nsys.modules.clear()"),
    attack(
        "object-array-from-numbers",
        "make an array of objects out of plain bytes",
        "return np.ndarray((1,), 'O', buffer=np.array([12345]))[0] + 1",
    ),
)
