"""One session of practising on a terminal, or line by line.

Opening ─ start screen ─▶ Wish ─▶ State, Recorder ─ practise ─▶ summary
          │ while it is read: the judge starts, the first question is judged, the rest is imported
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import ExitStack
from errno import EIO
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple, TextIO

from exam_drill.commands.common import console_for
from exam_drill.commands.daily import Opening
from exam_drill.commands.record import Record
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.interruption import HANGUP, Interrupted
from exam_drill.question import Language
from exam_drill.quiz.recording import Recorder
from exam_drill.quiz.session import State
from exam_drill.quiz.start import Wish

if TYPE_CHECKING:
    from exam_drill.layout import Row
    from exam_drill.quiz.keys import Keys
    from exam_drill.quiz.reports import OpenJudge
    from exam_drill.quiz.screen import Screen

_LONGEST_LINE = 4096


class Session(NamedTuple):
    """All that a session is made of."""

    opening: Opening
    record: Record
    arguments: argparse.Namespace
    environment: Environment
    language: Language
    open_judge: OpenJudge

    def run(self) -> None:
        """Asks until the learner leaves."""
        from exam_drill.quiz.screen import is_interactive

        stdin: TextIO | None = self.environment.stdin  # None if it was closed before the program began
        if stdin is None or stdin.closed:
            stdin = StringIO()
        if is_interactive(stdin, self.environment.stdout, self.environment.variables):
            self._on_terminal(stdin)
        else:
            self._line_by_line(stdin)

    def _begun(self, wish: Wish) -> tuple[State, Recorder]:
        """What is asked, and what records it; a session that is not gone on with is not offered again."""
        resume = self.opening.resume
        if resume is not None and wish is Wish.RESUME:
            return resume.state, self.record.recorder(resume)
        if resume is not None:
            self.record.forget(resume)
        return self.opening.begin, self.record.recorder()

    def _on_terminal(self, stdin: TextIO) -> None:
        from exam_drill.quiz.keys import open_keys
        from exam_drill.quiz.screen import Screen

        console = console_for(self.environment.stdout, self.arguments, self.environment.variables)
        keys = open_keys(stdin)
        try:
            with ExitStack() as judging:
                with keys, Screen(console, self.language) as screen:
                    rows = self._ask_on(screen, keys, judging)
                if rows:
                    from exam_drill.layout import print_rows

                    print_rows(rows, console)
        except OSError as error:
            if error.errno != EIO:
                raise
            raise Interrupted(keys.ended_by or HANGUP) from None  # the terminal is gone
        if keys.ended_by:
            raise Interrupted(keys.ended_by)

    def _ask_on(self, screen: Screen, keys: Keys, judging: ExitStack) -> Sequence[Row]:
        """Asks, and returns the summary that stays on the learner's own screen: nothing if nothing was asked."""
        from exam_drill.quiz.question_page import question_page
        from exam_drill.quiz.start import ask_what_to_do, start_page

        opening, language = self.opening, self.language
        start = opening.start
        screen.draw(start_page(start, language) if start else question_page(opening.first, language), None)
        # The learner reads; everything that only an answer needs is imported now.
        from exam_drill.quiz.reports import Reports
        from exam_drill.quiz.summary import summary_rows
        from exam_drill.quiz.terminal import TerminalPractice

        reports = judging.enter_context(Reports(self.open_judge, keys.wake))
        reports.want(opening.first.item.question)
        self.record.warm()
        wish = ask_what_to_do(start, screen, keys, language) if start else opening.wish
        if wish is Wish.LEAVE:
            return ()
        state, recorder = self._begun(wish)
        clock, minutes = self.environment.clock, self.arguments.minutes
        practice = TerminalPractice(screen, keys, reports, language, clock, recorder, minutes)
        state = practice.run(state)
        recorder.left(state, reports.known())
        return (*summary_rows(state, reports.known(), language), *practice.closing(state))

    def _line_by_line(self, stdin: TextIO) -> None:
        from exam_drill.quiz.plain import PlainPractice
        from exam_drill.quiz.reports import Reports

        stdout = self.environment.stdout
        reconfigure = getattr(stdin, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # junk on the input is an unknown answer, not the end
        waiting = stdin.isatty() and stdout.isatty()
        opening = self.opening if waiting else self.opening.anew()  # lines of a file answer what they were written for
        session = self._replace(opening=opening)
        wish = session._ask_by_lines(stdin)
        if wish is Wish.LEAVE:
            return
        state, recorder = session._begun(wish)
        clock, minutes = self.environment.clock, self.arguments.minutes
        with Reports(self.open_judge, wake=lambda: None) as reports:
            practice = PlainPractice(stdin, stdout, reports, self.language, clock, recorder, minutes, waiting=waiting)
            end = practice.run(state)
            recorder.left(end, reports.known(), over=not waiting)

    def _ask_by_lines(self, stdin: TextIO) -> Wish:
        """Writes the start lines; only whoever was interrupted is asked something."""
        from exam_drill.layout import GAP
        from exam_drill.quiz.plain import write_rows
        from exam_drill.quiz.start import start_rows, wish_of

        start, stdout = self.opening.start, self.environment.stdout
        if start is None:
            return self.opening.wish
        write_rows([*start_rows(start, self.language), GAP], stdout)
        if start.unfinished is None:
            return self.opening.wish
        stdout.write(say(self.language, "trainer.ask-start") + " ")
        stdout.flush()
        line = stdin.readline(_LONGEST_LINE)
        return (wish_of(line.strip().lower(), start) or self.opening.wish) if line else Wish.LEAVE
