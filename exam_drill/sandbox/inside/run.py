"""Runs one job in a child.

    job "options"    the options of one blank, or of all, on every trial (options)                      a frame each
    job "reference"  a reference on every trial (reference)                                             one frame
    job "scope"      what is there at the blank (scope)        job "mutations"  other texts for it (mutations)
    job "trace"      what a program does, step by step (trace)
    job "excerpt"    see `excerpt`: nothing is run

Whatever bank code does here, it does to a process that is about to end.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import repeat
from typing import Any

from exam_drill.sandbox.inside.excerpt import run_excerpt
from exam_drill.sandbox.inside.mutations import find_mutations
from exam_drill.sandbox.inside.options import run_options
from exam_drill.sandbox.inside.reference import run_reference
from exam_drill.sandbox.inside.scope import look_around
from exam_drill.sandbox.inside.trace import run_trace
from exam_drill.sandbox.wire import Frame


def run_job(job: Frame, send: Callable[[bytes], None]) -> None:
    """Runs a job and sends its frames."""
    match job.header["job"]:
        case "reference":
            run_reference(job, _cases(job), send)
        case "scope":
            look_around(job.header, _cases(job), send)
        case "trace":
            run_trace(job.header, _cases(job), send)
        case "mutations":
            find_mutations(job.header, send)
        case "excerpt":
            run_excerpt(job, send)
        case _:
            run_options(job.header, _cases(job), send)


def _cases(job: Frame) -> list[tuple[int, tuple[Any, ...]]]:
    """The seed and the inputs of each trial; their arrays are not to be written to."""
    seeds, columns = job.header["cases"]["seeds"], job.header["cases"]["columns"]
    rows: Any = zip(*map(job.column, columns), strict=True) if columns else repeat(())
    return list(zip(seeds, rows, strict=False))
