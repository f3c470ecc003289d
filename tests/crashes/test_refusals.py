"""Where the system refuses processes, memory or room, the program says so, by exit code 3 where nothing was judged."""

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from crash_world import bank, blanks
from families import PATIENCE, World, eventually

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux says of processes")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_where_no_process_can_be_started_it_says_so(language: str, world: World, user: dict[str, int]) -> None:
    if not user:
        pytest.skip("an administrator can always start one")
    for most in (0, 2):  # none at all; the worker but no child
        limited = {"preexec_fn": lambda most=most: resource.setrlimit(resource.RLIMIT_NPROC, (most, most)), **user}
        code, out, errors = world.run("check", "--lang", language, **limited)
        assert (code, out) == (3, "")
        assert ("サンドボックスが動かない" if language == "ja" else "nothing was judged (") in errors
        assert "Traceback" not in errors
        assert len(errors.splitlines()) == 1


@pytest.mark.parametrize("megabytes", [20, 60, 100])
def test_where_there_is_too_little_memory_it_says_so(megabytes: int, world: World) -> None:
    limit = megabytes << 20
    code, out, errors = world.run("check", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
    assert (code, out) == (3, ""), errors
    assert errors.startswith("exam-drill: ")
    assert len(errors.splitlines()) == 1


@pytest.fixture
def group(world: World) -> Iterator[Path]:
    """A group of processes that share less memory than one program may have; the system ends one that wants more."""
    top = Path("/sys/fs/cgroup/memory")
    folder = top / f"exam-drill-{os.getpid()}"
    try:
        folder.mkdir()
        (folder / "memory.limit_in_bytes").write_text(str(300 << 20))
    except OSError:
        with suppress(OSError):
            folder.rmdir()
        pytest.skip("this user cannot limit the memory of a group of processes here")
    yield folder
    assert eventually(lambda: not (folder / "cgroup.procs").read_text(), PATIENCE)
    folder.rmdir()


def test_where_the_system_is_out_of_memory_it_ends_the_program_that_wants_it(group: Path, world: World) -> None:
    path = bank(world, "np.ones(450 << 17) + 2 * x[0]", "3 * x")
    code, out, errors = world.run(
        "check", path, "--format", "json", preexec_fn=lambda: (group / "cgroup.procs").write_text(str(os.getpid()))
    )
    assert (code, errors) == (0, "")
    first, second = blanks(out.encode())
    assert [option["verdict"] for option in first["options"]] == ["matches", "killed"]
    assert second["finding"] == "proven"
