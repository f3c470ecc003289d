"""On a node: what a task of the scheduler calls."""

from __future__ import annotations

from pkgutil import resolve_name

from distributed import get_worker


def call(name: str, text: str) -> tuple[str, str]:
    """The address of this worker, and what our function of this name makes of a text."""
    return get_worker().address, resolve_name(name)(text)
