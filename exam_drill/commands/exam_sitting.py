"""One run of `exam-drill exam`: which exam it is about, where it is sat, and what is told at the end.

the store ─ not_over ─▶ go on, or give up ─┐
the bank ─── fresh ──▶ entrance ───────────┴─▶ sit ─▶ left: how to go on     over: look_back, the result
"""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Iterable, Sequence
from contextlib import ExitStack

from exam_drill.attempt import Mode
from exam_drill.cli import Exit
from exam_drill.commands.common import console_for
from exam_drill.commands.exam_desk import Desk, open_desk
from exam_drill.commands.exam_finding import Drawn, RefusedError, fresh, restored
from exam_drill.commands.trust import judging
from exam_drill.environment import Environment
from exam_drill.exam.choices import LEAVE, RESUME
from exam_drill.exam.clock import clock_text
from exam_drill.exam.history import Past, is_handed_in, not_over, past
from exam_drill.exam.keeping import Keeper
from exam_drill.exam.pages import counts
from exam_drill.exam.result import Result
from exam_drill.exam.result_rows import history_rows, result_rows
from exam_drill.exam.session import Phase, State, sit
from exam_drill.exam.sheet import Sheet
from exam_drill.i18n import say
from exam_drill.i18n.dates import moment, short_day
from exam_drill.interruption import Interrupted
from exam_drill.layout import WIDEST, Row, print_rows, prose
from exam_drill.progress import Store, StoredSession, StoreError, data_folder
from exam_drill.question import Language
from exam_drill.quiz.reports import OpenJudge, Reports

_MARK = 8  # bytes by which an exam, and a run of the program, is known


