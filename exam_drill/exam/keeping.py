"""Keeps an exam in the learner's store, so that nothing that ends the program ends the exam.

    begin, every key, every second ─ save ─────▶ the session, with the clock as it stands
    handed in, time up ───────────── hand_in ──▶ one attempt for each answer
    the runs of a question ended ─── judged ───▶ grade and review; after the last one the session is over

Each of these is durable when it returns, and may be done again after a crash.  Where nothing can be stored the exam
goes on, and says so.  Of two programs that sit the same exam the later one has it: the other one finds its mark gone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from exam_drill.attempt import Attempt, Grade, Mode, Review
from exam_drill.exam.result import as_facts, score, worth
from exam_drill.exam.saving import given_up, written
from exam_drill.exam.sheet import Sheet
from exam_drill.problem import CodedError
from exam_drill.quiz.grading import Reports

if TYPE_CHECKING:
    from exam_drill.progress import Store, StoredSession

SAVE_EVERY = 1.0  # seconds of the exam's clock that can be lost
HOLDER = "exam-holder"  # the fact of the store that says which run of the program sits an exam


class Keeper:
    """Keeps the exam with this `key`; without a store it keeps nothing.

    `holder` is a mark of this run of the program.  `trouble` says why the last attempt to keep something failed,
    `taken_over` that another run has gone on with an exam.
    """

    def __init__(
        self, store: Store | None, key: str, begun: datetime, holder: str, now: Callable[[], datetime]
    ) -> None:
        self.key, self.begun = key, begun
        self._store, self._holder, self._now = store, holder, now
        self._saved: Sheet | None = None
        self._over = False
        self.trouble: CodedError | None = None
        self.taken_over = False

    @property
    def keeps(self) -> bool:
        """Whether what happened is stored."""
        return self._store is not None and self.trouble is None and not self.taken_over

    def take(self, sheet: Sheet) -> None:
        """Makes this run the one that sits an exam, and keeps the sheet."""

        def keep(store: Store) -> None:
            store.write(HOLDER, self._holder)
            store.save_session(self._session(sheet))

        self._keep(keep, first=True)
        self._saved = sheet

    def save(self, sheet: Sheet) -> None:
        """Keeps the sheet if that is worth a write: something has changed, or a second has passed."""
        saved = self._saved
        if saved is None or _timeless(saved) != _timeless(sheet) or sheet.clock.used - saved.clock.used >= SAVE_EVERY:
            self._keep(lambda store: store.save_session(self._session(sheet)))
            self._saved = sheet

    def hand_in(self, sheet: Sheet) -> None:
        """Keeps how the exam ended, and its answers as attempts that are not graded yet."""

        def keep(store: Store) -> None:
            store.save_session(self._session(sheet))
            for slot_attempt in self._attempts(sheet).values():
                store.answer(slot_attempt)

        self._keep(keep)

    def judged(self, sheet: Sheet, reports: Reports) -> None:
        """Grades and schedules what is known by now; when all of it is, the session is over."""
        if self._over:
            return
        values = [worth(sheet, position, reports) for position, slot in enumerate(sheet.slots) if not slot.is_open]
        over = Grade.PENDING not in values
        kept = self._keep(lambda store: self._judged(store, sheet, reports, over=over))
        self._over = over and kept

    def give_up(self, session: StoredSession) -> None:
        """Ends a session without a result."""
        now = self._now()

        def keep(store: Store) -> None:
            store.write(HOLDER, self._holder)
            store.save_session(replace(session, changed=now, ended=now, state=given_up(session.state)))

        self._keep(keep, first=True)

    def _keep(self, keep: Callable[[Store], None], *, first: bool = False) -> bool:
        """Keeps something, unless another run has the exam, in one transaction; whether it is kept."""
        if self._store is None or self.taken_over:
            return False
        try:
            with self._store.writing():
                if not first and self._store.read(HOLDER) != self._holder:
                    self.taken_over = True
                    return False
                keep(self._store)
            self.trouble = None
        except CodedError as error:  # the store's own: a full disk does not end an exam
            self.trouble = error
        return self.trouble is None

    def _session(self, sheet: Sheet, *, over: bool = False, **more: object) -> StoredSession:
        from exam_drill.progress import StoredSession

        now = self._now()
        return StoredSession(self.key, Mode.EXAM, self.begun, now, now if over else None, written(sheet, **more))

    def _attempts(self, sheet: Sheet) -> dict[int, Attempt]:
        """The answers by position."""
        return {
            position: Attempt(
                key=f"{self.key}-{slot.subject.question}-{slot.subject.label}",
                session=self.key,
                subject=slot.subject,
                at=datetime.fromtimestamp(slot.at, UTC),
                chosen=slot.chosen,
                seconds=slot.seconds,
                mode=Mode.EXAM,
            )
            for position, slot in enumerate(sheet.slots)
            if slot.chosen is not None
        }

    def _judged(self, store: Store, sheet: Sheet, reports: Reports, *, over: bool) -> None:
        from exam_drill.scheduling.plan import PLAN, read_plan
        from exam_drill.scheduling.rating import pace_of, rate
        from exam_drill.scheduling.schedule import Schedule

        attempts = self._attempts(sheet)
        values = {position: worth(sheet, position, reports) or Grade.PENDING for position in attempts}
        kept = store.attempts(session=self.key, undone=True)
        done = {attempt.key for attempt in kept if attempt.grade is not Grade.PENDING}
        fresh = [at for at, value in values.items() if value is not Grade.PENDING and attempts[at].key not in done]
        if fresh:
            schedule, pace, cards = Schedule(read_plan(store.read(PLAN))), pace_of(store.attempts()), store.cards()
            for position in fresh:
                attempt = attempts[position]
                rating = rate(values[position], attempt.seconds, pace=pace)
                if rating is None:
                    store.grade(attempt.key, values[position])
                    continue
                review = Review(attempt.key, attempt.subject, attempt.at, rating)
                card = schedule.after(cards.get(attempt.subject), review)
                store.reviewed(attempt.key, values[position], review, card)
        if over:
            result = as_facts(score(sheet, reports))
            store.save_session(self._session(sheet, over=True, result=result))


def _timeless(sheet: Sheet) -> Sheet:
    """The sheet without what only time changes."""
    slots = tuple(slot._replace(seconds=0.0) for slot in sheet.slots)
    return sheet._replace(slots=slots, clock=sheet.clock._replace(used=0.0, last=None))
