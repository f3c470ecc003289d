"""The definition of format 1: explained in both languages, each example usable, each pattern true."""

from __future__ import annotations

import json
import keyword
import re
from pathlib import Path
from typing import Any

import pytest
from as_editors import written
from fuzzing import examples
from hypothesis import assume, example, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from plain_banks import ENTRIES, FIELDS, FORMS, bank, kinds

from exam_drill.bank import form, load_bank
from exam_drill.bank.form import Code, Word
from exam_drill.commands.schema import schema_text
from exam_drill.compare import ATOL, RTOL
from exam_drill.domain import DOMAINS, InputError, parse_input
from exam_drill.evaluate import Settings
from exam_drill.i18n import table
from exam_drill.i18n.form import DESCRIPTIONS, EXPECTATIONS, TITLES
from exam_drill.question import LANGUAGES

VALIDATOR = Draft7Validator(json.loads(schema_text("en")))
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


@example(["mask*D"])
@example(["mask 4 * N D+2 T -1"])
@example(["integer(0, V)-N"])
@given(st.lists(st.sampled_from([*"NDx 0123+-*,(_)", " ", "T2", "mask", "integer(0, V)", "scalar"]), max_size=8))
@examples(200)
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
