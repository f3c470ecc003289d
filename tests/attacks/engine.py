"""Runs attacks through the engine: a question with a hostile part is judged and reported, then an honest one."""

from __future__ import annotations

import io
import os
import signal
import string
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import builders
from alarm import HungError, alarm
from reports import Result, print_result, to_json

from attacks.base import KEY, OUTPUT, REFERENCE, Attack, Seen, lines
from attacks.world import World
from exam_drill.cases import Case
from exam_drill.console import VisibleConsole
from exam_drill.evaluate import Settings, evaluate
from exam_drill.outcome import Ending, Outcome
from exam_drill.program import PUBLISHED, Choice
from exam_drill.quality import BlankReport, Finding, QuestionReport, judge_question
from exam_drill.question import Question
from exam_drill.sandbox import Layer, Limits, Outcomes, ReferenceRun, Sandbox
from exam_drill.verdict import VerdictKind
from exam_drill.visible import visible

_MEMORY = 64 << 20
_PLAIN = ("files", "network", "processes", "machine")  # what these raise is the system's text, not theirs
_ON_OTHERS = ("forged", "frames", "time")  # what these do may concern the question's other options
_PATIENCE = 10.0  # seconds on top of what the options of a question may take in all
_LATE = 3.0  # seconds for a process that was ended to be gone


class Watched(Sandbox):
    """A sandbox that remembers what came out of it, and runs no reference of this suite's own twice."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.untrusted = True  # attackers are strangers; said only now, for some tests leave out what strangers need
        self.first: Outcome | None = None  # of the first option of the last program
        self._known: dict[tuple[str, tuple[int, ...]], ReferenceRun] = {}

    def options(self, *arguments: Any, **named: Any) -> Any:
        """As `Sandbox.options`."""
        program = arguments[0]
        # The attack is option 1: that of one blank, a wrong one of the listing, or what is published.
        attack = next((key for key in program.choices if key in (1, ("あ", 1))), PUBLISHED)
        return _Overheard(super().options(*arguments, **named), self, attack)

    def run_reference(
        self,
        source: str,
        function: str,
        given: Sequence[str],
        inputs: Sequence[str],
        cases: Sequence[Case],
        trusted: bool = False,
    ) -> ReferenceRun:
        """As `Sandbox.run_reference`."""
        asked = (source, tuple(case.seed for case in cases))
        if asked in self._known:
            return self._known[asked]
        run = super().run_reference(source, function, given, inputs, cases, trusted)
        if source == REFERENCE:
            self._known[asked] = run
        return run


class _Overheard:
    """A run of options; the sandbox remembers what the first one showed."""

    def __init__(self, run: Any, sandbox: Watched, attack: int | Choice) -> None:
        self._run, self._sandbox, self._attack = run, sandbox, attack

    def __iter__(self) -> Iterator[tuple[int | Choice, Outcomes]]:
        for key, outcomes in self._run:
            if key == self._attack:
                self._sandbox.first = outcomes[0]
            yield key, outcomes

    def __getattr__(self, name: str) -> Any:
        return getattr(self._run, name)


class Engine:
    """The engine with some layers.  A context manager."""

    def __init__(self, world: World, layers: frozenset[Layer], wall: float, brief: bool = False) -> None:
        self.world = world
        self.brief = brief  # most attacks alone in their question, no report, fewer commands
        self._settings = Settings(trials=2)
        self._limits = Limits(wall=wall, cpu=2, memory=_MEMORY, output=OUTPUT, layers=layers)
        self.patience = 6 * wall + _PATIENCE
        self.sandbox = Watched(self._limits)

    def __enter__(self) -> Engine:
        self._warm_up()
        return self

    def __exit__(self, *exception: object) -> None:
        self.sandbox.close()
        self._eventually(lambda: len(self.world.family()) <= 1)
        self._end(self.world.family() - {os.getpid()})

    def steps(self) -> dict[str, str]:
        """Every step of confinement -> "" if it applied, else why not."""
        known = self.sandbox.capabilities()
        return {**known.worker_steps, **known.child_steps}

    def judge(self, attack: Attack) -> Seen:
        """What came of an attack, and of the honest question after it."""
        named = self.world.names()
        question = _question(attack, lambda text: string.Template(text).substitute(named), self.brief)
        self.sandbox.first = None
        forget_peak()
        before, start = resident(), time.monotonic()
        try:
            with alarm(self.patience):
                report = judge_question(evaluate(question, self.sandbox, self._settings))
                text = "" if self.brief or attack.group in _PLAIN else rendered(report)
            seconds, grown = time.monotonic() - start, peak() - before
            right = self.honest()
        except (Exception, HungError) as error:
            self._renew()
            return Seen("the judge failed", failed=f"{type(error).__name__}: {error}"[:200], left=self._left())
        blank = report.blanks[0]
        return Seen(
            ended=_ended(blank, self.sandbox.first),
            said=_said(self.sandbox.first),
            matched=tuple(verdict.kind is VerdictKind.MATCHES for verdict in blank.verdicts),
            proven=blank.finding is Finding.PROVEN,
            next_right=right,
            text=text,
            left=self._left(),
            descriptors=max(len(os.listdir("/proc/self/fd")) - self._descriptors, 0),
            seconds=seconds,
            megabytes=grown,
        )

    def honest(self) -> bool:
        """Whether an honest question is judged rightly."""
        first = self.sandbox.first
        question = builders.question("def f(x):\n    return (あ)\n", [f"2 * x + {KEY}", "x"], REFERENCE, id="next")
        blank = judge_question(evaluate(question, self.sandbox, self._settings)).blanks[0]
        self.sandbox.first = first
        return blank.finding is Finding.PROVEN and blank.verdicts[1].kind is VerdictKind.DIFFERS

    def _warm_up(self) -> None:
        if not self.honest():
            raise RuntimeError("an honest question is judged wrongly before any attack")
        # A child that waits for its job comes by and by.
        seen = []
        for _ in range(10):
            seen.append((len(os.listdir("/proc/self/fd")), len(self.world.family())))
            time.sleep(0.02)
        self._descriptors, self._family = map(max, zip(*seen, strict=True))

    def _renew(self) -> None:
        self.sandbox.close()
        self.sandbox = Watched(self._limits)
        self._warm_up()

    def _left(self) -> tuple[str, ...]:
        """What outlived its question: there are more processes than before; they are ended with the worker."""
        if self._eventually(lambda: len(self.world.family()) <= self._family):
            return ()
        self.sandbox.close()
        time.sleep(0.1)
        left = self.world.family() - {os.getpid()}
        names = tuple(_name(pid) for pid in left) or ("one that ended with the worker",)
        self._end(left)
        self._renew()
        return names

    def _end(self, processes: set[int]) -> None:
        for pid in processes:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue

    @staticmethod
    def _eventually(condition: Callable[[], bool]) -> bool:
        end = time.monotonic() + _LATE
        while not condition():
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True


def rendered(report: QuestionReport) -> str:
    """The reports on a question, as `check` writes them."""
    result = Result((report,), (), 0.0)
    out = io.StringIO()
    print_result(result, VisibleConsole(out, {}, colours=False), "en", every=True)
    return out.getvalue() + to_json(result, "ja")


def forget_peak() -> None:
    """Lets the kernel count this process's largest size anew."""
    Path("/proc/self/clear_refs").write_text("5")


