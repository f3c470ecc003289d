"""The samples in the docstrings of the rules: the passing one loads, the failing one has a problem of that rule."""

from __future__ import annotations

import importlib
import pkgutil
import re
import textwrap
from pathlib import Path
from types import ModuleType

import pytest

from exam_drill.bank import Bank, load_bank, rules
from exam_drill.i18n import table

PLAIN = {
    "id": "id: sample\n",
    "reference": "reference: {code: 'def f(x): return x + 1', inputs: {x: N D}}\n",
    "code": "code: |\n  def f(x):\n      return （あ）\n",
    "options": "options: [x + 1, x - 1]\n",
    "answer": "answer: 1\n",
}
MODULES = [
    importlib.import_module(f"{rules.__name__}.{module.name}") for module in pkgutil.iter_modules(rules.__path__)
]


def samples(module: ModuleType, kind: str) -> list[str]:
    found = re.findall(rf"^{kind}::\n\n((?:(?: {{4}}.*)?\n)+)", module.__doc__ or "", re.MULTILINE)
    return [textwrap.dedent(sample).strip() + "\n" for sample in found]


def load(folder: Path, sample: str) -> Bank:
    fields = {match[1]: match[0] for match in re.finditer(r"(?m)^([a-z]+):.*\n(?:[ ].*\n)*", sample)}
    assert "".join(fields.values()) == sample
    merged = {**PLAIN, **fields}
    if "blanks" in merged:
        del merged["options"], merged["answer"]
    if fields.get("code", "").find("def g(") >= 0:
        merged["reference"] = PLAIN["reference"]
    question = textwrap.indent("".join(merged.values()), "    ").replace("    ", "  - ", 1)
    path = folder / "bank.yaml"
    path.write_text(f"format: 1\nquestions:\n{question}", encoding="utf-8")
    return load_bank([path])


def codes(module: ModuleType) -> set[str]:
    return set(re.findall(r"`([a-z]+(?:-[a-z0-9]+)+)`", Path(str(module.__file__)).read_text(encoding="utf-8")))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_samples_of_a_rule(module: ModuleType, tmp_path: Path) -> None:
    assert samples(module, "Passes")
    assert samples(module, "Fails")
    for sample in samples(module, "Passes"):
        assert load(tmp_path, sample).problems == ()
    own = codes(module) & set(table("problems")) | {code for code in table("problems") if code.startswith("input-")}
    for sample in samples(module, "Fails"):
        found = {problem.code for problem in load(tmp_path, sample).problems}
        assert found
        assert found <= own


def test_every_rule_is_used() -> None:
    used = {rule.__module__ for rule in rules.RULES} | {rules.errata.__name__}
    assert used == {module.__name__ for module in MODULES}
