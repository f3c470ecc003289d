"""A rule set that allows no file, no TCP port and no signal or socket to the outside (Landlock)."""

from __future__ import annotations

import os
import struct

from exam_drill.sandbox.inside.kernel import call

_VERSION = 1  # flag of landlock_create_ruleset: tells the version of the interface instead


def handled(version: int) -> tuple[int, int, int]:
    """All rights on files, on ports, and to other processes that a version of the interface can refuse, as bits."""
    files = 13 + (version >= 2) + (version >= 3) + (version >= 5)  # and refer, truncate, control devices
    ports = 2 if version >= 4 else 0
    scopes = 2 if version >= 6 else 0  # abstract sockets, signals
    return (1 << files) - 1, (1 << ports) - 1, (1 << scopes) - 1


def deny_all() -> None:
    """Refuses everything that this kernel's Landlock knows, for good; OSError where it has none.

    What is open stays usable.  Needs `no new privileges`.
    """
    version = call("landlock_create_ruleset", None, 0, _VERSION)
    words = handled(version)
    # The structure grew with the versions, and an old kernel takes no longer one.
    length = 8 if version < 4 else 16 if version < 6 else 24
    attributes = struct.pack("=QQQ", *words)[:length]
    rules = call("landlock_create_ruleset", attributes, length, 0)
    try:
        call("landlock_restrict_self", rules, 0)
    finally:
        os.close(rules)
