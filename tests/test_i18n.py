"""The sentences: complete in both languages, with the same parameters, and each that is asked for exists."""

import ast
import string
from pathlib import Path

import pytest

import exam_drill
from exam_drill.i18n import TABLES, language_of_locale, say, table
from exam_drill.problem import CodedError
from exam_drill.quality import Finding, WarningKind
from exam_drill.verdict import ReasonKind, VerdictKind

ROOT = Path(exam_drill.__file__).parent
ALL = [(name, code) for name in TABLES for code in table(name)]


def parameters(sentence: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}


@pytest.mark.parametrize(("name", "code"), ALL, ids=[".".join(item) for item in ALL])
def test_both_languages_say_the_same(name: str, code: str) -> None:
    japanese, english = table(name)[code]
    assert japanese.strip()
    assert english.strip()
    assert parameters(japanese) == parameters(english)
    assert not any("\u4e00" <= character <= "\u9fff" for character in english)  # kana are labels of blanks


def literal_codes() -> set[str]:
    """Every code that is written out in a call of `say`."""
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        found.add(argument.value)
    return found - {"ja", "en"}


def test_every_sentence_that_is_asked_for_exists() -> None:
    codes = literal_codes()
    assert len(codes) > 50
    for code in codes:
        name, _, sentence = code.partition(".")
        assert sentence in table(name), code


def test_every_code_of_the_core_has_a_sentence() -> None:
    assert {str(finding) for finding in Finding} - {"reference_failed", "invalid"} <= set(table("findings"))
    assert {str(kind) for kind in WarningKind} <= set(table("findings"))
    assert {str(kind) for kind in ReasonKind} <= set(table("reasons"))
    assert {str(kind) for kind in VerdictKind} <= set(table("reasons"))
    # Codes of errors are written where they are raised.
    for path in (ROOT / "cases.py", ROOT / "reference.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
                argument = node.exc.args[0]
                if isinstance(argument, ast.Constant):
                    assert f"reference-{argument.value}" in table("findings"), argument.value
    assert issubclass(CodedError, ValueError)


def test_parameters_may_have_any_name() -> None:
    assert say("en", "findings.reference", code="x") == "The reference cannot be used (x)."


def test_the_language_is_that_of_the_locale() -> None:
    assert language_of_locale({"LANG": "ja_JP.UTF-8"}) == "ja"
    assert language_of_locale({"LANG": "en_GB.UTF-8"}) == "en"
    assert language_of_locale({"LANG": "de_DE"}) == "en"
    assert language_of_locale({"LANG": "ja_JP.UTF-8", "LC_ALL": "en_US.UTF-8"}) == "en"
    assert language_of_locale({"LANG": "C.UTF-8"}) == "ja"
    assert language_of_locale({}) == "ja"
    with pytest.raises(KeyError):
        say("en", "report.missing")
