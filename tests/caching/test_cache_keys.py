"""What a result hangs on: all that decides it, and nothing else."""

from __future__ import annotations

import ast
import dataclasses
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made_results import PATH, QUESTION, WRITTEN, code

import exam_drill
from exam_drill import engine
from exam_drill.caching import keys
from exam_drill.checking.settings import CheckSettings
from exam_drill.question import Blank, Code, NamedReference, Option, Place, Question, Text, WrittenReference
from exam_drill.sandbox import Layer, Limits

ROOT = Path(exam_drill.__file__).parent
RUN = b"run"


def key(question: Question, *, printed: bool = False) -> bytes:
    return keys.question_key(RUN, question, as_printed=printed)


def moved(value: Any, lines: int) -> Any:
    """A question, or a part of one, that stands so many lines further down in another file."""
    if isinstance(value, Place):
        return Place("other.yaml", value.line + lines, value.column)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: moved(getattr(value, f.name), lines) for f in dataclasses.fields(value)})
    return tuple(moved(item, lines) for item in value) if isinstance(value, tuple) else value


def option(number: int, **changes: Any) -> Question:
    blank = QUESTION.blanks[0]
    options = tuple(replace(one, **changes) if one.number == number else one for one in blank.options)
    return replace(QUESTION, blanks=(replace(blank, options=options),))


def blank(**changes: Any) -> Question:
    return replace(QUESTION, blanks=(replace(QUESTION.blanks[0], **changes),))


DECIDING: dict[str, Question] = {
    "id": replace(QUESTION, id="make-2"),
    "column": replace(QUESTION, place=Place(PATH, 3, 3)),
    "code": replace(QUESTION, code=code("def f(x, y):\n    return  (こ)", 8)),
    "place of the code": replace(QUESTION, code=code(QUESTION.code.text, 9)),
    "column of the code": replace(QUESTION, code=code(QUESTION.code.text, 8, 8)),
    "place of one line": replace(QUESTION, code=Code(QUESTION.code.text, (QUESTION.code.lines[0], Place(PATH, 10, 7)))),
    "label": blank(label="さ"),
    "answer": blank(answer=1),
    "place of the answer": blank(place=Place(PATH, 16, 13)),
    "option": option(3, code=code("y", 14, 9)),
    "place of an option": option(3, code=code("x", 14, 8)),
    "another option": blank(options=(*QUESTION.blanks[0].options, Option(4, code("y", 15)))),
    "another blank": replace(
        QUESTION, blanks=(*QUESTION.blanks, Blank("さ", QUESTION.blanks[0].options, 1, Place(PATH, 9, 1)))
    ),
    "module": replace(QUESTION, reference=NamedReference("lstm", "gru")),
    "function": replace(QUESTION, reference=NamedReference("gru", "gru_step")),
    "written": WRITTEN,
    "call": replace(QUESTION, call=code("f(y, x)", 16)),
    "no call": replace(QUESTION, call=None),
    "given": replace(QUESTION, given=()),
    "inputs": replace(QUESTION, inputs={"x": "positive N D"}),
    "names of inputs": replace(QUESTION, inputs={"y": "N D"}),
    "sizes": replace(QUESTION, sizes={"N": (1, 5)}),
    "trials": replace(QUESTION, trials=6),
    "no trials": replace(QUESTION, trials=None),
    "rtol": replace(QUESTION, rtol=1e-5),
    "atol": replace(QUESTION, atol=1e-7),
}
APART: dict[str, Question] = {
    "title": replace(QUESTION, title=None),
    "syllabus": replace(QUESTION, syllabus="3.4"),
    "explanation": replace(QUESTION, explanation=None),
    "hint": replace(QUESTION, hint=Text("x", "y")),
    "tags": replace(QUESTION, tags=()),
    "difficulty": replace(QUESTION, difficulty=None),
    "why": option(1, why=None),
    "file and line": moved(QUESTION, 40),
    "title of a source": replace(QUESTION, sources=(replace(QUESTION.sources[0], title=Text("B", None)),)),
}
PRINTED: dict[str, Question] = {
    "prompt": replace(QUESTION, prompt=Text("何か。", None)),
    "errata": replace(QUESTION, errata=()),
    "printed": replace(QUESTION, errata=(replace(QUESTION.errata[0], printed="x / y"),)),
    "where": replace(QUESTION, errata=(replace(QUESTION.errata[0], where="code"),)),
    "of which sources": replace(QUESTION, errata=(replace(QUESTION.errata[0], sources=()),)),
    "sources": replace(QUESTION, sources=QUESTION.sources * 2),
}


@pytest.mark.parametrize("name", DECIDING)
@pytest.mark.parametrize("printed", [False, True])
def test_what_decides_makes_another_key(name: str, printed: bool) -> None:
    assert key(DECIDING[name], printed=printed) != key(QUESTION, printed=printed)


@pytest.mark.parametrize("name", APART)
@pytest.mark.parametrize("printed", [False, True])
def test_what_decides_nothing_makes_none(name: str, printed: bool) -> None:
    assert key(APART[name], printed=printed) == key(QUESTION, printed=printed)


