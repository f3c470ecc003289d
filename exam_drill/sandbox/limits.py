"""What a child may use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Layer(StrEnum):
    """What keeps a child in.  Each does much alone, none all: so that one with a hole in it is backed by the others."""

    LIMITS = "limits"  # of memory, time, processes, open files
    IDENTITY = "identity"  # an ordinary user without capabilities, whose memory nobody may read
    NAMESPACES = "namespaces"  # a network, processes and users of its own
    ROOT = "root"  # a root folder with nothing in it
    LANDLOCK = "landlock"
    SECCOMP = "seccomp"  # a list of allowed system calls
    POLICY = "policy"  # in front of the kernel's layers: which syntax and which names a program may use


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one child.  Times are per option (or per reference), in seconds; sizes in bytes."""

    wall: float = 5.0
    cpu: int = 5
    memory: int = 512 * 2**20  # on top of what the worker has already
    output: int = 16 * 2**20  # of all values that one option returns
    start: float = 20.0  # for the worker to come up, and for a child to say that it is ready
    # All but in tests and measurements, which leave some out to see what the others do.
    layers: frozenset[Layer] = frozenset(Layer)
