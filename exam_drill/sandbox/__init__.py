"""Running code that nobody trusts.

    parent                                         worker (NumPy imported)        child (one job, then it dies)
    client.Worker ── start, fork, kill, reap ───▶  inside.worker ── fork ───────▶ inside.confine, inside.run
    jobs.Sandbox  ── jobs as frames, outcomes back as typed bytes (wire) ───────▶

The parent never runs, compiles or parses bank code; expected values never enter the child that runs options.
"""

from exam_drill.sandbox.answers import Helpers, Outcomes, ReferenceRun
from exam_drill.sandbox.child import DeadlineError, SandboxError
from exam_drill.sandbox.enforced import enforced, not_enforced
from exam_drill.sandbox.helpers import HelperError, cut_helpers
from exam_drill.sandbox.jobs import OptionsRun, Sandbox
from exam_drill.sandbox.limits import Layer, Limits

__all__ = [
    "DeadlineError",
    "HelperError",
    "Helpers",
    "Layer",
    "Limits",
    "OptionsRun",
    "Outcomes",
    "ReferenceRun",
    "Sandbox",
    "SandboxError",
    "cut_helpers",
    "enforced",
    "not_enforced",
]
