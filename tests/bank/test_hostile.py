"""Nothing that a bank contains ends in an exception, in a hang or in unbounded memory."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exam_drill.bank import Bank, load_bank, nodes

DATA = Path(__file__).parent / "data"
SEEDS = [path.read_bytes() for path in sorted((DATA / "valid").iterdir())]
SIGNS = "[]{}*&!@%`|>\"',?:-#\n\t \\~<=.（）()あ１：\u3000\r\0\x1b\ufeff\u202eab1"
PIECES = [
    "!!python/object/apply:os.system ", "&a ", "*a", "<<: *a", "---\n", "...\n", "%TAG ! !\n", "? ", "| ", ">2-\n",
    "'''", '"""', "\\", "(い)", "{", "}", "[", "null", "1e-9", "in: answer", "    ", "\n  - ", "id: ", "blanks:",
    "sources: [1]",
]  # fmt: skip
OPTION = """format: 1
questions:
  - id: hostile
    reference: gru.gru
    code: {code}
    options: [{option}, x]
    answer: 1
"""


def load(folder: Path, content: bytes | str) -> Bank:
    path = folder / "bank.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    start = time.perf_counter()
    bank = load_bank([path])
    assert time.perf_counter() - start < 20  # no hang; speed is measured elsewhere
    assert bank.problems or bank.questions
    return bank


def codes(bank: Bank) -> list[str]:
    return [problem.code for problem in bank.problems]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_random_bytes(tmp_path: Path, content: bytes) -> None:
    assert load(tmp_path, content).problems


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mutated_banks(tmp_path: Path, data: st.DataObject) -> None:
    text = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(start + data.draw(st.integers(0, 12)), len(text))
        piece = data.draw(st.one_of(st.sampled_from(PIECES), st.text(SIGNS, max_size=4)))
        text[start:end] = piece.encode()
    load(tmp_path, bytes(text))


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? ", "a: ", "!a ", "&a [", "[[], "])
def test_deep_nesting(tmp_path: Path, sign: str) -> None:
    assert load(tmp_path, "format: 1\nquestions: " + sign * 100_000).problems


def test_bombs(tmp_path: Path) -> None:
    lists = "\n".join(f"- &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 30))
    assert codes(load(tmp_path, f"- &a0 [x]\n{lists}\n")) == ["yaml-too-large"]
    long_text = "- &a " + "x" * 1_000_000 + "\n" + "- *a\n" * 100_000
    assert codes(load(tmp_path, long_text)) == ["yaml-too-large"]
    nothing = "- &a []\n- &b [" + "*a, " * 1_000 + "]\n" + "- *b\n" * 2_000
    assert codes(load(tmp_path, nothing)) == ["yaml-too-large"]
    assert "yaml-recursive-alias" in codes(load(tmp_path, "&a [*a]"))


@pytest.mark.parametrize(
    "code", ["(あ)" * 6_000, "'" * 19_000, '"""' * 6_000, "\\" * 19_999, "(" * 19_000, "#(あ)" * 4_000, "a" * 19_999]
)
def test_hostile_code(tmp_path: Path, code: str) -> None:
    quoted = "'" + code.replace("'", "''") + "'"
    load(tmp_path, OPTION.format(code=quoted, option=quoted[:3_000] + ("'" if quoted[:3_000].count("'") % 2 else "")))


def test_many_errata_on_much_text_end_soon(tmp_path: Path) -> None:
    options = ", ".join(f'"{"x " * 1_990}{i}"' for i in range(20))
    errata = "".join("      - {corrected: x, printed: x x, in: prompt}\n" for _ in range(30))
    sources = "".join(f"      - {{kind: note, title: a{i}}}\n" for i in range(10))
    question = OPTION.format(code='"(あ)"', option="y").replace("[y, x]", f"[{options}]")
    question += f"    call: f()\n    prompt: x\n    source:\n{sources}    errata:\n{errata}"
    many = "".join(question.partition("questions:\n")[2].replace("hostile", f"hostile-{i}") for i in range(40))
    bank = load(tmp_path, f"format: 1\nquestions:\n{many}")
    assert "errata-too-large" in codes(bank)


@pytest.mark.parametrize(
    "content", ["a: b: c: d", "a: 'b' 'c'", "%YAML 9.9\n---\na", '"\\UFFFFFFFF"', "a:\n b\n c: d\n  e: f\n"]
)
def test_no_yaml(tmp_path: Path, content: str) -> None:
    assert load(tmp_path, content).problems


def test_without_libyaml_the_result_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = sorted((DATA / "valid").iterdir())
    fast = load_bank(paths)
    monkeypatch.setattr(nodes, "_LOADER", yaml.Loader)
    assert load_bank(paths) == fast
    for content in ('"\\UFFFFFFFF"', "- @a", "[" * 1_000, "&a [*a]", "a: b: c"):
        assert load(tmp_path, content).problems


def test_of_a_file_full_of_problems_the_first_are_told(tmp_path: Path) -> None:
    full, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    full.write_text("format: 1\n" + "".join(f"k{number}: 1\n" for number in range(1_500)))
    other.write_text("format: 2\n")
    problems = load_bank([full, other]).problems
    assert [problem.place.line for problem in problems[1:1_000]] == list(range(2, 1_001))
    more, *of_other = problems[1_000:]
    assert (more.code, more.place.line, more.parameters) == ("too-many-problems", 1_001, {"count": 501})
    assert {(problem.place.path, problem.code) for problem in of_other} == {
        (str(other), "missing-key"),
        (str(other), "format-unknown"),
    }
