"""An exam without a terminal: plain text out, one answer a line in.

    4 · f · u · n · b · go 17 · overview · hand in · q

An answer goes on to the next blank.  The end of the input hands nothing in: the exam is left, and can be gone on with.
While somebody is awaited the clock runs and is kept, and its end is told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TextIO

from exam_drill.exam import review
from exam_drill.exam.bindings import command, plain_word
from exam_drill.exam.choices import RESUME
from exam_drill.exam.clock import MOST_GAP, clock_text
from exam_drill.exam.entrance import entrance_rows, open_rows
from exam_drill.exam.keeping import Keeper
from exam_drill.exam.lines import Lines
from exam_drill.exam.pages import confirm_rows, counts, listed_rows, option_groups, place, remark
from exam_drill.exam.paper import Part
from exam_drill.exam.result import Result
from exam_drill.exam.result_rows import progress, progress_text, result_rows
from exam_drill.exam.session import Answer, Event, Moment, Move, Notice, Phase, State, step
from exam_drill.exam.sheet import Sheet
from exam_drill.exam.trouble import trouble_text
from exam_drill.i18n import say
from exam_drill.layout import GAP, Row, prose
from exam_drill.question import Language
from exam_drill.quiz.grading import Reports as Known
from exam_drill.quiz.question_page import question_rows
from exam_drill.quiz.reports import Reports

_TOLD = 4  # times that it is told how far the grading is
_TICK = 1.0  # seconds between two looks at the clock
_PLAINLY = {"unknown-key": "plain-unknown-key", "unnamed-key": "plain-unknown-key"}
_WIDTH = 100  # cells of the table of the result
_KEYS = {
    Phase.WORKING: "1–{last}, f, u, n, b, go 17, overview, hand in, q",
    Phase.OVERVIEW: "go 17, b, hand in, q",
    Phase.CONFIRMING: "y, b, overview, q",
}


class PlainDesk:
    """Where lines are read and written; `moment` tells the time."""

    tells = True  # what was written stays
    ended_by = 0  # signals are exceptions here

    def __init__(
        self, lines: Lines, out: TextIO, language: Language, moment: Callable[[], Moment], *, waiting: bool = False
    ) -> None:
        self._lines, self._out, self._language, self._moment = lines, out, language, moment
        self._waiting = waiting
        self._most = MOST_GAP if lines.patient else float("inf")  # seconds between two looks at the clock that count

    def wake(self) -> None:
        """Nothing: what has come to be known is looked up when it is needed."""

    def going_on(self, sheet: Sheet, begun: str) -> str:
        """Goes on with the exam that is not over, and says so; `--new` is the way to give it up."""
        self._write([*open_rows(sheet, begun, self._language), *prose(say(self._language, "exam.plain-goes-on"))])
        return RESUME

    def begin(self, sheet: Sheet, parts: tuple[Part, ...], warning: str) -> bool:
        """Tells what stands before an exam.  Somebody who types begins it by a line of their own, as the clock runs."""
        self._heading(say(self._language, "exam.title"))
        self._write(entrance_rows(sheet, parts, self._language, warning))
        if not self._waiting:
            return True
        self._prompt(say(self._language, "exam.plain-begin"))
        line = self._line()
        return bool(line) and plain_word(line) != "q"

    def sit(self, state: State, reports: Reports, keeper: Keeper) -> State:
        """Sits the exam until it is over or left."""
        trouble = ""
        for slot in state.sheet.slots:
            reports.want(slot.item.question)
        state = self._stepped(state, None, keeper)
        shown: State | None = None
        while state.phase not in (Phase.LEFT, Phase.DONE) and not keeper.taken_over:
            if trouble_text(keeper, self._language) != trouble:
                trouble = trouble_text(keeper, self._language)
                self._write(prose(trouble))
            if shown is None or (shown.phase, shown.sheet.position) != (state.phase, state.sheet.position):
                self._show(state)
            shown = state
            self._prompt(say(self._language, "exam.plain-ask", **self._asked(state)))
            try:
                state = self._next(state, keeper)
            except KeyboardInterrupt:
                state = self._stepped(state, Move.LEAVE, keeper)
        return state

    def look_back(self, state: State, reports: Reports, keeper: Keeper, earlier: Sequence[tuple[str, Result]]) -> None:
        """Writes the result when all is graded, and then what is asked for by `w`, `f` and `a`."""
        sheet, language = state.sheet, self._language
        with suppress(KeyboardInterrupt):  # what is not graded now is graded the next time
            self._grade(sheet, reports, keeper)
        known = reports.known()
        self._heading(say(language, "exam.result"))
        self._write(result_rows(sheet, known, earlier, language, _WIDTH))
        with suppress(KeyboardInterrupt):
            while self._looked_at(sheet, known):
                pass

    def _grade(self, sheet: Sheet, reports: Reports, keeper: Keeper) -> None:
        """Waits for all grades, and tells four times how far it is."""
        told = 0
        for slot in sheet.slots:
            reports.settle(slot.item.question)
            known = reports.known()
            keeper.judged(sheet, known)
            done = progress(sheet, known)
            if done[0] * _TOLD // done[1] > told:
                told = done[0] * _TOLD // done[1]
                self._write(prose(progress_text(sheet, known, self._language)))

    def _looked_at(self, sheet: Sheet, known: Known) -> bool:
        """Writes the questions that the next line asks for; whether there may be another line."""
        language = self._language
        self._prompt(say(language, "exam.plain-review"))
        line = self._line()
        looking = review.step(review.Review(), plain_word(line), sheet, known)
        if not line or looking.over:
            return False
        if looking.which is None:
            self._write(prose(say(language, f"exam.{looking.notice}")))
        for position in looking.positions:
            self._heading(review.heading_text(sheet, position, known, language))
            self._write([*question_rows(sheet.slots[position].item, language), GAP])
            self._write([*review.answer_rows(sheet, position, known, language), GAP])
        return True

    def _next(self, state: State, keeper: Keeper) -> State:
        """The state after the next line; the clock is kept while it is awaited."""
        while True:
            line = self._lines.next(_TICK)
            if line is not None:
                break
            state = self._stepped(state, None, keeper)
            if state.phase is Phase.DONE or keeper.taken_over:
                self._out.write("\n")
                return state
        self._out.write("\n")
        event = command(line, state.phase) if line else Move.LEAVE
        after = self._stepped(state, event, keeper)
        if after.phase is Phase.CONFIRMING and not after.sheet.open:  # nothing to ask: two words are no slip
            after = self._stepped(after, Move.YES, keeper)
        if after.notice is not None:
            self._write(prose(self._remark(after, after.notice)))
        elif after.phase is state.phase is Phase.WORKING and isinstance(event, Answer):
            chosen = say(self._language, "exam.plain-chosen", number=event.shown)
            self._write(prose(chosen))
            after = self._stepped(after, Move.NEXT, keeper)
        elif after.phase is state.phase is Phase.WORKING and event in (Move.FLAG, Move.CLEAR):
            self._write(prose(f"{place(after.sheet, self._language)} · {counts(after.sheet, self._language)}"))
        return after

    def _stepped(self, state: State, event: Event | None, keeper: Keeper) -> State:
        """The state after an event, kept."""
        after = step(state, event, self._moment(), self._most)
        if after.phase is Phase.DONE:
            keeper.hand_in(after.sheet)
        else:
            keeper.save(after.sheet)
        return after

    def _show(self, state: State) -> None:
        sheet, language = state.sheet, self._language
        if state.phase is Phase.WORKING:
            self._heading(place(sheet, language))
            groups = option_groups(sheet.slot, language)
            body = [row for group in groups for row in group]
            self._write([*prose(counts(sheet, language)), *question_rows(sheet.slot.item, language), GAP, *body, GAP])
        elif state.phase is Phase.OVERVIEW:
            self._heading(say(language, "exam.overview"))
            self._write([*prose(counts(sheet, language)), *listed_rows(sheet, language)])
        else:
            self._heading(say(language, "exam.key-hand-in"))
            self._write(confirm_rows(sheet, language))

    def _asked(self, state: State) -> dict[str, str]:
        keys = _KEYS[state.phase].format(last=len(state.sheet.slot.item.order))
        return {"time": clock_text(state.sheet.clock.left), "keys": keys}

    def _remark(self, state: State, notice: Notice) -> str:
        """The sentence of a notice, without the words that speak of a screen."""
        name = _PLAINLY.get(notice.code)
        if name is None:
            return remark(notice, self._language)
        return say(
            self._language, f"exam.{name}", key=notice.parameters.get("key", ""), keys=self._asked(state)["keys"]
        )

    def _write(self, rows: Iterable[Row]) -> None:
        """Writes rows, one a line."""
        self._out.write("".join(f"{row.plain}\n" for row in rows))
        self._out.flush()

    def _heading(self, text: str) -> None:
        self._out.write(f"\n== {text} ==\n")

    def _prompt(self, text: str) -> None:
        self._out.write(text + " ")
        self._out.flush()

    def _line(self) -> str:
        """The next line, however long it takes."""
        line = self._lines.next(_TICK)
        while line is None:
            line = self._lines.next(_TICK)
        self._out.write("\n")
        return line
