"""Follows a page word for word, as a reader at a terminal would, in an empty folder.

    Save this as `a.py`:  + a block      ─▶ Save     the block is the file
    ```console            $ command      ─▶ Run      on a terminal of 80 columns: what follows is what it must show
                          prompt: words      …       the words behind a prompt are typed
                          ^C                 …       is typed as soon as what stands above it is seen

`python tests/walkthrough.py PAGE` writes anew what the commands of a page show.
"""

from __future__ import annotations

import re
import shlex
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pexpect
from pseudo_terminal import PATIENCE, Terminal

COLUMNS, ROWS = 80, 400  # nothing scrolls away
FENCE = re.compile(r"^```(?P<kind>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
SAVE = re.compile(r"\b[Ss]ave\s+(?:this|it)\s+as\s+`(?P<name>[\w./-]+)`[^`]*:\s*\Z")
INTERRUPT = "^C"
# What is another one at each run, or on another machine, and what stands in its place.
VARYING = (
    (re.compile(r"\b\d+(?:\.\d+)? (m?s)\b"), r"N \1"),
    (re.compile(r"\bin \d+\.\d+s\b"), "in Ns"),
    (re.compile(r"\b(exam_drill|numpy|python) \d+(?:\.\w+)+"), r"\1 N"),
    (re.compile(r"\b[0-9a-f]{12}\b"), "HASH"),
)


@dataclass(frozen=True)
class Save:
    """A file to be written."""

    name: str
    text: str


@dataclass(frozen=True)
class Run:
    """A command, and the lines that the terminal shows then; those that `typed` has an entry for end in typed words."""

    command: str
    shown: tuple[str, ...]
    place: tuple[int, int] = (0, 0)  # of the shown lines in the page
    typed: dict[int, str] = field(default_factory=dict)  # index of a shown line -> what was typed at its end


Step = Save | Run


def steps(page: str, prompts: Sequence[str] = ()) -> list[Step]:
    """The steps of a page, in its order; `prompts` are patterns of the beginnings of lines behind which is typed."""
    found: list[Step] = []
    for fence in FENCE.finditer(page):
        kind = fence["kind"].split(" ")[0]
        before = page[: fence.start()].rpartition("```")[2]
        if kind == "console":
            found += _runs(fence["body"], fence.start("body"), prompts)
        elif save := SAVE.search(before):
            found.append(Save(save["name"], fence["body"]))
    return found


def _runs(body: str, start: int, prompts: Sequence[str]) -> Iterator[Run]:
    assert body.startswith("$ "), f"a console block begins with a command:\n{body}"
    position = start
    for part in re.split(r"^(?=\$ )", body, flags=re.MULTILINE)[1:]:
        command, _, shown = part[2:].partition("\n")
        end = position + len(part)
        lines = tuple(shown.rstrip("\n").split("\n")) if shown.strip() else ()
        yield Run(command, lines, (end - len(shown), end), _typed(lines, prompts))
        position = end


def _typed(lines: Sequence[str], prompts: Sequence[str]) -> dict[int, str]:
    typed = {}
    for number, line in enumerate(lines):
        for prompt in prompts:
            if match := re.match(prompt, f"{line} "):  # no line of a page ends in a space
                typed[number] = line[match.end() :]
        if line == INTERRUPT:
            typed[number] = line
    return typed


def same(text: str) -> str:
    """A line without what varies from run to run."""
    for pattern, stands in VARYING:
        text = pattern.sub(stands, text)
    return text.rstrip()


class Reader:
    """Somebody who follows a page in an empty folder."""

    def __init__(self, folder: Path, language: str = "en_US.UTF-8") -> None:
        self.folder = folder / "bank"
        self.folder.mkdir()
        self.codes: list[int] = []  # of the commands so far
        commands = folder / "bin"
        commands.mkdir()
        for command, module in (("exam-drill", "exam_drill"), ("pytest", "pytest")):
            script = commands / command
            script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m {module} "$@"\n', encoding="utf-8")
            script.chmod(0o755)
        self.variables = {
            "LANG": language,
            "PATH": f"{commands}:/usr/bin:/bin",
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CACHE_HOME": str(folder / "cache"),
        }

    def follow(self, step: Step) -> list[str]:
        """Does what a step says; the lines that the terminal shows then."""
        if isinstance(step, Run):
            return self._run(step)
        path = self.folder / step.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, encoding="utf-8")
        return []

    def _run(self, run: Run) -> list[str]:
        begin = ["--noprofile", "--norc", "-c", f"cd {shlex.quote(str(self.folder))} && {run.command}"]
        terminal = Terminal(begin, COLUMNS, ROWS, program="bash", **self.variables)
        try:
            row = -1  # of the last prompt: the next one may say the same
            for number, words in sorted(run.typed.items()):
                _wait(terminal, run.shown, number, words, row)
                row = terminal.screen.cursor.y
                terminal.child.send("\x03" if words == INTERRUPT else f"{words}\r")
            _finish(terminal)
        finally:
            terminal.child.close(force=True)
        code = terminal.child.exitstatus
        self.codes.append(128 + terminal.child.signalstatus if code is None else code)
        return terminal.text.rstrip("\n").split("\n") if terminal.text.strip() else []


def _wait(terminal: Terminal, shown: Sequence[str], number: int, words: str, row: int) -> None:
    """Until the terminal stands at the prompt in line `number`, or has shown all lines above an interruption."""
    if words == INTERRUPT:
        terminal.until(lambda _: [*map(same, terminal.lines[:number])] == [*map(same, shown[:number])])
    else:
        prompt = shown[number].removesuffix(words).rstrip()
        cursor = terminal.screen.cursor
        terminal.until(lambda _: cursor.y > row and terminal.lines[cursor.y] == prompt)


def _finish(terminal: Terminal) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        assert time.monotonic() < end, f"it does not end:\n{terminal.text}"
        try:
            terminal.stream.feed(terminal.child.read_nonblocking(65536, timeout=0.2))
        except pexpect.TIMEOUT:
            continue
        except pexpect.EOF:
            return


def rewritten(page: str, reader: Reader, prompts: Sequence[str] = ()) -> str:
    """The page with what its commands really show."""
    for step, lines in reversed([(step, reader.follow(step)) for step in steps(page, prompts)]):
        if isinstance(step, Run):
            start, end = step.place
            page = page[:start] + "".join(f"{line}\n" for line in lines) + page[end:]
    return page


if __name__ == "__main__":
    import tempfile

    from test_authoring_tutorial import PROMPTS

    path = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as empty:
        text = rewritten(path.read_text(encoding="utf-8"), Reader(Path(empty)), PROMPTS)
    path.write_text(text, encoding="utf-8")
