"""What is said after a session: how it went against the last one, and what is due next.

正答率 8/10（80%、前回より +12 ポイント） · 1 問平均 41 秒（前回より -6 秒）
次の復習: 11/23 に 4 個、11/25 に 2 個
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from exam_drill.attempt import Attempt, Grade, Mode, Subject
from exam_drill.i18n import say
from exam_drill.i18n.dates import duration, short_day
from exam_drill.layout import Row, prose
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.quiz.recording import Closing, Coming, Tally

if TYPE_CHECKING:
    from exam_drill.progress import Store

_DAYS = 3  # on which something is due, that are named


def closing_of(
    store: Store, key: str, subjects: Iterable[Subject], now: datetime, zone: tzinfo | None
) -> Closing | None:
    """The session of this key beside the last one that had answers; None if nothing in it counts."""
    tally = _tally(store.attempts(session=key))
    if tally is None:
        return None
    others = (session for session in store.sessions(Mode.QUIZ) if session.key != key)
    last = next((found for other in others if (found := _tally(store.attempts(session=other.key)))), None)
    return Closing(tally, last, _coming(store, subjects, now, zone))


def closing_rows(closing: Closing, language: Language) -> list[Row]:
    """The session in words."""
    now, last = closing.now, closing.last
    parameters: dict[str, object] = {"share": _share(now), "seconds": duration(language, now.seconds)}
    if last is None:
        rows = prose(say(language, "trainer.went", **parameters))
    else:
        points = _share(now) - _share(last)
        seconds = round(now.seconds) - round(last.seconds)
        rows = prose(
            say(
                language,
                "trainer.went-against",
                **parameters,
                points=f"{points:+d}" if points else "±0",
                change=f"{seconds:+d}" if seconds else "±0",
            )
        )
    if not closing.coming:
        return rows
    days = say(language, "trainer.comma").join(
        say(language, "trainer.coming-day", day=_day(one, language), count=one.due) for one in closing.coming
    )
    return rows + prose(say(language, "trainer.coming", days=days), style.FAINT)


def _tally(attempts: Iterable[Attempt]) -> Tally | None:
    counted = [attempt for attempt in attempts if attempt.grade in (Grade.RIGHT, Grade.WRONG)]
    if not counted:
        return None
    right = sum(attempt.grade is Grade.RIGHT for attempt in counted)
    return Tally(len(counted), right, sum(attempt.seconds for attempt in counted) / len(counted))


def _coming(store: Store, subjects: Iterable[Subject], now: datetime, zone: tzinfo | None) -> tuple[Coming, ...]:
    """The next days on which something is due."""
    from exam_drill.scheduling.days import local_day
    from exam_drill.scheduling.exam_date import due_days
    from exam_drill.scheduling.plan import PLAN, read_plan
    from exam_drill.scheduling.today import known

    today = local_day(now, zone)
    plan = read_plan(store.read(PLAN))
    days = due_days(known(subjects, store.cards()), plan.exam, today, zone)
    counts = Counter(max(day, today) for day in days.values() if day is not None)
    return tuple(Coming((day - today).days, day, counts[day]) for day in sorted(counts)[:_DAYS])


def _share(tally: Tally) -> int:
    return round(100 * tally.right / tally.answered)


def _day(coming: Coming, language: Language) -> str:
    names = {0: "today", 1: "tomorrow"}
    name = names.get(coming.days)
    return say(language, f"trainer.{name}") if name else short_day(language, coming.day)
