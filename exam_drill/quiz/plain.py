"""The quiz without a terminal: plain text out, one answer a line in.

Everything is written as it is, without colours, frames or line breaks of our own.  While a question is asked, empty
lines are ignored; after the summary only `r` goes on, so that answers without an end make no session without one.  The
end of the input ends the session with its summary.

Somebody who types (`waiting`) reads the feedback before Enter brings the next question; lines of a file do not wait.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from exam_drill.i18n import say
from exam_drill.layout import GAP, Row, prose
from exam_drill.question import Language
from exam_drill.quiz.bindings import command
from exam_drill.quiz.feedback import feedback
from exam_drill.quiz.grading import Reports as Known
from exam_drill.quiz.grading import key, summarise
from exam_drill.quiz.question_page import header_rows, hint_rows, option_rows, question_rows, remark
from exam_drill.quiz.reports import Reports
from exam_drill.quiz.session import Again, Move, Notice, Phase, State, step
from exam_drill.quiz.summary import summary_rows
from exam_drill.quiz.wording import item_name

_LONGEST_LINE = 4096
_PLAINLY = {"unknown-key": "plain-unknown-key", "answered-already": "plain-answered-already"}


def practise_plainly(
    state: State, lines: TextIO, out: TextIO, reports: Reports, language: Language, *, waiting: bool = False
) -> State:
    """Asks until the input ends or the learner leaves; returns the session as it ended."""
    written: State | None = None
    if state.notice:
        write_rows(prose(_remark(state, language)), out)
    try:
        while state.phase is not Phase.ENDED:
            if written is None or _place(written) != _place(state):
                _write(state, out, reports.known(), language)
            written = state
            if state.phase is Phase.SUMMARY and not _missed(state, reports):
                return step(state, Move.QUIT)
            if state.phase is Phase.ASKING:
                reports.want(state.item.question)
            state = _next(state, lines, out, reports, language, waiting=waiting)
    except KeyboardInterrupt:
        state = step(state, Move.END)
    if written is None or written.phase is not Phase.SUMMARY:
        _write_summary(state, out, reports.known(), language)
    return state


def write_rows(rows: Iterable[Row], out: TextIO) -> None:
    """The rows, one a line."""
    out.write("".join(f"{row.plain}\n" for row in rows))
    out.flush()


def _next(state: State, lines: TextIO, out: TextIO, reports: Reports, language: Language, *, waiting: bool) -> State:
    """The state after the next line of input."""
    out.write(_prompt(state, language, waiting=waiting) + " ")
    out.flush()
    line = _line(lines)
    out.write("\n")
    if not line:
        return step(state, Move.END)
    event = command(line, state, _missed(state, reports))
    if state.phase is Phase.SUMMARY and not isinstance(event, Again):
        return step(state, Move.QUIT)
    if event is None and waiting and state.answer is not None:
        event = Move.NEXT
    if event is None:
        return state
    after = step(state, event)
    if after.notice:
        write_rows(prose(_remark(after, language)), out)
    elif event is Move.HINT and after.phase is Phase.ASKING:
        write_rows(hint_rows(after.item, language), out)
    elif _place(after) == _place(state) and after.answers != state.answers:
        reports.settle(after.item.question)
        _write_answer(after, out, reports.known(), language)
        if not waiting:
            after = step(after, Move.NEXT)
    return after


def _line(lines: TextIO) -> str:
    """The next line, or "" where there is none any more: at the end of the input, and of a terminal that has gone."""
    try:
        return lines.readline(_LONGEST_LINE)
    except (OSError, ValueError):
        return ""


def _write(state: State, out: TextIO, known: Known, language: Language) -> None:
    """The question, or the summary, that a state stands for."""
    if state.phase is not Phase.ASKING:
        _write_summary(state, out, known, language)
        return
    item = state.item
    out.write(f"\n== {state.position + 1}/{len(state.items)} · {item_name(item, language)} ==\n")
    write_rows([*header_rows(item.question, language), *question_rows(item, language), GAP], out)
    if state.answer is None:
        write_rows([*option_rows(item, language), GAP], out)
    else:
        _write_answer(state, out, known, language)


def _write_answer(state: State, out: TextIO, known: Known, language: Language) -> None:
    if state.answer is None:
        return
    options = option_rows(state.item, language, state.answer, key(state.item, known))
    write_rows([*options, GAP, *feedback(state, state.answer, known, language), GAP], out)


def _write_summary(state: State, out: TextIO, known: Known, language: Language) -> None:
    out.write(f"\n== {say(language, 'quiz.summary')} ==\n")
    write_rows(summary_rows(state, known, language), out)


def _prompt(state: State, language: Language, *, waiting: bool) -> str:
    if state.phase is Phase.SUMMARY:
        return say(language, "quiz.ask-again")
    if state.answer is None:
        return say(language, "quiz.ask", keys=_keys(state))
    return say(language, "quiz.ask-next", keys="Enter/b/q" if waiting else _keys(state))


def _keys(state: State) -> str:
    return "n/b/q" if state.answer is not None else f"1–{len(state.item.order)}/?/s/b/q"


def _remark(state: State, language: Language) -> str:
    """The sentence of a notice, without the words that speak of a screen."""
    notice = state.notice
    if notice is not None and notice.code in _PLAINLY:
        notice = Notice(_PLAINLY[notice.code], {**notice.parameters, "keys": _keys(state)})
    return remark(notice, language)


def _missed(state: State, reports: Reports) -> tuple[int, ...]:
    return tuple(one.position for one in summarise(state, reports.known()).missed)


def _place(state: State) -> tuple[object, ...]:
    return (state.phase, state.position, len(state.earlier))
