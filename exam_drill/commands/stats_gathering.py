"""Gathers what statistics are computed from: the store, the schedule, and what wrong options stand for.

store ─┬─ attempts, cards, plan ─▶ Material
       └─ names that are known ──┐
blanks answered wrongly, without ┴─ sandbox, which only parses ─▶ names, kept for the next time
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from exam_drill.attempt import TYPED, Attempt, Grade, Subject
from exam_drill.catalogue import is_foreign
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.progress import Store, StoredCard, StoreError, subjects
from exam_drill.question import Blank, Language, Question
from exam_drill.scheduling.order import syllabus_order
from exam_drill.scheduling.plan import PLAN, Plan, read_plan
from exam_drill.scheduling.today import known, today
from exam_drill.stats import misconception_cache as cache
from exam_drill.stats.compute import Key, Material
from exam_drill.stats.forecast import Recall
from exam_drill.stats.statistics import Agenda

SECONDS = 6.0  # for looking into options; what is left over comes the next time


class Gathered(NamedTuple):
    """The material, and why some options were not looked into, "" if all were."""

    material: Material
    unread: str = ""


class _Want(NamedTuple):
    """A blank whose options should have names, and by what they are remembered."""

    question: Question
    blank: Blank
    mark: str


def gather(
    store: Store | None,
    questions: Sequence[Question],
    paths: Sequence[str],
    environment: Environment,
    language: Language,
    *,
    chosen: bool,
) -> Gathered:
    """All that there is of these questions; StoreError if the store fails. Without a store there is nothing yet."""
    asked = subjects(questions)
    order = syllabus_order(questions, asked)
    now, zone = environment.now(), environment.zone
    if store is None:
        look = today(order, {}, [], Plan(new=environment.preferences.new_a_day), now, zone)
        agenda = Agenda(len(look.due), len(look.later), len(look.new), look.unseen)
        return Gathered(Material((), questions, asked, agenda=agenda, chosen=chosen))
    attempts = list(store.attempts(undone=True))
    cards, plan = store.cards(), read_plan(store.read(PLAN))
    if plan.new is None:
        plan = plan._replace(new=environment.preferences.new_a_day)
    look = today(order, cards, attempts, plan, now, zone)
    names, unread = _names(store, questions, asked, attempts, is_foreign(paths), environment, language)
    memories = known(asked.values(), cards)
    material = Material(
        attempts=attempts,
        questions=questions,
        subjects=asked,
        scheduled=memories.keys(),
        agenda=Agenda(len(look.due), len(look.later), len(look.new), look.unseen),
        names=names,
        recall=_recall(cards, plan) if memories else None,
        exam=plan.exam,
        chosen=chosen,
    )
    return Gathered(material, unread)


def _recall(cards: Mapping[Subject, StoredCard], plan: Plan) -> Recall:
    """How probably a blank is recalled at a time, as FSRS says; the library is imported here and nowhere before."""
    from exam_drill.scheduling.schedule import Schedule

    schedule = Schedule(plan)

    def recall(subject: Subject, moment: datetime) -> float:
        return schedule.known_at(cards[subject], moment)

    return recall


def _names(
    store: Store,
    questions: Sequence[Question],
    asked: Mapping[Key, Subject],
    attempts: Sequence[Attempt],
    foreign: bool,
    environment: Environment,
    language: Language,
) -> tuple[dict[Key, Mapping[int, str]], str]:
    """What the options of blanks that were answered wrongly stand for, and why some were not looked into."""
    wrong = {a.subject for a in attempts if a.grade is Grade.WRONG and a.chosen != TYPED and a.undone is None}
    wants = {
        (question.id, blank.label): _Want(question, blank, cache.mark(question, blank, asked[question.id, blank.label]))
        for question in questions
        for blank in question.blanks
        if asked[question.id, blank.label] in wrong
    }
    kept = cache.read(store.read(cache.NAME))
    missing = [want for want in wants.values() if want.mark not in kept]
    unread = ""
    if missing:
        found, unread = _look_into(missing, foreign, environment, language)
        kept |= found
        if found:
            with suppress(StoreError):  # then it is looked into again the next time
                store.write(cache.NAME, cache.written(kept))
    return {key: kept[want.mark] for key, want in wants.items() if want.mark in kept}, unread


def _look_into(
    wants: Sequence[_Want], foreign: bool, environment: Environment, language: Language
) -> tuple[dict[str, cache.Names], str]:
    """The names of the options of these blanks, and why some have none.  No program is run for it, only parsed."""
    from exam_drill.commands.budget import Budget
    from exam_drill.sandbox import DeadlineError, Sandbox, SandboxError, TooLittleError
    from exam_drill.suggest.naming import name_options

    found: dict[str, cache.Names] = {}
    try:
        with Sandbox(untrusted=foreign) as sandbox:
            sandbox.capabilities()  # waits until it is up: that takes nothing of the time
            sandbox.deadline = Budget.begin(SECONDS, environment.monotonic).end
            for want in wants:
                found[want.mark] = name_options(want.question, want.blank, sandbox)
    except DeadlineError:
        return found, say(language, "stats.unread-later", count=len(wants) - len(found))
    except TooLittleError:
        return found, say(language, "stats.unread-untrusted")
    except SandboxError as error:
        return found, say(language, "stats.unread-failed", error=error)
    return found, ""
