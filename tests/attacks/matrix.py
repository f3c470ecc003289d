"""What holds when one layer is left out, and the few attacks that only that layer holds.

The policy is off in all of these runs: it is no boundary.  That it is left out alone is the run with the policy off.
"""

from __future__ import annotations

from dataclasses import dataclass

from exam_drill.sandbox import Layer


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What gets through without a layer: what does so everywhere, and what hangs on the kernel or the user."""

    always: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()


KERNEL = frozenset(Layer) - {Layer.POLICY}

THROUGH: dict[Layer, LeftOut] = {
    Layer.LIMITS: LeftOut(always=frozenset({"a-little-too-much"})),
    Layer.IDENTITY: LeftOut(),
    Layer.NAMESPACES: LeftOut(),
    Layer.ROOT: LeftOut(),
    Layer.LANDLOCK: LeftOut(),
    # None of it reaches out of the child's own namespaces; the shared memory ends with the worker.
    Layer.SECCOMP: LeftOut(
        always=frozenset(
            {
                "executable-memory",
                "make-memory-executable",
                "shared-memory-file",
                "pair-of-sockets",
                "ask-for-interfaces",
            }
        ),
        perhaps=frozenset({"kernel-keys", "kernel-rings", "kernel-cryptography", "shared-memory", "watch-files"}),
    ),
}
