"""The quiz without a terminal: plain text out, one answer a line in.

Everything is written as it is, without colours, frames or line breaks of our own; empty lines are ignored, and the end
of the input ends the session with its summary.
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
from exam_drill.quiz.session import Move, Phase, State, step
from exam_drill.quiz.summary import summary_rows
from exam_drill.quiz.wording import item_name

_LONGEST_LINE = 4096


def practise_plainly(state: State, lines: TextIO, out: TextIO, reports: Reports, language: Language) -> State:
    """Asks until the input ends or the learner leaves; returns the session as it ended."""
    written: State | None = None
    try:
        while state.phase is not Phase.ENDED:
            if written is None or _place(written) != _place(state):
                _write(state, out, reports.known(), language)
            written = state
            if state.phase is Phase.SUMMARY and not _missed(state, reports):
                return step(state, Move.QUIT)
            if state.phase is Phase.ASKING:
                reports.want(state.item.question)
            state = _next(state, lines, out, reports, language)
    except KeyboardInterrupt:
        state = step(state, Move.END)
    if written is None or written.phase is not Phase.SUMMARY:
        _write_summary(state, out, reports.known(), language)
    return state


def write_rows(rows: Iterable[Row], out: TextIO) -> None:
    """The rows, one a line."""
    out.write("".join(f"{row.plain}\n" for row in rows))
    out.flush()


def _next(state: State, lines: TextIO, out: TextIO, reports: Reports, language: Language) -> State:
    """The state after the next line of input."""
    out.write(say(language, "quiz.ask", keys=_keys(state)) + " ")
    out.flush()
    line = lines.readline(_LONGEST_LINE)
    out.write("\n")
    if not line:
        return step(state, Move.END)
    event = command(line, state, _missed(state, reports))
    if event is None:
        return state
    after = step(state, event)
    if after.notice:
        write_rows(prose(remark(after.notice, language)), out)
    elif event is Move.HINT and after.phase is Phase.ASKING:
        write_rows(hint_rows(after.item, language), out)
    elif _place(after) == _place(state) and after.answers != state.answers:
        reports.settle(after.item.question)
        _write_answer(after, out, reports.known(), language)
        after = step(after, Move.NEXT)
    return after


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
    write_rows([*options, GAP, *feedback(state.item, state.answer, known, language), GAP], out)


def _write_summary(state: State, out: TextIO, known: Known, language: Language) -> None:
    out.write(f"\n== {say(language, 'quiz.summary')} ==\n")
    write_rows(summary_rows(state, known, language), out)


def _keys(state: State) -> str:
    if state.phase is Phase.SUMMARY:
        return "r/b/q"
    return "n/b/q" if state.answer is not None else f"1–{len(state.item.order)}/?/s/b/q"


def _missed(state: State, reports: Reports) -> tuple[int, ...]:
    return tuple(one.position for one in summarise(state, reports.known()).missed)


def _place(state: State) -> tuple[object, ...]:
    return (state.phase, state.position, len(state.earlier))
