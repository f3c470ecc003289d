"""What a system may lack: a test cannot be made there, but a run that is meant to make it must not pass without."""

import os
from typing import NoReturn

import pytest


def lacking(what: str) -> NoReturn:
    """Skips the test, or fails it where EXAM_DRILL_REQUIRE_LOCKDOWN=1 says that this system has all that is needed."""
    if os.environ.get("EXAM_DRILL_REQUIRE_LOCKDOWN") == "1":
        pytest.fail(f"required here, but lacking: {what}")
    pytest.skip(what)
