"""What `exam-drill check` does: a bank and what is asked of it in, reports out as they come, an exit code."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from exam_drill.api import (
    CheckSettings,
    ClusterError,
    Confined,
    Event,
    Limits,
    NodeTooLittleError,
    ProcessLost,
    Progressed,
    SandboxError,
    Selection,
    TooLittleError,
    UnmatchedError,
    iter_check,
)
from exam_drill.catalogue import is_foreign
from exam_drill.cli import Exit
from exam_drill.commands.budget import BANK_SECONDS
from exam_drill.commands.cache_arguments import opened
from exam_drill.commands.check_executor import ExecutorNews, describe_cluster_error
from exam_drill.commands.check_progress import Step, bar
from exam_drill.commands.check_reports import ReportError, open_reports, unwritten_sentence
from exam_drill.commands.common import (
    console_for,
    language_of,
)
from exam_drill.commands.report_wish import STANDARD_OUTPUT, Wish, WishError, wish_sentence, wishes
from exam_drill.commands.trust import refusal, warning
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.question import Language
from exam_drill.report.formats import STREAMS
from exam_drill.report.outcome import exit_code
from exam_drill.report.surroundings import Surroundings
from exam_drill.report.writer import Outlet, Start
from exam_drill.visible import shortened

if TYPE_CHECKING:
    from rich.console import Console

_LOSSES = 3  # are told of; nothing is lost by them
_LONGEST = 2000  # characters of a list of what there is


def check_bank(arguments: argparse.Namespace, environment: Environment) -> int:
    """Checks a bank, writes the report as it comes, and returns the exit code."""
    language = language_of(arguments, environment)
    errors = cache(partial(console_for, environment.stderr, arguments, environment.variables))  # rarely needed
    foreign = is_foreign(arguments.paths)
    seconds = arguments.budget or (BANK_SECONDS if arguments.paths else None)
    outlet = Outlet(
        environment.stdout,
        language,
        lambda stream: console_for(stream, arguments, environment.variables),
        every=arguments.all,
        aloud=environment.preferences.reader,
        surroundings=Surroundings.of(environment.variables, environment.now()),
    )
    settings = _settings(arguments, untrusted=foreign and not arguments.trust)
    try:
        asked = wishes(arguments)
        with ExitStack() as stack:
            writer = stack.enter_context(open_reports(asked, outlet))
            results = opened(arguments, environment, errors, language)
            if results is not None:
                stack.enter_context(results)
            with ExitStack() as shown:
                step = shown.enter_context(bar(seconds, errors(), language)) if _has_bar(asked, environment) else None
                trusted = foreign and arguments.trust
                checked = shown.enter_context(
                    iter_check(
                        *arguments.paths,
                        settings=settings,
                        jobs=arguments.jobs,
                        cache=results,
                        executor=arguments.executor,
                        budget=seconds,
                        selection=_selection(arguments),
                        clock=environment.monotonic,
                        listen=partial(
                            _tell,
                            errors=errors,
                            language=language,
                            step=step,
                            trusted=trusted,
                            news=ExecutorNews(language),
                        ),
                    )
                )
                writer.begin(Start(arguments.as_printed, arguments.strict, settings))
                for report in checked:
                    writer.question(report)
            failed = writer.end(checked.summary)
    except UnmatchedError as error:
        errors().print(_unmatched(error, language), soft_wrap=True)
        return Exit.USAGE
    except TooLittleError as error:
        node = error.node if isinstance(error, NodeTooLittleError) else ""
        errors().print(refusal(error.missing, language, node), soft_wrap=True)
        return Exit.USAGE
    except WishError as error:
        errors().print(wish_sentence(error, language), soft_wrap=True)
        return Exit.USAGE
    except ReportError as error:
        errors().print(unwritten_sentence(error, language), soft_wrap=True)
        return Exit.FAILURE
    except ClusterError as error:
        errors().print(describe_cluster_error(error, language), soft_wrap=True)
        return Exit.FAILURE
    except SandboxError as error:
        errors().print(say(language, "report.sandbox-failed", error=error), soft_wrap=True)
        return Exit.FAILURE
    for unwritten in failed:
        errors().print(unwritten_sentence(unwritten, language), soft_wrap=True)
    return Exit.FAILURE if failed else exit_code(checked.summary, arguments.strict)


def _settings(arguments: argparse.Namespace, *, untrusted: bool) -> CheckSettings:
    # Unless --time says otherwise those of the API, so that both share what the cache keeps.
    limits = Limits() if arguments.time is None else Limits(wall=arguments.time, cpu=int(arguments.time) + 1)
    limits = replace(limits, memory=arguments.memory << 20, output=arguments.output << 20)
    return CheckSettings(arguments.seed, arguments.trials, arguments.as_printed, limits, untrusted)


def _selection(arguments: argparse.Namespace) -> Selection:
    return Selection(
        seed=0,
        topics=tuple(arguments.topics),
        tags=tuple(arguments.tags),
        ids=tuple(arguments.ids),
        order="bank",
    )


def _has_bar(asked: Sequence[Wish], environment: Environment) -> bool:
    """Whether a bar is shown: to who sees one, and not among lines that come meanwhile."""
    lines = any(wish.format in STREAMS and wish.file == STANDARD_OUTPUT for wish in asked)
    streamed = lines and environment.stdout.isatty()
    return environment.stderr.isatty() and not environment.preferences.reader and not streamed


def _tell(
    event: Event,
    *,
    errors: Callable[[], Console],
    language: Language,
    step: Step | None,
    trusted: bool,
    news: ExecutorNews,
) -> None:
    match event:
        case Progressed(questions, of):
            if step is not None:
                step(questions, of)
        case Confined(confinement):
            if trusted and confinement.not_enforced:
                errors().print(warning(confinement.not_enforced, language), soft_wrap=True)
        case ProcessLost(times, why) if times <= _LOSSES:
            name = "report.batch-lost" if why else "report.process-lost"
            errors().print(say(language, name, times=times, why=shortened(why, _LONGEST)), soft_wrap=True)
        case _:
            sentence = news.sentence(event)
            if sentence:
                errors().print(sentence, soft_wrap=True)


def _unmatched(error: UnmatchedError, language: Language) -> str:
    """What to say of a wish that nothing fulfils."""
    wish = error.wish
    if wish.kind == "all":
        return say(language, "report.no-match-together")
    known = shortened(", ".join(wish.known), _LONGEST)
    return say(language, "report.no-match", wish=shortened(wish.wish, _LONGEST), known=known)
