"""What workers of other systems tell of themselves, made by hand."""

from exam_drill.sandbox import Capabilities

_NO = "Operation not permitted"
_SPAWNED = {"dies with the parent": ""}
_POSIX = {
    "own session": "",
    "unprivileged user": "",
    "cpu time": "",
    "core dumps": "",
    "file size": "",
    "open files": "",
}
_WORKER = (
    "unprivileged user",
    "user namespace",
    "network namespace",
    "ipc namespace",
    "host name namespace",
    "process namespace",
    "empty root",
    "no capabilities",
    "no new privileges",
    "landlock",
    "no tracing",
)
_CHILD = ("memory", "cpu time", "core dumps", "file size", "open files", "processes", "system calls")


def _linux(**why: str) -> Capabilities:
    def steps(names: tuple[str, ...]) -> dict[str, str]:
        return {name: why.get(name.replace(" ", "_"), "") for name in names}

    return Capabilities("3.12.1", "2.1.0", steps(_WORKER), steps(_CHILD))


MACOS = Capabilities(
    "3.12.1", "2.1.0", {}, {**_SPAWNED, **_POSIX, "memory": "taken, but not kept", "processes": ""}, "spawned"
)
WINDOWS = Capabilities(
    "3.12.1", "2.1.0", {}, {"memory": "", "cpu time": "", "no further process": "", **_SPAWNED}, "spawned"
)
OLD_LINUX = _linux(landlock="Function not implemented", system_calls="Invalid argument")
CONTAINER = _linux(
    user_namespace=_NO,
    network_namespace=_NO,
    ipc_namespace=_NO,
    host_name_namespace=_NO,
    process_namespace=_NO,
    empty_root=_NO,
)
# No list of system calls for this machine, and a container that refuses namespaces.
BARE = _linux(
    user_namespace=_NO,
    network_namespace=_NO,
    ipc_namespace=_NO,
    host_name_namespace=_NO,
    process_namespace=_NO,
    empty_root=_NO,
    landlock="Function not implemented",
    system_calls="system calls of riscv64 are not known",
    **dict.fromkeys(("memory", "cpu_time", "core_dumps", "file_size", "open_files", "processes"), _NO),
)
