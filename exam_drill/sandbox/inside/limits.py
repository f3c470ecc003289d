"""Limits that POSIX has for one process, whatever its kernel."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from functools import partial

from exam_drill.sandbox.inside.steps import Step

_UNKNOWN = 4 << 30  # bytes for what is there already, where that cannot be read


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of one child: address space in bytes (in all), CPU time in seconds."""

    address_space: int
    cpu: int

    @classmethod
    def on_top_of(cls, space: int, memory: int, cpu: int) -> Budget:
        """So much memory beside an address space that has `space` bytes already, 0 if that is not known."""
        return cls((space or _UNKNOWN) + memory, cpu)


def limits(budget: Budget) -> tuple[Step, ...]:
    """The steps that limit what a child may use."""
    amounts = (
        ("memory", resource.RLIMIT_AS, budget.address_space),
        ("cpu time", resource.RLIMIT_CPU, budget.cpu),
        ("core dumps", resource.RLIMIT_CORE, 0),
        ("file size", resource.RLIMIT_FSIZE, 0),
        ("open files", resource.RLIMIT_NOFILE, 16),
        ("processes", resource.RLIMIT_NPROC, 0),
    )
    # Soft and hard alike: SIGXCPU could be caught, SIGKILL cannot.
    return tuple(("limits", name, partial(resource.setrlimit, kind, (most, most))) for name, kind, most in amounts)


def address_space() -> int:
    """The size of this process's address space in bytes; 0 where it cannot be read."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0
