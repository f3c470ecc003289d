"""Files as they should not be: a sentence each, and the file stays what it was."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from learner import attempt
from stores import execute, files, filled, refusal

from exam_drill.database.opening import open_to_write
from exam_drill.progress import Store, StoreError, schema
from exam_drill.progress.schema import NAME


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("format: 1\nquestions:\n" * 500)


def short_text(path: Path) -> None:
    path.write_text("x")


def header_gone(path: Path) -> None:
    path.write_bytes(bytes(100) + path.read_bytes()[100:])


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def one_byte_less(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def a_page_of_zeros(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:8192] + bytes(4096) + data[12288:])


def other_program(path: Path) -> None:
    path.unlink()
    execute(path, "CREATE TABLE attempt (key)")


def other_application(path: Path) -> None:
    execute(path, "PRAGMA application_id = 252006674")


def newer(path: Path) -> None:
    execute(path, f"PRAGMA user_version = {len(schema.STEPS) + 1}")


def without_a_table(path: Path) -> None:
    execute(path, "DROP TABLE fact")


def with_a_trigger(path: Path) -> None:
    execute(path, "CREATE TRIGGER forget AFTER INSERT ON attempt BEGIN DELETE FROM attempt; END")


HARMS: dict[Callable[[Path], None], str] = {
    empty: "damaged",
    text: "damaged",
    short_text: "damaged",
    header_gone: "damaged",
    half: "damaged",
    one_byte_less: "damaged",
    a_page_of_zeros: "damaged",
    other_program: "foreign",
    other_application: "foreign",
    newer: "newer",
    without_a_table: "damaged",
    with_a_trigger: "foreign",
}


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_a_file_that_is_no_store_is_told_and_left_alone(
    harm: Callable[[Path], None], write: bool, tmp_path: Path
) -> None:
    harm(filled(tmp_path))
    before = files(tmp_path)
    assert refusal(tmp_path, write=write).code == HARMS[harm]
    assert files(tmp_path) == before


def test_newer_in_the_journal_only_is_newer(tmp_path: Path) -> None:
    """A newer program was killed before its journal came into the file."""
    path = filled(tmp_path)
    connection = open_to_write(tmp_path, schema.kind())
    connection.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    killed = tmp_path / "killed"
    killed.mkdir()
    for name in (NAME, f"{NAME}-wal"):
        shutil.copy(tmp_path / name, killed / name)
    connection.close()
    path.unlink()
    before = files(killed)
    assert len(before) == 2
    assert refusal(killed).code == "newer"
    assert files(killed) == before


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bytes_are_told_or_do_not_matter(seed: int, tmp_path: Path) -> None:
    """Damage that cannot be told from data is data; whatever else there is, is a StoreError and no other exception."""
    path = filled(tmp_path)
    drawn, data = random.Random(seed), bytearray(path.read_bytes())
    for _ in range(drawn.choice([1, 5, 100])):
        data[drawn.randrange(len(data))] = drawn.randrange(256)
    path.write_bytes(data)
    code = ""
    try:
        with Store.open(tmp_path) as store:
            list(store.attempts(undone=True))
            list(store.reviews())
            store.seen()
            store.cards()
            store.sessions()
            store.facts()
    except StoreError as error:
        code = error.code
    assert code in ("", "damaged", "foreign", "newer")
    assert path.read_bytes() == data


def test_a_journal_without_its_file_is_not_thrown_away(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.answer(attempt())
        (tmp_path / NAME).rename(tmp_path / "moved")
        before = files(tmp_path)
        assert refusal(tmp_path).code == "torn"
        assert files(tmp_path) == before
        (tmp_path / "moved").rename(tmp_path / NAME)
    with Store.open(tmp_path) as store:
        assert list(store.attempts()) == [attempt()]


def test_a_store_that_lost_its_journal_has_what_came_before(tmp_path: Path) -> None:
    """Somebody copied the file alone while it was in use."""
    filled(tmp_path, 50)
    with Store.open(tmp_path) as store:
        store.answer(attempt("late", minute=99))
        copy = tmp_path / "copy"
        copy.mkdir()
        shutil.copy(tmp_path / NAME, copy / NAME)
    with Store.open(copy) as store:
        assert len(list(store.attempts())) == 50
        store.answer(attempt("next", minute=99))
