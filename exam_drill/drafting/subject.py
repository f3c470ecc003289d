"""What a question is drafted about: a function, as a reference and as the listing that learners see.

gru.gru     ─ from_reference ─┐                        reference   gru.gru, or written in the bank
                              ├─ sandbox.excerpts ─▶   listing     without annotations, with shapes
my_ref.py   ─ from_source ────┘                        given       helpers that stand beside it
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exam_drill import catalogue
from exam_drill.domain import InputError, parse_input
from exam_drill.drafting.compose import Written
from exam_drill.drafting.errors import DraftError
from exam_drill.drafting.listing import make_listing
from exam_drill.drafting.shapes import shapes_said
from exam_drill.sandbox import Sandbox
from exam_drill.sandbox.excerpts import Cut, Piece, cut

_NAMED = re.compile(r"([a-z][a-z0-9_]*)\.([A-Za-z]\w*)")

AskInput = Callable[[str], str]  # asks for the declaration of the parameter with this name


@dataclass(frozen=True, slots=True)
class Subject:
    """A function to ask about; `topic` names the file that its questions go to unless another one is named."""

    function: str
    topic: str
    reference: str | Written
    inputs: Mapping[str, str]
    domains: tuple[str, ...]
    given: tuple[str, ...]
    listing: str


def from_reference(sandbox: Sandbox, name: str) -> Subject:
    """A function of `reference_impls`.  DraftError `reference-form`, `reference-unknown`."""
    match = _NAMED.fullmatch(name)
    if match is None:
        raise DraftError("reference-form", name=name, nearest=_nearest(name))
    module, function = match[1], match[2]
    if module not in catalogue.modules() or function not in catalogue.declarations(module).inputs:
        raise DraftError("reference-unknown", name=name, nearest=_nearest(name))
    declared = catalogue.declarations(module)
    found = cut(sandbox, catalogue.source(module), function, trusted=True)
    public = frozenset(catalogue.functions(module))
    given, beside = _divided(found, public, frozenset(declared.given))
    domains = tuple(sorted(declared.draws))
    inputs = declared.inputs[function]
    listing = make_listing(found.header, found.body, inputs, beside, domains)
    return Subject(function, module, name, inputs, domains, given, listing)


def from_source(
    sandbox: Sandbox, source: str, topic: str, function: str, declared: Mapping[str, str], ask: AskInput | None
) -> Subject:
    """A function of an author's own file, whose text has LF line ends; it becomes a reference written in the bank.

    `declared` are inputs by name.  The others are taken from what the file says of them, or asked for.  DraftError
    `input-name`, `input-wrong`, `inputs-unknown`; ExcerptError.
    """
    found = cut(sandbox, source, function, trusted=False)
    inputs = _inputs(found, declared, ask)
    names = frozenset(name for piece in found.beside if piece.is_function for name in piece.names)
    given, beside = _divided(found, names, frozenset())
    code = "\n\n".join((*(piece.text for piece in found.beside), found.whole))
    return Subject(
        found.function,
        topic,
        Written(code, inputs, found.outputs),
        inputs,
        (),
        given,
        make_listing(found.header, found.body, inputs, beside),
    )


def _divided(found: Cut, functions: frozenset[str], always: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is given by name, and the statements that cannot be and so stand in the listing."""

    def named(piece: Piece) -> bool:
        return any(name in functions or name in always for name in piece.names)

    direct = [piece for piece in found.beside if set(piece.names) & set(found.needs)]
    pasted = [piece for piece in direct if not named(piece)]
    if pasted:  # what they need in turn must be there too
        direct = list(found.beside)
        pasted = [piece for piece in direct if not named(piece)]
    given = [name for piece in direct if named(piece) for name in piece.names if name in functions - always]
    return tuple(dict.fromkeys(given)), tuple(piece.text for piece in pasted)


def _inputs(found: Cut, declared: Mapping[str, str], ask: AskInput | None) -> dict[str, str]:
    for name in declared:
        if name not in found.parameters:
            raise DraftError("input-name", name=name, function=found.function, names=", ".join(found.parameters))
    said = shapes_said(found.parameters, found.documentation, found.annotations)
    known = {**said, **(found.inputs or {}), **declared}
    optional = _with_default(found.header)
    missing = [name for name in found.parameters if name not in known and name not in optional]
    if missing and ask is None:
        example = " ".join(f'--input "{name}: N D"' for name in missing)
        raise DraftError("inputs-unknown", names=", ".join(missing), example=example, function=found.function)
    for name in missing if ask is not None else ():
        known[name] = ask(name) if ask is not None else ""
    inputs = {name: known[name] for name in found.parameters if name in known}
    for name, text in inputs.items():
        try:
            parse_input(text)
        except InputError as error:
            raise DraftError("input-wrong", name=name, text=text, problem=error.code) from None
    return inputs


def _with_default(header: str) -> frozenset[str]:
    """The parameters that need not be given."""
    return frozenset(re.findall(r"(?<=[(,\s])([^\W\d]\w*)=", header))


def _nearest(name: str) -> str:
    known = [f"{module}.{one}" for module in catalogue.modules() for one in catalogue.declarations(module).inputs]
    return ", ".join(difflib.get_close_matches(name[:200], known, n=3, cutoff=0.0))
