"""A recorder that keeps a session in the learner's store.

    answer ─▶ Attempt ─┬─ its runs are known ─▶ graded, reviewed: one transaction, before the feedback is drawn
                       └─ they are not ───────▶ pending; graded by `judged`, before their feedback is drawn
    every step ─▶ the session as it stands, in the same transaction

What cannot be written (a full disk, another process that does not let go) is kept and tried again with the next answer;
the learner is told once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from exam_drill.attempt import TYPED, Attempt, Grade, Mode, Review, Subject
from exam_drill.progress import Store, StoredSession, StoreError
from exam_drill.question import Question
from exam_drill.quiz.closing import closing_of
from exam_drill.quiz.grading import Reports, grade, grade_at
from exam_drill.quiz.recording import Closing
from exam_drill.quiz.repeating import SOON
from exam_drill.quiz.saving import Bank, saved
from exam_drill.quiz.session import Item, Phase, State
from exam_drill.quiz.stopwatch import Stopwatch
from exam_drill.scheduling.plan import PLAN, read_plan
from exam_drill.scheduling.rating import Pace, pace_of, rate

if TYPE_CHECKING:
    from exam_drill.scheduling.schedule import Schedule

Turn = tuple[int, int]  # the round, from 1, and the item's turn in it


class Clocks(NamedTuple):
    """The time of day, seconds that nobody can set, and the zone of the learner's days."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    zone: tzinfo | None = None


class Process(NamedTuple):
    """Who runs the session: the number of the process, and the machine's name."""

    number: int
    place: str


