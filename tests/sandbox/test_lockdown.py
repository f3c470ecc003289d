"""What the kernel keeps a program from, seen from outside, with every layer and with each one left out."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from kernel import KERNEL
from requirements import lacking
from test_containment import descendants

from exam_drill.cases import Case
from exam_drill.outcome import Ending, Outcome
from exam_drill.program import Program
from exam_drill.sandbox import Helpers, Layer, Limits, Sandbox, enforced, not_enforced
from exam_drill.sandbox.client import Capabilities

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells what the Linux kernel enforces")

SECRET = "the-answer-is-" + uuid.uuid4().hex
PROGRAM = (
    "def f(x):\n    import ctypes, os, socket, sys, time\n"
    "    libc = ctypes.CDLL(None, use_errno=True)\n"
    "    libc.mmap.restype = ctypes.c_void_p\n"
    "    return (あ)\n"
)
FAILED = 2**64 - 1  # what mmap returns


class World:
    """Things to attack: files, sockets that listen, the processes of the sandbox."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.secret = folder / "secret"
        self.secret.write_text(SECRET)
        self.secret.chmod(0o644)
        self.abstract = "\0" + uuid.uuid4().hex
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        self.named, self.hidden = (socket.socket(socket.AF_UNIX) for _ in range(2))
        self.named.bind(str(folder / "named"))
        self.hidden.bind(self.abstract)
        (folder / "named").chmod(0o777)
        for listening in (self.named, self.hidden):
            listening.listen()
        for waiting in (self.tcp, self.udp, self.named, self.hidden):
            waiting.settimeout(0.02)
        self.start_neighbour()

    def start_neighbour(self) -> None:
        """Another process of this user, with the secret in its environment."""
        self.neighbour = subprocess.Popen(["sleep", "600"], env={**os.environ, "SECRET": SECRET})

    def close(self) -> None:
        self.neighbour.kill()
        self.neighbour.wait()
        for waiting in (self.tcp, self.udp, self.named, self.hidden):
            waiting.close()

    def path(self, name: str) -> str:
        return repr(str(self.folder / name))

    def port(self, waiting: socket.socket) -> int:
        return int(waiting.getsockname()[1])


@dataclass(frozen=True)
class Attack:
    """An attempt, and whether it reached its aim: looked at from outside where something can be seen there."""

    name: str
    expression: Callable[[World], str]
    reached: Callable[[World, Outcome], bool]
    always_open: bool = True  # whether it succeeds on every Linux where nothing is confined


def told(_: World, outcome: Outcome) -> bool:
    """The program saw it happen; nothing of it is left outside."""
    return outcome.ending is Ending.RETURNED and bool(outcome.value)


def made(name: str) -> Callable[[World, Outcome], bool]:
    return lambda world, _: (world.folder / name).exists()


def accepted(which: str) -> Callable[[World, Outcome], bool]:
    def look(world: World, _: Outcome) -> bool:
        with contextlib.suppress(TimeoutError):
            getattr(world, which).accept()[0].close()
            return True
        return False

    return look


def received(world: World, _: Outcome) -> bool:
    with contextlib.suppress(TimeoutError):
        return bool(world.udp.recv(10))
    return False


def ended(world: World, _: Outcome) -> bool:
    try:
        world.neighbour.wait(0.02)
    except subprocess.TimeoutExpired:
        return False
    world.start_neighbour()
    return True


def leaked(_: World, outcome: Outcome) -> bool:
    return SECRET in repr(outcome.value) or SECRET in repr(outcome.error)


