"""Stores of older versions become new ones; each version that ever shipped is kept here as the text that made it."""

import sqlite3
from pathlib import Path

import pytest
from learner import GATE, attempt, card, review

from exam_drill.attempt import Grade
from exam_drill.database.kind import version_of
from exam_drill.progress import Store, StoreError, schema
from exam_drill.progress.lines import export_lines
from exam_drill.progress.schema import NAME

VERSIONS = sorted((Path(__file__).parent / "versions").glob("*.sql"))


def made_by(version: Path, folder: Path) -> Path:
    """The store that a version left."""
    connection = sqlite3.connect(folder / NAME, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(version.read_text(encoding="utf-8"))
    connection.close()
    return folder / NAME


def test_every_version_is_kept() -> None:
    assert [int(path.stem) for path in VERSIONS] == list(range(1, len(schema.STEPS) + 1))


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.stem)
def test_a_store_of_each_version_opens_with_all_that_is_in_it(version: Path, tmp_path: Path) -> None:
    made_by(version, tmp_path)
    expected = version.with_suffix(".jsonl").read_text(encoding="utf-8")
    with Store.open(tmp_path, write=False) as store:
        assert "".join(export_lines(store)) == expected
    with Store.open(tmp_path) as store:
        assert "".join(export_lines(store)) == expected
        store.answer(attempt("new"))
        assert version_of(store._connection) == len(schema.STEPS)


def test_a_new_store_is_what_the_steps_make() -> None:
    """A shipped step that is changed would leave learners with other tables than new ones."""
    made = sqlite3.connect(":memory:")
    made.executescript(VERSIONS[-1].read_text(encoding="utf-8"))
    with Store.in_memory() as store:
        question = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
        assert store._connection.execute(question).fetchall() == made.execute(question).fetchall()
    made.close()


LATER = (*schema.STEPS, ("ALTER TABLE attempt ADD COLUMN mood TEXT", "UPDATE attempt SET mood = 'calm'"))


def kept(folder: Path) -> Path:
    return folder / f"progress-version-{len(LATER) - 1}.sqlite3"


def older(folder: Path) -> None:
    with Store.open(folder) as store:
        store.answer(attempt("old"))
        store.reviewed("old", Grade.RIGHT, review(attempt("old")), card(GATE))


def test_an_older_store_is_brought_up_to_date_and_kept_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(schema, "STEPS", LATER)
        with Store.open(tmp_path, write=False) as store:  # only looked at: the file stays the older one
            assert store._connection.execute("SELECT mood FROM attempt").fetchall() == [("calm",)]
        assert not kept(tmp_path).exists()
        for _ in range(2):
            with Store.open(tmp_path) as store:
                assert store._connection.execute("SELECT mood FROM attempt").fetchall() == [("calm",)]
                assert version_of(store._connection) == len(LATER)
        assert kept(tmp_path).stat().st_mode & 0o777 == 0o600
    with pytest.raises(StoreError) as caught:
        Store.open(tmp_path)
    assert (caught.value.code, caught.value.parameters["version"]) == ("newer", len(LATER))
    kept(tmp_path).replace(tmp_path / NAME)  # the way back
    with Store.open(tmp_path) as store:
        assert [answer.key for answer in store.attempts()] == ["old"]


@pytest.mark.parametrize("position", [0, 1])
def test_a_step_that_fails_leaves_the_older_store(
    position: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(tmp_path)
    steps = list(LATER[-1])
    steps.insert(position, "SELECT no_such_function()")
    with monkeypatch.context() as patched:
        patched.setattr(schema, "STEPS", (*schema.STEPS, tuple(steps)))
        with pytest.raises(StoreError):
            Store.open(tmp_path)
    with Store.open(tmp_path) as store:
        assert version_of(store._connection) == len(schema.STEPS)
        assert [answer.key for answer in store.attempts()] == ["old"]


def test_a_store_of_no_version_at_all_gets_every_step(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / NAME)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION}")
    connection.execute("CREATE TABLE older (key TEXT)")
    connection.close()
    with Store.open(tmp_path) as store:
        store.answer(attempt())
        assert version_of(store._connection) == len(schema.STEPS)
