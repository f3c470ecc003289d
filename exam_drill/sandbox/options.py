"""The options of a program on their way through the sandbox: which run in which child, and who is to blame for its end.

Program, cases ─▶ job "options" ─▶ a child ─▶ outcomes by option      a new child for the rest where one killed it
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Generic, Protocol, TypeVar

from exam_drill.cases import Case
from exam_drill.outcome import Ending, Outcome
from exam_drill.program import Choice, Listing, Program
from exam_drill.sandbox.answers import Helpers, Outcomes, ended, read_option
from exam_drill.sandbox.child import ChildEnd, End, SandboxError
from exam_drill.sandbox.client import Running
from exam_drill.sandbox.column import column
from exam_drill.sandbox.limits import Layer, Limits
from exam_drill.sandbox.wire import ANY_NUMBER, Frame, Packer

Key = TypeVar("Key", int, Choice)
Begin = Callable[[bytes, int], Running]  # a job, and of how many parts it consists
TOOK_THE_WORKER = Outcome(Ending.KILLED, limit="signal", amount="SIGKILL")


class Runner(Protocol):
    """Who has jobs run: the sandbox."""

    limits: Limits
    untrusted: bool  # whether strangers wrote what is run

    @property
    def closed(self) -> bool:
        """Whether it was closed, perhaps from another thread."""

    def begin(self, job: bytes, parts: int) -> Running:
        """Hands a job of so many parts to a child."""

    def still_works(self) -> bool:
        """Whether the known good program runs after a failure, so that the failure was the job's own doing."""


class OptionsRun(Generic[Key]):
    """The options of a program on their way through the sandbox: pairs of a key and its outcomes, as they come.

    The key is the number of the option; where all blanks are judged at once, its choice.

    Only an option that was the first in its child is blamed for the child's end, or for a frame that cannot be read:
    another one before it may have broken what ran it.  So a child that ended later is followed by others, one for each
    option that is left.  One whose child was killed may have been innocent: it is run once more.

    While one pair is looked at, the child for what is left is at work.
    """

    def __init__(
        self,
        sandbox: Runner,
        choices: Mapping[Key, tuple[str, str]],
        program: Program | Listing,
        cases: Sequence[Case],
        helpers: Helpers,
        apart: bool = False,
        begin: Begin | None = None,
    ) -> None:
        self._sandbox, self._begin = sandbox, begin or sandbox.begin
        self._trials = len(cases)
        self._left: dict[Key, tuple[str, str]] = dict(choices)
        self._killed: set[Key] = set()  # options whose child was killed, once
        self._at_once = 1 if apart else len(choices)
        self._texts = program.texts
        self._packer = Packer(most=ANY_NUMBER)
        self._header: dict[str, Any] = {
            "job": "options",
            **_common(program, cases, helpers, sandbox, self._packer),
            "output": sandbox.limits.output,
            "enough": program.enough if isinstance(program, Listing) else 0,
        }
        self._job: tuple[bytes, int] | None = self._pack()  # the next one; None: yet to be packed
        self._running: Running | None = None

    def begin(self) -> None:
        """Has a child at work when it returns, unless all have answered; safe to call twice."""
        if self._running is None and self._left:
            job, self._job = self._job or self._pack(), None
            self._running = self._begin(*job)

    def put_off(self) -> None:
        """Ends the child at work; options that did not answer are run by the next `begin`."""
        running, self._running = self._running, None
        if running is not None:
            running.stop()

    @property
    def finished(self) -> bool:
        """Whether no child is needed any more, so that the next job can begin."""
        return not self._left and self._running is None

    def __iter__(self) -> Generator[tuple[Key, Outcomes]]:
        retried = False
        try:
            while self._left:
                try:
                    yield from self._batch()
                    retried = False
                except SandboxError:
                    self._running = None
                    if self._sandbox.closed or not self._sandbox.still_works():
                        raise
                    # One of them took the worker with it. Alone, each answers for itself, if it does so again.
                    if self._at_once == 1 and retried:
                        key = next(iter(self._left))
                        self._answered(key)
                        yield key, (TOOK_THE_WORKER,)
                        retried = False
                    else:
                        retried = self._at_once == 1
                    self._alone()
        finally:
            self.put_off()

    def _batch(self) -> Iterator[tuple[Key, Outcomes]]:
        """One child and what it answers."""
        self.begin()
        running, self._running = self._running, None
        if running is None:
            return
        with running:
            keys = list(self._left)[: self._at_once]
            for place, key in enumerate(keys):
                found = running.next()
                if self._sandbox.closed:  # the child was ended by us: that says nothing of what it ran
                    raise SandboxError("closed")
                if isinstance(found, ChildEnd):
                    outcomes: Outcomes = (ended(found, self._sandbox.limits),)
                else:
                    outcomes = read_option(found, _told(key), self._trials, self._header["enough"] if place else 0)
                bad = isinstance(found, ChildEnd) or outcomes[0].limit == "answer"
                if bad and (place or self._was_innocent(key, found)):
                    running.stop()
                    self._alone()
                    return
                last = bad or key == keys[-1]
                failure = self._leave(running, bad) if last else None
                self._answered(key)
                if last and failure is None:
                    with suppress(SandboxError):  # told when it is tried again
                        self.begin()
                yield key, outcomes
                if failure is not None:
                    raise failure
                if bad:
                    return

    def _leave(self, running: Running, bad: bool) -> SandboxError | None:
        """Ends a child that has answered for the last time; our own failure, if it cannot be ended."""
        if bad:
            running.stop()
            self._alone()
            return None
        try:
            running.next()
        except SandboxError as error:
            return error
        return None

    def _answered(self, key: Key) -> None:
        del self._left[key]
        self._job = None

    def _alone(self) -> None:
        """Has each option that is left run in a child of its own."""
        self._at_once, self._job = 1, None

    def _pack(self) -> tuple[bytes, int]:
        """The next job, and of how many parts it consists."""
        batch = [(_told(key), label, text) for key, (label, text) in list(self._left.items())[: self._at_once]]
        # An option that runs alone is not told what is published for its own blank: it could look for it, and do that.
        own = batch[0][1] if len(batch) == 1 else ""
        texts = [(label, "" if label == own else text) for label, text in self._texts.items()]
        return self._packer.frame({**self._header, "texts": texts, "options": batch}), len(batch)

    def _was_innocent(self, key: Key, found: Frame | ChildEnd) -> bool:
        """Whether an option is not to be blamed yet for the end of its child."""
        if not from_outside(found) or key in self._killed:
            return False
        self._killed.add(key)
        return True


