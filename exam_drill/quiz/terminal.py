"""The quiz on a terminal: draw, read one key, step, again."""

from __future__ import annotations

from exam_drill.question import Language
from exam_drill.quiz.bindings import Scroll, meaning
from exam_drill.quiz.frame import Frame
from exam_drill.quiz.grading import key, summarise
from exam_drill.quiz.keys import Key, Keys, Occurrence
from exam_drill.quiz.page import page
from exam_drill.quiz.reports import Reports
from exam_drill.quiz.screen import Screen
from exam_drill.quiz.session import Event, Move, Phase, State, note, step


def practise(state: State, screen: Screen, keys: Keys, reports: Reports, language: Language) -> State:
    """Asks until the learner leaves; returns the session as it ended."""
    offset: int | None = None
    while state.phase is not Phase.ENDED:
        known = reports.known()
        frame = screen.draw(page(state, known, language), offset)
        _look_ahead(state, reports)
        got = keys.read()
        if isinstance(got, Key):
            missed = tuple(one.position for one in summarise(state, known).missed)
            event = meaning(got.name, state, missed, more_below=frame.offset < frame.last)
            if isinstance(event, Scroll):
                offset = _scrolled(event, frame)
                continue
            before, state = state, _step(state, event, waiting=_is_waiting(state, reports))
            if _place(before) != _place(state):
                offset = None
        elif got is Occurrence.ENDED:
            state = step(state, Move.END)
        elif got is Occurrence.SUSPENDED:
            screen.__exit__()
            keys.suspend()
            screen.__enter__()
    return state


def _step(state: State, event: Event, *, waiting: bool) -> State:
    """A step; going on by Enter waits for the feedback, so that an Enter after the number never skips it."""
    if waiting and event is Move.NEXT:
        return note(state, "still-judging")
    return step(state, event)


def _is_waiting(state: State, reports: Reports) -> bool:
    return state.phase is Phase.ASKING and state.answer is not None and key(state.item, reports.known()) is None


def _look_ahead(state: State, reports: Reports) -> None:
    """Has the question on the screen judged, and the next one."""
    if state.phase is Phase.ASKING:
        for item in state.items[state.position : state.position + 2]:
            reports.want(item.question)


def _place(state: State) -> tuple[object, ...]:
    """What decides which part of the page is to be read; when it changes, scrolling starts anew."""
    return (state.phase, state.position, state.answer, state.position in state.hinted, len(state.earlier))


def _scrolled(scroll: Scroll, frame: Frame) -> int:
    page_lines = max(frame.view - 2, 1)
    target = {
        Scroll.LINE_UP: frame.offset - 1,
        Scroll.LINE_DOWN: frame.offset + 1,
        Scroll.PAGE_UP: frame.offset - page_lines,
        Scroll.PAGE_DOWN: frame.offset + page_lines,
        Scroll.TOP: 0,
        Scroll.BOTTOM: frame.last,
    }[scroll]
    return min(max(target, 0), frame.last)
