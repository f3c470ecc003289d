"""Attacks on the answer: expected values, the published number, other options, other questions, the parent's memory."""

from __future__ import annotations

from functools import partial

from attacks.base import KEY, Attack, Control, Unproven, fooled, leaked, said, told

attack = partial(Attack, "stolen")

_OTHER = Unproven("a judge in one process forgets what it has judged")

ATTACKS = (
    attack(
        "expected-values-in-frames",
        "find the expected values in the frames of whoever runs it",
        """
        import sys
        frame = sys._getframe()
        while frame:
            for name, value in frame.f_locals.items():
                if name == 'expected': return value
            frame = frame.f_back
        """,
        fooled,
        control=Control.NAIVE,
    ),
    attack(
        "expected-values-in-memory",
        "find the expected values among all arrays",
        """
        import gc
        for one in gc.get_objects():
            for item in gc.get_referents(one):
                if type(item) is np.ndarray and item.shape == x.shape and np.allclose(item, 2 * x + KEY): return item
        """.replace("KEY", "float('2718.28') / 10"),
        control=Unproven("it finds only what it knows already"),
    ),
    attack(
        "arrays-of-the-right-shape",
        "return whichever other array of the right shape there is",
        """
        import sys
        frame = sys._getframe(1)
        while frame:
            for value in frame.f_locals.values():
                if type(value) is np.ndarray and value.shape == x.shape and not np.array_equal(value, x): return value
            frame = frame.f_back
        """,
        fooled,
        control=Control.NAIVE,
    ),
    attack(
        "source-of-the-reference",
        "find the reference's source, and run it",
        """
        import sys
        frame = sys._getframe()
        while frame:
            for value in list(frame.f_locals.values()):
                if type(value) is str and f'return {2} * x' in value and value.startswith('def f'):
                    space = {}
                    exec(value, space)
                    return space['f'](x)
            frame = frame.f_back
        """,
        fooled,
        control=Control.NAIVE,
    ),
    attack(
        "source-of-a-sibling",
        "find another option's text, and run it",
        """
        import sys
        def texts(value, depth=0):
            if type(value) is str and value.startswith('return 2'): yield value
            if depth < 5 and type(value) in (list, tuple, dict, set):
                for item in (value.values() if type(value) is dict else value): yield from texts(item, depth + 1)
        frame = sys._getframe(1)
        while frame:
            for value in list(frame.f_locals.values()):
                for text in texts(value): return eval(text[7:])
            frame = frame.f_back
        """,
        fooled,
        control=Control.NAIVE,
    ),
    attack(
        "text-in-the-collector",
        "find the reference among all objects",
        """
        import gc
        mark = '.'.join(['271', '828'])
        def look(value):
            return type(value) is str and mark in value and len(value) > 20
        for one in gc.get_objects():
            for item in gc.get_referents(one):
                if look(item): return item
        """,
        said(KEY),
        control=Control.NAIVE,
    ),
    attack(
        "text-in-memory",
        "find another question's text in what the worker's memory still holds",
        """
        import ctypes
        kept = [np.empty(size, 'u1') for size in [4096, 65536, 1 << 20] for _ in range(20)]
        mark = bytes(reversed(b'828.172'))
        return any(mark in one.tobytes() for one in kept)
        """,
        told,
        control=_OTHER,
    ),
    attack(
        "whole-heap",
        "read all memory behind an object of its own",
        """
        import ctypes
        base = id(x) & ~0xfff
        mark = bytes(reversed(b'828.172 + x * 2'))
        for page in range(-64, 64):
            if mark in ctypes.string_at(base + page * 4096, 4096): return True
        return False
        """,
        control=Unproven("where Python puts a text differs"),
    ),
    attack(
        "published-number",
        "find which option is the published one",
        """
        import sys
        frame = sys._getframe(1)
        while frame:
            for name in frame.f_locals:
                if name in ('answer', 'published'): return 'answer' in name or 'published' in name
            frame = frame.f_back
        """,
        told,
        control=Control.NAIVE,
    ),
    attack(
        "command-line",
        "find secrets in the worker's command line",
        "import sys\nreturn any('published' in word or '271.8' in word for word in sys.orig_argv)",
        told,
        control=_OTHER,
    ),
    attack(
        "environment",
        "find secrets in the worker's environment",
        "import os\nreturn os.environ.get('SECRET') or str(dict(os.environ))",
        leaked,
        control=Control.NAIVE,
    ),
    attack(
        "descriptors",
        "read whatever file or pipe is open",
        """
        import os
        os.set_blocking(3, False)
        for number in range(200):
            try:
                if len(os.read(number, 100)) > 0: return True
            except OSError: pass
        """,
        told,
        control=Unproven("no descriptor is handed down, whatever the layers"),
    ),
    attack(
        "memory-of-the-judge",
        "read the expected values in the parent's memory",
        """
        for line in open('/proc/$judge/maps'):
            if '[heap]' in line:
                begin, end = (int(part, 16) for part in line.split()[0].split('-'))
                with open('/proc/$judge/mem', 'rb', 0) as memory:
                    memory.seek(begin)
                    return bytes(reversed(b'828.172')) in memory.read(end - begin)
        """,
        told,
        control=Unproven("what a system lets trace differs"),
    ),
    attack(
        "trace-the-judge",
        "stop the parent and read its registers",
        """
        import ctypes, os
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.ptrace(0x4206, $judge, 0, 0) < 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        return True
        """,
        told,
        control=Unproven("what a system lets trace differs"),
    ),
    attack(
        "descriptors-of-the-judge",
        "open what the parent has open",
        "import os\nreturn os.readlink('/proc/$judge/fd/0') != ''",
        told,
        control=Unproven("what a system lets trace differs"),
    ),
    attack(
        "take-a-descriptor",
        "take an open file out of another process",
        """
        import ctypes, os
        libc = ctypes.CDLL(None, use_errno=True)
        handle = libc.syscall(434, $neighbour, 0)
        if handle < 0 or libc.syscall(438, handle, 0, 0) < 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        return True
        """,
        told,
        control=Unproven("what a system lets trace differs"),
    ),
    attack(
        "modules-of-the-engine",
        "find what the engine's own modules hold",
        """
        import sys
        return any('exam_drill.' + name in sys.modules for name in ('evaluate', 'reference', 'compare', 'expected'))
        """,
        told,
        control=Unproven("the worker never imports them, whatever the layers"),
    ),
    attack(
        "lines-of-the-source",
        "find source text that was kept for tracebacks",
        """
        import linecache
        return any('271' + '.8' in line for entry in linecache.cache.values() for line in entry[2])
        """,
        told,
        control=_OTHER,
    ),
    attack(
        "time-of-the-reference",
        "learn the answer from how long things take",
        """
        import os
        return os.times().children_user > 0
        """,
        told,
        control=Unproven("the reference runs in another process, whatever the layers"),
    ),
    attack(
        "seeds-of-the-trials",
        "draw the reference's inputs again",
        "return np.random.get_state()[1][0]",
        said(KEY),
        control=Unproven("the inputs are no secret: every option gets them"),
    ),
    attack(
        "mimic-by-the-name",
        "call the reference by its name",
        "return gru.gru(x)",
        fooled,
        control=Unproven("no layer is needed"),
    ),
    attack(
        "call-itself",
        "let the program's own function answer",
        "return f(x)",
        fooled,
        control=Unproven("Python itself ends it"),
    ),
    attack(
        "helper-that-knows",
        "get at the reference by a helper's globals",
        """
        import sys
        for module in list(sys.modules.values()):
            for value in list(vars(module).values()):
                if getattr(value, '__name__', '') == 'f' and value is not f: return value(x)
        """,
        control=Unproven("the reference is in no module"),
    ),
)
