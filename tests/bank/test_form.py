"""The definition of format 1: explained in both languages, each example usable, each pattern true."""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from as_editors import written
from fuzzing import examples
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from exam_drill.bank import form, load_bank
from exam_drill.bank.form import Code, Entries, Form, Kind, Word
from exam_drill.commands.schema import schema_text
from exam_drill.compare import ATOL, RTOL
from exam_drill.domain import DOMAINS, InputError, parse_input
from exam_drill.evaluate import Settings
from exam_drill.i18n import table
from exam_drill.i18n.form import DESCRIPTIONS, EXPECTATIONS, TITLES
from exam_drill.question import LANGUAGES

PLAIN: dict[str, Any] = {
    "id": "plain",
    "reference": "gru.gru",
    "code": "def gru(x, h):\n    return (こ)\n",
    "options": ["z * h_bar", "h_bar"],
    "answer": 1,
    "call": "gru(x, h)",
    "source": {"kind": "note", "title": "x"},
}
VALIDATOR = Draft7Validator(json.loads(schema_text("en")))
WRITTEN = {"code": "def gru(x, h): return x", "inputs": {"x": "N D", "h": "N D"}}
ERRATUM = {"corrected": "h_bar", "printed": "h_hat", "in": "options"}


def kinds(kind: Kind) -> Iterator[Kind]:
    """A kind and all that it is made of."""
    yield kind
    parts: tuple[Kind, ...] = ()
    match kind:
        case form.Items():
            parts = (kind.item,)
        case form.Either():
            parts = kind.kinds
        case Entries():
            parts = (kind.key, kind.value)
        case Form():
            parts = tuple(field.kind for field in kind.fields)
    for part in parts:
        yield from kinds(part)


FORMS = {kind.name: kind for kind in kinds(form.BANK) if isinstance(kind, Form)}
ENTRIES = {kind.name: kind for kind in kinds(form.BANK) if isinstance(kind, Entries)}
FIELDS = [(one, field) for one in FORMS.values() for field in one.fields]


def question(name: str, key: str, value: Any) -> dict[str, Any]:
    """A plain question with the value in a field of one of its mappings."""
    blank = {"options": PLAIN["options"], "answer": PLAIN["answer"]}
    changes: dict[str, dict[str, Any]] = {
        "question": {key: value},
        "blank": {"blanks": {"こ": {**blank, key: value}}},
        "option": {"options": [{"code": "z * h_bar", key: value}, "h_bar"]},
        "reference": {"reference": {**WRITTEN, key: value}},
        "source": {"source": {"kind": "note", "title": "x", key: value}},
        "erratum": {"errata": [{**ERRATUM, key: value}]},
        "text": {"title": {key: value}},
        "inputs": {"inputs": {"x": value}},
        "sizes": {"sizes": {"N": value}},
        "blanks": {"blanks": {"こ": value}},
    }
    changed = {**PLAIN, **changes[name]}
    if key == "answer" and name == "question":
        changed["options"] = [f"x + {number}" for number in range(value)]
    if key == "answer" and name == "blank":
        changed["blanks"]["こ"]["options"] = [f"x + {number}" for number in range(value)]
    if "blanks" in changed:
        del changed["options"], changed["answer"]
    return changed


def bank(name: str, key: str, value: Any) -> dict[str, Any]:
    whole = {"format": 1, "questions": [PLAIN]}
    return {**whole, key: value} if name == "bank" else {**whole, "questions": [question(name, key, value)]}


PLACES = [(one.name, field.name, example) for one, field in FIELDS for example in field.examples]
PLACES += [(one.name, "", example) for one in ENTRIES.values() for example in one.examples]


@pytest.mark.parametrize(("name", "key", "example"), PLACES, ids=[f"{name}.{key}" for name, key, _ in PLACES])
def test_examples_are_good(name: str, key: str, example: Any, tmp_path: Path) -> None:
    value = bank(name, key, example)
    path = tmp_path / "bank.yaml"
    path.write_text(written(value), encoding="utf-8")
    loaded = load_bank([path])
    assert loaded.problems == ()
    assert loaded.questions
    assert list(VALIDATOR.iter_errors(value)) == []


