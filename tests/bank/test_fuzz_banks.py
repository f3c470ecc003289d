"""Banks with pieces changed: they load as questions and problems, and what still loads is judged.

`EXAM_DRILL_FUZZ_EXAMPLES=2000 pytest tests/bank/test_fuzz_banks.py` goes on for longer.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fuzzing import examples
from hypothesis import given
from hypothesis import strategies as st
from reports import Result, print_result, to_json

from exam_drill.bank import Bank, load_bank
from exam_drill.console import VisibleConsole
from exam_drill.evaluate import Settings, evaluate
from exam_drill.quality import judge_question
from exam_drill.sandbox import DeadlineError, Limits, Sandbox

DATA = Path(__file__).parent / "data"
QUIZZES = Path(__file__).resolve().parent.parent.parent / "quizzes"
BANKS = [path.read_bytes() for path in sorted(DATA.glob("*/*.y*ml")) + sorted(QUIZZES.glob("*/*.yaml"))]
VALID = [path.read_bytes() for path in sorted(DATA.glob("valid/*.y*ml")) + sorted(QUIZZES.glob("*/*.yaml"))]
TOKEN = re.compile(r"\w+|\n *|[ \t]+|.", re.DOTALL)
LOADING, JUDGING = 5.0, 20.0  # seconds
PIECES = (
    "1", "-1", "0", "2.5", "1e300", ".nan", "99999999999999999999", "true", "null", "''", "[]", "{}",
    "&a ", "*a", "!!int ", "!x ", "|\n", ">-\n", "? ", "- ", ": ", "\n", "\n  ", "\n---\n", "# ", "'",
    "\"", "\\", "\t", "\x00", "\x1b[2J", "\ud7ff", "\u202e", "\ufeff", "(あ)", "（い）", "（こ）", "（", "N",
    "N D", "integer(0, V)", "integer(5, 1) N", "uniform(0)", "lengths(T)", "mask N", "constant(x) N",
    "4*H", "D-9", "N: 1..4", "9..1", "0..0", "1..1000000", "x", "np", "x.T", "import os",
    "while True: pass", "return", "1 / 0", "lambda: x", "[x] * 10 ** 9", "raise ValueError('\\x1b')",
    "f(x)", "gru.gru", "gru.missing", "os.system", "..", "trials: 1", "trials: 1000000", "rtol: 0",
    "atol: 1e400", "rtol: .inf", "given: [sigmoid]", "call: f()", "answer: 2", "answer: 9", "あ", "こ",
)  # fmt: skip


@pytest.fixture(scope="module")
def tight() -> Iterator[Sandbox]:
    with Sandbox(Limits(wall=1.0, cpu=2, memory=64 << 20, output=1 << 20)) as sandbox:
        yield sandbox


def load(folder: Path, content: bytes) -> Bank:
    path = folder / "bank.yaml"
    path.write_bytes(content)
    start = time.monotonic()
    bank = load_bank([path])
    assert time.monotonic() - start < LOADING
    assert bank.problems or bank.questions
    return bank


def judged(bank: Bank, sandbox: Sandbox) -> str:
    """The report on a bank, on as many of its questions as there is time for."""
    sandbox.deadline = time.monotonic() + JUDGING
    reports = []
    try:
        for question in bank.questions[:3]:
            reports.append(judge_question(evaluate(question, sandbox, Settings(trials=2))))
    except DeadlineError:
        pass
    finally:
        sandbox.deadline = None
    assert all(len(report.blanks) == len(report.question.blanks) for report in reports)
    result = Result(tuple(reports), bank.problems, 0.0)
    written = io.StringIO()
    print_result(result, VisibleConsole(written, {}, colours=False), "ja", every=True)
    return written.getvalue() + to_json(result, "en")


def checked(folder: Path, content: bytes, sandbox: Sandbox) -> None:
    start = time.monotonic()
    text = judged(load(folder, content), sandbox)
    assert time.monotonic() - start < LOADING + JUDGING + 10
    assert "\x1b" not in text
    text.encode()


@st.composite
def bytes_changed(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(st.sampled_from(BANKS)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        content[start : start + draw(st.integers(0, 20))] = draw(st.binary(max_size=4))
    return bytes(content)


@st.composite
def tokens_changed(draw: st.DrawFn) -> bytes:
    """Tokens replaced, doubled, left out, or taken from elsewhere."""
    tokens = TOKEN.findall(draw(st.sampled_from(VALID)).decode("utf-8-sig"))
    others = TOKEN.findall(draw(st.sampled_from(VALID)).decode("utf-8-sig"))
    places = st.integers(0, len(tokens) - 1)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(places)
        match draw(st.integers(0, 4)):
            case 0:
                tokens[place] = draw(st.sampled_from(PIECES))
            case 1:
                tokens[place] *= 2
            case 2:
                tokens[place] = ""
            case 3:
                tokens[place] = others[draw(st.integers(0, len(others) - 1))]
            case 4:
                other = draw(places)
                tokens[place], tokens[other] = tokens[other], tokens[place]
    return "".join(tokens).encode()


@given(content=bytes_changed())
@examples(30)
def test_a_bank_with_bytes_changed(content: bytes, tmp_path: Path, tight: Sandbox) -> None:
    checked(tmp_path, content, tight)


@given(content=tokens_changed())
@examples(30)
def test_a_bank_with_tokens_changed(content: bytes, tmp_path: Path, tight: Sandbox) -> None:
    checked(tmp_path, content, tight)
