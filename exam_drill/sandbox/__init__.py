"""Running code that nobody trusts.

    parent                                         worker (NumPy imported)        child (one job, then it dies)
    client.Worker ── start, fork, kill, reap ───▶  inside.worker ── fork ───────▶ inside.confine, inside.run
    jobs.Sandbox  ── jobs as frames, outcomes back as typed bytes (wire) ───────▶

    spawned.SpawnedWorker ── a fresh interpreter for each job ──────────────────▶ inside.spawned, inside.run
    (macOS, Windows)

The parent never runs, compiles or parses bank code; expected values never enter the child that runs options.
"""

from exam_drill.helpers import HelperError, cut_helpers
from exam_drill.sandbox.answers import Helpers, Outcomes, ReferenceRun
from exam_drill.sandbox.child import DeadlineError, SandboxError
from exam_drill.sandbox.client import Capabilities
from exam_drill.sandbox.enforced import TooLittleError, enforced, not_enforced, too_little
from exam_drill.sandbox.jobs import Sandbox
from exam_drill.sandbox.limits import Layer, Limits
from exam_drill.sandbox.mutations import Mutant, find_mutants
from exam_drill.sandbox.options import OptionsRun
from exam_drill.sandbox.scope import look_around
from exam_drill.sandbox.trace import names_before, trace_program

__all__ = [
    "Capabilities",
    "DeadlineError",
    "HelperError",
    "Helpers",
    "Layer",
    "Limits",
    "Mutant",
    "OptionsRun",
    "Outcomes",
    "ReferenceRun",
    "Sandbox",
    "SandboxError",
    "TooLittleError",
    "cut_helpers",
    "enforced",
    "find_mutants",
    "look_around",
    "names_before",
    "not_enforced",
    "too_little",
    "trace_program",
]
