"""A report in a file: in one step or not at all."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from exam_drill.report.files import BankInTheWayError, report_file


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_nothing_is_there_until_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "報告" / "a" / "junit.xml"
    with report_file(str(target)) as report:
        report.stream.write("あ\n")
        assert names(tmp_path) == ["報告", "報告/a"]
        report.commit()
    assert target.read_bytes() == "あ\n".encode()
    assert names(tmp_path) == ["報告", "報告/a", "報告/a/junit.xml"]


def test_without_a_commit_all_is_as_before(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    old = tmp_path / "there" / "old.xml"
    old.write_text("old", encoding="utf-8")
    for target in (old, tmp_path / "new" / "b" / "new.xml", tmp_path / "there" / "new" / "new.xml"):
        with report_file(str(target)) as report:
            report.stream.write("x" * 100_000)
    assert names(tmp_path) == ["there", "there/old.xml"]
    assert old.read_text(encoding="utf-8") == "old"


def test_an_older_report_keeps_its_mode_and_a_new_one_has_the_usual_one(tmp_path: Path) -> None:
    old, new = tmp_path / "old.xml", tmp_path / "new.xml"
    old.write_text("old", encoding="utf-8")
    old.chmod(0o640)
    (tmp_path / "link.xml").symlink_to(old)
    for target in (tmp_path / "link.xml", new):
        with report_file(str(target)) as report:
            report.stream.write("n")
            report.commit()
    assert (tmp_path / "link.xml").is_symlink()
    assert old.read_text(encoding="utf-8") == "n"
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(new.stat().st_mode) == 0o666 & ~mask


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_gets_all_of_it_at_the_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    with report_file(str(pipe)) as report:
        report.stream.write("x" * 100_000)
        report.commit()
    reader.join()
    assert read == ["x" * 100_000]
    assert names(tmp_path) == ["pipe"]


def test_no_report_replaces_a_bank_or_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("format: 1\n", encoding="utf-8")
    (tmp_path / "report.xml").symlink_to(tmp_path / "a.yaml")
    for name in ("a.yaml", "new.YML", "report.xml"):
        with pytest.raises(BankInTheWayError), report_file(str(tmp_path / name)):
            pass
    with pytest.raises(IsADirectoryError), report_file(str(tmp_path)):
        pass
    assert names(tmp_path) == ["a.yaml", "report.xml"]


def test_what_is_in_the_way_is_told_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with (
        pytest.raises(OSError, match=r"[Nn]ot a directory|exists"),
        report_file(str(tmp_path / "file" / "a" / "b.xml")),
    ):
        pass
    with pytest.raises(ValueError, match="null"), report_file("a\0b"):
        pass
    assert names(tmp_path) == ["file"]


def test_a_file_that_may_not_be_written_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old.xml"
    old.write_text("old", encoding="utf-8")
    old.chmod(0o444)
    monkeypatch.setattr("os.access", lambda path, mode: not (path == str(old) and mode == os.W_OK))  # root may all
    with pytest.raises(PermissionError), report_file(str(old)):
        pass
    assert names(tmp_path) == ["old.xml"]


def test_half_characters_are_no_end_of_a_report(tmp_path: Path) -> None:
    with report_file(str(tmp_path / "a.txt")) as report:
        report.stream.write("\udc80あ\ud800")
        report.commit()
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "\\udc80あ\\ud800"


def test_a_full_disk_leaves_the_older_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old.xml"
    old.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with report_file(str(old)) as report:
        report.stream.write("new")
        with pytest.raises(OSError, match="No space"):
            report.commit()
    assert old.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["old.xml"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere an unnamed file may have a name for a moment")
def test_not_even_a_kill_leaves_anything(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from exam_drill.report.files import report_file\n"
        "with report_file(sys.argv[1]) as report:\n"
        "    report.stream.write('x' * 100000)\n"
        "    report.stream.flush()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "a.xml")], check=False)
    assert names(tmp_path) == []
