"""What the steps of confinement that applied keep a program from, and which of them do."""

from __future__ import annotations

from collections.abc import Mapping

from exam_drill.sandbox.client import Capabilities

# Each of the steps is enough alone to keep an ordinary program from what it names.  Landlock is no enforcer of
# "network": it knows TCP only.  The wall-clock limit needs nothing from this system and always holds.
ENFORCERS: Mapping[str, tuple[str, ...]] = {
    "files": ("empty root", "landlock", "system calls"),
    "network": ("network namespace", "system calls"),
    "processes": ("system calls", "processes", "no further process"),
    "other-processes": ("process namespace", "system calls"),
    "memory": ("memory",),
    "time": ("wall", "cpu time"),
}
# What of it is out of the child's own reach: without any of these a bank can read, send or destroy what is the user's.
# Too much memory only slows the machine, until the wall-clock limit ends it.
REACHES_OUT = ("files", "network", "processes", "other-processes")
_ALWAYS = frozenset({"wall"})
_BINDS_NO_ADMINISTRATOR = "processes"


class TooLittleError(RuntimeError):
    """A bank of strangers is not run here: `missing` is what nothing in the kernel keeps it from."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


def enforced(capabilities: Capabilities) -> dict[str, tuple[str, ...]]:
    """What is to be enforced -> the steps that do so here, none if nothing does."""
    steps = {**capabilities.worker_steps, **capabilities.child_steps}
    applied = {step for step, why in steps.items() if not why} | _ALWAYS
    if "unprivileged user" not in applied:
        applied.discard(_BINDS_NO_ADMINISTRATOR)
    return {aim: tuple(step for step in wanted if step in applied) for aim, wanted in ENFORCERS.items()}


def not_enforced(capabilities: Capabilities) -> dict[str, str]:
    """What nothing enforces here -> why the steps that could did not apply, "" if this system has none that could."""
    steps = {**capabilities.worker_steps, **capabilities.child_steps}
    return {
        aim: "; ".join(f"{step}: {steps[step] or _spared(steps)}" for step in ENFORCERS[aim] if step in steps)
        for aim, held_by in enforced(capabilities).items()
        if not held_by
    }


def too_little(capabilities: Capabilities) -> tuple[str, ...]:
    """What of all that reaches out of a child nothing shuts off; () if banks of strangers may be run here.

    No system calls filtered and no limits, for instance, leave new processes open whatever else there is.
    """
    held_by = enforced(capabilities)
    return tuple(aim for aim in REACHES_OUT if not held_by[aim])


def _spared(steps: Mapping[str, str]) -> str:
    """Why a step that applied enforces nothing."""
    return steps.get("unprivileged user", "")
