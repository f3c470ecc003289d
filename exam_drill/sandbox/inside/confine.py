"""What the worker and each child give up before they meet bank code.

Each step is tried on its own and its result is told to the parent: where a kernel offers less, the report says so.
Every step belongs to a layer, and no layer is enough alone; a test can leave one out to see that the others hold.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Collection
from functools import partial

from exam_drill.sandbox.inside import identity, landlock, namespaces, root, seccomp
from exam_drill.sandbox.inside.kernel import (
    PR_SET_CHILD_SUBREAPER,
    PR_SET_DUMPABLE,
    PR_SET_NO_NEW_PRIVS,
    PR_SET_PDEATHSIG,
    prctl,
    prepared_prctl,
    unshare,
)
from exam_drill.sandbox.inside.limits import Budget, limits
from exam_drill.sandbox.inside.steps import ALWAYS, Step, apply


def confine_worker(layers: Collection[str]) -> dict[str, str]:
    """Confines the worker; step -> "" if it applied, else why it did not.  May go on in a fork of the caller.

    The order matters.  The user is given up first, so that all that follows is that user's, but the capabilities last
    until the root is empty.  The user namespace is the one that gives an ordinary user the capabilities for the
    others; as no user is ever mapped into it, the kernel allows no further one inside.  That the worker dies with its
    parent is said anew after each step: a change of user or of capabilities undoes it, and on a busy machine some steps
    take seconds.
    """
    return apply(
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
            (ALWAYS, "no new privileges", lambda: prctl(PR_SET_NO_NEW_PRIVS, 1)),
            ("landlock", "landlock", landlock.deny_all),
            ("identity", "no tracing", lambda: prctl(PR_SET_DUMPABLE, 0)),  # a child inherits it
            (ALWAYS, "adopts orphans", lambda: prctl(PR_SET_CHILD_SUBREAPER, 1)),
            (ALWAYS, "dies with the parent", _tie),
        ),
        after=_tie_anew,
    )


def steps_of_child(budget: Budget, prepared: seccomp.Filter) -> tuple[Step, ...]:
    """The steps that confine a child with this budget: made in the worker, so that a child only takes them."""
    return (
        (ALWAYS, "own session", os.setsid),
        (ALWAYS, "dies with the worker", prepared_prctl(PR_SET_PDEATHSIG, signal.SIGKILL)),
        *limits(budget),
        ("seccomp", "system calls", partial(seccomp.load, prepared)),
    )


def _tie() -> None:
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _tie_anew() -> None:
    with contextlib.suppress(OSError):
        _tie()
