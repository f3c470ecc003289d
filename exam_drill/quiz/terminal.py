"""The quiz on a terminal: draw, read one key, step, again."""

from __future__ import annotations

from collections.abc import Callable

from exam_drill.question import Language
from exam_drill.quiz.bindings import Scroll, meaning
from exam_drill.quiz.frame import Frame
from exam_drill.quiz.grading import key, summarise
from exam_drill.quiz.keys import Key, Keys, Occurrence
from exam_drill.quiz.page import page
from exam_drill.quiz.reports import Reports
from exam_drill.quiz.screen import Screen
from exam_drill.quiz.scrolling import scrolled
from exam_drill.quiz.session import Digit, Event, Move, Phase, State, note, step

_TICK = 1.0  # seconds after which it is told anew how long the runs have lasted


def practise(
    state: State, screen: Screen, keys: Keys, reports: Reports, language: Language, clock: Callable[[], float]
) -> State:
    """Asks until the learner leaves; returns the session as it ended."""
    offset: int | None = None
    seen: dict[tuple[int, int], frozenset[int]] = {}  # round and position -> numbers of the options once in view
    since = clock()
    while state.phase is not Phase.ENDED:
        known = reports.known()
        frame = screen.draw(page(state, known, language, int(clock() - since)), offset)
        here = (len(state.earlier), state.position)
        seen[here] = seen.get(here, frozenset()) | frame.in_view
        _look_ahead(state, reports)
        got = keys.read(_TICK if _is_waiting(state, reports) else None)
        if isinstance(got, Key):
            if got.name == "redraw":
                screen.clear()
                continue
            missed = tuple(one.position for one in summarise(state, known).missed)
            event = meaning(got.name, state, missed, more_below=frame.offset < frame.last)
            if isinstance(event, Scroll):
                offset = _scrolled_to_options(event, frame, seen[here])
                continue
            unseen = _unseen(event, state, seen[here])
            if unseen:
                state, offset = note(state, "options-first"), frame.bringing(unseen)
                continue
            before, state = state, _step(state, event, waiting=_is_waiting(state, reports))
            if _place(before) != _place(state):
                offset, since = None, clock()
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


def _unseen(event: Event, state: State, seen: frozenset[int]) -> int:
    """The option that would be chosen without ever having been in view, or 0: nobody is to answer by accident."""
    if not isinstance(event, Digit) or state.answer is not None:
        return 0
    number = state.typed * 10 + event.digit
    return number if number <= len(state.item.order) and number not in seen else 0


def _scrolled_to_options(scroll: Scroll, frame: Frame, seen: frozenset[int]) -> int:
    """The new offset.  The first move down goes to the options at once, unless that would leave out lines."""
    if scroll in (Scroll.LINE_DOWN, Scroll.PAGE_DOWN) and len(seen) < len(frame.options) - 1:
        options = frame.bringing()
        if frame.offset < options <= frame.offset + frame.view:
            return options
    return scrolled(scroll, frame)
