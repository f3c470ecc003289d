"""What all bank files of one process share: what was asked for, the ids that were met, and one warm sandbox.

QuestionItem.setup ─▶ ready      the sandbox starts with the first question; what it lacks is an error, no failure
            .runtest ─▶ judge    and while that runs, the question that pytest runs next is prepared
pytest_unconfigure ─▶ close
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, cast

from exam_drill.checking.record import to_records
from exam_drill.checking.source import Source
from exam_drill.i18n import language_of_locale, say
from exam_drill.preferences import read_settings
from exam_drill.problem import Problem
from exam_drill.pytest_plugin.options import Wishes
from exam_drill.question import Language, Place, Question
from exam_drill.selection import Selection

if TYPE_CHECKING:
    from exam_drill.caching.cache import ResultCache
    from exam_drill.checking.bench import Bench
    from exam_drill.checking.settings import CheckSettings
    from exam_drill.database.errors import StoreError
    from exam_drill.quality import QuestionReport


class Desk:
    """One for each process that collects banks."""

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.language = language_of(wishes.lang)
        self.first_places: dict[str, Place] = {}  # of each id
        self.following: Question | None = None  # the one that pytest runs next
        self.unconfined: tuple[str, ...] = ()  # what nothing keeps programs from here
        self.troubles: list[str] = []  # with the cache
        self._settings = _settings(wishes)
        self._open = ExitStack()
        self._cache = self._open.enter_context(self._opened()) if wishes.cache else None
        self._ahead: tuple[Question, QuestionReport | None] | None = None
        self._bench: Bench | None = None
        self._error: Exception | None = None

    def read(self, path: str) -> tuple[list[Question], list[Problem]]:
        """The questions of a file, and all that is wrong with it."""
        reader = self._cache.files if self._cache is not None else None
        source = Source([path], Selection(seed=0, order="bank"), reader)
        return list(source.questions()), source.problems

    def kept(self, question: Question) -> QuestionReport | None:
        """What was found of a question when it was run before, if it would be found again."""
        if self._ahead is not None and self._ahead[0] is question:
            return self._ahead[1]
        if self._cache is None or not self.wishes.believe:
            return None
        reports = self._cache.get(question, self._settings)
        return reports[0] if reports else None

    def ready(self) -> Bench:
        """Waits until questions can be judged; SandboxError or TooLittleError, at once for all after the first."""
        if self._error is not None:
            raise self._error
        if self._bench is None:
            from exam_drill.checking.bench import Bench
            from exam_drill.sandbox import SandboxError, TooLittleError

            bench = self._open.enter_context(Bench(self._settings))
            try:
                self.unconfined = tuple(bench.confinement().not_enforced)
            except (SandboxError, TooLittleError) as error:
                self._error = error
                raise
            self._bench = bench
        return self._bench

    def judge(self, question: Question) -> QuestionReport:
        """What is found of a question; whatever `ready` raises."""
        following: tuple[Question, ...] = ()
        if self.following is not None:
            kept = self.kept(self.following)
            self._ahead = self.following, kept
            following = (self.following,) if kept is None else ()
        found = self.ready().judge(question, *following)
        assert found is not None, "no time was set"
        if self._cache is not None:
            self._cache.put(question, self._settings, to_records(found))
        return found[0]

    def close(self) -> None:
        """Ends the sandbox and writes what is to be kept."""
        self._open.close()

    def _opened(self) -> ResultCache:
        from exam_drill.caching import cache_folder, open_cache

        return open_cache(cache_folder(os.environ, self.wishes.cache_dir), tell=self._tell)

    def _tell(self, error: StoreError) -> None:
        self.troubles.append(say(self.language, f"cache.{error.code}", **error.parameters))


def language_of(asked: str | None, variables: Mapping[str, str] = os.environ) -> Language:
    """What was asked for, preferred, or that of the locale; English where Japanese cannot be shown."""
    if asked is not None:
        return cast(Language, asked)
    encoding = getattr(sys.__stdout__, "encoding", None) or "utf-8"
    if "あ".encode(encoding, errors="ignore") == b"":
        return "en"
    return read_settings(variables).preferences.language or language_of_locale(variables)


def _settings(wishes: Wishes) -> CheckSettings:
    """Those of the command `check`, which shares the cache, but for what was asked for."""
    from exam_drill.checking.settings import CheckSettings
    from exam_drill.sandbox import Limits

    plain = CheckSettings()
    return CheckSettings(
        seed=plain.seed if wishes.seed is None else wishes.seed,
        trials=plain.trials if wishes.trials is None else wishes.trials,
        limits=plain.limits if wishes.time is None else Limits(wall=wishes.time, cpu=int(wishes.time) + 1),
        untrusted=not wishes.trust,
    )
