"""Running code that nobody trusts.

    parent                                         worker (NumPy imported)        child (one job, then it dies)
    client.Worker ── start, fork, kill, reap ───▶  inside.worker ── fork ───────▶ inside.confine, inside.run
    jobs.Sandbox  ── jobs as frames, outcomes back as typed bytes (wire) ───────▶

    spawned.SpawnedWorker ── a fresh interpreter for each job ──────────────────▶ inside.spawned, inside.run
    (macOS, Windows)

The parent never runs, compiles or parses bank code; expected values never enter the child that runs options.

Its names are imported when they are asked for: a worker, which has only `inside` to itself, does without the parent's
half, and so do its children, which would have to inherit it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exam_drill.helpers import HelperError, cut_helpers
    from exam_drill.sandbox.answers import Helpers, Outcomes, ReferenceRun
    from exam_drill.sandbox.child import DeadlineError, SandboxError
    from exam_drill.sandbox.client import Capabilities
    from exam_drill.sandbox.enforcement import TooLittleError, enforced, not_enforced, too_little
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

_HOMES = {
    "exam_drill.helpers": ("HelperError", "cut_helpers"),
    "exam_drill.sandbox.answers": ("Helpers", "Outcomes", "ReferenceRun"),
    "exam_drill.sandbox.child": ("DeadlineError", "SandboxError"),
    "exam_drill.sandbox.client": ("Capabilities",),
    "exam_drill.sandbox.enforcement": ("TooLittleError", "enforced", "not_enforced", "too_little"),
    "exam_drill.sandbox.jobs": ("Sandbox",),
    "exam_drill.sandbox.limits": ("Layer", "Limits"),
    "exam_drill.sandbox.mutations": ("Mutant", "find_mutants"),
    "exam_drill.sandbox.options": ("OptionsRun",),
    "exam_drill.sandbox.scope": ("look_around",),
    "exam_drill.sandbox.trace": ("names_before", "trace_program"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value
