"""Which banks may run here: ours always; others if the kernel keeps them in, or if their author is trusted.

is_foreign(paths) ─▶ Sandbox(untrusted=True) ─▶ TooLittleError, before it gets to see the bank
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING

from exam_drill.catalogue import is_foreign
from exam_drill.commands.common import default_judge
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.i18n.aims import aim_names
from exam_drill.question import Language

if TYPE_CHECKING:
    from exam_drill.cli import Parser
    from exam_drill.quiz.reports import Admission, Judge, OpenJudge


def add_trust_argument(parser: Parser) -> None:
    """--trust."""
    parser.add_argument(
        "--trust",
        action="store_true",
        help=parser.say("arguments.trust"),
    )


def refusal(missing: Iterable[str], language: Language, node: str = "") -> str:
    """What to say of a bank that is not run here, or on the node of this name."""
    if node:
        return say(language, "distributing.refused", node=node, aims=aim_names(missing, language))
    return say(language, "report.refused-bank", aims=aim_names(missing, language))


def warning(unconfined: Iterable[str], language: Language) -> str:
    """What to say of a bank that is run though nothing keeps it from these."""
    return say(language, "report.trusted-bank", aims=aim_names(unconfined, language))


@contextmanager
def judging(
    arguments: argparse.Namespace, environment: Environment, language: Language, open_judge: OpenJudge | None = None
) -> Iterator[OpenJudge | None]:
    """How to come by a judge of the banks that were named; None, and why on the error stream, if they may not run.

    Nobody waits for the judge of the built-in bank.  That of another one is asked first.
    """
    foreign = is_foreign(arguments.paths)
    opened = open_judge or partial(default_judge, untrusted=foreign and not arguments.trust)
    if not foreign:
        yield opened
        return
    with opened() as judge:
        admission = _admission(judge)
        if admission is not None and admission.refused:
            environment.stderr.write(refusal(admission.refused, language) + "\n")
            yield None
            return
        if admission is not None and admission.unconfined and arguments.trust:
            environment.stderr.write(warning(admission.unconfined, language) + "\n")
        yield lambda: nullcontext(judge)


def _admission(judge: Judge) -> Admission | None:
    """What the judge says; None if it cannot run anything, which is told with the first question."""
    try:
        return judge.admission().result()
    except Exception:
        return None
