"""What the steps of confinement that applied keep a program from, and which of them do."""

from __future__ import annotations

from collections.abc import Mapping

from exam_drill.sandbox.client import Capabilities

# Each of the steps is enough alone to keep an ordinary program from what it names.  Landlock is no enforcer of
# "network": it knows TCP only.  The wall-clock limit needs nothing from this system and always holds.
ENFORCERS: Mapping[str, tuple[str, ...]] = {
    "files": ("empty root", "landlock", "system calls"),
    "network": ("network namespace", "system calls"),
    "processes": ("system calls", "processes"),
    "other-processes": ("process namespace", "system calls"),
    "memory": ("memory",),
    "time": ("wall", "cpu time"),
}
_ALWAYS = frozenset({"wall"})
_BINDS_NO_ADMINISTRATOR = "processes"


def enforced(capabilities: Capabilities) -> dict[str, tuple[str, ...]]:
    """What is to be enforced -> the steps that do so here, none if nothing does."""
    steps = {**capabilities.worker_steps, **capabilities.child_steps}
    applied = {step for step, why in steps.items() if not why} | _ALWAYS
    if "unprivileged user" not in applied:
        applied.discard(_BINDS_NO_ADMINISTRATOR)
    return {aim: tuple(step for step in wanted if step in applied) for aim, wanted in ENFORCERS.items()}


def not_enforced(capabilities: Capabilities) -> dict[str, str]:
    """What nothing enforces here -> why the steps that could did not apply."""
    steps = {**capabilities.worker_steps, **capabilities.child_steps}
    return {
        aim: "; ".join(f"{step}: {steps.get(step, '')}" for step in ENFORCERS[aim])
        for aim, held_by in enforced(capabilities).items()
        if not held_by
    }
