"""What a blank asks, as a digest: progress hangs on it.

    asked   listing, the blank's own options and their numbers, call, given, inputs, sizes, what the reference computes
    apart   prompt, title, hint, why, explanation, tags, sources, errata, the published answer, how often it is run

Of our own references counts what the function and all its helpers compute (`helpers.meaning`); of one that is written
in a bank, its text: bank code is never parsed here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache

from exam_drill import catalogue
from exam_drill.attempt import Subject
from exam_drill.question import Blank, NamedReference, Question

NAME = "references.json"  # in a wheel, beside the built-in bank
_LAYOUT = 1  # of what is digested: a new number makes every question new to everybody
_LENGTH = 32  # hexadecimal digits

# What a reference and the helpers beside it compute, as a digest, and the inputs that its module declares.
_Computed = tuple[str, Mapping[str, str]]


def subjects(questions: Iterable[Question]) -> Mapping[tuple[str, str], Subject]:
    """The subject of every blank, by the question's id and the blank's label, in the order of the bank."""
    found = {}
    for question in questions:
        asked = _asked(question)
        for blank in question.blanks:
            digest = _digest([*asked, blank.label, _options(blank)])
            found[question.id, blank.label] = Subject(question.id, blank.label, digest)
    return found


def compile_references(questions: Iterable[Question]) -> str:
    """What `subjects` needs of our own references, as the text of a file: parsing them takes longer than all else."""
    found: dict[str, dict[str, _Computed]] = {}
    for question in questions:
        if isinstance(question.reference, NamedReference):
            named = _key(question, question.reference)
            found.setdefault(_edition(question.reference.module), {})[named] = _computed(
                question.reference.module, named
            )
    return json.dumps({"layout": _LAYOUT, "references": found}, indent=0, sort_keys=True)


def _asked(question: Question) -> list[object]:
    """What all blanks of a question ask together."""
    reference = question.reference
    if isinstance(reference, NamedReference):
        module, named = reference.module, _key(question, reference)
        computed, declared = _compiled().get(_edition(module), {}).get(named) or _computed(module, named)
    else:
        declared = reference.inputs
        computed = _digest([reference.function, sorted(question.given), _plain(reference.code.text)])
    inputs = {**declared, **question.inputs}  # written out or inherited: the same
    return [
        _LAYOUT,
        _plain(question.code.text),
        _plain(question.call.text) if question.call else None,
        computed,
        {name: " ".join(text.split()) for name, text in inputs.items()},
        {letter: list(span) for letter, span in question.sizes.items()},
    ]


def _key(question: Question, reference: NamedReference) -> str:
    """The reference's name and those of the helpers that the question asks for."""
    return " ".join([reference.function, *sorted(set(question.given))])


def _options(blank: Blank) -> list[list[object]]:
    return [[option.number, _plain(option.code.text)] for option in blank.options]


def _plain(text: str) -> str:
    """A text without the space that nobody sees."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


@cache
def _edition(module: str) -> str:
    """A reference module and its very text."""
    return f"{module} {hashlib.sha256(catalogue.source(module).encode()).hexdigest()}"


@cache
def _computed(module: str, named: str) -> _Computed:
    from exam_drill.helpers import meaning

    function, *given = named.split()
    declarations = catalogue.declarations(module)
    names = sorted({*declarations.given, *given})
    digest = _digest([function, names, meaning(catalogue.source(module), [function, *names])])
    return digest, declarations.inputs.get(function, {})


@cache
def _compiled() -> Mapping[str, Mapping[str, _Computed]]:
    """What a wheel brings along; it is used only where the source is still the one that it was made from."""
    try:
        data = json.loads((catalogue.built_in_bank() / NAME).read_bytes())
        references: Mapping[str, Mapping[str, _Computed]] = data["references"]
        return references if data["layout"] == _LAYOUT else {}
    except (OSError, ValueError, TypeError, KeyError):  # a checkout has none
        return {}
