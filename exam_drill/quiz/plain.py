"""The quiz without a terminal: plain text out, one answer a line in.

Everything is written as it is, without colours, frames or line breaks of our own.  While a question is asked, empty
lines are ignored; after the summary only `r` goes on, so that answers without an end make no session without one.  The
end of the input ends the session with its summary.

Views are written like everything else, and are never open.  Which handler an event has is said
by HANDLERS: see `practice`.

Somebody who types (`waiting`) reads the feedback before Enter brings the next question; lines of a file do not wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

from exam_drill.i18n import say
from exam_drill.layout import GAP, Row, prose
from exam_drill.question import Language
from exam_drill.quiz.bindings import command
from exam_drill.quiz.feedback import feedback
from exam_drill.quiz.grading import Reports as Known
from exam_drill.quiz.grading import key
from exam_drill.quiz.looking_pages import look_at
from exam_drill.quiz.practice import Handlers, Practice, handled
from exam_drill.quiz.question_page import header_rows, hint_rows, option_rows, question_rows, remark
from exam_drill.quiz.recording import Recorder
from exam_drill.quiz.reports import Reports
from exam_drill.quiz.session import Again, Event, Look, Move, Notice, Phase, State
from exam_drill.quiz.summary import summary_rows
from exam_drill.quiz.typing_plain import typed_event
from exam_drill.quiz.views import page_of

_LONGEST_LINE = 4096
_PLAINLY = {"unknown-key": "plain-unknown-key", "answered-already": "plain-answered-already"}


class PlainPractice(Practice):
    """A session line by line; `waiting` tells that somebody types and reads."""

    def __init__(
        self,
        lines: TextIO,
        out: TextIO,
        reports: Reports,
        language: Language,
        clock: Callable[[], float],
        recorder: Recorder | None = None,
        minutes: int | None = None,
        *,
        waiting: bool = False,
    ) -> None:
        super().__init__(reports, language, clock, recorder, minutes)
        self.lines, self.out, self.waiting = lines, out, waiting

    def run(self, state: State) -> State:
        """Asks until the input ends or the learner leaves; returns the session as it ended."""
        written: State | None = None
        if state.notice:
            write_rows(prose(_remark(state, self.language)), self.out)
        try:
            while state.phase is not Phase.ENDED:
                if written is None or _place(written) != _place(state):
                    self._write(state)
                    self.recorder.shown(state)
                written = state
                if state.phase is Phase.SUMMARY and not self.missed(state):
                    return self.step(state, Move.QUIT)
                self.look_ahead(state)
                state = self._next(state)
        except KeyboardInterrupt:
            state = self.step(state, Move.END)
        if written is None or written.phase is not Phase.SUMMARY:
            self._write_summary(state)
        return state

    def line(self, prompt: str) -> str:
        """The next line of the input after this prompt, "" at its end."""
        self.out.write(prompt and prompt + " ")
        self.out.flush()
        line = _line(self.lines)
        self.out.write("\n")
        return line

    def write(self, rows: Iterable[Row]) -> None:
        """Writes rows, one a line."""
        write_rows(rows, self.out)

    def _write(self, state: State) -> None:
        """The question, or the summary, that a state stands for."""
        if state.phase is not Phase.ASKING:
            self._write_summary(state)
            return
        item, known = state.item, self.known()
        self.out.write(f"\n== {page_of(self, state).label} ==\n")
        self.write([*header_rows(item.question, self.language), *question_rows(item, self.language), GAP])
        if state.hides_options:
            return
        if state.answer is None:
            self.write([*option_rows(item, self.language), GAP])
        else:
            _write_answer(state, self.out, known, self.language)

    def _write_summary(self, state: State) -> None:
        self.recorder.judged(state, self.known())
        self.out.write(f"\n== {say(self.language, 'quiz.summary')} ==\n")
        self.write([*summary_rows(state, self.known(), self.language), *self.closing(state)])

    def _next(self, state: State) -> State:
        """The state after the next line of input."""
        event = typed_event(self, state) if state.hides_options else self._event(state)
        if event is Move.TYPE and state.phase is Phase.ASKING and state.answer is None:
            event = typed_event(self, state)
            event = None if event is Move.OPTIONS else event  # they are in view
        if event is None:
            return state
        return self._told(state, event, handled(self, HANDLERS, state, event))

    def _event(self, state: State) -> Event | None:
        """What the next line of input means; None if nothing."""
        line = self.line(_prompt(state, self.language, waiting=self.waiting))
        if not line:
            return Move.END
        event = command(line, state, self.missed(state))
        if state.phase is Phase.SUMMARY and not isinstance(event, Again):
            return Move.QUIT
        if event is None and self.waiting and state.answer is not None:
            return Move.NEXT
        return event

    def _told(self, state: State, event: Event, after: State) -> State:
        """What an event led to is written; of lines that nobody typed, an answer leads to the next question at once."""
        if after.over is not None:
            page = page_of(self, after)
            self.write([*page.header, *page.body, GAP])
            after = after._replace(over=None)  # what is written stays; there is nothing to close
        if after.notice:
            self.write(prose(_remark(after, self.language)))
        elif event is Move.HINT and after.phase is Phase.ASKING:
            self.write(hint_rows(after.item, self.language))
        elif event is Move.OPTIONS and after.phase is Phase.ASKING:
            self.write([*option_rows(after.item, self.language), GAP])
        elif _place(after) == _place(state) and after.answers != state.answers:
            self.reports.settle(after.item.question)
            self.recorder.judged(after, self.known())
            _write_answer(after, self.out, self.known(), self.language)
            if not self.waiting:  # lines that are written already cannot wait: `u` takes back what they just answered
                after = self.step(after, Move.NEXT)._replace(undoable=after.undoable)
        return after


HANDLERS: Handlers[PlainPractice] = {Look: look_at}


def write_rows(rows: Iterable[Row], out: TextIO) -> None:
    """The rows, one a line."""
    out.write("".join(f"{row.plain}\n" for row in rows))
    out.flush()


def _line(lines: TextIO) -> str:
    """The next line, or "" where there is none any more: at the end of the input, and of a terminal that has gone."""
    try:
        return lines.readline(_LONGEST_LINE)
    except (OSError, ValueError):
        return ""


def _write_answer(state: State, out: TextIO, known: Known, language: Language) -> None:
    if state.answer is None:
        return
    options = option_rows(state.item, language, state.answer, key(state.item, known))
    write_rows([*options, GAP, *feedback(state, state.answer, known, language), GAP], out)


def _prompt(state: State, language: Language, *, waiting: bool) -> str:
    if state.phase is Phase.SUMMARY:
        return say(language, "quiz.ask-again")
    if state.answer is None:
        return say(language, "quiz.ask", keys=_keys(state))
    return say(language, "quiz.ask-next", keys="Enter/b/q" if waiting else _keys(state))


def _keys(state: State) -> str:
    return "n/i/d/b/q" if state.answer is not None else f"1–{len(state.item.order)}/t/?/i/s/b/q"


def _remark(state: State, language: Language) -> str:
    """The sentence of a notice, without the words that speak of a screen."""
    notice = state.notice
    if notice is not None and notice.code in _PLAINLY:
        notice = Notice(_PLAINLY[notice.code], {**notice.parameters, "keys": _keys(state)})
    return remark(notice, language)


def _place(state: State) -> tuple[object, ...]:
    return (state.phase, state.item.turn, len(state.earlier), state.undone)
