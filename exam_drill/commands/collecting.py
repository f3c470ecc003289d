"""How often Python looks for cycles while a command goes through a large bank."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NURSERY = 500_000  # new objects after which it looks; a bank's nodes and questions are many, and hold no cycles


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Python looks for cycles less often meanwhile: on a large bank that takes a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(_NURSERY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
