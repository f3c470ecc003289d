"""Finds a question's reference: its source, its declared inputs and outputs, and the helpers that come with it."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from exam_drill import catalogue
from exam_drill.cases import Case, CaseError, Draw
from exam_drill.compare import is_number
from exam_drill.domain import InputError, InputSpec, parse_input, parse_size
from exam_drill.outcome import Outcome
from exam_drill.problem import CodedError
from exam_drill.question import Question, WrittenReference

SCALAR = "scalar"


class UnusableReferenceError(CodedError):
    """A reference that cannot be used."""


@dataclass(frozen=True, slots=True)
class LoadedReference:
    """A reference as text, ready for the sandbox, with its inputs in the order of its parameters."""

    source: str
    function: str
    specs: Mapping[str, InputSpec]
    outputs: tuple[str, ...] | str | None
    given: tuple[str, ...]
    draws: Mapping[str, Draw]

    @property
    def digest(self) -> str:
        """SHA-256 of its source and the function's name, in hexadecimal."""
        return hashlib.sha256(f"{self.function}\0{self.source}".encode()).hexdigest()


def load_reference(question: Question) -> LoadedReference:
    """The reference of a question, with the question's own `inputs` in place of the declared ones.

    UnusableReferenceError if there is no such module or function, or if its inputs are not declared or cannot be read.
    """
    reference = question.reference
    draws: Mapping[str, Draw] = {}
    if isinstance(reference, WrittenReference):
        source, declared, outputs = reference.code.text, reference.inputs, reference.outputs
        given = question.given
    else:
        try:
            source = catalogue.source(reference.module)
        except KeyError:
            raise UnusableReferenceError("unknown", name=str(reference)) from None
        declarations = catalogue.declarations(reference.module)
        if reference.function not in declarations.inputs:
            raise UnusableReferenceError("undeclared", name=str(reference))
        declared = declarations.inputs[reference.function]
        outputs = declarations.outputs.get(reference.function)
        given = tuple(dict.fromkeys((*declarations.given, *question.given)))
        if declarations.draws:
            draws = load_module(reference.module).DRAW
    specs = {}
    for name, text in {**declared, **question.inputs}.items():
        try:
            specs[name] = parse_input(text, frozenset(draws))
        except InputError as error:
            raise UnusableReferenceError(error.code, name=name, text=text) from None
    return LoadedReference(source, reference.function, specs, outputs, given, draws)


@cache
def load_module(module: str) -> ModuleType:
    """A built-in reference module, run in this process from the very file whose text is the reference."""
    path = catalogue.reference_folder() / f"{module}.py"
    spec = importlib.util.spec_from_file_location(f"exam_drill_reference_{module}", path)
    if spec is None or spec.loader is None:
        raise UnusableReferenceError("unknown", name=module)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def check_outputs(reference: LoadedReference, case: Case, outcome: Outcome) -> Mapping[str, str]:
    """Holds a reference's result against its declared shapes; {} if they agree, else expected and got."""
    if reference.outputs is None:
        return {}
    if isinstance(reference.outputs, tuple):
        texts, values = reference.outputs, outcome.value
    else:
        texts, values = (reference.outputs,), (outcome.value,)
    if not isinstance(values, tuple) or len(values) != len(texts):
        return {"expected": f"tuple of {len(texts)}", "got": type(values).__name__}
    for text, value in zip(texts, values, strict=True):
        try:
            expected = tuple(parse_size(part).evaluate(case.sizes) for part in text.split() if part != SCALAR)
        except (InputError, KeyError) as error:
            raise CaseError("output-size", text=text) from error
        got = getattr(value, "shape", ()) if is_number(value) else type(value).__name__
        if got != expected:
            return {"expected": f"{text} = {expected}", "got": str(got)}
    return {}
