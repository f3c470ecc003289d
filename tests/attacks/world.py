"""Things to attack: files, sockets that listen, other processes; made anew for every run and taken away after it."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import uuid
from pathlib import Path
from types import TracebackType

NOBODY = 65534  # who the worker of an administrator becomes: the neighbour is its equal


class World:
    """A context manager.  All that is in it is open to every user, so that rights alone protect nothing."""

    def __init__(self, marker: str) -> None:
        self.marker = marker  # stands in the command line of this process and of all that it starts
        self._others: set[int] = set()  # processes that were seen without it
        self.secret_text = f"the-answer-is-{uuid.uuid4().hex}"
        self._temporary = tempfile.TemporaryDirectory(prefix="exam-drill-world-")
        self.folder = Path(self._temporary.name)
        self.folder.chmod(0o777)
        self.abstract = f"\0{uuid.uuid4().hex}"
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        self.named, self.hidden = (socket.socket(socket.AF_UNIX) for _ in range(2))
        self.datagrams = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        for bound, address in ((self.named, "named"), (self.datagrams, "datagrams")):
            bound.bind(str(self.folder / address))
            (self.folder / address).chmod(0o777)
        self.hidden.bind(self.abstract)
        for listening in (self.named, self.hidden):
            listening.listen()
        for waiting in self._sockets():
            waiting.settimeout(0.005)
        os.environ["SECRET"] = self.secret_text  # of the judge: nothing of it is for a worker
        self.neighbour = self._start_neighbour()
        self._open_up()

    def __enter__(self) -> World:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.neighbour.kill()
        self.neighbour.wait()
        for waiting in self._sockets():
            waiting.close()
        self._temporary.cleanup()

    def names(self) -> dict[str, str]:
        """What `$name` stands for in the texts of attacks; paths and addresses as literals."""
        return {
            "folder": repr(str(self.folder)),
            "new": repr(str(self.folder / "new")),
            "secret": repr(str(self.folder / "secret")),
            "victim": repr(str(self.folder / "victim")),
            "named": repr(str(self.folder / "named")),
            "datagrams": repr(str(self.folder / "datagrams")),
            "abstract": repr(self.abstract),
            "tcp": str(self.tcp.getsockname()[1]),
            "udp": str(self.udp.getsockname()[1]),
            "neighbour": str(self.neighbour.pid),
            "judge": str(os.getpid()),
            "marker": repr(self.marker),
        }

    def renew(self) -> None:
        """Makes what an attack broke whole again."""
        for name in ("new", "victim", "linked"):
            path = self.folder / name
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            else:
                path.unlink(missing_ok=True)
        self._open_up()

    def family(self) -> set[int]:
        """All processes with this world's marker: the judge, and all that came of it."""
        found = set()
        for name in os.listdir("/proc"):
            if name.isdigit() and int(name) not in self._others:
                try:
                    command = Path(f"/proc/{name}/cmdline").read_bytes()
                except OSError:
                    continue
                if self.marker.encode() in command and int(name) != os.getppid():
                    found.add(int(name))
                elif command:
                    self._others.add(int(name))
        return found

    def _open_up(self) -> None:
        for name in ("secret", "victim"):
            path = self.folder / name
            if not path.exists() or path.stat().st_mode & 0o777 != 0o666 or path.read_text() != self.secret_text:
                path.unlink(missing_ok=True)
                path.write_text(self.secret_text)
                path.chmod(0o666)
        if self.neighbour.poll() is not None:
            self.neighbour = self._start_neighbour()

    def _start_neighbour(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "SECRET": self.secret_text}
        return subprocess.Popen(["sleep", "600"], env=environment, user=NOBODY if os.geteuid() == 0 else None)

    def _sockets(self) -> tuple[socket.socket, ...]:
        return self.tcp, self.udp, self.named, self.hidden, self.datagrams
