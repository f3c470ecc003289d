"""A world of its own for each test, and users to be."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from families import World

STRANGER = 61234  # a user of whom there are no processes


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.assert_nothing_is_left()


@pytest.fixture(params=["root", "ordinary"])
def user(request: pytest.FixtureRequest, world: World) -> dict[str, int]:
    """As whom the program runs: this user, and another one if this is the administrator."""
    if request.param == "root":
        return {}
    if os.getuid() != 0:
        pytest.skip("only the administrator can be somebody else")
    for folder in Path(world.mark).parents:
        if folder.stat().st_uid == 0 and len(folder.parts) > 2 and not folder.stat().st_mode & 1:
            folder.chmod(folder.stat().st_mode | 0o11)  # pytest keeps its folders to itself
    stranger = {"user": STRANGER, "group": STRANGER, "extra_groups": []}
    try:
        subprocess.run([sys.executable, "-c", "import numpy"], check=True, stderr=subprocess.DEVNULL, **stranger)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this Python is not for everybody")
    return stranger
