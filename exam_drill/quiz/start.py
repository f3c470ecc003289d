"""The first screen of a day: what is to be done, how far one is, and a session that was interrupted.

復習 12 個 · 新しい問題 10 問
連続 5 日 · 今日の解答 3
試験まで 89 日
途中のセッション: 7/20（11月22日 10:03）
                                        Enter 続きから · n 新しく始める · q 終了
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto
from typing import NamedTuple

from exam_drill.i18n import say
from exam_drill.i18n.dates import short_day
from exam_drill.layout import GAP, Row, prose
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.quiz.bindings import SCROLLS
from exam_drill.quiz.choosing import Why
from exam_drill.quiz.keys import Key, Keys, Occurrence
from exam_drill.quiz.question_page import Keys as KeyNames
from exam_drill.quiz.question_page import Page
from exam_drill.quiz.screen import Screen
from exam_drill.quiz.scrolling import scrolled
from exam_drill.scheduling.today import Today


class Unfinished(NamedTuple):
    """A session that was interrupted; `changed` is by the learner's own clock."""

    answered: int
    total: int
    changed: datetime


class Start(NamedTuple):
    """What the first screen tells: `blanks` are asked next, because of `why`; `next_at` is when some come back."""

    today: Today
    why: Why
    blanks: int
    unfinished: Unfinished | None = None
    next_at: datetime | None = None


class Wish(Enum):
    """What the learner wants."""

    RESUME = auto()
    BEGIN = auto()
    LEAVE = auto()


def start_rows(start: Start, language: Language) -> list[Row]:
    """The start screen's lines, also where there is no screen."""
    today = start.today
    rows: list[Row] = []
    if not today.total - today.unseen and not today.done:
        rows += [*prose(say(language, "trainer.welcome"), style.TITLE), GAP]
    rows += prose(_to_do(start, language), style.HEADING)
    if today.total > today.unseen or today.done or today.streak:
        rows += prose(say(language, "trainer.streak", streak=today.streak, done=today.done))
    if today.days_left is not None:
        rows += prose(
            say(language, "trainer.exam-today" if not today.days_left else "trainer.exam", days=today.days_left)
        )
    if today.needed is not None and today.needed > today.share:
        rows += prose(
            say(language, "trainer.too-few", needed=today.needed, share=today.share), style.CAUTION, "! ", style.CAUTION
        )
    rows += prose(say(language, "trainer.seen", seen=today.total - today.unseen, total=today.total), style.FAINT)
    if start.unfinished is not None:
        one = start.unfinished
        when = f"{short_day(language, one.changed)} {one.changed:%H:%M}"
        text = say(language, "trainer.unfinished", answered=one.answered, total=one.total, when=when)
        rows += [GAP, *prose(text, style.NOTICE, "▸ ", style.NOTICE)]
    return rows


def start_page(start: Start, language: Language, notice: str = "") -> Page:
    """The start screen."""
    keys: KeyNames = (("Enter", "trainer.key-begin"),)
    if start.unfinished is not None:
        keys = (("Enter", "trainer.key-resume"), ("n", "trainer.key-anew"))
    return Page("exam-drill", (), tuple(start_rows(start, language)), (*keys, ("q", "quit")), notice)


def ask_what_to_do(start: Start, screen: Screen, keys: Keys, language: Language, notice: str = "") -> Wish:
    """Waits until the learner says so; the page is on the screen already."""
    offset = 0
    while True:
        frame = screen.draw(start_page(start, language, notice), offset)
        got = keys.read()
        if got is Occurrence.ENDED:
            return Wish.LEAVE
        if got is Occurrence.SUSPENDED:
            screen.__exit__()
            keys.suspend()
            screen.__enter__()
        if not isinstance(got, Key):
            continue
        if got.name in SCROLLS:
            offset = scrolled(SCROLLS[got.name], frame)
        elif got.name == "redraw":
            screen.clear()
        else:
            wish = wish_of(got.name, start)
            if wish is not None:
                return wish
            known = len(got.name) == 1 and got.name.isprintable()
            notice = say(language, "quiz.unknown-key" if known else "quiz.unnamed-key", key=got.name)


def wish_of(word: str, start: Start) -> Wish | None:
    """What a key or a word means here; None if nothing."""
    if word in ("q", "escape"):
        return Wish.LEAVE
    if word in ("enter", "space", ""):
        return Wish.RESUME if start.unfinished is not None else Wish.BEGIN
    return Wish.BEGIN if word == "n" and start.unfinished is not None else None


def _to_do(start: Start, language: Language) -> str:
    today = start.today
    if start.why is Why.DUE:
        name = "to-do" if today.due and today.new else "to-do-due" if today.due else "to-do-new"
        return say(language, f"trainer.{name}", due=len(today.due), new=len(today.new))
    if start.why is Why.LATER and start.next_at is not None:
        return say(language, "trainer.later", count=len(today.later), time=f"{start.next_at:%H:%M}")
    name = "trainer.done-new" if start.why is Why.AHEAD_NEW else "trainer.done-all"
    return say(language, name, count=start.blanks)
