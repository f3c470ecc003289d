"""The schema against the loader: what the schema refuses the loader refuses, and the other way round as far as it can.

`EXAM_DRILL_FUZZ_EXAMPLES=5000 pytest tests/bank/test_schema.py` goes on for longer.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from as_editors import NoDocumentError, read, read_text, written
from fuzzing import examples
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from plain_banks import ENTRIES, FIELDS, question

from exam_drill.bank import form, load_bank
from exam_drill.commands.schema import schema_text
from exam_drill.i18n import table
from exam_drill.problem import Problem
from exam_drill.question import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = Path(__file__).parent / "data"
VALID = sorted(DATA.glob("valid/*.y*ml")) + sorted((ROOT / "quizzes").glob("**/*.y*ml"))
INVALID = sorted(DATA.glob("invalid/*.yaml"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
SAMPLES = [
    body for page in PAGES for body in re.findall(r"(?ms)^```yaml\n(.*?)^```$", page.read_text(encoding="utf-8"))
]

# Each problem of a loaded text is in one of four lists.  First those that the schema refuses, wherever they are.
REFUSED = {
    "file-empty", "list-without-head", "no-questions", "unknown-key", "missing-key", "not-a-mapping", "not-a-list",
    "not-a-text", "negative-tolerance", "tolerance-too-large", "out-of-range", "too-long", "too-many",
    "unknown-choice", "too-few-options", "code-read-as-list", "code-read-as-mapping", "options-beside-blanks",
    "label-form", "reference-form", "input-empty", "input-syntax", "sizes-with-commas", "split-input", "size-letter",
    "source-form", "url-form", "yaml-fullwidth", "yaml-merge-key",
}  # fmt: skip
# Then those that it refuses by the value, but not by how the value is written: a sample of either.
BY_VALUE = {
    "format-unknown": ("format: 2", "format: 1.0"),
    "not-an-integer": ("trials: many", "trials: 12.0"),
    "not-a-number": ("rtol: many", "rtol: .nan"),
    "float-as-text": ('rtol: "1.0e-9"', "rtol: 1e-9"),
    "empty-value": ("hint:", "errata: [{corrected: , printed: y, in: code}]"),
    "empty-code": ("call: '# x'", "call:"),
    "id-form": ("id: GRU", "id: True"),
}
# Those of which it knows a part.
IN_PART = {
    "answer-no-option": ("answer: 0", "answer: 3"),  # it does not count the options
    "size-range": ("sizes: {N: 0}", "sizes: {N: 4..1}"),
    "syllabus-form": ("syllabus: III", "syllabus: 3"),
    "no-marker": ("code: 'def f(x): return x'", "code: 'def f(x): return x  # (こ)'"),
    "marker-form": ('code: "def f(x):\\n  return (A)"', 'code: "def f(x):\\n  return (A)  # (こ)"'),
    "blank-without-marker": (
        "code: 'def f(x): return x'\nblanks: {い: {options: [x + 1, x], answer: 1}}",
        "code: 'def f(x): return x  # (い)'\nblanks: {い: {options: [x + 1, x], answer: 1}}",
    ),
    "reference-without-def": (
        "reference: {code: 'f = 1', inputs: {x: N}}",
        "reference: {code: \"'''\\ndef f(x): return x\\n'''\", inputs: {x: N}}",
    ),
    "input-name": ("inputs: {x-1: N}", "inputs: {x×: N}"),
    "input-domain": ("inputs: {x: foo ?}", "inputs: {x: foo N}"),
    "input-size": ("inputs: {x: N ?}", "inputs: {x: 2000000}"),
    "input-arguments": (
        "reference: {code: 'def f(x): return x', inputs: {x: N}, outputs: (N) N}",
        "inputs: {x: integer(0) N}",
    ),
}
# And those that it cannot know: of the file, of its characters, of what YAML is, of two places, of the program.
UNKNOWN = {
    "path-missing", "folder-empty", "folder-named-like-file", "not-a-file", "file-unreadable", "file-too-large",
    "too-many-files", "too-many-problems", "not-utf-8",
    "control-character", "cut-short", "split-option",
    "yaml-syntax", "yaml-quote", "yaml-colon", "yaml-tab", "yaml-indentation", "yaml-unclosed-quote",
    "yaml-unclosed-bracket", "yaml-colon-space", "yaml-no-colon", "yaml-no-key", "yaml-dash-space", "yaml-too-deep",
    "yaml-too-large", "yaml-undefined-alias", "yaml-recursive-alias", "yaml-tag", "yaml-several-documents",
    "key-not-text", "duplicate-key",
    "id-duplicate", "duplicate-item", "same-options", "erratum-same", "erratum-source", "unused-size", "no-sizes",
    "marker-without-blank", "nothing-to-call", "unknown-module", "unknown-function", "undeclared-reference",
    "given-is-reference", "unknown-given", "nothing-given", "unknown-input", "no-inputs", "input-sizes",
    "erratum-answer", "erratum-without-effect", "erratum-marker", "errata-too-large",
}  # fmt: skip


SCHEMA = json.loads(schema_text("en"))
VALIDATOR = Draft7Validator(SCHEMA)


def complaints(value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(value)]


def codes(folder: Path, text: str) -> set[str]:
    path = folder / "bank.yaml"
    path.write_text(text, encoding="utf-8")
    return {problem.code for problem in load_bank([path]).problems}


def sample(fields: str) -> str:
    """A bank of one plain question in which some fields are others."""
    lines = {
        "format": "format: 1", "id": "id: plain",
        "reference": "reference: {code: 'def f(x): return x', inputs: {x: N}}",
        "code": "code: 'def f(x): return (こ)'", "options": "options: [x + 1, x]", "answer": "answer: 1",
    }  # fmt: skip
    lines |= {line.partition(":")[0]: line for line in fields.split("\n")}
    if "blanks" in lines:
        del lines["options"], lines["answer"]
    head = lines.pop("format")
    return f"{head}\nquestions:\n  - " + "\n    ".join(lines.values()) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_is_one(language: str) -> None:
    schema = json.loads(schema_text("ja" if language == "ja" else "en"))
    assert schema["$schema"] == Draft7Validator.META_SCHEMA["$schema"]
    Draft7Validator.check_schema(schema)


def subschemas(schema: Any) -> Iterator[Any]:
    if isinstance(schema, dict):
        yield schema
        for key in ("items", "additionalProperties", "then", "else"):
            yield from subschemas(schema.get(key))
        for one in schema.get("properties", {}).values():
            yield from subschemas(one)


def test_every_field_is_explained_and_nothing_else_is_allowed() -> None:
    mappings = [one for one in subschemas(SCHEMA) if one.get("type") == "object"]
    assert len(mappings) > 20
    fields: list[Any] = []
    for one in mappings:
        assert one["additionalProperties"] is False or "propertyNames" in one
        fields += one.get("properties", {}).values()
        fields += [one["additionalProperties"]] if one["additionalProperties"] else []
    for field in fields:
        assert field["title"]
        assert field["description"]
        assert field["examples"]


def test_the_languages_differ_in_words_only() -> None:
    words = ("title", "description", "patternErrorMessage", "errorMessage")
    wordless = [
        re.sub(rf'"(?:{"|".join(words)})": "(?:[^"\\]|\\.)*"', "", schema_text(language)) for language in LANGUAGES
    ]
    assert wordless[0] == wordless[1]
    assert schema_text("ja") != schema_text("en")
    assert "書" not in re.sub(r'(?s)"examples": \[.*?\n *\]', "", schema_text("en"))


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_the_schema_accepts_valid_banks(path: Path) -> None:
    assert complaints(read(path)) == []


@pytest.mark.parametrize("number", range(len(SAMPLES)))
def test_the_schema_accepts_the_samples_of_the_documentation(number: int) -> None:
    assert complaints(read_text(SAMPLES[number])) == []


def test_every_problem_is_in_one_list() -> None:
    lists = (REFUSED, set(BY_VALUE), set(IN_PART), UNKNOWN)
    assert set.union(*map(set, lists)) == set(table("problems"))
    assert sum(map(len, lists)) == len(table("problems"))


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_the_schema_refuses_what_it_can_know(path: Path) -> None:
    found = {line.split()[1] for line in path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()}
    try:
        refused = complaints(read(path))
    except NoDocumentError:
        return
    if found & REFUSED:
        assert refused
    elif not found & {*BY_VALUE, *IN_PART}:
        assert refused == []


@pytest.mark.parametrize("code", [*BY_VALUE, *IN_PART])
def test_the_schema_knows_a_part(code: str, tmp_path: Path) -> None:
    refused, accepted = (sample(fields) for fields in {**BY_VALUE, **IN_PART}[code])
    assert codes(tmp_path, refused) == codes(tmp_path, accepted) == {code}
    assert complaints(read_text(refused))
    assert complaints(read_text(accepted)) == []


BANKS = [read(path) for path in VALID[:8]] + [read_text(text) for text in SAMPLES]
WORDS = [
    "", " ", "x", "# x", "x\n", "あ", "い", "N", "N D", "N, D", "(N)", "1..4", "4..1", "4", "3.5", "gru", "gru.gru",
    "easy", "book", "code", "GRU", "http://x.org", "ftp://x.org", "def f(x): return x", "def f(x): return (こ)",
    "x" * 81, "x" * 101, "x" * 2001, "x" * 4001, "x" * 10_001, "x" * 20_001,
]  # fmt: skip
KEYS = sorted({*form.QUESTION.keys, *form.OPTION.keys, *form.SOURCE.keys, *form.ERRATUM.keys, *form.TEXT.keys})
SCALARS = st.sampled_from([None, True, False, 0, 1, -1, 2, 11, 21, 1001, 0.05, 0.5, -0.5, 1.5, *WORDS])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from([*KEYS, "x", "N", "NN", "1x", "for", "い", "ああ"]), inner, max_size=3),
    max_leaves=4,
) | st.sampled_from([["x"] * 21, ["x"] * 61, [f"x{number}" for number in range(61)]])  # fmt: skip


VALUES_TO_TRY: list[Any] = [
    None, True, False, 0, 1, -1, 2, 10, 11, 20, 21, 1000, 1001, 0.05, 0.1, 0.5, -0.5, 1.5, *WORDS, "x\n\n",
    "x" * 80, "x" * 100,
    "x" * 2000, "x" * 4000, "x" * 10_000, "x" * 20_000, "http://x/" + "x" * 1991, "http://x/" + "x" * 1992, [], {},
    ["x"], ["x", "y"], ["x", None], [1, 2], ["N", "D"], [["x"]], {"ja": "x"}, {"en": " "}, {"ja": "x", "fr": "y"},
    {"code": "x"}, {"code": "x", "why": "y"}, {"why": "y"}, {"x": "N"}, {"x": "N, D"}, {"N": "1..4"}, {"N": 1001},
    {"kind": "note", "title": "x"}, {"kind": "blog", "title": "x"}, [{"kind": "note", "title": "x"}] * 11,
    {"こ": {"options": ["x", "h"], "answer": 1}}, {"こ": {"options": ["x"], "answer": 1}}, {"code": "x", "inputs": {}},
    {"code": "def gru(x): return x", "inputs": {"x": "N"}}, [{"corrected": "x", "printed": "y", "in": "code"}] * 31,
    *([f"x{number}" for number in range(count)] for count in (20, 21, 60, 61)),
    *({f"{letter}{number}": "1" for number in range(count)} for letter in "Nx" for count in (60, 61)),
]  # fmt: skip
PLACES = [(one.name, field.name) for one, field in FIELDS if one.name != "bank"] + [(name, "") for name in ENTRIES]


def where(path: Path, problem: Problem) -> int:
    """The number of the question, each on a line of its own, that a problem is of."""
    assert problem.place.path == str(path)
    return problem.place.line - 3


@pytest.mark.parametrize(("name", "key"), PLACES, ids=[f"{name}.{key}" for name, key in PLACES])
def test_schema_and_loader_agree_on_every_field(name: str, key: str, tmp_path: Path) -> None:
    questions = [question(name, key, value) for value in VALUES_TO_TRY]
    if (name, key) != ("question", "id"):
        questions = [{**one, "id": f"q-{number}"} for number, one in enumerate(questions)]
    path = tmp_path / "bank.yaml"
    path.write_text("format: 1\nquestions:\n" + "".join(f"- {written(one)}\n" for one in questions), encoding="utf-8")
    found: dict[int, set[str]] = {}
    for problem in load_bank([path]).problems:
        found.setdefault(where(path, problem), set()).add(problem.code)
    refused: dict[int, list[str]] = {}
    for error in VALIDATOR.iter_errors({"format": 1, "questions": questions}):
        refused.setdefault(int(error.path[1]), []).append(error.message[:200])
    for number, value in enumerate(VALUES_TO_TRY):
        agree(found.get(number, set()), refused.get(number, []), f"{name}.{key}: {str(value)[:100]}")


def agree(found: set[str], refused: list[str], what: str) -> None:
    """Where values are written in one way only, as here, all that the schema knows by value it knows."""
    in_part = {"answer-no-option", "blank-without-marker", "input-domain", "size-range", "syllabus-form"}
    if found & {*REFUSED, *BY_VALUE, *IN_PART} - in_part:
        assert refused, (what, found)
    elif not found & in_part:
        assert refused == [], (what, found)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each list or mapping within a value, with each of its keys."""
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(inner, dict | list):
            yield from places(inner)


def junk(draw: st.DrawFn) -> Any:
    return copy.deepcopy(draw(VALUES))


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """A valid bank in which something was left out, renamed, added or put in another's place."""
    value = copy.deepcopy(draw(st.sampled_from(BANKS)))
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        found = list(places(value))
        holder, key = found[draw(st.integers(0, len(found) - 1))]
        match draw(st.integers(0, 5)):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[draw(st.sampled_from([*KEYS, f"{key}s", "N", "い"]))] = holder.pop(key)
            case 2 if isinstance(holder, dict):
                holder[draw(st.sampled_from([*KEYS, "x", "N", "い"]))] = junk(draw)
            case 2:
                holder.insert(key, junk(draw))
            case 3 if len(written(holder[key])) < 1000:
                holder[key] = [copy.deepcopy(holder[key])] * draw(st.sampled_from([1, 2, 11, 21, 31, 61]))
            case _:
                holder[key] = junk(draw)
        if not value:
            break
    return value


@given(value=changed())
@examples(150)
def test_schema_and_loader_agree(value: Any, tmp_path: Path) -> None:
    text = written(value)
    assert read_text(text) == value
    agree(codes(tmp_path, text), complaints(value), "changed")
