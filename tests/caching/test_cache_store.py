"""The cache's file: kept within its size, rebuilt if it is ours and damaged, never overwritten if it is not."""

from __future__ import annotations

import random
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from made_results import NOW, opened

from exam_drill.caching.contents import Contents, empty, look
from exam_drill.caching.entries import EntryKind
from exam_drill.caching.folder import Lock, is_ours
from exam_drill.caching.schema import KIND
from exam_drill.caching.where import cache_folder
from exam_drill.database.errors import StoreError
from exam_drill.i18n import LANGUAGES, say
from exam_drill.visible import visible

RESULT, FILE = EntryKind.RESULT, EntryKind.FILE
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights and locks")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "check"


def key(number: int) -> bytes:
    return number.to_bytes(32, "big")


def fill(folder: Path, entries: int = 3, size: int = 100, now: float = NOW) -> Path:
    """A cache with so many entries, and its file."""
    with closing(opened(folder, now=now)) as store:
        for number in range(entries):
            store.put(key(number), RESULT, random.Random(number).randbytes(size))
    return folder / KIND.name


def codes(told: list[StoreError]) -> list[str]:
    """The codes, each of which is said in both languages with the path in it."""
    for error in told:
        for language in LANGUAGES:
            said = say(language, f"cache.{error.code}", **error.parameters)
            assert visible(str(error.parameters["path"])) in said
    return [error.code for error in told]


def test_what_was_put_is_there_next_time(folder: Path) -> None:
    with closing(opened(folder)) as store:
        store.put(key(1), RESULT, b"one")
        store.put(key(2), FILE, "二".encode())
        assert store.get(key(3), RESULT) is None
    with closing(opened(folder)) as store:
        assert store.get(key(1), RESULT) == b"one"
        assert store.get(key(2), FILE) == "二".encode()
        assert store.get(key(2), RESULT) is None  # a file is no result
    assert look(folder) == Contents(folder, True, (folder / KIND.name).stat().st_size, 1, 1)


@posix
def test_nobody_else_can_read_it(folder: Path) -> None:
    with closing(opened(folder)) as store:
        store.put(key(1), RESULT, b"one")
        store.flush()
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert {mode for name, mode in modes.items() if name.startswith(KIND.name)} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_folder_says_that_it_is_a_cache(folder: Path) -> None:
    fill(folder)
    assert (
        (folder / "CACHEDIR.TAG")
        .read_text(encoding="utf-8")
        .startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    )
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]  # and nothing lies beside it


def test_an_entry_is_written_with_others_soon(folder: Path) -> None:
    """Who is killed loses what came within a fifth of a second."""
    with closing(opened(folder, every=0.05)) as store:
        written = []
        for number in range(30):
            store.put(key(number), RESULT, b"x")
            written.append(look(folder).results)
        assert written[0] == 1
        assert all(number + 1 - there < 5 for number, there in enumerate(written))
        assert len(set(written)) < 15


def test_several_processes_write_at_once(folder: Path) -> None:
    program = """
import sys
from pathlib import Path
from exam_drill.caching.entries import EntryKind
from exam_drill.caching.store import Store
import time
def fail(error):
    raise SystemExit(str(error))
store = Store(Path(sys.argv[1]), 1 << 29, fail, time.time, lambda: 0.0)
for number in range(200):
    name = (int(sys.argv[2]) * 1000 + number).to_bytes(32, "big")
    store.put(name, EntryKind.RESULT, name * 20)
    if number % 10 == 0:
        store.flush()
store.close()
"""
    writers = [subprocess.Popen([sys.executable, "-c", program, str(folder), str(number)]) for number in range(3)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    with closing(opened(folder)) as store:
        for number in range(3):
            for entry in range(200):
                name = key(number * 1000 + entry)
                assert store.get(name, RESULT) == name * 20


# damage

TORN: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(random.Random(1).randbytes(5000)),
    "text": lambda path: path.write_text("no database\n"),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-4096]),
    "cut in a page": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "only its head": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "newer": lambda path: execute(path, "PRAGMA user_version = 99"),
    "older": lambda path: execute(path, "PRAGMA user_version = 0"),
    "without its table": lambda path: execute(path, "DROP TABLE entry"),
    "with another table": lambda path: execute(path, "ALTER TABLE entry RENAME COLUMN data TO date"),
}


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize("name", TORN)
def test_a_damaged_file_is_made_anew_and_told_once(name: str, folder: Path) -> None:
    path = fill(folder, 100, 1000)
    TORN[name](path)
    told: list[StoreError] = []
    with closing(opened(folder, told)) as store:
        assert [store.get(key(number), RESULT) for number in range(100)] == [None] * 100
        store.put(key(1), RESULT, b"new")
    assert codes(told) == ["rebuilt"]
    with closing(opened(folder)) as store:
        assert store.get(key(1), RESULT) == b"new"


