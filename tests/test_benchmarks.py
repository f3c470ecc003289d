"""The benchmarks measure what they say: banks that hold, a raw loop that does the same job, figures as measured."""

import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from exam_drill.bank import load_bank
from exam_drill.catalogue import built_in_bank
from exam_drill.evaluate import evaluate
from exam_drill.quality import Finding, judge_question
from exam_drill.sandbox import Sandbox

FOLDER = Path(__file__).resolve().parent.parent / "benchmarks"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measuring needs /proc and taskset")


@pytest.fixture(scope="module")
def script() -> Iterator[Any]:
    """Imports a script of the folder by name; none of them stays imported."""
    before = set(sys.modules)
    sys.path.insert(0, str(FOLDER))
    try:
        yield importlib.import_module
    finally:
        sys.path.remove(str(FOLDER))
        for name in set(sys.modules) - before:
            if str(getattr(sys.modules[name], "__file__", None) or "").startswith(str(FOLDER)):
                del sys.modules[name]


@pytest.fixture(scope="module")
def whole(script: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank with one question of each template, every slot a blank, every wrong option among the options."""
    generate, draw = script("generate"), script("templates.draw")
    texts = [
        draw.question(template, f"{name}-s0-000000", Random(name), whole=True)
        for name, template in generate.TEMPLATES.items()
    ]
    path = tmp_path_factory.mktemp("whole") / "whole.yaml"
    path.write_text(generate.HEAD + "".join(texts), encoding="utf-8")
    return path


def texts_of(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")}


def test_the_same_arguments_make_the_same_bank(script: Any, tmp_path: Path) -> None:
    generate = script("generate")
    for name, questions, seed in (("one", 50, 3), ("same", 50, 3), ("other", 50, 4), ("short", 20, 3)):
        generate.write_bank(tmp_path / name, questions, per_file=10, seed=seed)
    one, same, other, short = (texts_of(tmp_path / name) for name in ("one", "same", "other", "short"))
    assert one == same
    assert len(one) == 5
    assert one != other
    assert short.items() <= one.items()


def test_generated_banks_have_no_problems(script: Any, tmp_path: Path) -> None:
    generate = script("generate")
    generate.write_bank(tmp_path, 120, per_file=50, seed=11, written=0.3)
    bank = load_bank([tmp_path])
    assert bank.problems == ()
    assert len(bank.questions) == 120
    assert all(len(blank.options) == 4 for question in bank.questions for blank in question.blanks)
    assert len({question.code.text for question in bank.questions}) == 120
    assert {len(question.blanks) for question in bank.questions} == {1, 2, 3}


def test_every_template_is_proven_with_all_its_wrong_options(whole: Path, sandbox: Sandbox) -> None:
    bank = load_bank([whole])
    assert bank.problems == ()
    assert len(bank.questions) >= 20
    for question in bank.questions:
        for blank in judge_question(evaluate(question, sandbox)).blanks:
            assert (blank.finding, blank.warnings) == (Finding.PROVEN, ()), (question.id, blank.label)


def test_the_raw_loop_comes_to_the_same_verdicts(script: Any, whole: Path) -> None:
    raw = script("raw")
    for paths in ([whole], [built_in_bank()]):
        found = list(raw.verdicts(paths))
        wanted = [
            (question.id, blank.label, blank.answer, [blank.answer])
            for question in load_bank(paths).questions
            for blank in question.blanks
        ]
        assert sorted(found) == sorted(wanted)


def test_the_raw_loop_tells_a_wrong_key(script: Any, whole: Path, tmp_path: Path) -> None:
    raw = script("raw")
    path = tmp_path / "wrong.yaml"
    text = "\n  - id: ".join(whole.read_text(encoding="utf-8").split("\n  - id: ")[:2])
    path.write_text(re.sub(r"answer: \d+", "answer: 5", text, count=1), encoding="utf-8")
    right = next(raw.verdicts([whole]))
    assert right[2] != 5
    assert next(raw.verdicts([path])) == (*right[:2], 5, right[3])


def test_an_early_stop_changes_no_verdict(script: Any, whole: Path) -> None:
    raw = script("raw")
    assert list(raw.verdicts([whole], 3, stop=True)) == list(raw.verdicts([whole], 3))


def test_a_change_is_one_of_so_many_questions_and_of_nothing_else(script: Any, tmp_path: Path) -> None:
    generate = script("generate")
    generate.write_bank(tmp_path, 60, per_file=20, seed=5)
    before = load_bank([tmp_path])
    changed = set(generate.change(tmp_path, None, 0.1, seed=1))
    changed |= set(generate.change(tmp_path, 1, 0.0, seed=2))
    after = load_bank([tmp_path])
    assert after.problems == ()
    assert [question.id for question in after.questions] == [question.id for question in before.questions]
    pairs = zip(before.questions, after.questions, strict=True)
    assert {one.id for one, other in pairs if (one.code.text, asked(one)) != (other.code.text, asked(other))} <= changed
    assert 6 <= len(changed) <= 7
    for one, other in zip(before.questions, after.questions, strict=True):
        assert (one.id in changed) == (one.prompt != other.prompt or asked(one) != asked(other)), one.id


def test_a_change_is_of_what_is_run(script: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    generate = script("generate")
    text, other = (generate.draw("gru-step", 1, 0, edition) for edition in (0, 1))
    editions = [text, text.replace("GRU", "gated unit"), other]
    assert editions[1] != text
    monkeypatch.setattr(generate, "draw", lambda *place: editions[place[3] if len(place) > 3 else 0])
    assert generate.another(text) == other


def asked(question: Any) -> object:
    return (
        question.code.text,
        question.sizes,
        question.inputs,
        [(blank.label, blank.answer, [option.code.text for option in blank.options]) for blank in question.blanks],
    )


def test_computing_of_all_descendants_is_counted() -> None:
    """Also of one that outlives its parent; in a process of its own, whose children are these alone."""
    work = "import time\nwhile time.process_time() < 0.2: pass"
    orphan = f"import os, sys\nif os.fork() == 0:\n    os.execv(sys.executable, [sys.executable, '-c', {work!r}])"
    program = f"import sys, measured\nprint(measured.run([sys.executable, '-c', {orphan!r}], {{}}).computing)"
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join((str(FOLDER.parent), str(FOLDER)))}
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True, env=variables
    )
    assert float(run.stdout) >= 0.2


def test_ratios_are_of_the_same_round(script: Any) -> None:
    compare, used = script("compare"), script("measured").Used
    raw = [used(seconds, seconds, 50.0, 0, "") for seconds in (1.0, 2.0, 4.0)]
    check = [used(seconds, 2 * seconds, 60.0, 0, "") for seconds in (2.0, 4.0, 8.0)]
    rows = compare.summed_up({"raw": raw, "check": check, "interpreter": [None, check[1], None]}, {"options": 4})
    found = {row["name"]: row for row in rows}
    assert found["check"]["ratio"] == {"median": 2.0, "low": 2.0, "high": 2.0}
    assert found["check"]["ratio_computing"]["median"] == 4.0
    assert (found["interpreter"]["rounds"], found["interpreter"]["ratio"]["median"]) == (1, 2.0)
    assert found["raw"]["seconds"]["median"] == 2.0


def test_the_page_has_the_figures_of_the_results(script: Any) -> None:
    report = script("report")
    found = report.results()
    page = report.PAGE.read_text(encoding="utf-8")
    assert report.written(page, found) == page
    for path, drawn in report.drawn(found).items():
        assert path.read_text(encoding="utf-8") == drawn, path.name


@pytest.mark.parametrize(
    ("ratio", "others", "reached"),
    [(1.2, 0.0, "yes"), (1.4, 0.0, "no"), (1.2, 0.4, "open: others were at work")],
)
def test_a_goal_is_reached_or_not(ratio: float, others: float, reached: str, script: Any) -> None:
    result = {"name": "check", "ratio": {"median": ratio, "low": ratio, "high": ratio}}
    banks = {"generated": {"results": [result], "two_workers": None}}
    said = script("goals").goals({"compare": {"machine": {"others": others}, "banks": banks}})
    line = next(line for line in said.splitlines() if "generated" in line)
    assert line.endswith(f"| at most 1.3× | {ratio:.2f}× | {reached} |")
    assert "built-in bank | at most 1.3× | not measured |  |" in said


def test_results_tell_no_places(script: Any) -> None:
    for name, result in script("report").results().items():
        assert "/" not in json.dumps(result), name