class Sitting:
    """One run; RefusedError of its constructor and of `run` tells what cannot be had."""

    def __init__(
        self,
        arguments: argparse.Namespace,
        environment: Environment,
        language: Language,
        open_judge: OpenJudge | None,
        opened: ExitStack,
    ) -> None:
        self._arguments, self._environment, self._language = arguments, environment, language
        self._open_judge = open_judge
        self._console = console_for(environment.stdout, arguments, environment.variables)
        self._holder = secrets.token_hex(_MARK)
        self._warning = ""
        self._store = self._opened_store(opened)

    def run(self) -> int:
        """Does what was asked for; returns the exit code."""
        arguments = self._arguments
        sessions = self._store.sessions(Mode.EXAM) if self._store is not None else ()
        before, unfinished = past(sessions), not_over(sessions)
        if arguments.results:
            return self._results(before)
        if arguments.review is not None:
            return self._review(before, arguments.review)
        if arguments.resume and unfinished is None:
            raise RefusedError(self._say("none-open"))
        if unfinished is not None and not arguments.new:
            sheet, banked = self._restored(unfinished)
            choice = self._choice(unfinished, sheet)
            if choice == RESUME:
                return self._sit(sheet, self._keeper(unfinished.key, unfinished), banked, before)
            if choice == LEAVE:
                return Exit.FINE
            self._keeper(unfinished.key, unfinished).give_up(unfinished)
            unfinished = None
        if unfinished is not None and is_handed_in(unfinished):
            unfinished = None  # its grades can wait until this one is over
        drawn = fresh(arguments, self._environment, self._language)
        keeper = self._keeper(secrets.token_hex(_MARK), None)
        return self._sit(drawn.sheet, keeper, arguments, before, drawn, unfinished)

    def _opened_store(self, opened: ExitStack) -> Store | None:
        """The learner's store.  An exam can be sat without one; what needs one is refused."""
        arguments = self._arguments
        needed = arguments.results or arguments.review is not None or arguments.resume
        try:
            folder = data_folder(self._environment.variables, arguments.data_dir)
            return opened.enter_context(Store.open(folder, create=not needed))
        except StoreError as error:
            if error.code == "absent" and arguments.results:
                return None
            if error.code == "absent":
                raise RefusedError(self._say("none-open" if arguments.resume else "none-yet")) from None
            cause = say(self._language, f"progress.{error.code}", **error.parameters)
            if needed:
                raise RefusedError(self._say("store-needed", cause=cause), Exit.FAILURE) from None
            self._warning = self._say("no-store", cause=cause)
            return None

    def _keeper(self, key: str, session: StoredSession | None, *, keeps: bool = True) -> Keeper:
        now = self._environment.now
        begun = now() if session is None else session.begun
        return Keeper(self._store if keeps else None, key, begun, self._holder, now)

    def _restored(self, session: StoredSession) -> tuple[Sheet, argparse.Namespace]:
        """An exam that is kept, and the arguments that name its bank."""
        banked = argparse.Namespace(**vars(self._arguments))
        sheet = restored(session, banked, self._environment, self._language)
        if sheet.gone and self._arguments.resume:  # otherwise it is told where one chooses
            self._environment.stderr.write(self._say("gone", count=len(sheet.gone)) + "\n")
        return sheet, banked

    def _choice(self, session: StoredSession, sheet: Sheet) -> str:
        """What to do with the exam that is not over; one that only waits for its grades is gone on with."""
        if self._arguments.resume or sheet.ended:
            return RESUME
        begun = moment(self._language, self._environment.local(session.begun))
        with open_desk(self._arguments, self._environment, self._language) as desk:
            choice = desk.going_on(sheet, begun)
        self._heed(desk)
        return choice

    def _sit(
        self,
        sheet: Sheet,
        keeper: Keeper,
        banked: argparse.Namespace,
        before: Sequence[Past],
        drawn: Drawn | None = None,
        unfinished: StoredSession | None = None,
    ) -> int:
        """Sits an exam; one that was just `drawn` is shown before, and takes the place of the `unfinished` one."""
        earlier = self._earlier(before)
        with judging(banked, self._environment, self._language, self._open_judge) as judge:
            if judge is None:
                return Exit.USAGE
            with ExitStack() as closing:
                with open_desk(self._arguments, self._environment, self._language) as desk:
                    begun = drawn is None or desk.begin(sheet, drawn.parts, self._warning)
                    if begun:
                        if unfinished is not None:
                            keeper.give_up(unfinished)
                        reports = closing.enter_context(Reports(judge, desk.wake))
                        keeper.take(sheet)
                        state = desk.sit(sit(sheet), reports, keeper)
                        if state.phase is Phase.DONE and not keeper.taken_over:
                            desk.look_back(state, reports, keeper, earlier)
                if begun:
                    self._tell(state, keeper, reports, earlier, told=desk.tells)
            self._heed(desk)
        return Exit.FINE

    def _heed(self, desk: Desk) -> None:
        """A signal that asked to end decides the exit code, now that all is told."""
        if desk.ended_by:
            raise Interrupted(desk.ended_by)

    def _tell(
        self, state: State, keeper: Keeper, reports: Reports, earlier: Sequence[tuple[str, Result]], *, told: bool
    ) -> None:
        """What is left to be read when the exam is left or over."""
        if keeper.taken_over:
            self._print(prose(self._say("taken-over")))
        elif state.phase is not Phase.DONE:
            clock, so_far = clock_text(state.sheet.clock.left), counts(state.sheet, self._language)
            name = "left-for-now" if keeper.keeps else "left-unsaved"
            self._print(prose(self._say(name, time=clock, counts=so_far)))
        elif not told:
            width = min(self._console.width, WIDEST)
            self._print(result_rows(state.sheet, reports.known(), earlier, self._language, width))

    def _results(self, before: Sequence[Past]) -> int:
        """Lists the exams that were."""
        lines = []
        for one in before:
            begun = moment(self._language, self._environment.local(one.begun))
            lines.append((begun, one.result, one.ended))
        self._print(history_rows(lines, self._language) or prose(self._say("none-yet")))
        return Exit.FINE

    def _review(self, before: Sequence[Past], number: int) -> int:
        """Shows an exam again."""
        if not before:
            raise RefusedError(self._say("none-yet"))
        if number > len(before):
            raise RefusedError(self._say("no-such-exam", number=number, last=len(before)))
        chosen = before[number - 1]
        if chosen.result is None:
            raise RefusedError(self._say("no-result"))
        sheet, banked = self._restored(chosen.session)
        keeper = self._keeper(chosen.session.key, chosen.session, keeps=False)
        return self._sit(sheet, keeper, banked, before[number:])

    def _earlier(self, before: Iterable[Past]) -> list[tuple[str, Result]]:
        """The results to compare with, by their days."""
        return [
            (short_day(self._language, self._environment.local(one.begun)), one.result)
            for one in before
            if one.result is not None
        ]

    def _print(self, rows: Iterable[Row]) -> None:
        print_rows(rows, self._console)

    def _say(self, name: str, **parameters: object) -> str:
        return say(self._language, f"exam.{name}", **parameters)