class StoredRecorder:
    """Records one session.  `key` is the session's, `new_key` makes one for each attempt."""

    def __init__(
        self,
        store: Store,
        bank: Bank,
        clocks: Clocks,
        key: str,
        new_key: Callable[[], str],
        process: Process,
        begun: datetime | None = None,
    ) -> None:
        self._store, self._bank, self._clocks, self._key, self._new_key = store, bank, clocks, key, new_key
        self._process = process
        self._begun = begun or clocks.now()
        self._watch = Stopwatch(clocks.monotonic)
        self._attempts: dict[Turn, Attempt] = {}
        self._pending: dict[Turn, Attempt] = {}
        self._due: dict[Subject, float | None] = {}  # of what was answered in this session
        self._unsaved: list[Callable[[], None]] = []
        self._saved = "", False
        self._failed = self._told = False

    def warm(self) -> None:
        """Reads and imports what the first answer needs."""
        with suppress(StoreError):
            _ = self._schedule, self._pace, self._older

    @property
    def trouble(self) -> bool:
        """Whether something could not be recorded, which the learner was not told yet; asking takes note of it."""
        if not self._failed or self._told:
            return False
        self._told = True
        return True

    def shown(self, state: State) -> None:
        """This is drawn: time counts while a question without an answer is seen."""
        if state.phase is Phase.ASKING and state.answer is None:
            self._watch.shown((state.round, state.item.turn))
        else:
            self._watch.hidden()

    def hidden(self) -> None:
        """Nothing of the session is seen any more, until it is shown again."""
        self._watch.hidden()

    def stepped(self, before: State, after: State, known: Reports) -> None:
        """Records what a step changed, and where the session stands."""
        taken = self._attempts.pop((before.round, before.undoable or 0), None) if after.undone > before.undone else None
        given = list(_answered(before, after))
        with self._writing() as write:
            if taken is not None:
                self._pending.pop((before.round, before.undoable or 0), None)
                write(partial(self._take_back, taken))
            for position in given:
                attempt = self._attempt(after, position, known)
                turn = (after.round, after.items[position].turn)
                self._attempts[turn] = attempt
                if attempt.grade is Grade.PENDING:
                    self._pending[turn] = attempt
                write(partial(self._keep, attempt))
            self._save(after, write)

    def judged(self, state: State, known: Reports) -> None:
        """Grades what was pending, of this session and of earlier ones, where the runs are known by now."""
        graded = [
            replace(attempt, grade=worth)
            for turn, attempt in self._pending.items()
            for worth in (_worth(state, turn, known),)
            if worth is not Grade.PENDING
        ]
        old = [attempt for identity in known for attempt in self._older.get(identity, ())]
        if not graded and not old:
            return
        with self._writing() as write:
            for attempt in graded:
                turn = next(turn for turn, kept in self._attempts.items() if kept.key == attempt.key)
                self._attempts[turn] = attempt
                del self._pending[turn]
                write(partial(self._keep, attempt))
            for attempt in old:
                self._older[attempt.subject.question].remove(attempt)
                question = self._bank.questions[attempt.subject.question]
                worth = grade(Item(question, attempt.subject.label, ()), attempt.chosen, known)
                write(partial(self._keep, replace(attempt, grade=worth)))

    def owed(self) -> Sequence[Question]:
        """Questions of today's bank with answers that have no grade yet."""
        return [self._bank.questions[identity] for identity, attempts in self._older.items() if attempts]

    def due(self, state: State, position: int) -> float | None:
        """When this item comes again in the same session: as its learning step says."""
        attempt = self._attempts.get((state.round, state.items[position].turn))
        due = self._due.get(attempt.subject) if attempt and attempt.grade in (Grade.RIGHT, Grade.WRONG) else None
        return due if attempt and due is not None and due - attempt.at.timestamp() <= SOON else None

    def closing(self) -> Closing | None:
        """How the session went; None if nothing was answered, or the store cannot be read."""
        try:
            return closing_of(
                self._store, self._key, self._bank.subjects.values(), self._clocks.now(), self._clocks.zone
            )
        except StoreError:
            return None

    def left(self, state: State, known: Reports, *, over: bool = False) -> None:
        """Grades what is known by now, and says of the session whether it is over."""
        self.judged(state, known)
        with self._writing() as write:
            self._save(state, write, over=over)

    # what is written, inside of one transaction

    @contextmanager
    def _writing(self) -> Iterator[Callable[[Callable[[], None]], None]]:
        """Collects what is to be written, and writes it with all that could not be written before."""
        writes: list[Callable[[], None]] = []
        yield writes.append
        if not writes:
            return
        writes = [*self._unsaved, *writes]
        self._unsaved = []
        try:
            with self._store.writing():
                for write in writes:
                    write()
        except StoreError:
            self._unsaved, self._failed = writes, True

    def _keep(self, attempt: Attempt) -> None:
        """An answer with its grade, and what that does to the schedule."""
        self._store.answer(attempt)
        if attempt.grade is Grade.PENDING:
            return
        typed = attempt.chosen == TYPED
        rating = rate(attempt.grade, attempt.seconds, attempt.hints, typed=typed, pace=self._pace)
        review = None if rating is None else Review(attempt.key, attempt.subject, attempt.at, rating)
        self._store.reviewed(attempt.key, attempt.grade, review, None)
        if review is not None:
            self._schedule_again(attempt.subject)

    def _take_back(self, attempt: Attempt) -> None:
        self._store.undo(attempt.key, self._clocks.now())
        self._schedule_again(attempt.subject)

    def _schedule_again(self, subject: Subject) -> None:
        """The card of a blank, by all of its reviews: the last may be older than others, or have been taken back."""
        card = self._schedule.replay(self._store.reviews(subject)).get(subject)
        self._store.replace_card(subject, card)
        self._due[subject] = card.due.timestamp() if card else None

    def _save(self, state: State, write: Callable[[Callable[[], None]], None], *, over: bool = False) -> None:
        """The session as it stands, from its first answer on, also if that was taken back."""
        if not self._attempts and not state.undone and not any(answer is not None for answer in state.answers):
            return
        text = saved(state, self._bank.subjects, self._bank.name, *self._process)
        done = over or (state.phase is Phase.SUMMARY and None not in state.answers)
        done = done or (state.phase is Phase.ENDED and (not state.interrupted or None not in state.answers))
        if (text, done) == self._saved:
            return
        self._saved = text, done
        now = self._clocks.now()
        session = StoredSession(self._key, Mode.QUIZ, self._begun, now, now if done else None, text)
        write(partial(self._store.save_session, session))

    # values

    def _attempt(self, state: State, position: int, known: Reports) -> Attempt:
        item, chosen = state.items[position], state.answers[position]
        turn = (state.round, item.turn)
        return Attempt(
            key=self._new_key(),
            session=self._key,
            subject=self._bank.subjects[item.question.id, item.label],
            at=self._clocks.now(),
            chosen=chosen or TYPED,
            seconds=self._watch.seconds(turn),
            hints=state.hints(position),
            typed=state.texts.get(item.turn) if chosen == TYPED else None,
            grade=grade_at(state, position, known) or Grade.PENDING,
        )

    @cached_property
    def _earlier(self) -> tuple[Attempt, ...]:
        """The answers of all sessions before this one."""
        try:
            return tuple(self._store.attempts())
        except StoreError:
            return ()

    @cached_property
    def _pace(self) -> Pace:
        return pace_of(self._earlier)

    @cached_property
    def _schedule(self) -> Schedule:
        """The scheduler, whose library takes longer to import than a screen to draw."""
        from exam_drill.scheduling.schedule import Schedule

        return Schedule(read_plan(self._store.read(PLAN)))

    @cached_property
    def _older(self) -> dict[str, list[Attempt]]:
        """Answers from before that are still pending, by question, as far as today's bank asks the same.

        Those of this session are among them if it goes on after an interruption.
        """
        pending: dict[str, list[Attempt]] = {}
        own = {attempt.key for attempt in self._attempts.values()}
        for attempt in self._earlier:
            subject = attempt.subject
            if attempt.key in own:
                continue
            same = self._bank.subjects.get((subject.question, subject.label)) == subject
            if same and attempt.grade is Grade.PENDING and attempt.mode is Mode.QUIZ and attempt.chosen != TYPED:
                pending.setdefault(subject.question, []).append(attempt)
        return pending


def _answered(before: State, after: State) -> Iterator[int]:
    """The positions that a step gave an answer to."""
    if before.round != after.round:
        return
    had = {item.turn for item, answer in zip(before.items, before.answers, strict=True) if answer is not None}
    for position, (item, answer) in enumerate(zip(after.items, after.answers, strict=True)):
        if answer is not None and item.turn not in had:
            yield position


def _worth(state: State, turn: Turn, known: Reports) -> Grade:
    """What the answer of a turn is worth by now."""
    one = (*state.earlier, state)[turn[0] - 1]
    position = next((place for place, item in enumerate(one.items) if item.turn == turn[1]), None)
    return (grade_at(one, position, known) if position is not None else None) or Grade.PENDING
