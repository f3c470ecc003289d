"""The compiled bank is the bank, or it is not used."""

import json
import shutil
from pathlib import Path

import pytest

from exam_drill.bank import Bank, built_in, load_bank
from exam_drill.bank.compiled import NAME, ProblemsError, compile_bank
from exam_drill.catalogue import built_in_bank

ALL_FIELDS = """
format: 1
questions:
  - id: everything
    title: {ja: 題, en: Title}
    syllabus: "3.5"
    prompt: Which one?
    reference:
      code: "def f(x, n): return x * n, x"
      inputs: {x: N D, n: "integer(1, 5)"}
      outputs: [N D, N D]
    code: |
      class F:
          def f(self, x, n):
              return (あ), (い)
    call: F().f(x, n)
    blanks:
      あ: {options: [{code: x + n, why: {ja: 和, en: A sum}}, x * n], answer: 2}
      い: {options: [x, "-x"], answer: 1}
    inputs: {x: positive N D}
    sizes: {N: 2..3}
    trials: 5
    rtol: 0.001
    atol: 0.01
    source:
      - {kind: book, title: A book, url: "https://example.org/"}
      - {kind: original, title: {ja: 自作}}
    errata: [{corrected: n, printed: m, in: options, why: Misspelt, sources: [2]}]
    explanation: Because.
    hint: Think.
    tags: [one, two]
    difficulty: hard
  - id: shortest
    reference: gru.gru
    code: |
      def gru(x, h, Wr, Ur, Wz, Uz, Wh, Uh):
          return (う)
    options: [x, h]
    answer: 1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bank of two files, compiled."""
    folder = tmp_path / "bank"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "all.yaml").write_text(ALL_FIELDS, encoding="utf-8")
    shutil.copy(built_in_bank() / "gru" / "gru.yaml", folder / "gru.yml")
    (folder / NAME).write_text(compile_bank(folder), encoding="utf-8")
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was read as YAML."""
    folders: list[str] = []

    def overheard(paths: list[Path | str]) -> Bank:
        folders.extend(map(str, paths))
        return load_bank(paths)

    monkeypatch.setattr("exam_drill.bank.compiled.load_bank", overheard)
    return folders


def test_every_field_comes_back_as_the_yaml_says(folder: Path, read: list[str]) -> None:
    assert built_in(folder) == load_bank([folder])
    assert read == []


def test_the_whole_built_in_bank_comes_back(tmp_path: Path, read: list[str]) -> None:
    folder = tmp_path / "quizzes"
    shutil.copytree(built_in_bank(), folder, ignore=shutil.ignore_patterns(NAME))
    (folder / NAME).write_text(compile_bank(folder), encoding="utf-8")
    read.clear()
    assert built_in(folder) == load_bank([folder])
    assert read == []


def test_places_are_named_from_where_the_bank_is_reached(
    folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    assert built_in(Path("bank")) == load_bank(["bank"])
    assert read == []


def test_a_changed_file_is_read_again(folder: Path, read: list[str]) -> None:
    path = folder / "deep" / "all.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Because.", "Why not."), encoding="utf-8")
    explanation = built_in(folder).questions[0].explanation
    assert explanation is not None
    assert explanation.read("en") == "Why not."
    assert read == [str(folder)]


def test_files_that_came_or_went_are_noticed(folder: Path, read: list[str]) -> None:
    (folder / "gru.yml").rename(folder / "new.yaml")
    assert [Path(file).name for file in built_in(folder).files] == ["all.yaml", "new.yaml"]
    (folder / "new.yaml").unlink()
    assert len(built_in(folder).questions) == 2
    assert len(read) == 2


def test_references_that_declare_something_else_are_noticed(
    folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exam_drill.catalogue.source", lambda name: f"# {name}")
    built_in(folder)
    assert read == [str(folder)]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", "{}", '{"files": 1, "digest": ""}', '{"files": null, "digest": "", "questions": []}'],
)
def test_a_file_that_says_nothing_is_left_alone(folder: Path, read: list[str], content: str) -> None:
    (folder / NAME).write_text(content, encoding="utf-8")
    assert len(built_in(folder).questions) == 3
    assert read == [str(folder)]


def test_another_programs_file_is_left_alone(folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exam_drill.bank.compiled.__version__", "0.0.0")
    built_in(folder)
    assert read == [str(folder)]


def test_a_bank_with_problems_is_not_compiled(folder: Path) -> None:
    (folder / "bad.yaml").write_text("format: 1\nquestions: []\n", encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"bad\.yaml:2:12: no-questions"):
        compile_bank(folder)


def test_what_is_compiled_names_no_folder_of_the_builder(folder: Path) -> None:
    text = (folder / NAME).read_text(encoding="utf-8")
    assert str(folder) not in text
    assert json.loads(text)["files"] == ["deep/all.yaml", "gru.yml"]
