"""Files that were read before: the same questions, the same problems, and no YAML."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from made_results import opened

from exam_drill.bank import load_bank
from exam_drill.bank.files import find_files
from exam_drill.bank.load import told
from exam_drill.caching import files, keys
from exam_drill.caching.entries import EntryKind
from exam_drill.caching.store import Store
from exam_drill.catalogue import built_in_bank
from exam_drill.database.errors import StoreError
from exam_drill.problem import Problem
from exam_drill.question import Question

DATA = Path(__file__).parent.parent / "bank" / "data"
TWICE = """
format: 1
questions:
  - &one
    id: one
    reference: gru.gru
    code: "def gru(x, h, Wr, Ur, Wz, Uz, Wh, Uh):\\n    return (こ)\\n"
    options: [x, h]
    answer: 1
  - *one
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(opened(tmp_path / "cache" / "check")) as store:
        yield store


def read(paths: Sequence[Path], store: Store) -> tuple[list[Question], list[Problem]]:
    found, problems = find_files(paths)
    questions: list[Question] = []
    for file in files.read_files(found, store):
        for item in file.questions:
            question = item.finish()
            questions += [question] if question is not None else []
            problems += item.problems()
        problems += file.problems
    return questions, list(told(problems))


def read_before(paths: Sequence[Path], store: Store, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The same a second time, when no YAML can be read."""

    def refuse(*_: object) -> None:
        raise AssertionError("YAML is read")

    with monkeypatch.context() as patched:
        patched.setattr("exam_drill.bank.load.parse", refuse)
        return read(paths, store)


@pytest.mark.parametrize("folder", [built_in_bank(), DATA / "valid", DATA / "invalid"], ids=lambda path: path.name)
def test_a_second_reading_tells_the_same(folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = load_bank([folder])
    expected = list(bank.questions), list(bank.problems)
    assert read([folder], store) == expected
    store.flush()
    assert read_before([folder], store, monkeypatch) == expected


def test_a_file_is_known_by_its_bytes_wherever_it_lies(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = built_in_bank() / "gru" / "gru.yaml"
    read([source], store)
    store.flush()
    other = tmp_path / "elsewhere" / "copied.yml"
    other.parent.mkdir()
    shutil.copy(source, other)
    assert read_before([other], store, monkeypatch) == (list(load_bank([other]).questions), [])


def test_a_changed_byte_is_read_again(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "gru.yaml"
    text = (built_in_bank() / "gru" / "gru.yaml").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    read([path], store)
    store.flush()
    path.write_text(f"# a line more\n{text}", encoding="utf-8")
    assert read([path], store)[0] == list(load_bank([path]).questions)


def test_an_id_that_stands_in_two_files_is_noticed_each_time(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = built_in_bank() / "gru" / "gru.yaml"
    shutil.copy(source, tmp_path / "a.yaml")
    shutil.copy(source, tmp_path / "b.yaml")
    (tmp_path / "c.yaml").write_text(TWICE, encoding="utf-8")
    bank = load_bank([tmp_path])
    expected = list(bank.questions), list(bank.problems)
    assert {problem.code for problem in bank.problems} == {"id-duplicate"}
    assert len({problem.place.path for problem in bank.problems}) == 2
    for path in ("a.yaml", "b.yaml", "c.yaml"):  # each is read by itself first: it has no duplicate then
        read([tmp_path / path], store)
    store.flush()
    assert read_before([tmp_path], store, monkeypatch) == expected


def poisoned() -> dict[str, Any]:
    """What somebody might write into the place of a file, with the right seal."""
    good: list[Any] = [None, "an-id", 3, 5, []]
    problem = ["id-form", 1, 1, {"id": "x", "suggestion": "y"}, None]
    plain: list[Any] = [
        "q",
        3,
        5,
        ["(こ)", [[1, 1, 1]]],
        [["こ", 1, 1, 1, [[1, ["x", [[1, 1, 1]]], None]]]],
        ["m", "f"],
    ]
    rest: list[Any] = [None, None, None, None, [], {}, {}, None, None, None, [], [], None, None, [], None]
    whole = [*plain, *rest]

    def question(place: int, value: object) -> list[Any]:
        return [[*whole[:place], value, *whole[place + 1 :]], "q", 3, 5, []]

    return {
        "no object": [],
        "no questions": {"problems": []},
        "no list": {"problems": [], "questions": 1},
        "short": {"problems": [], "questions": [[None]]},
        "an id that is a number": {"problems": [], "questions": [[None, 3, 3, 5, []]]},
        "a place before the file": {"problems": [], "questions": [[None, "an-id", -3, 5, []]]},
        "an unknown problem": {"problems": [["no-such-code", 1, 1, {}, None]], "questions": [good]},
        "a problem without its parameters": {"problems": [["id-form", 1, 1, {}, None]], "questions": [good]},
        "a problem with a list": {"problems": [["id-form", 1, 1, {"id": []}, None]], "questions": [good]},
        "a problem and a question": {"problems": [], "questions": [[whole, "q", 3, 5, [problem]]]},
        "another id": {"problems": [], "questions": [[whole, "r", 3, 5, []]]},
        "endless lines": {"problems": [], "questions": [question(3, ["(こ)", [[1, 1, 10**9]]])]},
        "no lines": {"problems": [], "questions": [question(3, ["(こ)", []])]},
        "no blanks": {"problems": [], "questions": [question(4, [])]},
        "an answer that is none": {"problems": [], "questions": [question(4, [["こ", 2, 1, 1, plain[4][0][4]]])]},
        "endless trials": {"problems": [], "questions": [question(13, 10**9)]},
        "a tolerance of everything": {"problems": [], "questions": [question(14, 1e9)]},
        "sizes beyond all": {"problems": [], "questions": [question(12, {"N": [1, 10**9]})]},
    }


@pytest.mark.parametrize("name", poisoned())
def test_what_is_no_such_file_is_read_from_its_yaml(name: str, tmp_path: Path) -> None:
    path = built_in_bank() / "gru" / "gru.yaml"
    told_of: list[StoreError] = []
    with closing(opened(tmp_path / "cache" / "check", told_of)) as store:
        store.put(keys.file_key(path.read_bytes()), EntryKind.FILE, json.dumps(poisoned()[name]).encode())
        store.flush()
        assert read([path], store) == (list(load_bank([path]).questions), [])
    assert [error.code for error in told_of] == ["entry"]


def test_the_sample_of_a_poisoned_file_is_good_but_for_its_poison() -> None:
    from exam_drill.bank.plain import from_plain

    item = poisoned()["another id"]["questions"][0]
    assert from_plain(item[0], "bank.yaml").id == "q"
