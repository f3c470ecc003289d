"""What differs from one operating system to another, told by the system's name, and the job object of Windows."""

import ctypes
from typing import Any

import pytest

from exam_drill.sandbox.client import Worker
from exam_drill.sandbox.limits import Layer, Limits
from exam_drill.sandbox.spawned import SpawnedChild, SpawnedWorker
from exam_drill.sandbox.system import apart, forks, interpreter, passed_on
from exam_drill.sandbox.windows_job import BasicLimits, ExtendedLimits, JobObject, Kernel, held
from exam_drill.sandbox.workers import open_worker


@pytest.mark.parametrize(
    ("system", "has_fork", "expected"),
    [
        ("linux", True, True),
        ("darwin", True, False),  # a fork does not survive Accelerate
        ("win32", False, False),
        ("freebsd14", True, False),
        ("linux", False, False),
    ],
)
def test_children_are_forked_only_where_that_is_known_to_work(system: str, has_fork: bool, expected: bool) -> None:
    assert forks(system, has_fork) is expected


def test_the_worker_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert isinstance(open_worker(Limits()), SpawnedWorker)
    monkeypatch.setattr("sys.platform", "linux")
    assert isinstance(open_worker(Limits()), Worker)
    assert isinstance(open_worker(Limits(), spawned=True), SpawnedWorker)


def test_on_windows_python_itself_is_started_not_what_starts_it() -> None:
    assert interpreter("win32", r"C:\venv\Scripts\python.exe", r"C:\Python\python.exe") == r"C:\Python\python.exe"
    assert interpreter("win32", r"C:\Python\python.exe", "") == r"C:\Python\python.exe"
    assert interpreter("darwin", "/venv/bin/python", "/usr/bin/python3") == "/venv/bin/python"


def test_a_child_gets_only_what_the_system_needs_of_the_environment() -> None:
    variables = {"SYSTEMROOT": r"C:\Windows", "LD_LIBRARY_PATH": "/opt/lib", "TOKEN": "secret", "PYTHONPATH": "/x"}
    assert passed_on("win32", variables) == {"SYSTEMROOT": r"C:\Windows"}
    assert passed_on("linux", variables) == {"LD_LIBRARY_PATH": "/opt/lib"}
    assert passed_on("darwin", variables) == {}


def test_the_terminal_does_not_know_a_child() -> None:
    assert apart("darwin") == {"start_new_session": True}
    assert apart("win32") == {"creationflags": 8}


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes of 64-bit Windows")
def test_the_layout_is_that_of_winnt() -> None:
    assert (ctypes.sizeof(BasicLimits), ctypes.sizeof(ExtendedLimits)) == (64, 144)
    offsets = {name: getattr(BasicLimits, name).offset for name, *_ in BasicLimits._fields_}
    assert (offsets["PerJobUserTimeLimit"], offsets["LimitFlags"], offsets["ActiveProcessLimit"]) == (8, 16, 40)
    assert (offsets["Affinity"], offsets["PriorityClass"]) == (48, 56)
    assert ExtendedLimits.ProcessMemoryLimit.offset == 112


class FakeKernel:
    """kernel32 as far as a job object needs it; the function named in `fails` gives nothing."""

    def __init__(self, fails: str = "") -> None:
        self.fails = fails
        self.calls: list[str] = []
        self.limits = ExtendedLimits()
        self.closed: list[int] = []

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any) -> int:
            self.calls.append(name)
            if name == "SetInformationJobObject":
                job, kind, pointer, size = arguments
                assert (job.value, kind, size.value) == (77, 9, ctypes.sizeof(ExtendedLimits))
                ctypes.pointer(self.limits)[0] = pointer._obj
            elif name == "OpenProcess":
                assert [argument.value for argument in arguments] == [0x101, 0, 4321]
            elif name == "AssignProcessToJobObject":
                assert [argument.value for argument in arguments] == [77, 88]
            elif name == "CloseHandle":
                self.closed.append(arguments[0].value)
            results = {"CreateJobObjectW": 77, "OpenProcess": 88}
            return 0 if name == self.fails else results.get(name, 1)

        return call


def kernel(fake: FakeKernel) -> Kernel:
    return Kernel(fake, lambda: 5)


def test_a_job_limits_memory_time_and_processes_and_ends_with_us() -> None:
    fake = FakeKernel()
    job, steps = held(4321, 512 << 20, 21, lambda: kernel(fake))
    assert steps == {"memory": "", "cpu time": "", "no further process": ""}
    assert fake.calls == [
        "CreateJobObjectW",
        "SetInformationJobObject",
        "OpenProcess",
        "AssignProcessToJobObject",
        "CloseHandle",
    ]
    basic = fake.limits.BasicLimitInformation
    assert basic.LimitFlags == 0x4 | 0x8 | 0x100 | 0x400 | 0x2000
    assert basic.PerJobUserTimeLimit == 21 * 10**7
    assert basic.ActiveProcessLimit == 1
    assert fake.limits.ProcessMemoryLimit == (512 + 256) << 20
    assert fake.closed == [88]
    assert isinstance(job, JobObject)
    job.close()
    job.close()
    assert fake.closed == [88, 77]


@pytest.mark.parametrize(
    "fails", ["CreateJobObjectW", "SetInformationJobObject", "OpenProcess", "AssignProcessToJobObject"]
)
def test_what_windows_refuses_is_told(fails: str) -> None:
    fake = FakeKernel(fails)
    job, steps = held(4321, 1, 1, lambda: kernel(fake))
    assert job is None
    assert set(steps) == {"memory", "cpu time", "no further process"}
    for why in steps.values():
        assert "failed with error 5" in why
        assert why.split()[0] in fails
    assert (77 in fake.closed) is (fails != "CreateJobObjectW")
    assert (88 in fake.closed) is (fails == "AssignProcessToJobObject")


def test_elsewhere_there_is_no_such_job() -> None:
    assert set(held(4321, 1, 1, Kernel.of_this_system)[1].values()) == {"only on Windows"}


def test_a_child_is_put_into_a_job_before_it_gets_one_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[dict[str, object]] = []

    class Process:
        pid, returncode, stdin, stdout, stderr = 4321, None, None, None, None

        def __init__(self, _: list[str], **options: object) -> None:
            started.append(options)

    class Silent(SpawnedChild):
        def __init__(self, *arguments: object) -> None:
            self.job = arguments[3] if len(arguments) > 3 else None

    monkeypatch.setattr("exam_drill.sandbox.spawned.subprocess.Popen", Process)
    monkeypatch.setattr("exam_drill.sandbox.spawned.SpawnedChild", Silent)
    fake = FakeKernel()
    worker = SpawnedWorker(Limits(), "win32", lambda: kernel(fake))
    worker.start()
    assert started[0]["creationflags"] == 8
    child = worker._waiting
    assert isinstance(child, Silent)
    assert isinstance(child.job, JobObject)
    assert child.steps == {"memory": "", "cpu time": "", "no further process": ""}
    assert "AssignProcessToJobObject" in fake.calls
    fake.calls.clear()
    SpawnedWorker(Limits(layers=frozenset(Layer) - {Layer.LIMITS}), "win32", lambda: kernel(fake)).start()
    assert fake.calls == []
