"""Finding and reading files: folders, links, what is no file, what is too large."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from exam_drill.bank import Bank, limits, load_bank

BANK = """format: 1
questions:
  - id: {id}
    reference: gru.gru
    code: |
      def gru(x):
          return (あ)
    options: [x, -x]
    answer: 1
"""


def write(path: Path, name: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(BANK.format(id=name), encoding="utf-8")
    return path


def codes(bank: Bank) -> list[str]:
    return [problem.code for problem in bank.problems]


def test_folder_is_read_in_order_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/z.yaml", "b/a.yml", "a.yaml", ".hidden.yaml", ".git/x.yaml", "C.YAML"):
        write(tmp_path / name, name.lower().replace("/", "-").replace(".", "-").strip("-"))
    (tmp_path / "notes.txt").write_text("no bank")
    bank = load_bank([tmp_path])
    assert [Path(path).relative_to(tmp_path).as_posix() for path in bank.files] == [
        "C.YAML", "a.yaml", "b/a.yml", "b/z.yaml",
    ]  # fmt: skip
    assert bank.problems == ()


def test_relative_folder_gives_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "q" / "a.yaml", "a")
    monkeypatch.chdir(tmp_path)
    assert load_bank([Path("q")]).files == (os.path.join("q", "a.yaml"),)
    assert load_bank([Path(".")]).files == (os.path.join("q", "a.yaml"),)


def test_a_file_met_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", "a")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b.yaml").symlink_to(path)
    bank = load_bank([tmp_path, path])
    assert bank.files == (str(path),)
    assert bank.problems == ()


def test_an_id_stands_once_over_all_files(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.yaml", "same"), write(tmp_path / "b.yaml", "same")
    bank = load_bank([tmp_path])
    (problem,) = bank.problems
    assert (problem.code, problem.place.path, problem.place.line) == ("id-duplicate", str(second), 3)
    assert str(problem.parameters["other"]).endswith("a.yaml:3") or str(problem.parameters["other"]).endswith("…")
    assert [question.place.path for question in bank.questions] == [str(first)]


def test_paths_that_are_no_banks(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "a.yaml").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.yaml")
    for name, code in {
        "missing": "path-missing",
        "empty": "folder-empty",
        "folder.yaml": "folder-named-like-file",
        "broken": "path-missing",
        "pipe.yaml": "not-a-file",
    }.items():
        assert codes(load_bank([tmp_path / name])) == [code], name
    assert codes(load_bank([Path("a\0b")])) == ["path-missing"]
    assert codes(load_bank([tmp_path])) == ["path-missing", "folder-named-like-file", "not-a-file"]


def test_a_problem_of_a_whole_path_names_no_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("nosuch", "empty"):
        (problem,) = load_bank([tmp_path / name]).problems
        assert str(problem.place) == str(tmp_path / name)


def test_a_link_that_leads_nowhere_is_missing_in_a_folder_and_by_itself(tmp_path: Path) -> None:
    link = tmp_path / "q" / "a.yaml"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "nowhere.yaml")
    for path in (link, link.parent):
        (problem,) = load_bank([path]).problems
        assert (problem.code, str(problem.place)) == ("path-missing", str(link))


def test_a_link_to_a_folder_that_is_read_anyway_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "q" / "real" / "a.yaml", "a")
    for name in ("before", "zz"):
        (tmp_path / "q" / name).symlink_to("real", target_is_directory=True)
    (tmp_path / "other").symlink_to("q", target_is_directory=True)
    for paths in ([tmp_path], [tmp_path / "q"], [tmp_path / "q", tmp_path / "other"]):
        bank = load_bank(paths)
        assert (bank.files, bank.problems) == ((str(path),), ())


def test_an_empty_path_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.yaml", "a")
    monkeypatch.chdir(tmp_path)
    bank = load_bank(["", str(path)])
    (problem,) = bank.problems
    assert (problem.code, str(problem.place)) == ("path-missing", "''")
    assert bank.files == (str(path),)


def test_nothing_given_is_an_empty_bank() -> None:
    assert load_bank([]) == Bank((), (), ())


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        write(tmp_path / f"{name}.yaml", name)
    monkeypatch.setattr(limits, "FILES", 2)
    bank = load_bank([tmp_path])
    assert codes(bank) == ["too-many-files"]
    assert len(bank.files) == 2


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000_000)
    start = time.perf_counter()
    assert codes(load_bank([path])) == ["file-too-large"]
    assert time.perf_counter() - start < 2
