"""What docs/authoring.md claims: its tables, its recipes, its sample of a module, hold."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from references.declared import check_extremes, check_inputs_untouched, check_shapes, check_single

from exam_drill import catalogue
from exam_drill.bank import load_bank
from exam_drill.domain import parse_input
from exam_drill.evaluate import evaluate
from exam_drill.lint import Level, lint
from exam_drill.lint.rules import LEVELS
from exam_drill.quality import BlankReport, Finding, judge_question
from exam_drill.question import Question
from exam_drill.reference import load_module
from exam_drill.sandbox import Sandbox
from exam_drill.verdict import VerdictKind

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "authoring.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`]+)`")
STATEMENT = re.compile(r"\w+(\[\w+\])? [-+*/]?= |np\.add\.at")
SOFTMAX = """
def softmax(x, axis):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
"""
COMMON = {"x": "N D", "dy": "N D", "y": "uniform(-1, 1) N D", "v": "positive D"}  # as the page says below its table


def table(head: str) -> list[list[str]]:
    """The rows of all tables whose first heading this is."""
    found = []
    for lines in re.findall(rf"^\| {head} \|.*\n\|[-|]+\n((?:\|.*\n)+)", PAGE, re.MULTILINE):
        found += [[cell.strip() for cell in line.strip("|\n ").split(" | ")] for line in lines.splitlines()]
    return found


def block(kind: str) -> str:
    return re.findall(rf"^```{re.escape(kind)}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[0]


def question(number: int, title: str, right: str, wrong: list[str], inputs: dict[str, str]) -> dict[str, object]:
    """A question whose program is nothing but the blank."""
    used = {name: text for name, text in inputs.items() if re.search(rf"\b{name}\b", " ".join([right, *wrong]))}
    assert used.keys() == inputs.keys() or inputs is COMMON, title
    lead = "" if STATEMENT.match(right) else "return "
    head = f"def target({', '.join(used)}):\n    {lead}"
    return {
        "id": f"row-{number}",
        "title": title,
        "reference": {"code": f"{SOFTMAX}{head}{right}\n", "inputs": used},
        "given": ["softmax"],
        "code": f"{head}(あ)\n",
        "options": [*wrong, right],
        "answer": len(wrong) + 1,
    }


def judged(
    questions: list[dict[str, object]], folder: Path, sandbox: Sandbox
) -> Iterator[tuple[Question, BlankReport]]:
    path = folder / "rows.yaml"
    path.write_text(yaml.safe_dump({"format": 1, "questions": questions}, allow_unicode=True), encoding="utf-8")
    bank = load_bank([path])
    assert bank.problems == ()
    for one in bank.questions:
        for blank in judge_question(evaluate(one, sandbox)).blanks:
            yield one, blank


def test_each_mistake_of_the_field_runs_and_differs_clearly(sandbox: Sandbox, tmp_path: Path) -> None:
    questions = []
    for number, (title, right, wrong, declared) in enumerate(table("mistake")):
        (names,) = CODE.findall(declared)
        inputs = {name: text for part in names.split("; ") for name, text in named(part)}
        questions.append(question(number, title, *CODE.findall(right), CODE.findall(wrong), inputs))
    assert len(questions) > 30
    for one, blank in judged(questions, tmp_path, sandbox):
        assert blank.finding is Finding.PROVEN, one.title
        assert blank.warnings == (), one.title
        assert blank.verdicts[0].kind is VerdictKind.DIFFERS, one.title


def named(part: str) -> list[tuple[str, str]]:
    """`"Q, K: T D"` as inputs."""
    names, _, text = part.partition(": ")
    return [(name, text) for name in names.split(", ")]


def test_each_fault_of_options_is_told_as_the_page_says(sandbox: Sandbox, tmp_path: Path) -> None:
    questions, expected = [], {}
    for number, (title, right, wrong, says) in enumerate(table("fault")):
        questions.append(question(number, title, *CODE.findall(right), CODE.findall(wrong), COMMON))
        expected[f"row-{number}"] = set(CODE.findall(says))
    assert questions
    for one, blank in judged(questions, tmp_path, sandbox):
        said = {str(warning.kind) for warning in blank.warnings} | {str(blank.finding)}
        assert said - {"proven"} == expected[one.id], one.title


def test_no_sample_has_a_warning_but_the_one_about_warnings(sandbox: Sandbox, tmp_path: Path) -> None:
    kinds = set()
    for kind, body in re.findall(r"^```yaml([^\n]*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        if kind == " fragment":
            continue
        for one, blank in judged(yaml.safe_load(body)["questions"], tmp_path, sandbox):
            assert bool(blank.warnings) is (kind == " warnings"), one.id
            kinds |= {warning.kind for warning in blank.warnings}
    for warning in kinds:
        assert f"`{warning}`" in PAGE


def test_lint_has_nothing_to_say_of_the_samples(tmp_path: Path) -> None:
    for number, body in enumerate(re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)):
        (tmp_path / f"{number}.yaml").write_text(body, encoding="utf-8")
    for report in lint([tmp_path]):
        assert report.problems == ()
        assert [one for one in report.findings if LEVELS[one.problem.code] is Level.WARNING] == []


def test_every_input_that_the_page_writes_can_be_read() -> None:
    declarations = [text for _, cell in table("to draw") for text in CODE.findall(cell) if ": " in text]
    assert len(declarations) > 10
    for declaration in declarations:
        if "{" not in declaration:
            parse_input(declaration.partition(": ")[2].strip('"'))


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The page's sample of a module, as if it stood among the references."""
    kind = re.findall(r"^```python (\w+)\.py$", PAGE, re.MULTILINE)[0]
    (tmp_path / f"{kind}.py").write_text(block(f"python {kind}.py"), encoding="utf-8")
    caches = (
        catalogue.modules,
        catalogue.source,
        catalogue.functions,
        catalogue.statements,
        catalogue.declarations,
        load_module,
    )
    for cache in caches:
        cache.cache_clear()
    monkeypatch.setattr(catalogue, "reference_folder", lambda: tmp_path)
    yield kind
    for cache in caches:
        cache.cache_clear()


def test_the_sample_of_a_module_is_what_a_module_must_be(module: str) -> None:
    loaded = load_module(module)
    (function,) = catalogue.declarations(module).inputs
    for ones in ("", "N", "V"):
        check_shapes(loaded, module, function, ones)
    check_inputs_untouched(loaded, module, function)
    check_extremes(loaded, module, function)
    check_single(loaded, module, function)
    text = block(f"python {module}.py")
    assert all(
        part in text for part in ("Symbols: ", "Where textbooks disagree", "Args:", "Returns:", "Raises:", "Source: ")
    )


@pytest.mark.oracle
def test_the_oracle_of_the_sample_agrees(module: str) -> None:
    from references.oracles.base import TRIALS, largest_error

    torch = pytest.importorskip("torch")
    space: dict[str, object] = {}
    exec(compile(block("python oracles"), "oracles", "exec"), space)
    (oracle,) = space["ORACLES"]
    for trial in range(TRIALS):
        assert largest_error(oracle.answer(load_module(module), trial), oracle.ask(torch, trial)) < oracle.tolerance