def peak() -> int:
    """The largest size of this process since, in megabytes."""
    return _status("VmHWM")


def resident() -> int:
    """The size of this process, in megabytes."""
    return _status("VmRSS")


def _status(name: str) -> int:
    words = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(words[name].split()[0]) >> 10


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return "gone"


def _question(attack: Attack, named: Callable[[str], str], brief: bool) -> Question:
    alone = brief and attack.group not in _ON_OTHERS
    options = [named(lines(option)) for option in (attack.option, *(() if alone else attack.others))]
    published = 1 if alone else attack.published
    return builders.question(named(attack.code), options, named(attack.reference), {"x": "N"}, published, id="attacked")


def _said(outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    if outcome.error is not None:
        return f"{outcome.error.type}: {outcome.error.message}"
    return str(outcome.value)


def _ended(blank: BlankReport, outcome: Outcome | None) -> str:
    """How the attack ended, in words that depend on no machine and no moment."""
    if blank.failure is not None:
        return f"{blank.failure.fault} refused: {blank.failure.code}"
    if outcome is None:
        return "not run"
    if blank.verdicts[0].kind is VerdictKind.MATCHES:
        return "found right"
    match outcome.ending:
        case Ending.RETURNED:
            return "differs"
        case Ending.RAISED:
            return outcome.error.type if outcome.error else "raised"
        case Ending.TIMED_OUT:
            return "timed out"
        case Ending.UNPARSED:
            return "no program"
        case Ending.KILLED if outcome.limit == "signal":
            return f"killed by {outcome.amount}"
        case Ending.KILLED:
            return {"exit": "left by itself", "broken": "broke its own runner"}.get(outcome.limit, "killed")
    if outcome.limit == "policy" and outcome.error is not None:
        return f"refused: {visible(outcome.error.type)}"
    return {"output": "too large an output", "answer": "forged answer refused"}.get(outcome.limit, "refused")
