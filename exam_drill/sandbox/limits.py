"""What a child may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one child.  Times are per option (or per reference), in seconds; sizes in bytes."""

    wall: float = 5.0
    cpu: int = 5
    memory: int = 512 * 2**20  # on top of what the worker has already
    output: int = 16 * 2**20  # of all values that one option returns
    start: float = 20.0  # for the worker to come up, and for a child to say that it is ready
