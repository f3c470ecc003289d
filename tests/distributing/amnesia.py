"""What makes a worker forget a module."""

from __future__ import annotations

import sys


def forget(module: str) -> None:
    """From here on this process cannot import the module."""
    sys.modules[module] = None  # as the documentation of `sys.modules` has it


def remember(module: str) -> None:
    sys.modules.pop(module, None)