@pytest.mark.parametrize("name", PRINTED)
def test_errata_count_for_the_question_as_printed_only(name: str) -> None:
    assert key(PRINTED[name]) == key(QUESTION)
    assert key(PRINTED[name], printed=True) != key(QUESTION, printed=True)


def test_every_field_of_a_question_is_in_one_of_the_lists() -> None:
    """A new field of the format has to be put into one: whether it decides is not for the cache to guess."""
    lists = [*DECIDING.values(), *APART.values(), *PRINTED.values()]
    for field in dataclasses.fields(Question):
        assert any(getattr(one, field.name) != getattr(QUESTION, field.name) for one in lists), field.name


def test_every_part_of_a_written_reference_decides() -> None:
    reference = WRITTEN.reference
    assert isinstance(reference, WrittenReference)
    changed = (
        replace(reference, code=code("def f(x, y):\n    return y - x", 20)),
        replace(reference, code=code(reference.code.text, 21)),
        replace(reference, function="g"),
        replace(reference, inputs={"x": "N D", "y": "D N"}),
        replace(reference, outputs=None),
    )
    found = {key(replace(WRITTEN, reference=one)) for one in (reference, *changed)}
    assert len(found) == 1 + len(changed)
    assert key(moved(WRITTEN, 7)) == key(WRITTEN)


def test_a_reference_module_decides_with_all_that_stands_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key(QUESTION)
    text = exam_drill.catalogue.source("gru")
    monkeypatch.setattr("exam_drill.catalogue.source", lambda _: text.replace("sigmoid", "sigmoid_", 1))
    keys._source.cache_clear()
    try:
        assert key(QUESTION) != before
    finally:
        keys._source.cache_clear()


def settings() -> Iterator[tuple[str, CheckSettings]]:
    """The settings with one field changed, for every field there is."""
    plain, limits = CheckSettings(), Limits()
    for field in dataclasses.fields(CheckSettings):
        value = getattr(plain, field.name)
        if field.name != "limits":
            yield field.name, replace(plain, **{field.name: not value if isinstance(value, bool) else value + 1})
    for field in dataclasses.fields(Limits):
        value = getattr(limits, field.name)
        other = value - {Layer.POLICY} if field.name == "layers" else value + 1
        yield f"limits.{field.name}", replace(plain, limits=replace(limits, **{field.name: other}))


OTHERS = dict(settings())


@pytest.mark.parametrize("name", OTHERS)
def test_every_setting_decides(name: str) -> None:
    assert keys.run_key(OTHERS[name]) != keys.run_key(CheckSettings())
    assert keys.run_key(CheckSettings()) == keys.run_key(CheckSettings())


def test_a_setting_of_an_unknown_kind_is_no_key() -> None:
    with pytest.raises(TypeError):
        keys.plain_value({1, 2})


@pytest.mark.parametrize("part", ["judging", "system"])
def test_engine_and_system_decide(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = keys.run_key(CheckSettings())
    monkeypatch.setattr(engine, part, lambda: "another")
    assert keys.run_key(CheckSettings()) != before


@pytest.mark.parametrize("part", ["loading", "system"])
def test_the_loader_and_the_system_decide_on_files(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = keys.file_key(b"format: 1")
    assert keys.file_key(b"format: 2") != before
    monkeypatch.setattr(engine, part, lambda: "another")
    assert keys.file_key(b"format: 1") != before


# our own code


@pytest.mark.parametrize("edited", ["compare.py", "sandbox/inside/run.py", "checking/bench.py", "bank/errata.py"])
def test_an_edit_of_what_judges_shows(edited: str, tmp_path: Path) -> None:
    copy = tmp_path / "exam_drill"
    for part in engine.JUDGING:
        source, target = ROOT / part, copy / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    assert engine.digest(copy, engine.JUDGING) == engine.judging()
    with open(copy / edited, "a", encoding="utf-8") as file:
        file.write("# edited\n")
    assert engine.digest(copy, engine.JUDGING) != engine.judging()


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in found if name.startswith("exam_drill.")}


def reached(*starts: str) -> set[Path]:
    """The files of exam_drill that these modules import, and those that these import in turn."""
    seen: set[Path] = set()
    todo = list(starts)
    while todo:
        base = ROOT.parent.joinpath(*todo.pop().split("."))
        path = base.with_suffix(".py") if base.with_suffix(".py").is_file() else base / "__init__.py"
        if path.is_file() and path not in seen:
            seen.add(path)
            todo += imported(path)
    return seen


@pytest.mark.parametrize(
    ("parts", "starts"),
    [
        (engine.JUDGING, ("exam_drill.checking.bench", "exam_drill.quality", "exam_drill.checking.record")),
        (engine.LOADING, ("exam_drill.bank.load", "exam_drill.bank.files", "exam_drill.bank.plain")),
    ],
)
def test_all_that_has_a_say_is_digested(parts: tuple[str, ...], starts: tuple[str, ...]) -> None:
    for path in reached(*starts):
        assert path.relative_to(ROOT).parts[0] in parts, path
    for part in parts:
        assert (ROOT / part).exists(), part
