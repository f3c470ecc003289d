"""Attacks by what Python shows of itself: frames, modules, collectors, hooks, and the functions of whoever runs it."""

from __future__ import annotations

from functools import partial

from attacks.base import KEY, Attack, Control, Unproven, fooled, made, said, told

attack = partial(Attack, "introspection")

_NO_HOOKS = Unproven("what a child changes in itself ends with it, whatever the layers")

ATTACKS = (
    attack(
        "subclasses",
        "reach the system by the classes that Python knows",
        """
        for one in ().__class__.__base__.__subclasses__():
            if one.__name__ == '_wrap_close':
                one.__init__.__globals__['system']('> ' + $new)
        """,
        made("new"),
    ),
    attack(
        "loader",
        "reach the system by the loader of built-in modules",
        """
        for one in object.__subclasses__():
            if one.__name__ == 'BuiltinImporter':
                return one.load_module('posix').listdir('/') != []
        """,
        told,
    ),
    attack(
        "globals-of-numpy",
        "reach the system by a module that NumPy has imported",
        "return np.testing.__dict__['verbose'].__class__ and np.lib._utils_impl.os.listdir('/') != []",
        told,
    ),
    attack(
        "builtins-of-a-frame",
        "reach the builtins by the frame of whoever called",
        """
        import sys
        return sys._getframe(1).f_builtins['open']($secret).read() != ''
        """,
        told,
    ),
    attack(
        "builtins-of-an-exception",
        "reach the caller's frame by a traceback",
        """
        try:
            1 / 0
        except ZeroDivisionError as error:
            frame = error.__traceback__.tb_frame
        while frame.f_back: frame = frame.f_back
        return frame.f_builtins['open']($secret).read() != ''
        """,
        told,
    ),
    attack(
        "builtins-of-a-generator",
        "reach the builtins by a generator's frame, without a double underscore",
        """
        frame = (0 for _ in ()).gi_frame
        return frame.f_builtins['open']($secret).read() != ''
        """,
        told,
    ),
    attack(
        "attributes-by-format",
        "read what whoever runs it knows by a format text, without naming an attribute",
        """
        def look():
            yield '{0.gi_frame.f_back.f_back.f_back.f_locals}'.format(me)
        me = look()
        return next(me)
        """,
        said(KEY),
        control=Control.NAIVE,
    ),
    attack(
        "attributes-by-getattr",
        "reach the system by names that are put together",
        """
        for one in getattr(getattr((), '__cla' + 'ss__'), '__ba' + 'se__').__subclasses__():
            if one.__name__ == 'BuiltinImporter':
                getattr(one, 'load_' + 'module')('posix').mkdir($new)
        """,
        made("new"),
    ),
    attack(
        "evaluate-a-text",
        "run a text that nobody looked at",
        "return eval('__imp' + 'ort__(\"os\")').listdir('/') != []",
        told,
    ),
    attack(
        "compile-a-text",
        "compile a text that nobody looked at",
        "exec(compile('import os; os.mkdir(' + repr($new) + ')', '', 'exec'))",
        made("new"),
    ),
    attack(
        "import-by-numpy",
        "import by a helper of NumPy",
        "import importlib\nreturn importlib.import_module('os').listdir('/') != []",
        told,
    ),
    attack(
        "import-hook",
        "take over every later import",
        """
        import builtins, os
        builtins.__import__ = lambda *_, **__: os
        """,
        control=_NO_HOOKS,
    ),
    attack(
        "path-hook",
        "take over the search for modules",
        """
        import sys
        class Finder:
            def find_spec(self, *_): raise SystemExit
        sys.meta_path.insert(0, Finder())
        """,
        control=_NO_HOOKS,
    ),
    attack(
        "fake-module",
        "give NumPy's name to something else",
        """
        import sys
        class Fake:
            def __getattr__(self, name): return lambda *_, **__: True
        sys.modules['numpy'] = sys.modules['json'] = Fake()
        return 1
        """,
        control=_NO_HOOKS,
    ),
    attack(
        "trace",
        "be called at every line of whoever runs it",
        """
        import sys
        def spy(frame, *_):
            for name in frame.f_locals:
                if name in ('expected', 'outcomes'): raise SystemExit
            return spy
        sys.settrace(spy)
        sys._getframe(1).f_trace = spy
        return 1
        """,
        control=_NO_HOOKS,
    ),
    attack(
        "profile",
        "be called at every function of whoever runs it",
        """
        import sys
        def spy(frame, event, argument):
            if event == 'return': frame.f_locals.clear()
        sys.setprofile(spy)
        return 1
        """,
        control=_NO_HOOKS,
    ),
    attack(
        "audit",
        "stop whoever runs it at every event of the interpreter",
        """
        import sys
        def spy(*_): raise SystemExit
        sys.addaudithook(spy)
        return 1
        """,
        control=_NO_HOOKS,
    ),
    attack(
        "exception-hooks",
        "be called when anything fails",
        """
        import sys, threading
        sys.excepthook = sys.unraisablehook = threading.excepthook = lambda *_: None
        class Bad:
            def __del__(self): raise ValueError
        return 1 if Bad() else 0
        """,
        control=_NO_HOOKS,
    ),
    attack(
        "handlers-of-signals",
        "take over after its time by a timer",
        """
        import signal
        def again(*_): raise ValueError
        signal.signal(signal.SIGALRM, again)
        signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
        return 1
        """,
        control=_NO_HOOKS,
    ),
    attack(
        "collector-callbacks",
        "be called by the garbage collector in the middle of the reporting",
        """
        import gc, sys
        def again(*_): raise SystemExit
        gc.callbacks.append(again)
        gc.set_threshold(1)
        return 1
        """,
        control=_NO_HOOKS,
    ),
    attack(
        "patched-builtins",
        "change what whoever runs it compares by",
        """
        import builtins
        builtins.all = builtins.any = builtins.bool = builtins.isinstance = lambda *_: True
        builtins.type = lambda *_: float
        return x
        """,
        control=_NO_HOOKS,
    ),
    attack(
        "patched-comparison",
        "change NumPy's comparisons",
        """
        np.allclose = np.array_equal = np.isclose = lambda *_, **__: True
        return 0
        """,
        fooled,
        control=Control.NAIVE,
    ),
    attack(
        "patched-kernels",
        "change NumPy's functions by the table of its operators",
        """
        import ctypes
        def yes(*_, **__): return np.True_
        np.abs = np.absolute = np.subtract = np.less_equal = np.all = yes
        np.allclose = yes
        return 0
        """,
        fooled,
        control=Control.NAIVE,
    ),
    attack(
        "patched-json",
        "change how the results are written",
        """
        import json
        json.dumps = json.JSONEncoder.iterencode = lambda *_, **__: '{"done": true}'
        return 1
        """,
        control=_NO_HOOKS,
    ),
    attack(
        "change-a-class",
        "change a class of Python's own by its memory",
        """
        import ctypes, gc
        table = gc.get_referents(float.__dict__)[0]
        table['__eq__'] = lambda *_: True
        table['is_integer'] = lambda *_: True
        ctypes.pythonapi.PyType_Modified(ctypes.py_object(float))
        return 1.5
        """,
        control=_NO_HOOKS,
    ),
    attack(
        "codecs",
        "take over the encoding of texts",
        """
        import codecs
        codecs.register(lambda name: 1 / 0)
        'x'.encode('no-such-encoding')
        """,
        control=_NO_HOOKS,
    ),
    attack(
        "rerun-the-runner",
        "run the program again with what whoever runs it has",
        """
        import sys
        frame = sys._getframe()
        while frame and frame.f_code.co_name not in ('_run_options', '_run_trials', '_serve'): frame = frame.f_back
        names = dict(frame.f_locals) if frame else {}
        names['header']['options'].append([2, 'return 0'])
        return 1
        """,
        control=_NO_HOOKS,
    ),
)
