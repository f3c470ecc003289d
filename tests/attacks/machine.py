"""Attacks that outlive their child or use up what everybody shares: processes, threads, descriptors, output."""

from __future__ import annotations

from functools import partial

from attacks.base import WOULD_HURT, Attack, Control, Unproven, made

attack = partial(Attack, "machine")

_THREADS = Unproven("a thread ends with its process, whatever the layers")
_PARENT = Unproven("the limits of the output are the parent's, whatever the layers")
_ADOPTED = Unproven("it would end the tests")
_PROCESSES = frozenset({"system calls", "process namespace"})
_LEAVES = Unproven("the worker ends what it adopts, whatever the layers")

ATTACKS = (
    attack(
        "leave-a-process",
        "go on in a process after its own has ended",
        """
        import os, time
        if os.fork() == 0:
            time.sleep(3600)
            os._exit(0)
        return 1
        """,
        control=Control.NAIVE,
    ),
    attack(
        "leave-a-grandchild",
        "go on in a process that is nobody's child any more",
        """
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(3600)
            os._exit(0)
        os.wait()
        return 1
        """,
        control=Control.NAIVE,
    ),
    attack(
        "leave-a-stubborn-process",
        "go on in a process that no gentle signal ends",
        """
        import os, signal, time
        if os.fork() == 0:
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGXCPU):
                signal.signal(number, signal.SIG_IGN)
            os.setsid(), os.closerange(0, 100)
            while True: time.sleep(1)
        return 1
        """,
        control=Control.NAIVE,
    ),
    attack(
        "leave-a-program",
        "go on as another program",
        """
        import os
        if os.fork() == 0:
            os.execv('/bin/sleep', ['sleep', '3600'])
        return 1
        """,
        control=_LEAVES,
    ),
    attack(
        "leave-without-a-parent",
        "end the worker first, so that nobody ends what is left",
        """
        import os, time
        if os.fork() == 0:
            os.setsid()
            time.sleep(0.2)
            open($new, 'w').write('still here')
            time.sleep(3600)
        os.kill(os.getppid(), 9)
        time.sleep(3600)
        """,
        made("new"),
        control=_ADOPTED,
        held_by=_PROCESSES,
    ),
    attack(
        "leave-a-thread",
        "go on in a thread",
        """
        import threading, time
        threading.Thread(target=time.sleep, args=(3600,)).start()
        return 1
        """,
        control=_THREADS,
    ),
    attack(
        "leave-a-daemon-thread",
        "go on in a thread that nobody waits for",
        """
        import threading, time
        threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
        return 1
        """,
        control=_THREADS,
    ),
    attack(
        "no-death-signal",
        "refuse to end with its parent",
        """
        import ctypes, os
        done = ctypes.CDLL(None, use_errno=True).prctl(1, 0, 0, 0, 0)
        if done < 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        return 1
        """,
        control=Unproven("the parent ends it by name, whatever the layers"),
    ),
    attack(
        "at-exit",
        "go on when the interpreter ends",
        """
        import atexit
        atexit.register(lambda: open($new, 'w').write('x'))
        return 1
        """,
        made("new"),
        control=Unproven("a child ends without its exit handlers, whatever the layers"),
    ),
    attack(
        "finaliser",
        "go on when its objects are deleted",
        """
        class Last:
            def __del__(self):
                while True: pass
        np.last = Last()
        return 1
        """,
        control=Unproven("a child ends without its finalisers, whatever the layers"),
    ),
    attack(
        "fork-bomb",
        "become so many that nothing else runs",
        "import os\nwhile True: os.fork()",
        control=WOULD_HURT,
        held_by=frozenset({"system calls"}),
    ),
    attack(
        "patient-fork-bomb",
        "become many whenever a place is free",
        """
        import os
        while True:
            try: os.fork()
            except OSError: pass
        """,
        control=WOULD_HURT,
        held_by=frozenset({"system calls"}),
        slow=True,
    ),
    attack(
        "thread-bomb",
        "start threads until nothing else runs",
        """
        import threading, time
        while True: threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        """,
        control=WOULD_HURT,
        held_by=frozenset({"system calls", "processes"}),
    ),
    attack(
        "use-up-descriptors",
        "open files until nobody can",
        """
        import os
        while True: os.dup(0)
        """,
        control=WOULD_HURT,
        held_by=frozenset({"system calls", "open files"}),
    ),
    attack(
        "use-up-pipes",
        "fill the kernel's memory by pipes",
        """
        import os
        while True: os.write(os.pipe()[1], bytes(65536))
        """,
        control=WOULD_HURT,
        held_by=frozenset({"system calls", "open files"}),
    ),
    attack(
        "fill-the-disk",
        "fill the disk",
        """
        with open($new, 'wb') as file:
            for _ in range(100): file.write(bytes(10**6))
        """,
        made("new"),
    ),
    attack(
        "flood-the-output",
        "fill the terminal or the disk by printing",
        """
        import os, sys
        for _ in range(2000): print('noise' * 10000)
        os.write(1, b'noise')
        sys.__stdout__.write('noise')
        return 1
        """,
        control=_PARENT,
    ),
    attack(
        "flood-the-errors",
        "fill the parent's pipe for errors until it hangs",
        """
        import os, sys
        for _ in range(2000): sys.stderr.write('noise' * 10000)
        os.write(2, b'noise' * 100000)
        return 1
        """,
        control=_PARENT,
    ),
    attack(
        "flood-of-warnings",
        "fill the memory by warnings",
        """
        import warnings
        for number in range(20000): warnings.warn(f'{number}' * 100)
        return 1
        """,
        control=_PARENT,
    ),
    attack(
        "all-processors",
        "use all processors at once",
        """
        import os
        os.sched_setaffinity(0, range(64))
        return 1
        """,
        control=Unproven("a child has one thread, whatever the layers"),
    ),
)
