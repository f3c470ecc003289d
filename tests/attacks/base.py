"""What an attack is, and what is looked at to tell whether it reached its aim."""

from __future__ import annotations

import contextlib
import re
import string
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from attacks.world import World

# The question that is attacked: three options for a whole statement, the first of which is the attacker's.
CODE = "def f(x):\n    (あ)\n"
KEY = "271.828"
REFERENCE = f"def f(x):\n    return 2 * x + {KEY}\n"
HONEST = f"return 2 * x + {KEY}"
WRONG = "return 3 * x"
OUTPUT = 1 << 20  # bytes that an option may return here


class Control(StrEnum):
    """Where an attack does reach its aim: without that its failure elsewhere would prove nothing."""

    BARE = "bare"  # in the engine itself, without any layer
    NAIVE = "naive"  # in a judge that runs everything in its own process


@dataclass(frozen=True, slots=True)
class Unproven:
    """Why an attack is tried nowhere else."""

    reason: str


WOULD_HURT = Unproven("it would take the machine down")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of an attack from outside, and what it said itself."""

    ended: str  # how it ended, in words that depend on no machine
    said: str = ""  # what it returned or raised, as text
    matched: tuple[bool, ...] = ()  # which of the options were found right
    proven: bool = False  # whether the published answer was found proven
    next_right: bool = True  # whether an honest question that followed was judged rightly
    failed: str = ""  # how the judge itself failed
    text: str = ""  # what reached the terminal
    left: tuple[str, ...] = ()  # processes that outlived it
    descriptors: int = 0  # open files that it added to the judge
    seconds: float = 0.0
    megabytes: int = 0  # by which the judge grew at most


_ON_THE_KERNEL = ("processes", "files", "network", "machine")

Reached = Callable[[World, Seen], bool]


def nothing(_: World, __: Seen) -> bool:
    """Whatever harms the judge is looked for anyway: see `harm`."""
    return False


@dataclass(frozen=True, slots=True)
class Attack:
    """An attempt.  In its texts `$name` stands for what the world calls so (see `World.names`).

    It is the first option of a question; or, where these differ from the usual, the question's code, its reference, or
    a whole bank file.
    """

    group: str
    name: str
    aim: str
    option: str = "return 3 * x"
    reached: Reached = nothing
    control: Control | Unproven = Control.BARE
    code: str = CODE
    reference: str = REFERENCE
    others: tuple[str, ...] = (HONEST, WRONG)  # the other options: a right one, wrong ones
    published: int = 2
    right: bool = False  # whether it is a right answer itself, and after something else
    bank: str | bytes = ""
    file: str = "bank.yaml"
    slow: bool = False  # it goes on until its time is over
    held_by: frozenset[str] = frozenset()  # steps of which one must apply, or the attack is not tried at all

    @property
    def on_siblings(self) -> bool:
        """Whether the other options stand in an untouched question, so that their verdicts must not change."""
        return not self.bank and self.code == CODE and self.reference == REFERENCE

    @property
    def on_the_kernel(self) -> bool:
        """Whether it is the kernel's layers that keep it from its aim: for the runs that leave out one of them."""
        return (self.group in _ON_THE_KERNEL and not self.slow) or self.name == "a-little-too-much"

    def content(self, named: Mapping[str, str]) -> bytes:
        """The bytes of the bank file."""
        if isinstance(self.bank, bytes):
            return self.bank
        return string.Template(self.bank).safe_substitute(named).encode("utf-8", "surrogatepass")


def lines(text: str) -> str:
    """Statements as they stand in a data module, without the indentation that they have there."""
    return textwrap.dedent(text).strip("\n")


# ── what all attacks are looked at for ──

LARGEST = 300  # megabytes by which a hostile bank may make the judge grow
LONGEST = 3_000_000  # characters of all reports on one hostile bank
INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def harm(attack: Attack, seen: Seen, patience: float) -> list[str]:
    """What no attack may do, whatever its aim; `patience` is the longest that its question may take, in seconds."""
    found = []
    if seen.failed:
        found.append(f"the judge failed: {seen.failed}")
    if seen.matched and seen.matched[0] and not attack.right:
        found.append("it was found right")
    siblings = attack.on_siblings and len(seen.matched) != 1  # else it was tried alone
    if siblings and (seen.matched[1:2] != (True,) or any(seen.matched[2:])):
        found.append("other options were judged wrongly")
    if siblings and seen.proven is not (attack.published == 2 and not attack.right):
        found.append("the question's finding changed")
    if not seen.next_right:
        found.append("the next question was judged wrongly")
    if seen.left:
        found.append(f"processes are left: {', '.join(seen.left)}")
    if seen.descriptors:
        found.append(f"{seen.descriptors} descriptors are left")
    if seen.seconds > patience:
        found.append(f"it took {seen.seconds:.1f} s")
    if seen.megabytes > LARGEST:
        found.append(f"the judge grew by {seen.megabytes} MB")
    if INVISIBLE.search(seen.text):
        found.append("the terminal got control characters")
    if "Traceback" in seen.text:
        found.append("the terminal got a traceback")
    if len(seen.text) > LONGEST:
        found.append(f"the terminal got {len(seen.text)} characters")
    return found


# ── what single attacks are looked at for ──


def told(_: World, seen: Seen) -> bool:
    """The program saw it happen; nothing of it is left outside."""
    return seen.said == "True"


def leaked(world: World, seen: Seen) -> bool:
    """The secret came out."""
    return world.secret_text in seen.said


def said(text: str) -> Reached:
    """A text came out that the attacker could only know from where it was."""
    return lambda _, seen: text in seen.said


def fooled(_: World, seen: Seen) -> bool:
    """The attacker's option was found right."""
    return seen.matched[:1] == (True,)


def made(name: str) -> Reached:
    """A file or folder is there that was not."""
    return lambda world, _: (world.folder / name).exists() or (world.folder / name).is_symlink()


def changed(name: str) -> Reached:
    """A file is not as it was: gone, longer, of other rights."""

    def look(world: World, _: Seen) -> bool:
        path = world.folder / name
        return not path.exists() or path.stat().st_mode & 0o777 != 0o666 or path.read_text() != world.secret_text

    return look


def accepted(which: str) -> Reached:
    """Somebody connected to a socket that listens."""

    def look(world: World, _: Seen) -> bool:
        with contextlib.suppress(TimeoutError):
            getattr(world, which).accept()[0].close()
            return True
        return False

    return look


def received(which: str) -> Reached:
    """A packet came."""

    def look(world: World, _: Seen) -> bool:
        with contextlib.suppress(TimeoutError):
            return bool(getattr(world, which).recv(10))
        return False

    return look


def ended(world: World, _: Seen) -> bool:
    """The neighbour process was ended."""
    return world.neighbour.poll() is not None
