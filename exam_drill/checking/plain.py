"""Questions and settings as plain data, for processes of our own: JSON between them, and small pickles for executors.

    Question ─ question_data ─▶ ["gru-state-update", "quizzes/gru/gru.yaml", [3, 5], …] ─ read_question ─▶ Question

A path is written once for a question, since all of its places lie in one file; a place in another one has its own.
Who reads this believes it: it comes from our own parent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exam_drill.checking.settings import CheckSettings
from exam_drill.question import (
    Blank,
    Code,
    Erratum,
    NamedReference,
    Option,
    Place,
    Question,
    Reference,
    Source,
    Text,
    WrittenReference,
)
from exam_drill.sandbox.limits import Layer, Limits

Plain = list[Any]


def question_data(question: Question) -> Plain:
    """All of a question, as lists of its fields."""
    path = question.place.path

    def place(value: Place) -> Plain:
        return [value.line, value.column] if value.path == path else [value.line, value.column, value.path]

    def code(value: Code) -> Plain:
        return [value.text, [place(line) for line in value.lines]]

    reference = question.reference
    return [
        question.id,
        path,
        place(question.place),
        code(question.code),
        [
            [
                blank.label,
                [[option.number, code(option.code), _text(option.why)] for option in blank.options],
                blank.answer,
                place(blank.place),
            ]
            for blank in question.blanks
        ],
        [reference.module, reference.function]
        if isinstance(reference, NamedReference)
        else [code(reference.code), reference.function, dict(reference.inputs), reference.outputs],
        _text(question.title),
        question.syllabus,
        _text(question.prompt),
        code(question.call) if question.call is not None else None,
        question.given,
        dict(question.inputs),
        dict(question.sizes),
        question.trials,
        question.rtol,
        question.atol,
        [[source.kind, _text(source.title), source.url] for source in question.sources],
        [
            [
                erratum.corrected,
                erratum.printed,
                erratum.where,
                _text(erratum.why),
                erratum.sources,
                place(erratum.place),
            ]
            for erratum in question.errata
        ],
        _text(question.explanation),
        _text(question.hint),
        question.tags,
        question.difficulty,
    ]


def read_question(data: Sequence[Any]) -> Question:
    """The way back."""
    identity, path, start, program, blanks, reference, title, syllabus, prompt, call, given, inputs, *rest = data
    sizes, trials, rtol, atol, sources, errata, explanation, hint, tags, difficulty = rest

    def place(value: Sequence[Any]) -> Place:
        return Place(value[2] if len(value) > 2 else path, value[0], value[1])

    def code(value: Sequence[Any]) -> Code:
        return Code(value[0], tuple(place(line) for line in value[1]))

    def read_reference(value: Sequence[Any]) -> Reference:
        if len(value) == 2:
            return NamedReference(value[0], value[1])
        source, function, names, outputs = value
        return WrittenReference(code(source), function, names, tuple(outputs) if _is_listed(outputs) else outputs)

    return Question(
        identity,
        place(start),
        code(program),
        tuple(
            Blank(
                label,
                tuple(Option(number, code(text), _read_text(why)) for number, text, why in options),
                answer,
                place(where),
            )
            for label, options, answer, where in blanks
        ),
        read_reference(reference),
        _read_text(title),
        syllabus,
        _read_text(prompt),
        code(call) if call is not None else None,
        tuple(given),
        inputs,
        {letter: (low, high) for letter, (low, high) in sizes.items()},
        trials,
        rtol,
        atol,
        tuple(Source(kind, Text(*name), url) for kind, name, url in sources),
        tuple(
            Erratum(corrected, printed, where, _read_text(why), tuple(of), place(at))
            for corrected, printed, where, why, of, at in errata
        ),
        _read_text(explanation),
        _read_text(hint),
        tuple(tags),
        difficulty,
    )


def settings_data(settings: CheckSettings) -> dict[str, Any]:
    """All of the settings."""
    limits = settings.limits
    return {
        "seed": settings.seed,
        "trials": settings.trials,
        "as_printed": settings.as_printed,
        "untrusted": settings.untrusted,
        "limits": {
            "wall": limits.wall,
            "cpu": limits.cpu,
            "memory": limits.memory,
            "output": limits.output,
            "start": limits.start,
            "layers": sorted(limits.layers),
        },
    }


def read_settings(data: dict[str, Any]) -> CheckSettings:
    """The way back."""
    limits = dict(data["limits"])
    layers = frozenset(map(Layer, limits.pop("layers")))
    return CheckSettings(
        data["seed"], data["trials"], data["as_printed"], Limits(**limits, layers=layers), data["untrusted"]
    )


def _text(value: Text | None) -> Plain | None:
    return [value.ja, value.en] if value is not None else None


def _read_text(data: Sequence[Any] | None) -> Text | None:
    return Text(*data) if data is not None else None


def _is_listed(value: object) -> bool:
    return isinstance(value, list | tuple)
