"""What the system tells of a folder while editors save in it."""

import errno
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from families import eventually
from watchdog.observers.polling import PollingObserver

from exam_drill.watching import folders
from exam_drill.watching.folders import ASKED, LIMIT, NETWORK, Folders


class Heard:
    """What was noted."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._names: list[tuple[str, bool, bool]] = []

    def note(self, name: str, reference: bool, opened: bool) -> None:
        with self._lock:
            self._names.append((name, reference, opened))

    def take(self, *names: str) -> None:
        """Waits until all of these have been heard, and forgets them."""
        assert eventually(lambda: set(names) <= self.names(), 10.0), (names, self.names())
        with self._lock:
            self._names.clear()

    def names(self) -> set[str]:
        with self._lock:
            return {name for name, _, _ in self._names}

    def last_of(self, name: str) -> bool:
        with self._lock:
            return [opened for one, _, opened in self._names if one == name][-1]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture(params=[False, True], ids=["told", "polled"])
def watched(request: pytest.FixtureRequest, tmp_path: Path, heard: Heard) -> Iterator[tuple[Path, Folders]]:
    folder = tmp_path / "bank"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.yaml").write_text("a", encoding="utf-8")
    with Folders([str(folder)], heard.note, poll=request.param) as watching:
        assert watching.follow() == (ASKED if request.param else "")
        yield folder, watching


def test_every_way_to_save_is_heard(
    watched: tuple[Path, Folders], heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, watching = watched
    (folder / "a.yaml").write_text("in place", encoding="utf-8")
    heard.take("a.yaml")
    (folder / ".a.tmp").write_text("renamed", encoding="utf-8")
    os.replace(folder / ".a.tmp", folder / "a.yaml")
    heard.take("a.yaml")
    (folder / "deep" / "b.YML").write_text("new", encoding="utf-8")
    heard.take("b.YML")
    (folder / "deep").rename(folder / "deeper")
    heard.take("deeper")
    (folder / "deeper" / "b.YML").unlink()
    heard.take("b.YML")
    shutil.rmtree(folder)
    heard.take("bank")
    watching.follow()
    folder.mkdir()
    heard.take("bank")
    watching.follow()
    (folder / "c.yaml").write_text("back", encoding="utf-8")
    heard.take("c.yaml")
    folder.rename(folder.with_name("aside"))
    folder.mkdir()  # another one of the same name, before anybody has looked
    heard.take("bank")
    watching.follow()
    (folder / "d.yaml").write_text("in the new one", encoding="utf-8")
    heard.take("d.yaml")


def test_what_editors_leave_beside_a_file_is_not_heard(tmp_path: Path, heard: Heard) -> None:
    with Folders([str(tmp_path)], heard.note) as watching:
        watching.follow()
        for name in ("4913", ".a.yaml.swp", "#a.yaml#", "a.yaml~", "notes.txt"):
            (tmp_path / name).write_text("x", encoding="utf-8")
        os.symlink("someone@somewhere.1", tmp_path / ".#a.yaml")  # the lock of emacs
        (tmp_path / "a.yaml").write_text("x", encoding="utf-8")
        assert eventually(lambda: heard.names() == {"a.yaml"})
        assert eventually(lambda: not heard.last_of("a.yaml"))  # it is closed
        with open(tmp_path / "a.yaml", encoding="utf-8") as file:
            heard.take("a.yaml")
            file.read()
        (tmp_path / "b.yaml").write_text("x", encoding="utf-8")
        assert eventually(lambda: "b.yaml" in heard.names())
        assert heard.names() == {"b.yaml"}  # reading is no save


def test_a_link_is_followed_to_where_the_file_is(tmp_path: Path, heard: Heard) -> None:
    real, bank = tmp_path / "real", tmp_path / "bank"
    (real / "folder").mkdir(parents=True)
    bank.mkdir()
    for name in ("one.yaml", "folder/two.yaml"):
        (real / name).write_text("x", encoding="utf-8")
    os.symlink(real / "one.yaml", bank / "linked.yaml")
    os.symlink(real / "folder", bank / "linked")
    with Folders([str(bank)], heard.note) as watching:
        watching.follow([str(bank / "linked.yaml"), str(bank / "linked" / "two.yaml")])
        (real / "one.yaml").write_text("y", encoding="utf-8")
        heard.take("one.yaml")
        (real / "folder" / "two.yaml").write_text("y", encoding="utf-8")
        heard.take("two.yaml")
    given = tmp_path / "given"
    os.symlink(real / "one.yaml", given)
    with Folders([str(given)], heard.note) as watching:
        watching.follow()
        (tmp_path / "other").write_text("y", encoding="utf-8")
        os.replace(tmp_path / "other", real / "one.yaml")
        heard.take("one.yaml")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
def test_where_there_are_no_watches_left_it_looks_again_and_again(
    number: int, tmp_path: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(PollingObserver):
        def schedule(self, *_: Any, **__: Any) -> Any:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(folders, "Observer", Full)
    monkeypatch.setattr(folders, "_INTERVAL", 0.05)
    with Folders([str(tmp_path)], heard.note) as watching:
        assert watching.follow() == LIMIT
        (tmp_path / "a.yaml").write_text("x", encoding="utf-8")
        heard.take("a.yaml")
    assert eventually(lambda: threading.active_count() == 1)


def test_files_on_the_network_are_looked_at_again_and_again(tmp_path: Path, heard: Heard) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"rootfs / ext4 rw 0 0\nserver:/x {tmp_path.resolve()} nfs4 rw 0 0\n", encoding="utf-8")
    assert Folders([str(tmp_path / "bank")], heard.note, mounts=str(mounts)).polling == NETWORK
    assert Folders(["/"], heard.note, mounts=str(mounts)).polling == ""
    assert Folders(["/"], heard.note, mounts=str(tmp_path / "none")).polling == ""