ATTACKS = (
    Attack("write a file", lambda world: f"open({world.path('new')}, 'w').write('x')", made("new")),
    Attack("make a folder", lambda world: f"os.mkdir({world.path('made')})", made("made")),
    Attack(
        "delete a file", lambda w: f"os.unlink({w.path('victim')})", lambda w, _: not (w.folder / "victim").exists()
    ),
    Attack("read a file", lambda world: f"open({world.path('secret')}).read()", leaked),
    Attack("read /etc/passwd", lambda _: "bool(open('/etc/passwd').read())", told),
    Attack("read a file by chance", lambda _: "bool(os.listdir('/'))", told),
    Attack("look at a file", lambda _: "os.stat('/etc/passwd').st_size > 0", told),
    Attack("see processes", lambda _: "bool(os.listdir('/proc'))", told),
    Attack("read the environment", lambda w: f"open('/proc/{w.neighbour.pid}/environ').read()", leaked),
    Attack("connect", lambda w: f"socket.create_connection(('127.0.0.1', {w.port(w.tcp)}), 1)", accepted("tcp")),
    Attack(
        "send a packet",
        lambda world: f"socket.socket(socket.AF_INET, 2).sendto(b'x', ('127.0.0.1', {world.port(world.udp)}))",
        received,
    ),
    Attack("connect by name", lambda w: f"socket.socket(1).connect({w.path('named')})", accepted("named")),
    Attack("connect abstractly", lambda w: f"socket.socket(1).connect({w.abstract!r})", accepted("hidden")),
    Attack("fork", lambda _: "os.fork() or os._exit(0)", told),
    Attack("spawn", lambda _: "os.posix_spawn('/bin/sh', ['sh'], {}) > 0", told),
    Attack("exec", lambda world: f"os.execv('/bin/sh', ['sh', '-c', '> ' + {world.path('run')}])", made("run")),
    Attack("end a process", lambda world: f"os.kill({world.neighbour.pid}, 9)", ended),
    Attack("slow a process", lambda w: f"os.setpriority(os.PRIO_PROCESS, {w.neighbour.pid}, 1) is None", told),
    Attack("executable memory", lambda _: f"libc.mmap(None, 4096, 7, 0x22, -1, 0) != {FAILED}", told),
    Attack(
        "make memory executable",
        lambda _: "libc.mprotect(ctypes.c_void_p(libc.mmap(None, 4096, 3, 34, -1, 0)), 4096, 5) == 0",
        told,
    ),
    Attack("another user namespace", lambda _: "libc.unshare(0x10000000) == 0", told, always_open=False),
    Attack("trace the worker", lambda _: "libc.ptrace(0x4206, os.getppid(), 0, 0) == 0", told, always_open=False),
    Attack(
        "read the worker's memory",
        lambda _: (
            "libc.process_vm_readv(os.getppid(), (ctypes.c_ulong * 2)(ctypes.addressof(ctypes.c_long()), 8), 1, "
            "(ctypes.c_ulong * 2)(id(None), 8), 1, 0) == 8"
        ),
        told,
        always_open=False,
    ),
)
# What one layer alone holds: left out, the aim is reached.
ALONE = {Layer.SECCOMP: {"executable memory", "make memory executable"}}


@pytest.fixture
def world() -> Iterator[World]:
    # Not pytest's folder, which is its user's own: whoever the worker becomes, these files are open to everybody.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        world = World(Path(folder))
        yield world
        world.close()


def run(sandbox: Sandbox, *options: str) -> list[Outcome]:
    program = Program(PROGRAM, "あ", dict(enumerate(options, 1)), {}, "f", "", ("x",))
    outcomes = sandbox.run_options(program, [Case({"x": np.array([1.0, 2.0])}, {}, 0)], Helpers())
    return [outcomes[number][0] for number in sorted(outcomes)]


def reached(world: World, layers: frozenset[Layer]) -> tuple[set[str], Capabilities]:
    """The attacks that reached their aims in a sandbox of these layers; each is followed by a good program."""
    found = set()
    with Sandbox(Limits(wall=5.0, layers=layers)) as sandbox:
        capabilities = sandbox.capabilities()
        for attack in ATTACKS:
            (world.folder / "victim").write_text("")
            attacked, good = run(sandbox, attack.expression(world), "2 * x")
            assert good.ending is Ending.RETURNED
            if attack.reached(world, attacked):
                found.add(attack.name)
    return found, capabilities


def holds(capabilities: Capabilities, *steps: str) -> bool:
    """Whether this kernel and user can do these steps at all: a container may refuse namespaces."""
    return not any({**capabilities.worker_steps, **capabilities.child_steps}[step] for step in steps)


def test_every_step_of_every_layer_is_taken() -> None:
    with Sandbox() as sandbox:
        capabilities = sandbox.capabilities()
    refused = {name: why for name, why in {**capabilities.worker_steps, **capabilities.child_steps}.items() if why}
    assert "left out" not in refused.values()  # a layer that is on leaves no step of its own out
    if refused:
        lacking(f"steps that this system refuses: {refused}")


def test_no_attack_reaches_its_aim(world: World) -> None:
    assert reached(world, KERNEL)[0] == set()


