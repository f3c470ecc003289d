"""Folders, disks, rights and clocks as they should not be: told, and nothing that was kept is lost."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from learner import START, attempt
from requirements import lacking
from stores import files, filled, refusal

from exam_drill.database import making
from exam_drill.progress import Store, StoreError
from exam_drill.progress.schema import NAME

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and limits of POSIX")


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert refusal(tmp_path / "file").code == "no-folder"
    assert refusal(tmp_path / "file" / "below").code == "no-folder"
    assert (tmp_path / "file").read_text() == "x"
    assert refusal(tmp_path / ("long" * 100)).code == "no-folder"
    assert refusal(tmp_path / "nul\0").code == "no-folder"
    (tmp_path / NAME).mkdir()
    assert refusal(tmp_path).code == "damaged"


@posix
def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    assert refusal(tmp_path).code == "damaged"


def as_nobody(script: str, folder: Path) -> str:
    """What a script prints that an ordinary user runs, for the administrator may do everything."""
    run = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


OPEN = """
import os, sys
from pathlib import Path
from exam_drill.progress import Store, StoreError
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    Store.open(Path(sys.argv[1])).close()
    print("opened")
except StoreError as error:
    print(error.code)
try:
    with Store.open(Path(sys.argv[1]), write=False) as store:
        print(len(list(store.attempts())))
except StoreError as error:
    print(error.code)
"""


@pytest.fixture
def readable(tmp_path: Path) -> Path:
    """A folder that an ordinary user reaches, too."""
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    return tmp_path


@posix
def test_where_nothing_can_be_written_the_record_can_still_be_read(readable: Path) -> None:
    path = filled(readable / "data", 7)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    before = files(path.parent)
    assert as_nobody(OPEN, path.parent) == "unwritable\n7"
    assert files(path.parent) == before
    assert as_nobody(OPEN, path.parent / "below") == "unwritable\nabsent"
    path.chmod(0o644)
    path.parent.chmod(0o755)


@posix
def test_somebody_elses_record_stays_theirs(readable: Path) -> None:
    if os.geteuid() != 0:
        lacking("two users")
    path = filled(readable / "data", 7)
    path.chmod(0o600)
    assert as_nobody(OPEN, path.parent) == "unwritable\nunwritable"


FULL = """
import resource, sys
from pathlib import Path
from learner import attempt
from exam_drill.progress import Store, StoreError
folder = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
kept = 0
with Store.open(folder) as store:
    try:
        for number in range(100_000):
            store.answer(attempt(f"key-{number}", minute=number, typed="x" * 1000))
            kept += 1
    except StoreError as error:
        print(error.code in ("full", "failing"))
    print(len(list(store.attempts())) == kept)
    try:
        store.answer(attempt("more", minute=-1, typed="x" * 100_000))
        kept += 1
    except StoreError as error:
        print(error.code in ("full", "failing"))
print(kept)
"""


@posix
def test_a_full_disk_costs_nothing_that_was_kept(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, env=environment, timeout=60
    )
    assert run.returncode == 0, run.stderr
    *said, kept = run.stdout.split()
    assert said == ["True", "True", "True"]
    with Store.open(tmp_path) as store:  # and with space again it goes on
        assert [answer.key for answer in store.attempts()] == [f"key-{number}" for number in range(int(kept))]
        store.answer(attempt("after", minute=-1))


def test_a_disk_that_was_full_from_the_beginning_leaves_no_half_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(making, "take_steps", fail)
        with pytest.raises(StoreError):
            Store.open(tmp_path / "data")
    assert list((tmp_path / "data").iterdir()) == []
    with Store.open(tmp_path / "data") as store:
        store.answer(attempt())


def answer_often(store: Store) -> None:
    for number in range(1000):
        store.answer(attempt(str(number), minute=number))


def test_a_limit_of_pages_is_a_full_disk(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError) as caught:
            answer_often(store)
        assert caught.value.code == "full"
        kept = len(list(store.attempts()))
        store._connection.execute("PRAGMA max_page_count = 100000")
        store.answer(attempt("more"))
        assert len(list(store.attempts())) == kept + 1


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two make a store at once; the second one finds that of the first."""
    put = making._put

    def put_second(made: Path, path: Path) -> None:
        if not path.exists():
            with monkeypatch.context() as first:
                first.setattr(making, "_put", put)
                filled(path.parent, 3)
        put(made, path)

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(making, "_put", put_second)
    monkeypatch.setattr(os, "link", refuse)
    with Store.open(tmp_path) as store:
        assert len(list(store.attempts())) == 3
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@posix
def test_where_memory_cannot_be_shared_another_journal_is_taken(tmp_path: Path) -> None:
    """Some network drives cannot share the index of the journal: here a folder has its name."""
    filled(tmp_path, 5)
    (tmp_path / f"{NAME}-shm").mkdir()
    with Store.open(tmp_path) as store:
        assert len(list(store.attempts())) == 5
        store.answer(attempt("six", minute=99))
        (journal,) = store._connection.execute("PRAGMA journal_mode").fetchone()
        (synchronous,) = store._connection.execute("PRAGMA synchronous").fetchone()
        assert (journal, synchronous) == ("delete", 3)  # EXTRA
    with Store.open(tmp_path) as store:
        assert len(list(store.attempts())) == 6


def test_a_store_that_is_busy_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exam_drill.database.connecting.PATIENCE", 0.05)
    with Store.open(tmp_path) as one, Store.open(tmp_path) as two:
        with one.writing():
            one.write("exam", "x")
            with pytest.raises(StoreError) as caught:
                two.answer(attempt())
            assert caught.value.code == "busy"
            assert list(two.attempts()) == []  # who reads does not wait
        two.answer(attempt())
        assert list(one.attempts()) == [attempt()]


def test_what_is_read_together_belongs_together(tmp_path: Path) -> None:
    with Store.open(tmp_path) as one, Store.open(tmp_path) as two, one.reading():
        assert list(one.attempts()) == []
        two.answer(attempt())
        assert list(one.attempts()) == []
    with Store.open(tmp_path) as one:
        assert list(one.attempts()) == [attempt()]


def test_a_clock_that_is_wrong_is_no_damage(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for year in (1, 1969, 9999):
            store.answer(replace(attempt(str(year)), at=START.replace(year=year)))
        assert [answer.at.year for answer in store.attempts()] == [1, 1969, 9999]
