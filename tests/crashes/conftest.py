"""A world of its own for each test, and users to be."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attacks.identities import Identity, ordinary_user
from families import World
from requirements import lacking


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.assert_nothing_is_left()


@pytest.fixture(scope="session")
def stranger() -> Iterator[Identity]:
    """An ordinary user, where the tests are run by the administrator."""
    if os.getuid() != 0:
        pytest.skip("only the administrator can be somebody else")
    try:
        with ordinary_user() as identity:
            yield identity
    except LookupError as error:
        lacking(str(error))


@pytest.fixture(params=["present", "ordinary"])
def user(request: pytest.FixtureRequest, world: World) -> dict[str, Any]:
    """As whom the program runs: this user, and another one if this is the administrator."""
    if request.param == "present":
        return {}
    identity: Identity = request.getfixturevalue("stranger")
    for folder in Path(world.mark).parents:
        if folder.stat().st_uid == 0 and len(folder.parts) > 2 and not folder.stat().st_mode & 1:
            folder.chmod(folder.stat().st_mode | 0o11)  # pytest keeps its folders to itself
    return world.be(identity.python, (*identity.folders, world.mark), identity.libraries, identity.user)
