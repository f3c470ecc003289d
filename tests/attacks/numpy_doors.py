"""Attacks by NumPy's own doors: files, pickles, pointers, arrays of objects, views past the end of the memory."""

from __future__ import annotations

from functools import partial

from attacks.base import Attack, Control, Unproven, leaked, made, told

attack = partial(Attack, "numpy")

_PICKLE = "b'cposix\\nmkdir\\n(V' + $new.encode() + b'\\ntR.'"

ATTACKS = (
    attack(
        "load-a-pickle",
        "run what a pickle says",
        """
        import io
        file = io.BytesIO()
        np.lib.format.write_array_header_1_0(file, {'descr': '|O', 'fortran_order': False, 'shape': ()})
        file.write(PICKLE), file.seek(0)
        np.load(file, allow_pickle=True)
        """.replace("PICKLE", _PICKLE),
        made("new"),
    ),
    attack("load-a-file", "read a file as text", "return str(np.loadtxt($secret, dtype=str))", leaked),
    attack("generate-from-a-file", "read a file as a table", "return str(np.genfromtxt($secret, dtype=str))", leaked),
    attack("read-raw-bytes", "read a file as numbers", "return np.fromfile($secret, 'u1').tobytes().decode()", leaked),
    attack(
        "read-by-pattern",
        "read a file by a regular expression",
        "return str(np.fromregex($secret, '(.+)', [('a', 'U99')]))",
        leaked,
    ),
    attack("map-a-file", "read a file as memory", "return bytes(np.memmap($secret, mode='r')).decode()", leaked),
    attack("map-a-file-to-write", "change a file as memory", "np.memmap($new, mode='w+', shape=(4,))", made("new")),
    attack(
        "save", "write an array to a file", "np.save($new, x)\nimport os\nos.rename($new + '.npy', $new)", made("new")
    ),
    attack("save-text", "write a text to a file", "np.savetxt($new, x)", made("new")),
    attack("array-to-file", "write raw bytes to a file", "x.tofile($new)", made("new")),
    attack("dump", "write a pickle to a file", "x.dump($new)", made("new")),
    attack(
        "open-a-map-by-format",
        "make a file by the format's own function",
        "np.lib.format.open_memmap($new, 'w+', shape=(4,))",
        made("new"),
    ),
    attack(
        "data-source",
        "open a file or address by NumPy's helper",
        "return np.lib.npyio.DataSource().open($secret).read()",
        leaked,
    ),
    attack(
        "load-a-library",
        "load a library of machine code",
        "return np.ctypeslib.load_library('libc.so.6', '/lib').getpid() > 0",
        told,
        control=Unproven("systems name their libraries differently"),
    ),
    attack(
        "pointer-to-anything",
        "read memory by an interface that names an address",
        """
        class Anywhere:
            __array_interface__ = {'shape': (8,), 'typestr': '|u1', 'data': (id(None), True), 'version': 3}
        np.asarray(Anywhere()).sum()
        class Nowhere:
            __array_interface__ = {'shape': (8,), 'typestr': '|u1', 'data': (8, False), 'version': 3}
        np.asarray(Nowhere())[:] = 0
        """,
        control=Control.NAIVE,
    ),
    attack(
        "view-past-the-end",
        "read memory behind an array",
        "return np.lib.stride_tricks.as_strided(x, (10**9,), (8,)).sum()",
        control=Control.NAIVE,
    ),
    attack(
        "view-backwards",
        "write memory before an array",
        """
        view = np.lib.stride_tricks.as_strided(x, (2,), (-(1 << 40),))
        view[:] = 0
        """,
        control=Control.NAIVE,
    ),
    attack(
        "set-strides",
        "move an array's own strides",
        """
        x.strides = (1 << 40,)
        return x.sum()
        """,
        control=Unproven("newer versions of NumPy refuse it"),
    ),
    attack(
        "view-as-objects",
        "take numbers for objects",
        "return np.array([12345] * 4).view('O')[0]",
        control=Unproven("versions of NumPy differ"),
    ),
    attack(
        "buffer-as-objects",
        "take numbers for objects by a buffer",
        "return repr(np.frombuffer(b'12345678' * 4, 'O'))",
        control=Unproven("versions of NumPy differ"),
    ),
    attack(
        "objects-by-structure",
        "take numbers for objects by a field of a structure",
        "return repr(np.ndarray((1,), np.dtype([('a', 'O')]), np.array([4711]))[0])",
        control=Control.NAIVE,
    ),
    attack(
        "set-the-state",
        "give an array a state that no array has",
        """
        y = np.array([None])
        y.__setstate__((1, (1,), np.dtype('O'), False, [12345]))
        np.dtype('f8').__setstate__((3, '<', None, None, None, 1 << 30, 8, 63))
        return np.zeros(4).sum()
        """,
        control=Unproven("versions of NumPy differ"),
    ),
    attack(
        "reconstruct",
        "rebuild an array as unpickling does",
        """
        y = np._core.multiarray._reconstruct(np.ndarray, (0,), b'O')
        y.__setstate__((1, (9,), np.dtype('u1'), False, b'x' * 9))
        return y
        """,
        control=Unproven("versions of NumPy differ"),
    ),
    attack(
        "free-the-memory-in-use",
        "resize an array that others look at",
        """
        y = np.ones(10**6)
        view = memoryview(y)[10**5:]
        y.resize(1, refcheck=False)
        view[10**5] = 1.0
        """,
        control=Unproven("Python refuses it"),
    ),
    attack(
        "generator-by-pointer",
        "call machine code by a random generator's pointers",
        """
        import ctypes
        return ctypes.CFUNCTYPE(ctypes.c_uint64, ctypes.c_void_p)(8)(None)
        """,
        control=Control.NAIVE,
    ),
    attack(
        "error-callback",
        "be called from inside of NumPy's loops",
        """
        def call(*_): open($new, 'w')
        np.seterrcall(call), np.seterr(all='call')
        return np.ones(2) / 0
        """,
        made("new"),
    ),
    attack(
        "print-callback",
        "be called when somebody prints an array",
        """
        def call(*_): open($new, 'w')
        np.set_printoptions(formatter={'all': call})
        return str(x)
        """,
        made("new"),
    ),
    attack(
        "function-of-objects",
        "run Python inside of a loop over objects",
        "return np.frompyfunc(lambda name: open(name).read(), 1, 1)($secret)",
        leaked,
    ),
    attack(
        "string-of-a-test",
        "let NumPy's test helpers run a text",
        "np.testing.rundocs.__globals__['os'].mkdir($new)",
        made("new"),
    ),
    attack(
        "compile-fortran",
        "let NumPy start a compiler",
        "import numpy.f2py\nreturn numpy.f2py.compile('end', 'made') == 0",
        control=Unproven("it needs a compiler"),
    ),
    attack(
        "show-configuration",
        "learn how the machine is built",
        "np.show_config()\nnp.show_runtime()\nreturn 1",
        control=Unproven("what it prints goes nowhere"),
    ),
)