@pytest.mark.parametrize("left_out", sorted(KERNEL))
def test_when_one_layer_is_left_out_the_others_hold(left_out: Layer, world: World) -> None:
    found, capabilities = reached(world, KERNEL - {left_out})
    if left_out is Layer.SECCOMP and not holds(capabilities, "empty root", "network namespace", "landlock"):
        lacking("namespaces, the empty root and Landlock, which are to hold without the list of system calls")
    assert found == ALONE.get(left_out, set())


def test_the_attacks_do_reach_their_aims_where_nothing_is_confined(world: World) -> None:
    # Otherwise the tests above would prove nothing.
    found, _ = reached(world, frozenset())
    assert {attack.name for attack in ATTACKS if attack.always_open} <= found


def test_the_list_of_system_calls_alone_holds_all_of_it(world: World) -> None:
    assert reached(world, frozenset({Layer.SECCOMP}))[0] == set()


@pytest.mark.parametrize("layers", [KERNEL, KERNEL - {Layer.SECCOMP}], ids=["all", "no seccomp"])
def test_the_worker_cannot_be_ended_by_its_child(layers: frozenset[Layer]) -> None:
    with Sandbox(Limits(wall=5.0, layers=layers)) as sandbox:
        if not holds(sandbox.capabilities(), "process namespace"):
            lacking("a namespace of processes, which is what keeps the worker out of a child's reach")
        before = descendants()
        run(sandbox, "os.kill(os.getppid(), 9)", "os.kill(-1, 9)", "os.kill(1, 15)", "2 * x")
        assert len(before - descendants()) <= 1  # the child that waited, and has had its job


def test_nothing_is_left_of_the_folder_that_was_the_root() -> None:
    def folders() -> set[Path]:
        return set(Path(tempfile.gettempdir()).glob("exam-drill-empty-*"))

    mounts, before = Path("/proc/self/mounts").read_text(encoding="utf-8"), folders()
    for layers in (KERNEL, KERNEL - {Layer.NAMESPACES}):
        with Sandbox(Limits(layers=layers)) as sandbox:
            sandbox.capabilities()
            assert Path("/proc/self/mounts").read_text(encoding="utf-8") == mounts
            assert folders() == before


def test_the_worker_is_nobody_in_an_empty_root() -> None:
    with Sandbox() as sandbox:
        capabilities = sandbox.capabilities()
        seen = [Path(f"/proc/{pid}/status").read_text(encoding="utf-8").split("\n") for pid in descendants()]
        words = [dict(line.split(":\t", 1) for line in lines if ":\t" in line) for lines in seen]
    worker = max(words, key=lambda status: len(status.get("NSpid", "").split()))
    assert worker["NoNewPrivs"] == "1"
    if holds(capabilities, "no capabilities"):
        assert {int(worker[name], 16) for name in ("CapPrm", "CapEff", "CapInh", "CapAmb")} == {0}
    if holds(capabilities, "unprivileged user"):
        assert "0" not in worker["Uid"].split() + worker["Gid"].split()


def test_a_step_that_is_refused_says_why_and_the_rest_applies() -> None:
    # Without the namespaces an ordinary user may not change the root, and the administrator has another way.
    with Sandbox(Limits(layers=KERNEL - {Layer.NAMESPACES})) as sandbox:
        capabilities = sandbox.capabilities()
        assert capabilities.worker_steps["network namespace"] == "left out"
        assert capabilities.child_steps["system calls"] == ""
        assert bool(capabilities.worker_steps["empty root"]) == (os.geteuid() != 0)
        assert run(sandbox, "2 * x")[0].ending is Ending.RETURNED


def test_what_is_enforced_by_what_and_what_by_nothing() -> None:
    with Sandbox() as sandbox:
        held = enforced(sandbox.capabilities())
        assert all(held.values())
        assert "system calls" in held["files"]
        assert not_enforced(sandbox.capabilities()) == {}
    with Sandbox(Limits(layers=frozenset({Layer.LIMITS}))) as sandbox:
        capabilities = sandbox.capabilities()
        # The limit of processes does not bind the administrator, and without its layer nobody knows who this is.
        assert set(not_enforced(capabilities)) == {"files", "network", "processes", "other-processes"}
        assert "landlock: left out" in not_enforced(capabilities)["files"]
