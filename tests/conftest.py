"""Fixtures that many tests share."""

from collections.abc import Iterator

import pytest

from exam_drill.sandbox import Limits, Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """One warm sandbox for all tests that only judge honest programs."""
    with Sandbox(Limits(wall=20.0, cpu=20)) as warm:
        yield warm
