"""What the worker and each child give up before they meet bank code.

Each step is tried on its own and its result is told to the parent: where a kernel offers less, the report says so.
Every step belongs to a layer, and no layer is enough alone; a test can leave one out to see that the others hold.
"""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from exam_drill.sandbox.inside import identity, landlock, namespaces, root, seccomp
from exam_drill.sandbox.inside.kernel import (
    PR_SET_CHILD_SUBREAPER,
    PR_SET_DUMPABLE,
    PR_SET_NO_NEW_PRIVS,
    PR_SET_PDEATHSIG,
    prctl,
    unshare,
)

LEFT_OUT = "left out"  # why a step of a layer that is switched off did not apply
_ALWAYS = ""

Step = tuple[str, str, Callable[[], object]]  # its layer, its name, what it does


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of one child: address space in bytes (in all), CPU time in seconds."""

    address_space: int
    cpu: int


def confine_worker(layers: Collection[str]) -> dict[str, str]:
    """Confines the worker; step -> "" if it applied, else why it did not.  May go on in a fork of the caller.

    The order matters.  The user is given up first, so that all that follows is that user's, but the capabilities last
    until the root is empty.  The user namespace is the one that gives an ordinary user the capabilities for the
    others; as no user is ever mapped into it, the kernel allows no further one inside.
    """
    return _apply(
        layers,
        (
            ("identity", "unprivileged user", identity.leave_administrator),
            ("namespaces", "user namespace", lambda: unshare(namespaces.USER)),
            ("namespaces", "network namespace", lambda: unshare(namespaces.NETWORK)),
            ("namespaces", "ipc namespace", lambda: unshare(namespaces.IPC)),
            ("namespaces", "host name namespace", lambda: unshare(namespaces.HOST_NAME)),
            ("namespaces", "process namespace", namespaces.enter_process_namespace),
            ("root", "empty root", root.empty_root),
            ("identity", "no capabilities", identity.drop_capabilities),
            (_ALWAYS, "no new privileges", lambda: prctl(PR_SET_NO_NEW_PRIVS, 1)),
            ("landlock", "landlock", landlock.deny_all),
            ("identity", "no tracing", lambda: prctl(PR_SET_DUMPABLE, 0)),  # a child inherits it
            (_ALWAYS, "adopts orphans", lambda: prctl(PR_SET_CHILD_SUBREAPER, 1)),
            # A change of user or of capabilities undoes this one, so it is the last.
            (_ALWAYS, "dies with the parent", lambda: prctl(PR_SET_PDEATHSIG, signal.SIGKILL)),
        ),
    )


def confine_child(budget: Budget, prepared: seccomp.Filter, layers: Collection[str]) -> dict[str, str]:
    """Confines a child; step -> "" if it applied, else why it did not."""
    return _apply(
        layers,
        (
            (_ALWAYS, "own session", os.setsid),
            (_ALWAYS, "dies with the worker", lambda: prctl(PR_SET_PDEATHSIG, signal.SIGKILL)),
            ("limits", "memory", lambda: _limit(resource.RLIMIT_AS, budget.address_space)),
            ("limits", "cpu time", lambda: _limit(resource.RLIMIT_CPU, budget.cpu)),
            ("limits", "core dumps", lambda: _limit(resource.RLIMIT_CORE, 0)),
            ("limits", "file size", lambda: _limit(resource.RLIMIT_FSIZE, 0)),
            ("limits", "open files", lambda: _limit(resource.RLIMIT_NOFILE, 16)),
            ("limits", "processes", lambda: _limit(resource.RLIMIT_NPROC, 0)),
            ("seccomp", "system calls", lambda: seccomp.load(prepared)),
        ),
    )


def address_space() -> int:
    """The size of this process's address space in bytes; 0 where it cannot be read."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _apply(layers: Collection[str], steps: Iterable[Step]) -> dict[str, str]:
    applied = {}
    for layer, name, step in steps:
        if layer and layer not in layers:
            applied[name] = LEFT_OUT
            continue
        try:
            step()
            applied[name] = ""
        except (OSError, ValueError, AttributeError) as error:
            applied[name] = str(error) or type(error).__name__
    return applied


def _limit(kind: int, amount: int) -> None:
    # Soft and hard alike: SIGXCPU could be caught, SIGKILL cannot.
    resource.setrlimit(kind, (amount, amount))
