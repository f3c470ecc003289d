"""Attacks on files: written, changed, read, looked at, by Python and past it."""

from __future__ import annotations

from functools import partial

from attacks.base import Attack, Unproven, changed, leaked, lines, made, told

attack = partial(Attack, "files")

ATTACKS = (
    attack("write-a-file", "leave a file behind", "import io\nio.open($new, 'w').write('x')", made("new")),
    attack("make-a-folder", "leave a folder behind", "import os\nos.mkdir($new)", made("new")),
    attack("append-to-a-file", "spoil a file", "open($victim, 'a').write('x')", changed("victim")),
    attack("empty-a-file", "empty a file", "import os\nos.truncate($victim, 0)", changed("victim")),
    attack("delete-a-file", "delete a file", "import os\nos.unlink($victim)", changed("victim")),
    attack("rename-a-file", "hide a file", "import os\nos.rename($victim, $new)", changed("victim")),
    attack(
        "open-up-a-file", "change who may do what with a file", "import os\nos.chmod($victim, 0)", changed("victim")
    ),
    attack("make-a-symbolic-link", "set a trap", "import os\nos.symlink('/etc/passwd', $new)", made("new")),
    attack("make-a-hard-link", "keep a file that others delete", "import os\nos.link($secret, $new)", made("new")),
    attack("make-a-pipe", "set a trap in which a reader hangs", "import os\nos.mkfifo($new)", made("new")),
    attack("bind-a-socket", "leave a socket behind", "import socket\nsocket.socket(1).bind($new)", made("new")),
    attack("read-a-file", "read a file whose path is known", "return open($secret).read()", leaked),
    attack("read-passwd", "read who uses the machine", "return 'root' in open('/etc/passwd').read()", told),
    attack("list-the-root", "see what files there are", "import os\nreturn len(os.listdir('/')) > 0", told),
    attack("look-at-a-file", "learn that a file exists", "import os\nreturn os.stat('/etc/passwd').st_size > 0", told),
    attack("find-a-file", "ask whether a file exists", "import os\nreturn os.path.exists('/etc/passwd')", told),
    attack("list-processes-in-proc", "see who is running what", "import os\nreturn '1' in os.listdir('/proc')", told),
    attack(
        "read-the-reference-file",
        "read the reference's source where it lies",
        "import exam_drill, os\n"
        "path = os.path.join(os.path.dirname(exam_drill.__path__[0]), 'reference_impls', 'gru.py')\n"
        "return 'def gru' in open(path).read()",
        told,
    ),
    attack(
        "open-past-python",
        "open a file by the C library",
        "import ctypes, os\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "number = libc.open($secret.encode(), 0)\n"
        "if number < 0:\n"
        "    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))\n"
        "data = ctypes.create_string_buffer(100)\n"
        "libc.read(number, data, 99)\n"
        "return data.value.decode()",
        leaked,
    ),
    attack(
        "write-past-python",
        "make a file by a bare system call",
        lines(
            """
            import ctypes, os, platform
            libc = ctypes.CDLL(None, use_errno=True)
            number = 257 if platform.machine() == 'x86_64' else 56
            if libc.syscall(number, -100, $new.encode(), 0o101, 0o666) < 0:
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
            """
        ),
        made("new"),
    ),
    attack(
        "climb-out-of-the-root",
        "leave the empty root by ..",
        "import os\nreturn open('/' + '../' * 40 + $secret.lstrip('/')).read()",
        leaked,
    ),
    attack(
        "climb-out-by-chroot",
        "leave the empty root by changing it once more",
        "import os\nos.mkdir('/x'), os.chroot('/x'), os.chdir('../' * 40)\nreturn 'etc' in os.listdir('.')",
        told,
        control=Unproven("it would make a folder in the machine's root"),
    ),
    attack(
        "read-by-proc-self-root",
        "leave the empty root by the kernel's own links",
        "return open('/proc/self/root' + $secret).read()",
        leaked,
    ),
    attack(
        "reopen-what-is-open",
        "get another right on an open file by its number",
        "import os\nreturn os.open('/proc/self/fd/0', os.O_RDWR) > 0",
        told,
    ),
    attack(
        "read-devices",
        "read what the kernel logs or a disk holds",
        "return len(open('/dev/urandom', 'rb').read(4)) == 4",
        told,
    ),
    attack(
        "shared-memory-file",
        "hand something on to a later child by a file in memory",
        "import os\nos.close(os.memfd_create('handed-on'))\nreturn True",
        told,
    ),
    attack(
        "run-what-was-loaded",
        "import a module that nobody loaded, from the folder of modules",
        "import sqlite3\nreturn True",
        told,
    ),
    attack(
        "use-a-temporary-file",
        "let a library of Python make the file",
        "import tempfile\nwith tempfile.NamedTemporaryFile() as file:\n    return file.name.startswith('/')",
        told,
    ),
    attack(
        "watch-files",
        "be told of every file that others touch",
        "import ctypes\nreturn ctypes.CDLL(None).inotify_init() > 0",
        told,
    ),
    attack(
        "read-the-environment",
        "read what another process was started with",
        "return open('/proc/$neighbour/environ').read()",
        leaked,
    ),
    attack(
        "read-the-command-line",
        "learn where things lie from the judge's command line",
        "return 'runner' in open('/proc/$judge/cmdline').read()",
        told,
    ),
    attack(
        "keep-a-working-folder",
        "use a folder that was open before the lockdown",
        "import os\nos.chdir($folder)\nreturn 'secret' in os.listdir('.')",
        told,
    ),
)
