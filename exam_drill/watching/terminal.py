"""Watching on a terminal: one screen that is drawn anew whenever there is reason to.

a new State ┐
a key       ├─▶ Keys.read() ─▶ wish, scroll, leave ─▶ draw
the window  ┘
"""

from __future__ import annotations

from exam_drill.question import Language
from exam_drill.quiz.bindings import SCROLLS, Scroll
from exam_drill.quiz.keys import Key, Keys, Occurrence
from exam_drill.quiz.screen import Screen
from exam_drill.quiz.scrolling import scrolled
from exam_drill.watching.page import page
from exam_drill.watching.saves import Wish
from exam_drill.watching.station import Station

_WISHES = {"a": Wish.ALL, "r": Wish.AGAIN, "enter": Wish.AGAIN}


def watch(station: Station, screen: Screen, keys: Keys, language: Language) -> None:
    """Shows what comes until somebody leaves, or until the work has ended by itself."""
    offset = number = 0
    while station.ended is None:
        state = station.state
        if state.save is not None and state.save.number != number:
            offset, number = 0, state.save.number  # what is new stands at the top
        frame = screen.draw(page(state, language), offset)
        got = keys.read()
        if got is Occurrence.ENDED or got == Key("q"):
            return
        if got is Occurrence.SUSPENDED:
            screen.__exit__()
            keys.suspend()
            screen.__enter__()
        elif isinstance(got, Key):
            if got.name == "redraw":
                screen.clear()
            elif got.name in _WISHES:
                station.wish(_WISHES[got.name])
            elif got.name == "space":
                offset = scrolled(Scroll.PAGE_DOWN, frame)
            elif got.name in SCROLLS:
                offset = scrolled(SCROLLS[got.name], frame)