def _told(key: int | Choice) -> object:
    """A key as it comes back from a child."""
    return key if isinstance(key, int) else list(key)


def from_outside(found: Frame | ChildEnd) -> bool:
    """Whether a child may have been killed by somebody else, as by the system, which was out of memory.

    We kill only what has said that it is through, or has had its time; CPU time is told apart.
    """
    return isinstance(found, ChildEnd) and found.end is End.SIGNAL and found.detail == "SIGKILL"


def described(
    program: Program, cases: Sequence[Case], helpers: Helpers, sandbox: Runner, packer: Packer
) -> dict[str, Any]:
    """What a job that runs a program with one option tells of it, and on what it runs."""
    return {
        **_common(program, cases, helpers, sandbox, packer),
        "judged": program.judged,
        "others": list(program.others.items()),
    }


def _common(
    program: Program | Listing, cases: Sequence[Case], helpers: Helpers, sandbox: Runner, packer: Packer
) -> dict[str, Any]:
    return {
        "code": program.code,
        "function": program.function,
        "call": program.call,
        "helpers": helpers.source,
        "given": list(helpers.names),
        "trusted": helpers.trusted,
        "inputs": list(program.inputs),
        "policy": Layer.POLICY in sandbox.limits.layers,
        "strangers": sandbox.untrusted,
        "cases": packed(cases, program.inputs, packer),
    }


def packed(cases: Sequence[Case], inputs: Sequence[str], packer: Packer) -> dict[str, Any]:
    """The cases for a job: their seeds, and each input in all of them."""
    return {
        "seeds": [case.seed for case in cases],
        "columns": [column(packer, [case.inputs[name] for case in cases]) for name in inputs],
    }
