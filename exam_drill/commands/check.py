"""Prove the answer keys of a bank by execution.

Every option is put into its blank, run on many inputs, and compared with the reference.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import AbstractContextManager, nullcontext

from exam_drill.checking.settings import CheckSettings
from exam_drill.cli import Parser
from exam_drill.commands.budget import BANK_SECONDS
from exam_drill.commands.cache_arguments import add_cache_arguments
from exam_drill.commands.common import add_bank_arguments, add_display_arguments, number_between, whole_number
from exam_drill.commands.executor_argument import add_executor_argument
from exam_drill.commands.report_wish import read_wish
from exam_drill.commands.trust import add_trust_argument
from exam_drill.environment import Environment
from exam_drill.report.formats import FORMATS
from exam_drill.sandbox.launch import head_start
from exam_drill.sandbox.limits import Limits
from exam_drill.sandbox.system import forks


def add_arguments(parser: Parser) -> None:
    """The arguments of `exam-drill check`."""
    defaults, limits = CheckSettings(), Limits()
    add_bank_arguments(parser)
    parser.add_argument("--as-printed", action="store_true", help=parser.say("arguments.as-printed"))
    formats = ", ".join(FORMATS)
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        metavar="FORMAT",
        help=parser.say("arguments.check-format", formats=formats),
    )
    parser.add_argument(
        "--report",
        action="append",
        default=[],
        type=read_wish,
        metavar="FORMAT=FILE",
        help=parser.say("arguments.check-report"),
    )
    parser.add_argument("--all", action="store_true", help=parser.say("arguments.check-all"))
    parser.add_argument("--strict", action="store_true", help=parser.say("arguments.check-strict"))
    parser.add_argument(
        "--seed",
        metavar="N",
        type=int,
        default=defaults.seed,
        help=parser.say("arguments.check-seed", seed=defaults.seed),
    )
    parser.add_argument(
        "--trials",
        metavar="N",
        type=whole_number(1, 10_000),
        default=defaults.trials,
        help=parser.say("arguments.check-trials", trials=defaults.trials),
    )
    parser.add_argument(
        "--time",
        type=number_between(0.01, 3600),
        metavar="SECONDS",
        help=parser.say("arguments.time", seconds=f"{limits.wall:g}"),
    )
    parser.add_argument(
        "--memory",
        type=whole_number(16, 1 << 20),
        default=limits.memory >> 20,
        metavar="MB",
        help=parser.say("arguments.check-memory", memory=limits.memory >> 20),
    )
    parser.add_argument(
        "--output",
        type=whole_number(1, 1024),
        default=limits.output >> 20,
        metavar="MB",
        help=parser.say("arguments.check-output", output=limits.output >> 20),
    )
    parser.add_argument(
        "-j",
        "--jobs",
        type=whole_number(1, 1024),
        metavar="N",
        help=parser.say("arguments.check-jobs"),
    )
    add_executor_argument(parser)
    parser.add_argument(
        "--budget",
        type=number_between(0.01, 86_400),
        metavar="SECONDS",
        help=parser.say("arguments.check-budget", seconds=f"{BANK_SECONDS:g}"),
    )
    add_cache_arguments(parser)
    add_trust_argument(parser)
    add_display_arguments(parser)


def run(arguments: argparse.Namespace, environment: Environment) -> int:
    """Checks a bank, writes the report as it comes, and returns the exit code."""
    with _worker_on_its_way(arguments):
        from exam_drill.commands.check_bank import check_bank  # with NumPy, which takes a third of the start

        return check_bank(arguments, environment)


def _worker_on_its_way(arguments: argparse.Namespace) -> AbstractContextManager[None]:
    """The worker starts while this process does, where it is known that there is something to run, and that here."""
    here = arguments.executor is None and arguments.jobs in (None, 1)
    if arguments.no_cache and here and forks(sys.platform, hasattr(os, "fork")):
        return head_start(Limits().layers)
    return nullcontext()
