"""A judge without any protection, as one writes it in an afternoon: everything in one process.

Attacks on the engine's own design, such as those that look for the expected values, reach their aim here.  Each attack
gets a fork of this process, so that the next one finds it whole.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import string
import textwrap
import time
from typing import Any

import numpy as np
import yaml

from attacks.base import KEY, Attack, Seen, lines
from attacks.world import World

_PATIENCE = 0.6  # seconds after which the learner gives up
_MEMORY = 2 << 30  # bytes: nobody's machine is to suffer from this demonstration


def judge(attack: Attack, world: World) -> Seen:
    """What came of an attack here."""
    named = world.names()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            null = os.open(os.devnull, os.O_RDWR)
            for number in range(3):
                os.dup2(null, number)
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            found = _read_bank(attack, named) if attack.bank else _judge(attack, named)
            os.write(writing, json.dumps(found).encode()[:60000] + b"\n")
        finally:
            os._exit(0)
    os.close(writing)
    data, end = b"", time.monotonic() + _PATIENCE
    while not data.endswith(b"\n") and select.select([reading], [], [], max(end - time.monotonic(), 0))[0]:
        piece = os.read(reading, 65536)
        if not piece:
            break
        data += piece
    os.close(reading)
    left = tuple("one" for _ in world.family() - {os.getpid(), child})
    for pid in {child, *world.family()} - {os.getpid()}:
        os.kill(pid, signal.SIGKILL)
    os.waitpid(child, 0)
    try:
        found = json.loads(data)
    except ValueError:
        return Seen("the judge hung or died", next_right=False, left=left)
    return Seen(
        "judged",
        said=found["said"],
        matched=tuple(found["matched"]),
        proven=found["matched"][1:2] == [True],
        next_right=found["next"],
        text=found["text"],
        left=left,
    )


def _judge(attack: Attack, named: dict[str, str]) -> dict[str, Any]:
    code, reference, hostile = (string.Template(text).substitute(named) for text in _texts(attack))
    x = np.array([1.0, 2.0])
    expected = _run(reference, x)
    said, matched = "", []
    options, published = (hostile, *attack.others), attack.published
    for option in options:
        program = code.replace("    (あ)", textwrap.indent(lines(option), "    "))
        try:
            got = _run(program, x)
            said = said or _described(got)
            matched.append(bool(np.allclose(got, expected)))
        except Exception as error:
            said = said or f"{type(error).__name__}: {error}"
            matched.append(False)
    following = [bool(np.allclose(_run(f"def f(x):\n    return {option}\n", x), 2 * x + 1)) for option in _NEXT]
    return {
        "said": said[:20000],
        "matched": matched,
        "next": following == [True, False],
        "text": said[:20000],
        "published": published,
    }


_NEXT = ("2 * x + 1", f"2 * x + {KEY}")


def _texts(attack: Attack) -> tuple[str, str, str]:
    return attack.code, attack.reference, attack.option


def _run(program: str, x: Any) -> Any:
    space: dict[str, Any] = {"np": np}
    exec(program, space)
    return space["f"](x)


def _described(value: Any) -> str:
    return (
        str(value) if isinstance(value, (np.ndarray, np.generic, str, int, float, type(None))) else type(value).__name__
    )


def _read_bank(attack: Attack, named: dict[str, str]) -> dict[str, Any]:
    """Loads a bank, prints all that is in it, and compiles what may be code."""
    found = yaml.load(attack.content(named), yaml.Loader)
    text = attack.file + "\n" + "\n".join(_strings(found))
    for part in _strings(found):
        try:
            compile(part, "<bank>", "exec")
        except SyntaxError:
            continue
    return {"said": "", "matched": [], "next": True, "text": text[:20000]}


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [part for pair in value.items() for item in pair for part in _strings(item)]
    if isinstance(value, list):
        return [part for item in value for part in _strings(item)]
    return [str(value)]
