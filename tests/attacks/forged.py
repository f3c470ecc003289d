"""Attacks on the verdict: forged frames, objects that equal everything, changes that other options are to suffer from."""

from __future__ import annotations

from functools import partial

from attacks.base import CODE, HONEST, KEY, Attack, Control, Unproven, fooled

attack = partial(Attack, "forged")

_FRAMES = Unproven("a judge in one process has no frames")
# Finds the socket to the parent, and sends what `frames` holds: header and body of each.
_SEND = """
import gc, json, socket, struct, sys
found = [one for one in gc.get_objects() if type(one) is socket.socket]
def send(header, body=b''):
    text = header if type(header) is bytes else json.dumps(header).encode()
    data = struct.pack('>IQ', len(text), len(body)) + text + body
    for one in found: one.sendall(data)
"""
_RIGHT = "{'option': 1, 'outcomes': [{'ending': 'returned', 'value': ['n'], 'reached': True}]}"


def _sends(*statements: str) -> str:
    return _SEND.strip() + "\n" + "\n".join(statements) + "\n"


_OUT = "import os\nos._exit(0)"

ATTACKS = (
    attack(
        "answer-for-itself",
        "send its own result before it has run",
        _sends(f"send({_RIGHT})", "send({'done': True})", "return 1"),
        control=_FRAMES,
    ),
    attack(
        "answer-for-another",
        "send a result in another option's name",
        _sends(
            "send({'option': 2, 'outcomes': [{'ending': 'raised', 'error': ['E', '', '', '', 0, 0, '']}]})",
            "send({'option': 3, 'outcomes': [{'ending': 'returned', 'value': ['n']}]})",
            "return 1",
        ),
        control=_FRAMES,
    ),
    attack(
        "answer-twice",
        "send a second result",
        _sends(f"send({_RIGHT})", f"send({_RIGHT})", "return 1"),
        control=_FRAMES,
    ),
    attack(
        "say-done-early",
        "say that all is done before anything was",
        _sends("send({'done': True})", "import time", "time.sleep(60)"),
        control=_FRAMES,
    ),
    attack(
        "say-ready-again",
        "change what the parent knows of the lockdown",
        _sends("send({'ready': {'system calls': 'left out'}})", _OUT),
        control=_FRAMES,
    ),
    attack(
        "say-broken", "blame the runner", _sends("send({'broken': 'Sandbox\\x1b[2J' * 10**5})", _OUT), control=_FRAMES
    ),
    attack(
        "no-frame",
        "send bytes that are no frame",
        _sends("for one in found: one.sendall(b'\\xff' * 100)", _OUT),
        control=_FRAMES,
    ),
    attack(
        "half-a-frame",
        "send half of a frame and wait",
        _sends("for one in found: one.sendall(struct.pack('>IQ', 100, 100) + b'{')", "import time", "time.sleep(60)"),
        control=_FRAMES,
        slow=True,
    ),
    attack(
        "drops",
        "send a frame byte by byte, to be waited for for ever",
        _sends(
            "import time",
            f"text = json.dumps({_RIGHT}).encode()",
            "data = struct.pack('>IQ', len(text), 0) + text",
            "for byte in data:",
            "    found[0].sendall(bytes([byte]))",
            "    time.sleep(0.1)",
        ),
        control=_FRAMES,
        slow=True,
    ),
    attack(
        "flood-of-frames", "fill the parent's memory by frames", _sends(f"while True: send({_RIGHT})"), control=_FRAMES
    ),
    attack(
        "flood-of-bytes",
        "fill the parent's memory by one frame",
        _sends("send({'option': 1, 'outcomes': []}, b'x' * (60 << 20))", _OUT),
        control=_FRAMES,
    ),
    attack(
        "announce-exabytes",
        "let the parent make room for what never comes",
        _sends("found[0].sendall(struct.pack('>IQ', 2, 1 << 60) + b'{}')", _OUT),
        control=_FRAMES,
    ),
    attack(
        "swollen-header",
        "fill the parent's memory by what a header unfolds to",
        _sends("send(b'{\"option\":1,\"outcomes\":[' + b'[],' * (2 << 20) + b'[]]}')", _OUT),
        control=_FRAMES,
    ),
    attack("deep-header", "overflow the parent's stack", _sends("send(b'[' * 10**6)", _OUT), control=_FRAMES),
    attack(
        "huge-number",
        "let the parent read a number of a million digits",
        _sends("send(b'{\"option\":' + b'9' * 10**6 + b'}')", _OUT),
        control=_FRAMES,
    ),
    attack(
        "no-number",
        "send numbers that JSON has not",
        _sends(
            'send(b\'{"option":1,"outcomes":[{"ending":"returned","value":["f",NaN]},{"ending":"returned","value":["f",-Infinity]}]}\')',
            _OUT,
        ),
        control=_FRAMES,
    ),
    attack(
        "array-of-objects",
        "send an array of pointers",
        _sends(
            "send({'option': 1, 'outcomes': [{'ending': 'returned', 'value': ['a', '|O', [1], 0]}]}, bytes(8))", _OUT
        ),
        control=_FRAMES,
    ),
    attack(
        "array-past-the-body",
        "send an array that reaches past what was sent",
        _sends(
            "send({'option': 1, 'outcomes': [{'ending': 'returned', 'value': ['a', '<f8', [10**6], 0]}]}, bytes(8))",
            _OUT,
        ),
        control=_FRAMES,
    ),
    attack(
        "array-of-huge-shape",
        "send nothing in a shape that multiplies to more than there is",
        _sends(
            "send({'option': 1, 'outcomes': [{'ending': 'returned', 'value': ['a', '<f8', [0, 1 << 62, 1 << 62], 0]}]})",
            _OUT,
        ),
        control=_FRAMES,
    ),
    attack(
        "same-bytes-again",
        "name the same bytes a hundred thousand times",
        _sends(
            "send({'option': 1, 'outcomes': [{'ending': 'returned', 'value': ['l', [['a', '<f8', [1000], 0]] * 10**5]}]}, bytes(8000))",
            _OUT,
        ),
        control=_FRAMES,
    ),
    attack(
        "unknown-limit",
        "claim a limit that nobody knows",
        _sends(
            "send({'option': 1, 'outcomes': [{'ending': 'refused', 'limit': '\\x1b[2J{0}', 'amount': '\\u202e'}]})",
            _OUT,
        ),
        control=_FRAMES,
    ),
    attack(
        "unknown-ending",
        "claim to have ended as nothing ends",
        _sends("send({'option': 1, 'outcomes': [{'ending': 'proven', 'value': ['n']}]})", _OUT),
        control=_FRAMES,
    ),
    attack(
        "claim-a-kill",
        "claim to have been killed, which only the parent can know",
        _sends(
            "send({'option': 1, 'outcomes': [{'ending': 'killed', 'error': ['E', 'm', 'option', 'あ', 1, 1, '']}]})",
            _OUT,
        ),
        control=_FRAMES,
    ),
    attack(
        "line-nobody-has",
        "name a line that no program has",
        _sends(
            "send({'option': 1, 'outcomes': [{'ending': 'raised', 'error': ['E', 'm', 'code', '', 10**300, -10**300, 'n']}]})",
            _OUT,
        ),
        control=_FRAMES,
    ),
    attack(
        "blank-nobody-has",
        "name a blank that the question has not",
        _sends(
            "send({'option': 1, 'outcomes': [{'ending': 'raised', 'error': ['NameError', 'm', 'option', '\\u202e' * 99, 5, 5, '\\x1b[2J' * 99]}]})",
            _OUT,
        ),
        control=_FRAMES,
    ),
    attack(
        "arguments-nobody-has",
        "claim to have changed inputs that the question has not",
        _sends(
            "send({'option': 1, 'outcomes': [{'ending': 'returned', 'value': ['n'], 'arguments': {'\\x1b[2J': ['n'], 'y' * 10**5: ['o', '\\x1b']}}]})",
            _OUT,
        ),
        control=_FRAMES,
    ),
    attack(
        "blame-the-question",
        "claim that the question's own text is no program, so that nothing is judged",
        _sends(
            "send({'option': 1, 'outcomes': [{'ending': 'unparsed', 'error': ['SyntaxError', 'm', 'code', '', 1, 1, '']}]})",
            "send({'done': True})",
            _OUT,
        ),
        control=_FRAMES,
    ),
    attack(
        "claim-the-policy",
        "claim that the policy refused it, in words of its own",
        _sends(
            "send({'option': 1, 'outcomes': [{'ending': 'refused', 'limit': 'policy', 'amount': '', 'error': ['\\x1b', '{x}', 'code', '', 1, 1, '{0.x}']}]})",
            _OUT,
        ),
        control=_FRAMES,
    ),
    attack(
        "keep-the-line-open",
        "say that it is done, and stay",
        _sends("send({'option': 1, 'outcomes': []})", "send({'done': True})", "while True: pass"),
        control=_FRAMES,
    ),
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
        control=_FRAMES,
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
        control=_FRAMES,
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
        control=_FRAMES,
    ),
    attack(
        "change-the-errors",
        "let what warns raise for the other options",
        "np.seterr(all='raise')\nreturn 1",
        control=_FRAMES,
    ),
    attack(
        "change-the-random-numbers",
        "change the random numbers of the other options",
        "np.random.seed = lambda *_: 1 / 0\nreturn 1",
        control=_FRAMES,
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
        control=_FRAMES,
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
        control=_FRAMES,
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
        "forge-the-reference",
        "let the reference send frames of its own",
        control=_FRAMES,
        reference=_sends("send({'failed': 'shape', 'name': '\\x1b'})", "import os", "os._exit(0)")
        + CODE.replace("(あ)", "return x"),
    ),
    attack(
        "forge-the-helpers",
        "let the reference give helpers that nobody cut",
        control=_FRAMES,
        reference=_sends(
            "send({'outcomes': [], 'unsteady': 10**300, 'helpers': 'import os'})", "import os", "os._exit(0)"
        )
        + CODE.replace("(あ)", "return x"),
    ),
    attack(
        "unsteady-reference",
        "let the reference agree with everything by chance",
        control=_FRAMES,
        reference="def f(x):\n    return np.random.randn(*x.shape)\n",
    ),
)
