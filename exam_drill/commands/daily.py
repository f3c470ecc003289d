"""What a session can begin with: what the learner selected, or what is due today and a session that was interrupted.

Selection ─ order random, bank ─▶ Opening(begin)                          the selection, in that order
Record ──── order due ─ today ─▶ Opening(begin, resume, start)            what is due, then new ones
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from exam_drill.attempt import Subject
from exam_drill.commands.record import Record, Resumable
from exam_drill.markers import find_markers
from exam_drill.progress import StoreError
from exam_drill.question import Question
from exam_drill.quiz.arrangement import arrange, arrange_subjects
from exam_drill.quiz.choosing import chosen, selected
from exam_drill.quiz.session import Notice, State, begin
from exam_drill.quiz.start import Start, Unfinished, Wish
from exam_drill.scheduling.order import syllabus_order
from exam_drill.scheduling.plan import PLAN, Plan, read_plan
from exam_drill.scheduling.today import Today, today, today_from
from exam_drill.selection import Selection


class Opening(NamedTuple):
    """What can be begun: `begin` anew, or `resume` if there is something; `start` is what is to be told before."""

    begin: State
    resume: Resumable | None = None
    start: Start | None = None

    @property
    def first(self) -> State:
        """What is probably begun."""
        return self.resume.state if self.resume else self.begin

    def silent(self) -> Opening:
        """Without a start screen."""
        return self._replace(start=None)

    def anew(self) -> Opening:
        """Without the session that was interrupted."""
        return self._replace(resume=None, start=self.start._replace(unfinished=None) if self.start else None)

    def told(self, notice: Notice | None) -> Opening:
        """With a remark on the first question that is asked anew."""
        return self._replace(begin=self.begin._replace(notice=notice)) if notice else self

    def typed(self) -> Opening:
        """With the options hidden: answers are typed."""
        resume = self.resume and self.resume._replace(state=self.resume.state._replace(typing=True))
        return self._replace(begin=self.begin._replace(typing=True), resume=resume)

    @property
    def wish(self) -> Wish:
        """What is begun where nobody is asked."""
        return Wish.RESUME if self.resume else Wish.BEGIN


def selected_opening(questions: Sequence[Question], selection: Selection) -> Opening:
    """All questions of a selection, in its order."""
    seeded = selection.order == "random" or selection.shuffle
    items = arrange(questions, selection, find_markers)
    return Opening(begin(items, selection.seed if seeded else None, shuffle=selection.shuffle))


def daily_opening(
    record: Record, questions: Sequence[Question], selection: Selection, new: int | None, *, everything: bool
) -> Opening:
    """What is due of these questions, with so many `new` ones.

    `everything` tells that the learner selected them, and wants to see all: those first that are due.
    """
    subjects = syllabus_order(questions, record.bank.subjects)
    look = _today(record, subjects, new)
    cards = {}
    if record.store is not None:
        with suppress(StoreError):
            cards = dict(record.store.cards())
    choice = (selected if everything else chosen)(look, subjects, cards, selection.number)
    items = arrange_subjects(choice.subjects, record.bank.questions, selection, find_markers, choice.due)
    state = begin(items, selection.seed if selection.shuffle else None, shuffle=selection.shuffle, repeats=True)
    resume = None if everything else record.unfinished()
    next_due = min((cards[subject].due for subject in look.later), default=None)
    local = record.environment.local
    start = Start(
        look,
        choice.why,
        len(items),
        _unfinished(record, resume),
        local(next_due) if next_due else None,
    )
    return Opening(state, resume, start)


def _today(record: Record, subjects: Sequence[Subject], new: int | None) -> Today:
    """What is to be done today; of a record that cannot be read, what a beginner has to do."""
    environment = record.environment
    preferred = environment.preferences.new_a_day
    if record.store is not None:
        with suppress(StoreError):
            if new is None:
                return today_from(record.store, subjects, environment.now(), environment.zone, preferred)
            plan = read_plan(record.store.read(PLAN))._replace(new=new)
            attempts = tuple(record.store.attempts())
            return today(subjects, record.store.cards(), attempts, plan, environment.now(), environment.zone)
    plan = Plan(new=preferred if new is None else new)
    return today(subjects, {}, (), plan, environment.now(), environment.zone)


def _unfinished(record: Record, resume: Resumable | None) -> Unfinished | None:
    if resume is None:
        return None
    state = resume.state
    answered = len(state.answers) - state.answers.count(None)
    return Unfinished(answered, len(state.items), record.environment.local(resume.stored.changed))
