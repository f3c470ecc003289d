"""The package's own reference modules, when somebody edits them: what was remembered of them is forgotten."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from exam_drill import catalogue


def forget() -> None:
    """Has every reference module read, and imported, anew by whoever needs it next."""
    from exam_drill.expected import helpers_of
    from exam_drill.reference import load_module

    for remembered in (
        catalogue.modules,
        catalogue.source,
        catalogue.functions,
        catalogue.statements,
        catalogue.declarations,
        load_module,
        helpers_of,
    ):
        remembered.cache_clear()


@contextmanager
def always_from_source() -> Iterator[None]:
    """Meanwhile no byte code is kept.

    Its file is told from an older one by seconds and size only, so of a module that is saved twice within a second the
    first version might be run.
    """
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before
