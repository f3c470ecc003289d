"""Who runs the attacks: the user of the tests, and an ordinary user where that one is the administrator.

EXAM_DRILL_TEST_USER names the ordinary user (a name or a number).  If that user cannot read the interpreter or the
checkout, what a run needs is copied to a temporary folder; files are linked, not copied, where that can be done.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import json
import os
import pwd
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from attacks.base import Attack
from attacks.runner import Report
from exam_drill.sandbox import Layer

ROOT = Path(__file__).resolve().parents[2]
VARIABLE = "EXAM_DRILL_TEST_USER"
_LONGEST = 300.0  # seconds of one run
_NEEDED = "import numpy, rich, yaml, exam_drill.cli, attacks.every"


@dataclass(frozen=True, slots=True)
class Identity:
    """A user, and the interpreter and folders of modules that this user can read."""

    name: str
    user: tuple[int, int] | None  # and group; None: whoever runs the tests
    python: str
    folders: tuple[str, ...]
    libraries: str = os.environ.get("LD_LIBRARY_PATH", "")

    def start(self, arguments: Iterable[str]) -> subprocess.Popen[str]:
        """Starts the interpreter as this user, in a clean environment."""
        environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/", "LC_ALL": "C.UTF-8"}
        environment |= {"PYTHONPATH": os.pathsep.join(self.folders), "PYTHONDONTWRITEBYTECODE": "1"}
        environment |= {"LD_LIBRARY_PATH": self.libraries} if self.libraries else {}
        user, group = self.user or (None, None)
        return subprocess.Popen(
            [self.python, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            env=environment,
            user=user,
            group=group,
            extra_groups=None if user is None else [],
        )

    def run(
        self, attacks: Iterable[Attack], layers: Iterable[Layer] = (), judge: str = "engine", brief: bool = False
    ) -> list[Report]:
        """Runs attacks as this user; RuntimeError with the last words of a run that failed."""
        order = {
            "marker": f"exam-drill-attacks-{uuid.uuid4().hex}",
            "judge": judge,
            "layers": sorted(layers),
            "names": [attack.name for attack in attacks],
            "brief": brief,
        }
        with self.start(["-m", "attacks.runner", json.dumps(order)]) as process:
            try:
                out, errors = process.communicate(timeout=_LONGEST)
            except BaseException:
                process.kill()
                raise
        if process.returncode != 0:
            raise RuntimeError(f"the run as {self.name} ended with {process.returncode}: {errors[-2000:]}")
        return [Report(**{**report, "harm": tuple(report["harm"])}) for report in json.loads(out)]


def present() -> Identity:
    """Whoever runs the tests."""
    name = "administrator" if os.geteuid() == 0 else "ordinary user"
    return Identity(name, None, sys.executable, (str(ROOT), str(ROOT / "tests")))


@contextlib.contextmanager
def ordinary_user() -> Iterator[Identity]:
    """The user whom the environment names; LookupError if it names none, or one that cannot be."""
    named = os.environ.get(VARIABLE, "")
    if os.geteuid() != 0 or not named:
        raise LookupError(f"an ordinary user beside the administrator: {VARIABLE} names none")
    user = (int(named), int(named)) if named.isdigit() else pwd.getpwnam(named)[2:4]
    found = Identity("ordinary user", user, sys.executable, present().folders)
    if _can_import(found):
        yield found
        return
    with tempfile.TemporaryDirectory(prefix="exam-drill-copy-") as folder:
        Path(folder).chmod(0o755)
        copied = Identity("ordinary user", user, *_copy(Path(folder)))
        if not _can_import(copied):
            raise LookupError(f"an interpreter that user {named} can run")
        yield copied


def _can_import(identity: Identity) -> bool:
    try:
        with identity.start(["-c", _NEEDED]) as process:
            process.communicate()
    except PermissionError:
        return False
    return process.returncode == 0


def _copy(folder: Path) -> tuple[str, tuple[str, ...], str]:
    """The interpreter, the packages and the checkout, as far as the runs need them."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    library = Path(sysconfig.get_path("stdlib", vars={"installed_base": sys.base_prefix, "base": sys.base_prefix}))
    program = folder / "base" / "bin" / version
    program.parent.mkdir(parents=True)
    _link(os.path.realpath(sys.executable), str(program))
    useless = shutil.ignore_patterns("site-packages", "test", "tests", "idlelib", "ensurepip", "config-*")
    shutil.copytree(library, folder / "base" / "lib" / version, ignore=useless, copy_function=_link)
    for shared in Path(sys.base_prefix, "lib").glob("libpython*"):
        _link(str(shared), str(folder / "base" / "lib" / shared.name))
    packages = folder / "packages"
    for name in _requirements("numpy", "pyyaml", "rich", "platformdirs"):
        for file in importlib.metadata.files(name) or ():
            if ".." not in file.parts:
                (packages / file).parent.mkdir(parents=True, exist_ok=True)
                _link(str(file.locate()), str(packages / file))
    for part in ("exam_drill", "reference_impls", "quizzes", "tests"):
        if (ROOT / part).exists():
            shutil.copytree(ROOT / part, folder / "checkout" / part, copy_function=_link)
    folders = (folder / "checkout", folder / "checkout" / "tests", packages)
    return str(program), tuple(map(str, folders)), str(folder / "base" / "lib")


def _requirements(*names: str) -> set[str]:
    """Distributions and all that they need."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            needed = importlib.metadata.requires(name) or []
            left += [match[0] for text in needed if ";" not in text and (match := re.match(r"[\w.-]+", text))]
    return found


def _link(source: str, target: str) -> str:
    source = os.path.realpath(source)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    if not os.stat(target).st_mode & 0o004:
        raise LookupError(f"a checkout that others may read: {source}")
    return target
