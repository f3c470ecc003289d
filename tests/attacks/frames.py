"""Attacks on the wire: a program finds its line to the parent and sends frames of its own."""

from __future__ import annotations

from functools import partial

from attacks.base import CODE, Attack, Unproven

_SEND = """
import gc, json, os, struct, time
found = []
for number in range(3, 64):
    try: os.write(number, b'')
    except OSError: continue
    found.append(number)
def raw(data):
    for number in found:
        sent = 0
        while sent < len(data): sent += os.write(number, data[sent:])
def send(header, body=b''):
    text = header if type(header) is bytes else json.dumps(header).encode()
    raw(struct.pack('>IQ', len(text), len(body)) + text + body)
jobs = [found for found in gc.get_objects() if type(found) is dict and {'options', 'cases'} <= found.keys()]
key = jobs[0]['options'][0][0] if jobs else 1
def outcome(ending, body=b'', option=key, **fields):
    send({'option': option, 'outcomes': [{'ending': ending, 'reached': ['あ'], **fields}]}, body)
def raised(*error):
    outcome('raised', error=list(error))
def returned(*value, body=b'', **fields):
    outcome('returned', body, value=list(value), **fields)
"""
_NO_FRAMES = Unproven("a judge in one process has no frames")

attack = partial(Attack, "frames", control=_NO_FRAMES)


def _sends(*statements: str) -> str:
    """A program that sends by what `_SEND` defines, and then leaves without a word."""
    return "\n".join((_SEND.strip(), *statements, "os._exit(0)"))


def _reference(*statements: str) -> str:
    """A reference that does so while it is loaded."""
    return _sends(*statements) + "\n" + CODE.replace("(あ)", "return x")


ATTACKS = (
    # ── results of its own making ──
    attack(
        "answer-for-itself", "send its own result before it has run", _sends("returned('n')", "send({'done': True})")
    ),
    attack(
        "answer-for-another", "send a result in another option's name", _sends("outcome('unparsed', option=['あ', 2])")
    ),
    attack("answer-twice", "send a second result", _sends("returned('n')", "returned('n')")),
    attack("say-done-early", "say that all is done before anything was", _sends("send({'done': True})")),
    attack(
        "keep-the-line-open",
        "say that it is done, and stay",
        _sends("returned('n')", "send({'done': True})", "while True: pass"),
    ),
    attack(
        "say-ready-again",
        "change what the parent knows of the lockdown",
        _sends("send({'ready': {'system calls': 'left out'}})"),
    ),
    attack("say-broken", "blame the runner", _sends("send({'broken': 'Sandbox\\x1b[2J' * 10**5})")),
    attack(
        "claim-a-kill", "claim to have been killed", _sends("outcome('killed', error=['E'] + [''] * 3 + [1, 1, ''])")
    ),
    attack("unknown-ending", "claim to have ended as nothing ends", _sends("outcome('proven', value=['n'])")),
    attack(
        "unknown-limit",
        "claim a limit that nobody knows",
        _sends("outcome('refused', limit='\\x1b[2J{0}', amount='\\u202e')"),
    ),
    attack(
        "claim-the-policy",
        "claim that the policy refused the question's own text, so that nothing is judged",
        _sends("outcome('refused', limit='policy', amount='', error=['\\x1b', '{x}', 'code', '', 1, 1, '{0.x}'])"),
    ),
    attack(
        "blame-the-question",
        "claim that the question's own text is no program, so that nothing is judged",
        _sends("outcome('unparsed', error=['SyntaxError', 'm', 'code', '', 1, 1, ''])"),
    ),
    attack(
        "line-nobody-has", "name a line that no program has", _sends("raised('E', 'm', 'code', '', 10**300, -9, '')")
    ),
    attack(
        "blank-nobody-has",
        "name a blank that the question has not",
        _sends("raised('NameError', 'm', 'option', '\\u202e' * 99, 5, 5, '\\x1b[2J' * 99)"),
    ),
    attack(
        "arguments-nobody-has",
        "claim to have changed inputs that the question has not",
        _sends("returned('n', arguments={'\\x1b[2J': ['n'], 'y' * 10**5: ['o', '\\x1b']})"),
    ),
    # ── bytes that hurt who reads them ──
    attack("no-frame", "send bytes that are no frame", _sends("raw(b'\\xff' * 100)")),
    attack(
        "half-a-frame",
        "send half of a frame and wait",
        _sends("raw(struct.pack('>IQ', 100, 100) + b'{')", "time.sleep(60)"),
        slow=True,
    ),
    attack(
        "drops",
        "send a frame byte by byte, to be waited for for ever",
        _sends(
            "text = json.dumps({'option': key, 'outcomes': []}).encode()",
            "for byte in struct.pack('>IQ', len(text), 0) + text:",
            "    raw(bytes([byte]))",
            "    time.sleep(0.1)",
        ),
        slow=True,
    ),
    attack("flood-of-frames", "fill the parent's memory by frames", _sends("while True: returned('n')")),
    attack("flood-of-bytes", "fill the parent's memory by one frame", _sends("returned('n', body=b'x' * (60 << 20))")),
    attack(
        "announce-exabytes",
        "let the parent make room for what never comes",
        _sends("raw(struct.pack('>IQ', 2, 1 << 60) + b'{}')"),
    ),
    attack(
        "swollen-header",
        "fill the parent's memory by what a header unfolds to",
        _sends("send(b'{\"option\":[\"\",0],\"outcomes\":[' + b'[],' * (2 << 20) + b'[]]}')"),
    ),
    attack("deep-header", "overflow the parent's stack", _sends("send(b'[' * 10**6)")),
    attack(
        "huge-number",
        "let the parent read a number of a million digits",
        _sends("send(b'{\"option\":' + b'9' * 10**6 + b'}')"),
    ),
    attack("no-number", "send numbers that JSON has not", _sends("returned('f', float('nan'))")),
    attack("array-of-objects", "send an array of pointers", _sends("returned('a', '|O', [1], 0, body=bytes(8))")),
    attack(
        "array-past-the-body",
        "send an array that reaches past what was sent",
        _sends("returned('a', '<f8', [10**6], 0, body=bytes(8))"),
    ),
    attack(
        "array-of-huge-shape",
        "send nothing in a shape that multiplies to more than there is",
        _sends("returned('a', '<f8', [0, 1 << 62, 1 << 62], 0)"),
    ),
    attack(
        "same-bytes-again",
        "name the same bytes a hundred thousand times",
        _sends("returned('l', [['a', '<f8', [1000], 0]] * 10**5, body=bytes(8000))"),
    ),
    # ── a reference that does so ──
    attack(
        "forge-a-failure",
        "let the reference claim a failure whose details are missing",
        reference=_reference("send({'failed': 'shape', 'name': '\\x1b'})"),
    ),
    attack(
        "forge-a-raise",
        "let the reference claim that it raised, without saying when",
        reference=_reference("send({'failed': 'raises', 'error': ['E', 'm', 'reference', '', 10**300, 1, '']})"),
    ),
    attack(
        "forge-an-unknown-failure",
        "let the reference claim a failure that nobody knows",
        reference=_reference("send({'failed': '\\x1b[2J{x}', 'name': '{0}'})"),
    ),
    attack(
        "forge-the-helpers",
        "let the reference give helpers that nobody cut",
        reference=_reference("send({'outcomes': [], 'unsteady': 10**300, 'helpers': 'import os'})"),
    ),
)
