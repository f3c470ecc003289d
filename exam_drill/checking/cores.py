"""How many cores this process may use."""

from __future__ import annotations

import os
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")  # of a container on Linux: microseconds, and of how many; or "max"


def cores(quota: Path = _QUOTA) -> int:
    """Those that the process is bound to, or fewer where a container gets less time than all of them have."""
    bound = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(min(bound, _granted(quota)), 1)


def _granted(quota: Path) -> int:
    """By the quota, rounded up; very many if there is none."""
    try:
        share, period = quota.read_text(encoding="ascii").split()
        return -(-int(share) // int(period))
    except (OSError, ValueError, ZeroDivisionError):  # no such file, no such form, or "max"
        return 1 << 20
