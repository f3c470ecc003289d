"""The filter of system calls answers every number as the tables say, on both machines."""

import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.sandbox.inside import bpf, seccomp
from exam_drill.sandbox.inside.syscalls import ALLOWED, FATAL, LAST, MACHINES, NOT_EXECUTABLE, NUMBERS

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
I386, ARM = 0x40000003, 0x40000028
X32 = 0x40000000
LARGEST_FILTER = 4096  # instructions: BPF_MAXINSNS
machines = pytest.mark.parametrize("machine", range(len(MACHINES)), ids=MACHINES)


def interpret(code: bpf.Code, data: bytes) -> int:
    """What the kernel would do with the filter: the action it ends with."""
    accumulator, position = 0, 0
    while True:
        instruction, if_true, if_false, number = code[position]
        position += 1
        if instruction == bpf.LOAD_WORD:
            (accumulator,) = struct.unpack_from("<I", data, number)
        elif instruction == bpf.JUMP:
            position += number
        elif instruction == bpf.RETURN:
            return number
        else:
            true = {
                bpf.JUMP_EQUAL: accumulator == number,
                bpf.JUMP_AT_LEAST: accumulator >= number,
                bpf.JUMP_ANY_BIT: accumulator & number != 0,
            }[instruction]
            position += if_true if true else if_false


def call(machine: int, number: int, arguments: tuple[int, ...] = (), architecture: int | None = None) -> bytes:
    """The bytes of `struct seccomp_data`."""
    word = ARCHITECTURES[MACHINES[machine]] if architecture is None else architecture
    return struct.pack("<IIQ6Q", number, word, 0, *arguments, *[0] * (6 - len(arguments)))


@machines
def test_every_number_is_answered_as_the_tables_say(machine: int) -> None:
    code = seccomp.filter_code(machine)
    allowed = {numbers[machine] for numbers in (*ALLOWED.values(), *NOT_EXECUTABLE.values())}
    fatal = {numbers[machine] for numbers in FATAL.values()}
    for number in range(2000):
        expected = (
            seccomp.ALLOW
            if number in allowed
            else seccomp.KILL
            if number in fatal
            else seccomp.UNKNOWN
            if number > LAST[machine]
            else seccomp.REFUSE
        )
        assert interpret(code, call(machine, number)) == expected, number
        assert interpret(code, call(machine, number | X32)) == seccomp.KILL
        for other in (0, I386, ARM, *set(ARCHITECTURES.values()) - {ARCHITECTURES[MACHINES[machine]]}):
            assert interpret(code, call(machine, number, architecture=other)) == seccomp.KILL
    assert interpret(code, call(machine, 0xFFFFFFFF)) == seccomp.KILL


@machines
@pytest.mark.parametrize("name", NOT_EXECUTABLE)
def test_memory_is_given_unless_it_is_executable(machine: int, name: str) -> None:
    code = seccomp.filter_code(machine)
    number = NOT_EXECUTABLE[name][machine]
    for protection in range(16):
        expected = seccomp.REFUSE if protection & 4 else seccomp.ALLOW
        for high in (0, 1 << 32):  # the kernel takes the whole word: whatever stands above must not hide the bit
            assert interpret(code, call(machine, number, (0, 4096, protection | high))) == expected


@machines
def test_the_kernel_can_take_the_filter(machine: int) -> None:
    code = seccomp.filter_code(machine)
    assert len(bpf.pack(code)) == 8 * len(code) <= 8 * LARGEST_FILTER
    for position, instruction in enumerate(code):
        assert 0 <= instruction.if_true <= 255
        assert 0 <= instruction.if_false <= 255
        assert 0 <= instruction.number <= 0xFFFFFFFF
        far = instruction.number if instruction.code == bpf.JUMP else max(instruction.if_true, instruction.if_false)
        assert instruction.code == bpf.RETURN or position + 1 + far < len(code)


@machines
def test_no_number_stands_in_two_tables(machine: int) -> None:
    numbers = [
        found[machine] for table in (ALLOWED, NOT_EXECUTABLE, FATAL) for found in table.values() if found[machine] >= 0
    ]
    assert len(numbers) == len(set(numbers))
    assert max(numbers) <= LAST[machine]


@given(st.dictionaries(st.integers(0, 0xFFFFFFFF), st.integers(0, 5), max_size=600), st.integers(0, 0xFFFFFFFF))
def test_a_decision_tree_finds_its_case_however_large_it_is(actions: dict[int, int], other: int) -> None:
    code = [
        *bpf.load(0),
        *bpf.decide({number: bpf.answer(action) for number, action in actions.items()}, bpf.answer(9)),
    ]
    for number in (*list(actions)[:20], other, 0, 0xFFFFFFFF):
        assert interpret(code, struct.pack("<I", number)) == actions.get(number, 9)


def test_a_jump_over_more_than_a_byte_can_say() -> None:
    actions = {2 * number: number for number in range(1, 3000)}
    code = [
        *bpf.load(0),
        *bpf.decide({number: bpf.answer(action) for number, action in actions.items()}, bpf.answer(0)),
    ]
    assert any(instruction.code == bpf.JUMP for instruction in code)
    for number in range(6002):
        assert interpret(code, struct.pack("<I", number)) == actions.get(number, 0)


@pytest.mark.parametrize(
    ("machine", "header"),
    [(0, "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), (1, "/usr/include/asm-generic/unistd.h")],
    ids=MACHINES,
)
def test_the_numbers_are_those_of_the_systems_headers(machine: int, header: str) -> None:
    if not Path(header).exists():
        pytest.skip("the numbers are held against the kernel's headers, which are not installed here")
    found = {}
    for line in Path(header).read_text(encoding="ascii").splitlines():
        match line.split():
            case ["#define", name, number, *_] if number.isdigit():
                found[name.removeprefix("__NR").removeprefix("3264").removeprefix("_")] = int(number)
    for name, numbers in {**ALLOWED, **NOT_EXECUTABLE, **NUMBERS}.items():
        assert found.get(name, numbers[machine]) == numbers[machine], name
    assert len(found.keys() & {*ALLOWED, *NUMBERS}) > 60


def test_a_machine_without_a_table_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    prepared = seccomp.prepare()
    assert "riscv64" in prepared.failure
    with pytest.raises(OSError, match="riscv64"):
        seccomp.load(prepared)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="loads the filter")
def test_the_kernel_takes_the_filter_and_a_fatal_call_ends_the_process() -> None:
    script = (
        "import ctypes, os; from exam_drill.sandbox.inside import kernel, seccomp\n"
        "prepared, libc = seccomp.prepare(), ctypes.CDLL(None)\n"
        "kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1); seccomp.load(prepared)\n"
        "try: os.open('/', 0)\n"
        "except PermissionError: os.write(1, b'refused')\n"
        "libc.unshare(0)\n"
        "os.write(1, b'alive')\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert ended.stdout == b"refused"
    assert ended.returncode == -31  # SIGSYS
