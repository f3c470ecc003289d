"""Reading a bank file and writing it again: only what was edited is other than before, and nobody's work is lost."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.editing import BankText, ChangedError, files, write
from exam_drill.problem import Problem


def read(path: Path) -> BankText:
    found = BankText.read(str(path))
    assert isinstance(found, BankText)
    return found


@pytest.mark.parametrize("data", [b"a: 1\nb: 2\n", b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", b"a: 1\r\nb: 2", b"", b"\r\n\r\n"])
def test_what_is_written_unchanged_is_the_same_bytes(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "b.yaml"
    path.write_bytes(data)
    found = read(path)
    assert "\r" not in found.text
    assert not found.text.startswith("\ufeff")
    write(found, found.text + "c: 3\n")
    end = b"\r\n" if b"\r\n" in data else b"\n"
    assert path.read_bytes() == data + b"c: 3" + end
    write(read(path), found.text)
    assert path.read_bytes() == data


@given(st.lists(st.sampled_from(("a\n", "a\r\n", "b\n", "b\r\n", "\n", "\r\n")), min_size=1), st.data())
def test_lines_of_a_file_with_mixed_ends_keep_their_own(lines: list[str], data: st.DataObject) -> None:
    whole = "".join(lines)
    text = BankText("b.yaml", whole.replace("\r\n", "\n"), whole.encode())
    at = data.draw(st.integers(0, len(lines)))
    new = "".join([*lines[:at], "new\n", *lines[at:]]).replace("\r\n", "\n")
    written = files._encoded(text, new).decode()
    assert written.replace("\r\n", "\n") == new
    assert written in {"".join([*lines[:at], "new" + end, *lines[at:]]) for end in ("\n", "\r\n")}


def test_mode_and_link_stay(tmp_path: Path) -> None:
    path = tmp_path / "real" / "b.yaml"
    path.parent.mkdir()
    path.write_text("a: 1\n")
    path.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    write(read(link), "a: 2\n")
    assert link.is_symlink()
    assert path.read_text() == "a: 2\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(path.parent) == ["b.yaml"]


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text("a: 1\n")
    found = read(path)
    for other in ("a: 3\n", "a: 1\n# more\n", ""):
        path.write_text(other)
        with pytest.raises(ChangedError):
            write(found, "a: 2\n")
        assert path.read_text() == other
    path.unlink()
    with pytest.raises((ChangedError, FileNotFoundError)):
        write(found, "a: 2\n")
    assert os.listdir(tmp_path) == []


def test_a_new_file_is_written_only_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    write(BankText.absent(str(path)), "a: 1\n")
    assert path.read_text() == "a: 1\n"
    assert stat.S_IMODE(path.stat().st_mode) & 0o600 == 0o600
    with pytest.raises(ChangedError):
        write(BankText.absent(str(path)), "a: 2\n")
    assert path.read_text() == "a: 1\n"
    assert os.listdir(tmp_path) == ["b.yaml"]


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "b.yaml"
    path.write_text("a: 1\n")
    found = read(path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for name in ("fsync", "replace"):
        with monkeypatch.context() as patched:
            patched.setattr(files.os, name, full)
            with pytest.raises(OSError, match="space"):
                write(found, "a: 2\n")
            with pytest.raises(OSError, match="space"):
                write(BankText.absent(str(tmp_path / "c.yaml")), "a: 2\n")
    assert path.read_text() == "a: 1\n"
    assert os.listdir(tmp_path) == ["b.yaml"]


def test_what_cannot_be_read_is_the_loaders_problem(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_bytes(b"a: \xff")
    for path, code in ((tmp_path / "b.yaml", "not-utf-8"), (tmp_path, "not-a-file"), (tmp_path / "c", "path-missing")):
        found = BankText.read(str(path))
        assert isinstance(found, Problem)
        assert found.code == code
