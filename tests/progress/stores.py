"""Stores with answers, what refuses them, and what lies in a folder."""

import sqlite3
import tempfile
from functools import cache
from pathlib import Path

import pytest
from learner import CELL, GATE, attempt, card, review

from exam_drill.attempt import Grade
from exam_drill.i18n import LANGUAGES, say
from exam_drill.progress import Store, StoreError
from exam_drill.progress.schema import NAME
from exam_drill.visible import visible


@cache
def store_of(answers: int) -> bytes:
    """The file of a store with so many answers."""
    with tempfile.TemporaryDirectory() as folder:
        with Store.open(Path(folder)) as store, store.writing():
            for number in range(answers):
                answer = attempt(f"key-{number}", (GATE, CELL)[number % 2], number)
                store.answer(answer)
                store.reviewed(answer.key, Grade.RIGHT, review(answer), card(answer.subject))
        return Path(folder, NAME).read_bytes()


def filled(folder: Path, answers: int = 300) -> Path:
    """A store with so many answers, and its file."""
    folder.mkdir(exist_ok=True)
    (folder / NAME).write_bytes(store_of(answers))
    return folder / NAME


def refusal(folder: Path, **wishes: bool) -> StoreError:
    """The error, said in both languages, by which a store is refused."""
    with pytest.raises(StoreError) as caught:
        Store.open(folder, **wishes)
    error = caught.value
    for language in LANGUAGES:
        assert visible(str(error.parameters["path"])) in say(language, f"progress.{error.code}", **error.parameters)
    return error


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}


def execute(path: Path, statement: str) -> None:
    """Has SQLite do something to a file."""
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.close()
