"""An exam on a terminal: draw, wait for a key or the next second, step, keep, again.

    sit ─▶ (left: the clock stands) or (over: look_back, the result and the questions again)

What a step changed is kept before it is drawn.  The clock is drawn again when its text changes; a frame is one write,
so it does not flicker.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from exam_drill.cells import text_len
from exam_drill.exam.bindings import meaning
from exam_drill.exam.choices import LEAVE, NEW, RESUME
from exam_drill.exam.entrance import entrance_page, give_up_page, open_page
from exam_drill.exam.keeping import Keeper
from exam_drill.exam.pages import page, per_row
from exam_drill.exam.paper import Part
from exam_drill.exam.result import Result
from exam_drill.exam.session import Digit, Event, Moment, Move, Notice, Phase, State, step
from exam_drill.exam.sheet import Sheet
from exam_drill.exam.trouble import trouble_text
from exam_drill.i18n import say
from exam_drill.question import Language
from exam_drill.quiz.bindings import SCROLLS, Scroll
from exam_drill.quiz.frame import Frame
from exam_drill.quiz.grading import Reports as Known
from exam_drill.quiz.keys import Key, Keys, Occurrence
from exam_drill.quiz.question_page import Page
from exam_drill.quiz.reports import Reports
from exam_drill.quiz.screen import Screen
from exam_drill.quiz.scrolling import scrolled, scrolled_to_options

_SIDES = 4  # cells of a line that the frame takes
_SOON = 0.02  # seconds: the clock's text has changed for certain when they have passed
_BEGIN, _GIVE_UP, _BACK = "begin", "give-up", "back"


class TerminalDesk:
    """A terminal at which an exam is sat; `moment` tells the time."""

    tells = False  # the second screen goes with all that was on it

    def __init__(self, screen: Screen, keys: Keys, language: Language, moment: Callable[[], Moment]) -> None:
        self._screen, self._keys, self._language, self._moment = screen, keys, language, moment
        self._width = 76  # of a line; corrected when the first frame was drawn
        self._offset: int | None = None  # where the page is scrolled to; None: where one reads on
        self._seen: dict[int, frozenset[int]] = {}  # position -> numbers of the options that were in view

    @property
    def ended_by(self) -> int:
        """The signal that asked to end, 0 if none did."""
        return self._keys.ended_by

    def wake(self) -> None:
        """Has the screen drawn again; from any thread."""
        self._keys.wake()

    def going_on(self, sheet: Sheet, begun: str) -> str:
        """What to do with the exam that is not over."""
        language = self._language
        choice = _GIVE_UP
        while choice in (_GIVE_UP, _BACK):
            choice = self._choose(
                lambda remark: open_page(sheet, begun, language, remark),
                {"enter": RESUME, "g": _GIVE_UP, "q": LEAVE},
            )
            if choice == _GIVE_UP:
                choice = self._choose(lambda remark: give_up_page(language, remark), {"y": NEW, "b": _BACK})
        return choice

    def begin(self, sheet: Sheet, parts: tuple[Part, ...], warning: str) -> bool:
        """Shows what stands before an exam; whether it is to begin."""
        language = self._language
        chosen = self._choose(
            lambda remark: entrance_page(sheet, parts, language, warning, remark), {"enter": _BEGIN, "q": LEAVE}
        )
        return chosen == _BEGIN

    def _choose(self, make: Callable[[str], Page], choices: Mapping[str, str]) -> str:
        """Shows a page, made with a remark, until one of the keys in `choices` was pressed; what it stands for.

        Other keys scroll, or do nothing, which is told.  Whoever closes the terminal leaves.
        """
        remark, offset = "", 0
        while True:
            frame = self._screen.draw(make(remark), offset)
            got = self._keys.read()
            if got is Occurrence.ENDED:
                return LEAVE
            if not isinstance(got, Key):
                self._occurred(got)
                continue
            if got.name == "redraw":
                self._screen.clear()
            elif got.name in choices:
                return choices[got.name]
            elif got.name in SCROLLS:
                offset = scrolled(SCROLLS[got.name], frame)
            elif got.name == "space" and frame.offset < frame.last:
                offset = scrolled(Scroll.PAGE_DOWN, frame)
            else:
                remark = say(self._language, "exam.entrance-keys")

    def sit(self, state: State, reports: Reports, keeper: Keeper) -> State:
        """Sits the exam until it is over or left; every question is judged meanwhile."""
        state, asked = self._stepped(state, None, keeper), False
        while state.phase not in (Phase.LEFT, Phase.DONE) and not keeper.taken_over:
            frame = self._drawn(state, keeper)
            if not asked:  # the first question is read; now there is time to start the judge
                asked = True
                for slot in state.sheet.slots:
                    reports.want(slot.item.question)
            got = self._keys.read(_until_next_second(state.sheet.clock.left))
            if isinstance(got, Key):
                state = self._pressed(state, got.name, frame, keeper)
                continue
            state = self._stepped(state, Move.LEAVE if got is Occurrence.ENDED else None, keeper)
            self._occurred(got)
            if got is Occurrence.SUSPENDED:
                stood = state.sheet.clock.stopped()
                state = self._stepped(state._replace(sheet=state.sheet._replace(clock=stood)), None, keeper)
        return state

    def _pressed(self, state: State, name: str, frame: Frame, keeper: Keeper) -> State:
        """The state after a key, which may only have scrolled."""
        if name == "redraw":
            self._screen.clear()
            return state
        event = meaning(name, state.phase, per_row(state.sheet, self._width), more_below=frame.offset < frame.last)
        working = state.phase is Phase.WORKING
        seen = self._seen.get(state.sheet.position, frozenset()) if working else frozenset()
        if isinstance(event, Scroll):
            self._offset = scrolled_to_options(event, frame, seen)
            return self._stepped(state, None, keeper)
        unseen = _unseen(event, state, seen)
        if unseen:
            self._offset = frame.bringing(unseen)
            return self._stepped(state, None, keeper)._replace(notice=Notice("options-first"))
        if name == "space" and working and state.sheet.slot.is_open:  # it was to scroll, and there is no more
            return self._stepped(state, None, keeper)._replace(notice=Notice("all-seen"))
        after = self._stepped(state, event, keeper)
        if _place(state) != _place(after):
            self._offset = None
        return after

    def look_back(self, state: State, reports: Reports, keeper: Keeper, earlier: Sequence[tuple[str, Result]]) -> None:
        """Shows the result, with what is known by now, and the questions again."""
        from exam_drill.exam import review
        from exam_drill.exam.result_rows import result_rows

        language, sheet = self._language, state.sheet
        for slot in sheet.slots:
            reports.want(slot.item.question)
        looking, offset = review.Review(), None
        while not looking.over:
            known = reports.known()
            keeper.judged(sheet, known)

            def make(width: int, looking: review.Review = looking, known: Known = known) -> Page:
                if looking.which is not None:
                    return review.review_page(looking, sheet, known, language)
                rows = tuple(result_rows(sheet, known, earlier, language, width))
                notice = say(language, f"exam.{looking.notice}") if looking.notice else self._trouble(keeper)
                return Page(say(language, "exam.result"), (), rows, review.result_keys(sheet), notice)

            frame = self._draw_wide(make, offset)
            got = self._keys.read()
            if got is Occurrence.ENDED:
                return
            if not isinstance(got, Key):
                self._occurred(got)
                continue
            if got.name == "redraw":
                self._screen.clear()
            elif got.name in SCROLLS or (got.name == "space" and frame.offset < frame.last):
                offset = scrolled(SCROLLS.get(got.name, Scroll.PAGE_DOWN), frame)
            else:
                before, looking = looking, review.step(looking, got.name, sheet, known)
                if (before.which, before.at) != (looking.which, looking.at):
                    offset = None

    def _stepped(self, state: State, event: Event | None, keeper: Keeper) -> State:
        """The state after an event, kept."""
        after = step(state, event, self._moment())
        if after.phase is Phase.DONE:
            keeper.hand_in(after.sheet)
        else:
            keeper.save(after.sheet)
        return after

    def _drawn(self, state: State, keeper: Keeper) -> Frame:
        """Draws the state, and remembers which options have been in view."""

        def make(width: int) -> Page:
            made = page(state, self._language, width)
            return made if made.notice else made._replace(notice=self._trouble(keeper))

        frame = self._draw_wide(make, self._offset)
        if state.phase is Phase.WORKING:
            here = state.sheet.position
            self._seen[here] = self._seen.get(here, frozenset()) | frame.in_view
        return frame

    def _draw_wide(self, make: Callable[[int], Page], offset: int | None) -> Frame:
        """Draws a page that depends on the width, which is only known for certain when it is drawn."""
        frame = self._screen.draw(make(self._width), offset)
        width = text_len(frame.lines[0]) - _SIDES
        if width != self._width:
            self._width = width
            frame = self._screen.draw(make(width), offset)
        return frame

    def _occurred(self, got: Occurrence) -> None:
        if got is Occurrence.SUSPENDED:
            self._screen.__exit__()
            self._keys.suspend()
            self._screen.__enter__()

    def _trouble(self, keeper: Keeper) -> str:
        return trouble_text(keeper, self._language)


def _until_next_second(left: float) -> float:
    """Seconds until the clock's text changes."""
    return left % 1.0 + _SOON


def _place(state: State) -> tuple[object, ...]:
    """What decides which part of the page is to be read; when it changes, scrolling starts anew."""
    cursor = state.cursor if state.phase is Phase.OVERVIEW else 0
    return (state.phase, state.sheet.position, cursor)


def _unseen(event: Event, state: State, seen: frozenset[int]) -> int:
    """The option that would be chosen without ever having been in view, or 0: nobody is to answer by accident."""
    if not isinstance(event, Digit) or state.phase is not Phase.WORKING:
        return 0
    number = state.typed * 10 + event.digit
    return number if number <= len(state.sheet.slot.item.order) and number not in seen else 0