def test_everything_is_explained() -> None:
    names = [*FORMS, *(f"{one.name}.{field.name}" for one, field in FIELDS), *(f"{name}.*" for name in ENTRIES)]
    assert sorted(DESCRIPTIONS) == sorted(TITLES) == sorted(names)
    assert all(field.examples for _, field in FIELDS)
    assert all(entries.examples for entries in ENTRIES.values())
    expected = {kind.name for kind in kinds(form.BANK) if isinstance(kind, Word | Code)} - {""}
    assert set(EXPECTATIONS) == expected | {field.unless for _, field in FIELDS if field.unless}


def test_what_is_said_of_inputs_and_trials_is_true() -> None:
    for index in range(len(LANGUAGES)):
        for domain in DOMAINS:
            assert domain in table("form")["inputs.*"][index]
        assert str(Settings().trials) in table("form")["question.trials"][index]
        for name, usual in (("rtol", RTOL), ("atol", ATOL)):
            (said,) = re.findall(r"1\.0e-[0-9]+", table("form")[f"question.{name}"][index])[:1]
            assert float(said) == usual
        for name, choice in (("difficulty", form.DIFFICULTY), ("source.kind", form.SOURCE_KIND)):
            text = table("form")[name if "." in name else f"question.{name}"][index]
            assert all(word in text for word in choice.words)
        assert all(word in table("form")["erratum.in"][index] for word in form.ERRATUM_PART.words)


def problem_of(declaration: str) -> str:
    try:
        parse_input(declaration)
    except InputError as error:
        return error.code
    return ""


@given(st.lists(st.sampled_from([*"NDx 0123+-*,(_)", " ", "T2", "mask", "integer(0, V)", "scalar"]), max_size=8))
@examples(500)
def test_a_declaration_is_what_the_pattern_says(pieces: list[str]) -> None:
    text = "".join(pieces)
    assume(not re.search("[0-9]{4}", text) and text.count("*") < 2)  # the pattern does not know what is above a million
    problem = problem_of(text)
    if problem != "input-domain":  # which is told before the sizes are looked at
        found = re.fullmatch(form.DECLARATION.pattern, text) is not None
        assert found == (problem not in ("input-empty", "input-syntax", "input-size"))
    if text.strip():
        sizes = re.fullmatch(form.OUTPUT.pattern, text) is not None
        assert sizes == (problem_of("normal" if text.strip() == "scalar" else f"normal {text}") in ("", "input-sizes"))


@given(st.text(st.sampled_from("aZ_0é名 -.×"), max_size=4) | st.sampled_from(["for", "fork", "None", "is", "isa"]))
@examples(200)
def test_an_inputs_name_is_what_the_pattern_says(name: str) -> None:
    is_name = name.isidentifier() and not keyword.iskeyword(name)
    found = re.fullmatch(form.INPUT_NAME.pattern, name) is not None
    assert found >= is_name
    if "×" not in name:  # beyond ASCII the pattern takes every character for a letter
        assert found == is_name


def test_patterns_mean_the_same_in_javascript() -> None:
    """There a backslash before any other character is an error, and so is most of what `(?` begins."""
    patterns = [kind.pattern if isinstance(kind, Word) else kind.holds for kind in kinds(form.BANK)
                if isinstance(kind, Word | Code)]  # fmt: skip
    assert any("(?!" in pattern for pattern in patterns)
    for pattern in patterns:
        assert set(re.findall(r"\(\?(.)", pattern)) <= {":", "!"}
        assert set(re.findall(r"\\(.)", pattern)) <= set(r"sSnxt^$\.*+?()[]{}|")
        assert not re.search(r"[*+?}][+]", pattern)


def test_a_field_is_known_by_one_name() -> None:
    for one in FORMS.values():
        assert len(set(one.keys)) == len(one.keys)
        assert all(not field.unless or field.unless in one.keys for field in one.fields)
