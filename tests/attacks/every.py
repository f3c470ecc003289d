"""All attacks, group by group."""

from __future__ import annotations

from attacks import (
    crashes,
    files,
    forged,
    frames,
    introspection,
    machine,
    memory,
    network,
    numpy_doors,
    parser,
    processes,
    stolen,
    terminal,
    timing,
)
from attacks.base import Attack

GROUPS = (
    timing,
    memory,
    crashes,
    processes,
    files,
    network,
    machine,
    numpy_doors,
    introspection,
    forged,
    frames,
    stolen,
    terminal,
    parser,
)
ATTACKS: tuple[Attack, ...] = tuple(attack for group in GROUPS for attack in group.ATTACKS)
