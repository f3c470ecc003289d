"""Attacks on and by processes: starting them, ending others, reading or steering others."""

from __future__ import annotations

from functools import partial

from attacks.base import WOULD_HURT, Attack, Unproven, ended, lines, made, told

attack = partial(Attack, "processes")

_LIBC = "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"
_CHECK = "\nif done < 0:\n    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))\nreturn True"

ATTACKS = (
    attack("fork", "become two", "import os\nif os.fork() == 0:\n    os._exit(0)\nreturn True", told),
    attack(
        "vfork",
        "become two by a bare system call",
        f"{_LIBC}done = libc.syscall(58){_CHECK}",
        control=Unproven("two threads on one stack"),
    ),
    attack("spawn", "start a program", "import os\nreturn os.posix_spawn('/bin/sh', ['sh', '-c', ':'], {}) > 0", told),
    attack(
        "become-a-program", "become a program", "import os\nos.execv('/bin/sh', ['sh', '-c', '> ' + $new])", made("new")
    ),
    attack("shell", "let the shell work", "import os\nos.system('> ' + $new)", made("new")),
    attack(
        "subprocess",
        "start a program by the standard library",
        "import subprocess\nsubprocess.run(['touch', $new])",
        made("new"),
    ),
    attack(
        "pool-of-processes",
        "start workers by the standard library",
        """
        import multiprocessing
        with multiprocessing.get_context('fork').Pool(1) as pool: return pool.map(abs, [-1]) == [1]
        """,
        told,
    ),
    attack(
        "run-from-memory",
        "run a program that never was a file",
        lines(
            """
        import os
        number = os.memfd_create('program')
        os.write(number, open('/bin/sh', 'rb').read())
        os.execv(f'/proc/self/fd/{number}', ['sh', '-c', '> ' + $new])
        """
        ),
        made("new"),
    ),
    attack("end-a-neighbour", "end another process", "import os\nos.kill($neighbour, 9)", ended),
    attack(
        "end-the-judge",
        "end the process that judges",
        "import os\nos.kill($judge, 9)",
        held_by=frozenset({"system calls", "process namespace"}),
        control=Unproven("it would end the tests"),
    ),
    attack(
        "end-the-worker",
        "end the worker, so that nothing can be judged any more",
        "import os, time\nos.kill(os.getppid(), 9)\ntime.sleep(60)",
        control=Unproven("a worker that ends is replaced, whatever the layers"),
    ),
    attack(
        "end-everybody",
        "end every process that this user may end",
        "import os\nos.kill(-1, 9)",
        control=WOULD_HURT,
        held_by=frozenset({"system calls", "process namespace"}),
    ),
    attack(
        "end-a-group",
        "end the worker by its group",
        "import os\nos.killpg(os.getpgid(os.getppid()), 9)",
        control=Unproven("a worker that ends is replaced, whatever the layers"),
        held_by=frozenset({"system calls", "process namespace"}),
    ),
    attack(
        "stop-the-worker",
        "put the worker to sleep for ever",
        "import os, signal, time\nos.kill(os.getppid(), signal.SIGSTOP)\ntime.sleep(60)",
        control=Unproven("a worker that stops is replaced, whatever the layers"),
        held_by=frozenset({"system calls", "process namespace"}),
        slow=True,
    ),
    attack(
        "slow-a-neighbour",
        "take the time of another process",
        "import os\nos.setpriority(os.PRIO_PROCESS, $neighbour, 5)\nreturn True",
        told,
    ),
    attack(
        "grab-a-neighbour", "get a handle on another process", "import os\nreturn os.pidfd_open($neighbour) > 0", told
    ),
    attack(
        "look-for-a-neighbour",
        "learn which processes there are",
        "import os\nos.kill($neighbour, 0)\nreturn True",
        told,
    ),
    attack(
        "change-a-neighbours-limits",
        "cripple another process by its limits",
        "import resource\nresource.prlimit($neighbour, resource.RLIMIT_NOFILE, (3, 3))\nreturn True",
        told,
        control=Unproven("an administrator in a container may not"),
    ),
    attack(
        "lift-its-limits",
        "lift the limits of its own process",
        """
        import resource
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        return resource.getrlimit(resource.RLIMIT_CPU)[0] == 60
        """,
        told,
    ),
    attack(
        "trace-the-worker",
        "steer the worker as a debugger does",
        f"{_LIBC}done = libc.ptrace(0x4206, os.getppid(), 0, 0){_CHECK}",
        told,
        control=Unproven("what a system lets trace differs"),
    ),
    attack(
        "read-the-workers-memory",
        "read another process's memory by a system call",
        f"{_LIBC}"
        "here, there = (ctypes.c_ulong * 2)(ctypes.addressof(ctypes.c_long()), 8), (ctypes.c_ulong * 2)(id(None), 8)\n"
        f"done = libc.process_vm_readv(os.getppid(), here, 1, there, 1, 0){_CHECK}",
        told,
        control=Unproven("what a system lets trace differs"),
    ),
    attack(
        "write-the-workers-memory",
        "change another process's memory by its file",
        "import os\nopen(f'/proc/{os.getppid()}/mem', 'r+b')\nreturn True",
        told,
        control=Unproven("what a system lets trace differs"),
    ),
    attack(
        "user-namespace",
        "get all rights in a namespace of its own",
        f"{_LIBC}done = libc.unshare(0x10000000){_CHECK}",
        told,
        control=Unproven("what a system lets unshare differs"),
    ),
    attack(
        "enter-a-namespace",
        "enter the namespace of another process",
        f"{_LIBC}done = libc.setns(libc.open(b'/proc/$neighbour/ns/net', 0), 0){_CHECK}",
        told,
        control=Unproven("only an administrator may"),
    ),
    attack(
        "mount",
        "mount a file system",
        f"{_LIBC}done = libc.mount(b'x', b'/tmp', b'tmpfs', 0, None){_CHECK}",
        told,
        control=WOULD_HURT,
    ),
    attack(
        "become-another-user",
        "become the administrator",
        "import os\nos.setuid(0)\nos.setgid(0)\nreturn os.getuid() == 0 and bool(open('/etc/shadow').read())",
        told,
        control=Unproven("only an administrator may"),
    ),
    attack(
        "executable-memory",
        "get memory to run machine code from",
        f"{_LIBC}libc.mmap.restype = ctypes.c_void_p\nreturn libc.mmap(None, 4096, 7, 0x22, -1, 0) != 2**64 - 1",
        told,
    ),
    attack(
        "make-memory-executable",
        "run what was written into ordinary memory",
        f"{_LIBC}libc.mmap.restype = ctypes.c_void_p\n"
        "return libc.mprotect(ctypes.c_void_p(libc.mmap(None, 4096, 3, 34, -1, 0)), 4096, 5) == 0",
        told,
    ),
    attack(
        "call-by-other-numbers",
        "call the kernel by the numbers of 32-bit programs",
        f"{_LIBC}done = libc.syscall(0x40000000 + 39){_CHECK}",
        told,
        control=Unproven("not every kernel has them"),
    ),
    attack(
        "kernel-keys",
        "hand something on to a later child by the kernel's key ring",
        f"{_LIBC}done = libc.syscall(248, b'user', b'handed-on', b'x', 1, -3){_CHECK}",
        told,
        control=Unproven("containers refuse it, too"),
    ),
    attack(
        "kernel-rings",
        "let the kernel work on files and sockets by itself (io_uring)",
        f"{_LIBC}done = libc.syscall(425, 1, ctypes.create_string_buffer(120)){_CHECK}",
        told,
        control=Unproven("not every kernel has it"),
    ),
    attack(
        "shared-memory",
        "hand something on to a later child by shared memory",
        f"{_LIBC}done = libc.shmget(4711, 4096, 0o1666){_CHECK}",
        told,
    ),
    attack(
        "host-name",
        "rename the machine",
        f"{_LIBC}done = libc.sethostname(b'mine', 4){_CHECK}",
        told,
        control=WOULD_HURT,
    ),
)
