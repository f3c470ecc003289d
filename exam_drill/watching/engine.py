"""The thread that reads, judges and tells: one round of saves after the other, and whatever is left in between.

Round ─▶ LiveBank ─ changes ─▶ which questions have no proof ─▶ queue: the changed ones first
                                                                 └─▶ Runner ─▶ Proofs ─▶ State ─▶ show
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from exam_drill.problem import Problem
from exam_drill.quality import QuestionReport
from exam_drill.question import Question
from exam_drill.watching import references
from exam_drill.watching.live import Changes, Judgeable, LiveBank
from exam_drill.watching.moved import at
from exam_drill.watching.pieces import Entry, Piece
from exam_drill.watching.proofs import Judged, Key, Proofs, Unjudged, key_of
from exam_drill.watching.runner import DisturbedError
from exam_drill.watching.saves import Round, Saves, Wish
from exam_drill.watching.state import Cause, Changed, Kind, Save, State, is_plain, is_proven

_OFTEN = 0.1  # seconds between two states that tell of progress only


@dataclass(frozen=True, slots=True)
class Clocks:
    """The time of day in seconds, and a clock that never goes back."""

    day: Callable[[], float]
    steady: Callable[[], float]


class Judge(Protocol):
    """Who has questions judged: see `runner.Runner`."""

    def judge(self, question: Question, following: Question | None, stale: Callable[[], bool]) -> Judged:
        """What the runs show; `following` comes after it.  DisturbedError if `stale` comes to be true."""


class Engine:
    """`show` is given every new State; `follow` is called before files are looked for, and says why they are polled."""

    def __init__(
        self,
        paths: Iterable[str],
        saves: Saves,
        runner: Judge,
        clocks: Clocks,
        show: Callable[[State], None],
        follow: Callable[[Collection[str]], str],
    ) -> None:
        self._paths = tuple(paths)
        self._bank = LiveBank(self._paths)
        self._saves, self._runner, self._clocks = saves, runner, clocks
        self._show, self._follow = show, follow
        self._proofs = Proofs()
        self._keys: dict[Piece, Key] = {}
        self._items: list[Judgeable] = []
        self._queue: deque[tuple[Judgeable, Question]] = deque()
        self._problems: tuple[Problem, ...] = ()
        self._mistakes: tuple[Problem, ...] = ()  # of them, what the loader says
        self._save: Save | None = None
        self._noticed = 0.0
        self._polling = ""
        self._shown = 0.0

    def run(self) -> None:
        """Works until it is asked to stop.  TooLittleError if the bank may not run here."""
        self.begin()
        while self.step():
            pass

    def begin(self) -> None:
        """Reads the whole bank; all of it is to be judged."""
        self._look(Cause.START, Round(frozenset(), frozenset(), self._clocks.steady()))

    @property
    def is_busy(self) -> bool:
        """Whether there is something left to judge."""
        return bool(self._queue)

    def step(self) -> bool:
        """Takes the next round, waiting for it if there is nothing to judge, or judges one question.

        False when it was asked to stop.
        """
        found = self._saves.next(wait=not self.is_busy)
        if found is None:
            self._judge()
        elif Wish.STOP in found.wishes:
            return False
        elif Wish.ALL in found.wishes:
            self._proofs.forget_all()
            self._look(Cause.ALL, found)
        elif Wish.AGAIN in found.wishes:
            self._again(found)
        else:
            self._look(Cause.REFERENCES if found.references else Cause.SAVE, found)
        return True

    def _look(self, cause: Cause, found: Round) -> None:
        """Reads what was saved, and decides what must be run."""
        self._polling = self._follow([file.path for file in self._bank.files])
        if found.references:
            references.forget()
            self._keys.clear()
            changes = self._bank.read_anew()
        else:
            changes = self._bank.read(found.names, found.patient and cause is Cause.SAVE)
        if changes.unfinished:
            self._saves.look_again()
        if cause is Cause.SAVE and not changes.saved and not changes.gone and not changes.removed:
            return  # another file, or one that is only half written
        before = {item.identity: self._keys.get(item.entry.piece) for item in self._items}
        self._arrange()
        changed = tuple(self._changed(changes, before)) if cause is Cause.SAVE else ()
        self._begin(cause, found, changed, changes)

    def _again(self, found: Round) -> None:
        """Has the questions of the last save judged once more, or else all that are not proven."""
        last = {changed.identity for changed in self._save.changed} if self._save is not None else set()
        chosen = [item for item in self._items if item.identity in last]
        for item in chosen or [item for item in self._items if not self._is_settled(item)]:
            self._proofs.forget(self._key(item.entry.piece))
            last.add(item.identity)
        self._arrange()
        changed = [self._as_changed(item.entry, Kind.AGAIN) for item in self._items if item.identity in last]
        self._begin(Cause.AGAIN, found, tuple(changed), Changes())

    def _is_settled(self, item: Judgeable) -> bool:
        judged = self._proofs.get(self._key(item.entry.piece))
        return judged is not None and is_plain(judged)

    def _arrange(self) -> None:
        """What can be judged now, and what is wrong with the rest."""
        self._items = self._bank.judgeable()
        self._keys = {item.entry.piece: self._key(item.entry.piece) for item in self._items}
        self._mistakes, complaints = self._bank.problems(), self._bank.complaints()
        self._problems = tuple(sorted((*self._mistakes, *complaints), key=Problem.sort_key))

    def _begin(self, cause: Cause, found: Round, changed: tuple[Changed, ...], changes: Changes) -> None:
        number = self._save.number + 1 if self._save is not None else 1
        saved = set(changes.saved)
        problems = tuple(p for p in self._problems if p.question is None and p.place.path in saved)
        self._save = Save(
            number, cause, self._clocks.day(), changes.saved, changes.gone, changes.removed, changed, problems
        )
        self._noticed = found.noticed
        first = {one.identity for one in changed}
        waiting = [item for item in self._items if self._proofs.get(self._key(item.entry.piece)) is None]
        waiting.sort(key=lambda item: item.identity not in first)
        self._queue = deque((item, question) for item in waiting if (question := item.entry.question()) is not None)
        self._settle()
        self._tell()

    def _judge(self) -> None:
        """Judges the first question that waits; what has come meanwhile is looked at before the next one."""
        item, question = self._queue[0]
        following = self._queue[1][1] if len(self._queue) > 1 else None
        try:
            judged = self._runner.judge(question, following, lambda: self._saves.waiting)
        except DisturbedError:
            return
        self._queue.popleft()
        self._proofs.put(self._key(item.entry.piece), judged)
        important = self._settle()
        if important or not self._queue or self._clocks.steady() - self._shown >= _OFTEN:
            self._tell()

    def _settle(self) -> bool:
        """Puts what was found into the last save; whether it has told all by that."""
        save = self._save
        if save is None or save.seconds is not None:
            return False
        changed = tuple(self._with_report(one) if one.waits else one for one in save.changed)
        waits = any(one.waits for one in changed)
        if save.cause not in (Cause.SAVE, Cause.AGAIN):
            waits = bool(self._queue)
        done = None if waits else self._clocks.steady() - self._noticed
        self._save = save._replace(changed=changed, seconds=done)
        return done is not None

    def _with_report(self, changed: Changed) -> Changed:
        item = next((item for item in self._items if item.identity == changed.identity), None)
        return changed._replace(judged=self._judged(item)) if item is not None else changed

    def _judged(self, item: Judgeable) -> Judged | None:
        """What is known of a question, with its places of today."""
        judged = self._proofs.get(self._key(item.entry.piece))
        question = item.entry.question() if isinstance(judged, QuestionReport) else None
        return at(judged, question) if isinstance(judged, QuestionReport) and question is not None else judged

    def _changed(self, changes: Changes, before: dict[str, Key | None]) -> Iterator[Changed]:
        usable = {item.entry.piece: item for item in self._items}
        for entry in changes.fresh:
            item = usable.get(entry.piece)
            if item is None:
                yield self._as_changed(entry, Kind.INVALID)
            elif item.identity in changes.added:
                yield self._as_changed(entry, Kind.ADDED)
            else:
                same = before.get(item.identity) == self._key(entry.piece)
                yield self._as_changed(entry, Kind.TEXT if same else Kind.CHANGED)

    def _as_changed(self, entry: Entry, kind: Kind) -> Changed:
        identity, place = entry.piece.identity, entry.identity_place()
        own = (p for p in self._problems if place is not None and p.place.path == place.path and p.question == identity)
        problems = tuple(own) if identity is not None else tuple(entry.problems())
        return Changed(kind, identity, place, None, problems)

    def _key(self, piece: Piece) -> Key:
        key = self._keys.get(piece)
        if key is None:
            if piece.question is None:
                raise ValueError("a question with problems has no key")
            key = self._keys[piece] = key_of(piece.question)
        return key

    def _tell(self) -> None:
        self._shown = self._clocks.steady()
        self._show(self._state())

    def _state(self) -> State:
        save = self._save
        told = {one.identity for one in save.changed} if save is not None else set()
        told_problems = set[int]()
        if save is not None:
            told_problems = {id(p) for p in save.problems} | {id(p) for one in save.changed for p in one.problems}
        proven = findings = 0
        shown: list[QuestionReport] = []
        unjudged: list[tuple[str, Unjudged]] = []
        for item in self._items:
            judged = self._proofs.get(self._key(item.entry.piece))
            if judged is None:
                continue
            proven += is_proven(judged)
            findings += not is_proven(judged)
            if item.identity in told or is_plain(judged):
                continue
            if isinstance(judged, Unjudged):
                unjudged.append((item.identity, judged))
            elif isinstance(report := self._judged(item), QuestionReport):
                shown.append(report)
        return State(
            paths=self._paths,
            questions=sum(len(file.entries) for file in self._bank.files),
            proven=proven,
            findings=findings,
            mistakes=len(self._mistakes),
            complaints=len(self._problems) - len(self._mistakes),
            pending=len(self._queue),
            save=save,
            open=tuple(shown),
            unjudged=tuple(unjudged),
            problems=tuple(p for p in self._problems if id(p) not in told_problems),
            polling=self._polling,
        )