def test_flipped_bits_are_noticed(folder: Path) -> None:
    """Whatever is read is what was written, however the file was changed."""
    path = fill(folder, 40, 300)
    whole = path.read_bytes()
    choose = random.Random(7)
    for _ in range(25):
        torn = bytearray(whole)
        for _ in range(choose.choice((1, 1, 20))):
            torn[choose.randrange(len(torn))] ^= 1 << choose.randrange(8)
        path.write_bytes(torn)
        told: list[StoreError] = []
        with closing(opened(folder, told)) as store:
            for number in range(40):
                assert store.get(key(number), RESULT) in (None, random.Random(number).randbytes(300))
            store.put(key(99), RESULT, b"more")
        assert len(told) == len(set(codes(told))) <= 2
        for left in folder.glob(f"{KIND.name}*"):
            left.unlink()


@pytest.mark.parametrize(
    "change", ["data = x'00'", "data = zeroblob(200)", "seal = x'00'", "kind = 1 - kind", "used = 'x'"]
)
def test_a_damaged_entry_is_dropped_and_told_once(change: str, folder: Path) -> None:
    path = fill(folder)
    execute(path, f"UPDATE entry SET {change} WHERE rowid < 3")
    told: list[StoreError] = []
    with closing(opened(folder, told)) as store:
        assert [store.get(key(number), EntryKind(change.startswith("kind"))) for number in range(2)] == [None, None]
        assert store.get(key(2), RESULT) is not None
    assert codes(told) == ["entry"]
    assert look(folder).results == 1
    assert look(folder).files == 0


def test_an_entry_that_grows_without_end_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(opened(folder)) as store:
        store.put(key(0), RESULT, bytes(50_000))
    monkeypatch.setattr("exam_drill.caching.entries._LARGEST", 40_000)
    told: list[StoreError] = []
    with closing(opened(folder, told)) as store:
        assert store.get(key(0), RESULT) is None
    assert codes(told) == ["entry"]


