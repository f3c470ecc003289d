"""Standard streams that are closed, full, or without a reader."""

import os
import subprocess
import sys

import pytest
from families import World

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux says of processes")

SHELL = "exec {python} -m exam_drill {words} {streams}"


@pytest.mark.parametrize(
    "words", ["check --id gru-*", "check --id gru-* --format json", "--help", "check --help", "show gru-state-update"]
)
@pytest.mark.parametrize(
    ("streams", "code", "said"),
    [
        (">/dev/full", 3, "exam-drill: could not go on: No space left on device\n"),
        (">&-", 3, "exam-drill: could not go on: Bad file descriptor\n"),
    ],
)
def test_a_report_that_cannot_be_written_is_our_failure(
    words: str, streams: str, code: int, said: str, world: World
) -> None:
    assert shell(world, words, streams) == (code, "", said)


def shell(world: World, words: str, streams: str) -> tuple[int, str, str]:
    line = SHELL.format(python=sys.executable, words=words, streams=streams)
    done = subprocess.run(
        ["sh", "-fc", line], cwd=world.here, env=world.variables, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("words", "streams", "code"),
    [
        ("nonsense", "2>/dev/full", 2),
        ("nonsense", "2>&-", 2),
        ("check --id gru-* --format json", "2>&-", 0),
        ("check --id gru-*", "<&- 2>&-", 0),
        ("quiz -n 1", "<&-", 0),
        ("doctor", "2>/dev/full", 0),
    ],
)
def test_where_only_remarks_are_lost_the_exit_code_is_what_it_was(
    words: str, streams: str, code: int, world: World
) -> None:
    found = shell(world, words, streams)
    assert (found[0], found[2]) == (code, "")


@pytest.mark.parametrize("words", ["check", "check --format json", "--help", "check --help", "quiz -n 1", "doctor"])
def test_a_reader_that_has_gone_ends_all_of_it(words: str, world: World) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        code, _, errors = world.run(*words.split(), stdout=closed)
    assert (code, errors) == (141, "")


def test_no_folder_for_temporary_files_is_needed(world: World) -> None:
    world.variables["TMPDIR"] = world.variables["HOME"] = "/dev/full"
    assert world.run("check", "--id", "gru-*")[0] == 0
