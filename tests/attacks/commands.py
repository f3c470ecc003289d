"""Runs attacks that are a whole bank through the commands: `check` in both forms, `show`, and the quiz."""

from __future__ import annotations

import contextlib
import io
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from alarm import HungError, alarm

from attacks.base import Attack, Seen
from attacks.engine import Engine, forget_peak, peak, resident
from exam_drill.cli import main
from exam_drill.environment import Environment

_CODE = re.compile(r'"code": "([a-z][a-z0-9-]*)",\s+"path": ')
_FINDING = re.compile(r'"finding": "(\w+)"')


_LONGEST = 10  # seconds that a command may take with one hostile bank


class _Lent:
    """A sandbox that whoever gets it cannot close."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> _Lent:
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def start(self) -> None:
        pass

    def close(self) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine.sandbox, name)


@contextlib.contextmanager
def lending(engine: Engine) -> Iterator[None]:
    """While this lasts, the commands judge with this engine's layers, in its worker."""

    def lend(*_: object, **__: object) -> _Lent:
        return _Lent(engine)

    with patch("exam_drill.sandbox.Sandbox", lend):
        yield


def judge(attack: Attack, engine: Engine, folder: Path) -> Seen:
    """What came of a hostile bank in each of the commands, and of an honest question after it."""
    path = folder / attack.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(attack.content(engine.world.names()))
    forget_peak()
    before, start = resident(), time.monotonic()
    text, exits, failed = "", [], ""
    with lending(engine):
        for words in (
            ["check", str(path), "--all", "--lang", "en"],
            ["check", str(path), "--format", "json"],
            ["show", "hostile", str(path), "--lang", "ja"],
            ["quiz", str(path), "--seed", "0", "--lang", "en"],
        )[: 2 if engine.brief else 4]:
            out = io.StringIO()
            streams = Environment(stdin=io.StringIO("1\n2\n"), stdout=out, stderr=out, variables={})
            try:
                with alarm(_LONGEST):
                    exits.append(main(words, streams))
            except HungError:
                failed = f"`{words[0]}` took {_LONGEST} s"
            text += out.getvalue()
    seconds, grown = time.monotonic() - start, peak() - before
    path.unlink()
    return Seen(
        ended=_ended(text),
        next_right=engine.honest(),
        failed=failed or (f"exit codes {exits}" if 3 in exits else ""),
        text=text,
        seconds=seconds,
        megabytes=grown,
    )


def _ended(text: str) -> str:
    """The problems of the bank, or else the findings."""
    problems = sorted(set(_CODE.findall(text)))
    findings = sorted(set(_FINDING.findall(text)))
    return f"problems: {', '.join(problems)}" if problems else f"shown as text, {', '.join(findings)}"