def test_one_that_is_damaged_and_in_use_is_left_to_who_uses_it(folder: Path) -> None:
    path = fill(folder)
    lock = Lock(folder)  # of another process, as far as anybody can see
    execute(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    told: list[StoreError] = []
    with closing(opened(folder, told)) as store:
        store.put(key(1), RESULT, b"new")
        assert store.get(key(1), RESULT) is None
    assert path.read_bytes() == before
    assert codes(told) == ["damaged-in-use"]
    lock.close()
    with closing(opened(folder, told)) as store:
        store.put(key(1), RESULT, b"new")
    assert codes(told) == ["damaged-in-use", "rebuilt"]


# strangers

FOREIGN: dict[str, Callable[[Path], object]] = {
    "another program's database": lambda path: execute(path, "PRAGMA application_id = 42"),
    "nobody's database": lambda path: execute(path, "PRAGMA application_id = 0"),
    "one with a trigger": lambda path: execute(
        path, "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END"
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_not_ours_is_left_as_it_is(name: str, folder: Path) -> None:
    path = fill(folder)
    FOREIGN[name](path)
    before = path.read_bytes()
    told: list[StoreError] = []
    with closing(opened(folder, told)) as store:
        store.put(key(1), RESULT, b"new")
        assert store.get(key(1), RESULT) is None
    assert codes(told) == ["foreign"]
    with pytest.raises(StoreError):
        empty(folder)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_ours_is_left_as_it_is(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / KIND.name).write_text("mine")
    told: list[StoreError] = []
    with closing(opened(folder, told)) as store:
        store.put(key(1), RESULT, b"new")
    assert codes(told) == ["foreign-folder"]
    with pytest.raises(StoreError):
        empty(folder)
    error = look(folder).error
    assert error is not None
    assert error.code == "foreign-folder"
    assert {path.name: path.read_text() for path in folder.iterdir()} == {KIND.name: "mine"}


@pytest.mark.parametrize("place", ["file", "file/below", "a\0b"])
def test_a_place_that_is_no_folder_is_told(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    told: list[StoreError] = []
    with closing(opened(tmp_path / place, told)) as store:
        store.put(key(1), RESULT, b"new")
        assert store.get(key(1), RESULT) is None
    assert len(codes(told)) == 1
    look(tmp_path / place)
    assert (tmp_path / "file").read_text() == "mine"


# size


def test_what_was_of_no_use_for_longest_goes_first(folder: Path) -> None:
    day = 86_400
    fill(folder, 100, 5_000)
    with closing(opened(folder, now=NOW + day)) as store:
        for number in range(50):  # those that were written first
            assert store.get(key(number), RESULT) is not None
    with closing(opened(folder, size=450_000, now=NOW + 2 * day)) as store:
        store.put(key(1000), RESULT, random.Random(5).randbytes(5_000))
        store.flush()
        left = [number for number in range(100) if store.get(key(number), RESULT) is not None]
    assert 50 <= len(left) < 90
    assert set(range(50)) <= set(left)
    assert (folder / KIND.name).stat().st_size <= 450_000


def test_a_cache_that_is_too_small_keeps_what_it_has(folder: Path) -> None:
    """What was just kept is not thrown out for the next: then no run would find anything."""
    told: list[StoreError] = []
    for _ in range(2):
        with closing(opened(folder, told, size=300_000)) as store:
            for number in range(100):
                store.get(key(number), RESULT)
                store.put(key(number), RESULT, random.Random(number).randbytes(5_000))
        with closing(opened(folder)) as store:
            kept = [number for number in range(100) if store.get(key(number), RESULT)]
        assert kept == list(range(len(kept)))
        assert len(kept) > 40
    assert codes(told) == ["too-small", "too-small"]
    assert (folder / KIND.name).stat().st_size < 400_000


# emptying and looking


def test_emptying_leaves_no_entry(folder: Path) -> None:
    fill(folder)
    empty(folder)
    assert look(folder) == Contents(folder)
    assert is_ours(folder)
    empty(folder)
    fill(folder, 1)
    assert look(folder).results == 1


def test_emptying_while_another_process_has_it_open(folder: Path) -> None:
    fill(folder)
    with closing(opened(folder)) as store:
        empty(folder)
        assert store.get(key(1), RESULT) is None
        store.put(key(7), RESULT, b"seven")
    assert look(folder).results == 1


def test_emptying_what_is_not_there_makes_nothing(folder: Path) -> None:
    empty(folder)
    assert look(folder) == Contents(folder)
    assert not folder.parent.exists()


def test_a_damaged_one_can_be_emptied(folder: Path) -> None:
    path = fill(folder)
    path.write_bytes(b"torn")
    assert look(folder).error is not None
    empty(folder)
    assert look(folder) == Contents(folder)


def test_the_folder_is_the_first_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    variables = {"EXAM_DRILL_CACHE_DIR": str(tmp_path / "variable")}
    assert cache_folder(variables, str(tmp_path / "given")) == tmp_path / "given" / "check"
    assert cache_folder(variables) == tmp_path / "variable" / "check"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("HOME", str(tmp_path))
    if sys.platform == "linux":
        assert cache_folder({}) == tmp_path / "xdg" / "exam-drill" / "check"
        assert cache_folder({}, "~/mine") == tmp_path / "mine" / "check"
    assert cache_folder({"EXAM_DRILL_CACHE_DIR": ""}) == cache_folder({})
