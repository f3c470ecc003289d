"""`exam-drill fmt`: what it writes, what it leaves alone, what it says, and its exit codes."""

import io
import os
import re
from pathlib import Path

import pytest
from fuzzing import examples
from generated_banks import files
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.cli import main
from exam_drill.commands import fmt
from exam_drill.environment import Environment
from exam_drill.formatting import LayoutError, format_text

DOCUMENT = (Path(__file__).resolve().parent.parent.parent / "docs" / "fmt.md").read_text(encoding="utf-8")
BEFORE, AFTER = (
    re.findall(rf"^```yaml {name}\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)[0] for name in ("before", "after")
)


def run(*words: str, stdin: bytes = b"") -> tuple[int, str, str]:
    """The exit code and what was written to standard output and to standard error."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    streams = Environment(io.TextIOWrapper(io.BytesIO(stdin)), out, io.StringIO(), {"LANG": "en_US.UTF-8"})
    code = main(["fmt", *words], streams)
    out.flush()
    error = streams.stderr.getvalue()  # type of the stream that was handed in
    return code, out.buffer.getvalue().decode(), error


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.yaml"
    path.write_text(BEFORE, encoding="utf-8")
    return path


def test_the_sample_of_the_documentation(bank: Path) -> None:
    assert run(str(bank)) == (0, f"{bank}: formatted\nfiles: 1, formatted: 1, left as they are: 0\n", "")
    assert bank.read_text(encoding="utf-8") == AFTER
    assert run("--check", str(bank))[:2] == (0, "files: 1, would be formatted: 0, cannot be: 0\n")


def test_check_and_diff_write_nothing(bank: Path) -> None:
    code, out, _ = run("--check", str(bank))
    assert (code, out.splitlines()[0]) == (1, f"{bank}: would be formatted")
    code, out, error = run("--diff", str(bank))
    assert code == 1
    assert out.startswith(f"--- {bank}\n+++ {bank}\n@@ ")
    assert "\n+  - id: mean-of-each-row\n" in out
    assert "would be formatted: 1" in error
    assert bank.read_text(encoding="utf-8") == BEFORE


def test_what_is_laid_out_is_not_written_again(bank: Path) -> None:
    bank.write_text(AFTER, encoding="utf-8")
    bank.chmod(0o440)
    os.utime(bank, ns=(1, 1))
    assert run(str(bank))[0] == 0
    assert bank.stat().st_mtime_ns == 1


def test_standard_input_to_standard_output() -> None:
    assert run("-", stdin=BEFORE.encode()) == (0, AFTER, "")
    assert run("-", "--check", stdin=BEFORE.encode()) == (1, "-: would be formatted\n", "")
    assert run("-", "--check", stdin=AFTER.encode()) == (0, "", "")
    code, out, error = run("-", stdin=b"format: 1\nquestions: 7\n")
    assert (code, out) == (2, "")
    assert error.startswith("-:2:12: not-a-list:")
    assert run("-", stdin=b"\xff")[0] == 2
    assert run("-", stdin=b"a" * 4_000_001)[0] == 2
    assert run("-", "x.yaml")[0] == 2


def test_line_ends_and_a_byte_order_mark_are_a_matter_of_layout(bank: Path) -> None:
    bank.write_bytes(b"\xef\xbb\xbf" + AFTER.replace("\n", "\r\n").encode())
    assert run("--check", str(bank))[0] == 1
    assert "only its line ends" in run("--diff", str(bank))[1]
    assert run(str(bank))[0] == 0
    assert bank.read_bytes() == AFTER.encode()


def test_a_bank_with_problems_is_left_alone_and_the_others_are_not(bank: Path) -> None:
    bad = bank.with_name("a.yaml")
    bad.write_text(BEFORE.replace("answer: 2", "answer:   9"), encoding="utf-8")
    code, out, error = run(str(bank.parent))
    assert code == 2
    assert "a.yaml:8:15: answer-no-option" in error
    assert "formatted: 1, left as they are: 1" in out
    assert bad.read_text(encoding="utf-8") == BEFORE.replace("answer: 2", "answer:   9")
    assert bank.read_text(encoding="utf-8") == AFTER


def test_what_cannot_be_laid_out_without_harm_is_left_alone(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bank.write_text("%YAML 1.1\n---\n" + BEFORE, encoding="utf-8")
    code, _, error = run(str(bank))
    assert code == 1
    assert "is left as it is. Line 1 is a directive of YAML, %YAML 1.1." in error
    bank.write_text(BEFORE, encoding="utf-8")
    monkeypatch.setattr("exam_drill.formatting.format.write", lambda *_: AFTER.replace("# right", ""))
    code, _, error = run(str(bank))
    assert code == 1
    assert "# right" in error
    assert bank.read_text(encoding="utf-8") == BEFORE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("answer: 2", "answer: 1"),
        ("# ── means ──", ""),
        ("  # right", "  # left"),
        ("questions:", "# right\nquestions:"),
    ],
)
def test_harm_is_seen_whatever_the_printer_does(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    text = AFTER.replace("      # right\n", "") if new.startswith("# right") else AFTER.replace(old, new)
    monkeypatch.setattr("exam_drill.formatting.format.write", lambda *_: text)
    with pytest.raises(LayoutError):
        format_text("bank.yaml", BEFORE)


def test_a_file_that_changes_meanwhile_is_left_alone(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(path: str, text: str) -> str:
        bank.write_text("new", encoding="utf-8")
        return format_text(path, text)

    monkeypatch.setattr(fmt, "format_text", meanwhile)
    code, _, error = run(str(bank))
    assert (code, bank.read_text(encoding="utf-8")) == (3, "new")
    assert "was changed meanwhile" in error


def test_a_file_that_cannot_be_written_is_named(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fmt, "write", full)
    code, out, error = run(str(bank))
    assert code == 3
    assert f"{bank} cannot be written (No space left on device)" in error
    assert "formatted: 0, left as they are: 1" in out


def test_the_built_in_bank_is_compared_and_never_written(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fmt, "built_in_bank", lambda: bank.parent)
    code, out, _ = run()
    assert (code, out.splitlines()[0]) == (1, f"{bank}: would be formatted")
    assert bank.read_text(encoding="utf-8") == BEFORE


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none.yaml"))[0] == 2
    assert run(str(tmp_path))[0] == 2
    assert run("")[0] == 2


@examples(25)
@given(files(2), st.data())
def test_nothing_ends_in_a_traceback(data: bytes, draw: st.DataObject) -> None:
    """Banks with a piece cut out, doubled or put in: laid out or left alone, in words."""
    start = draw.draw(st.integers(0, len(data)))
    end = draw.draw(st.integers(start, min(len(data), start + 40)))
    piece = draw.draw(
        st.sampled_from(
            [b"", b"\n", b"#", b" # c\n", b"  ", b"'", b'"', b"[", b"{", b"&a ", b"*a", b"- ", b"|\n", b"? ", b": "]
        )
    )
    code, out, error = run("-", "--lang", "en", stdin=data[:start] + piece + data[end:])
    assert code in (0, 1, 2)
    assert bool(out) is (code == 0)
    assert "Traceback" not in error
    if code == 1:
        assert "left as it is" in error
