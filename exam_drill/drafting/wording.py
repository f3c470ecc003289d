"""The texts of a drafted question: what its author gave, and plain templates for the rest, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exam_drill.drafting.shapes import shape_of
from exam_drill.i18n import say
from exam_drill.question import LANGUAGES, Text
from exam_drill.verdict import ReasonKind, Verdict, VerdictKind

_FIRST_JAPANESE = "\u3000"  # as the loader tells the language of a text


def language_of_text(text: str) -> str:
    """Whether a text is Japanese or English, as the loader has it."""
    return "en" if text.isascii() or max(text) < _FIRST_JAPANESE else "ja"


def given_texts(texts: Sequence[str]) -> dict[str, str]:
    """What was given, by its language; the last one of each counts."""
    return {language_of_text(text): text.strip() for text in texts if text.strip()}


def title(texts: Sequence[str], function: str, labels: Sequence[str]) -> Text:
    """The title: as given, or that it is about a blank of the function."""
    return _completed(given_texts(texts), "new.draft-title", function=function, labels=_labels(labels))


def prompt(
    texts: Sequence[str], function: str, inputs: Mapping[str, str], domains: Sequence[str], labels: Sequence[str]
) -> Text:
    """The prompt: as given, or what the inputs are and which blank is asked for."""
    given = given_texts(texts)
    known = frozenset(domains)
    shapes = ", ".join(f"{name} {shape_of(text, known)}" for name, text in inputs.items())
    code = "new.draft-prompt" if len(labels) == 1 else "new.draft-prompt-several"
    return _completed(given, code, function=function, inputs=shapes, labels=_labels(labels))


def source() -> Text:
    """The title of the source of a question that was written for its bank."""
    return _completed({}, "new.draft-source")


def why(texts: Sequence[str], verdict: Verdict | None) -> Text:
    """Why an option is wrong: as given, or what its run showed."""
    return _completed(given_texts(texts), f"new.why-{_shown(verdict)}")


def _shown(verdict: Verdict | None) -> str:
    if verdict is None or verdict.reason is None or verdict.kind not in (VerdictKind.DIFFERS, VerdictKind.RAISES):
        return "other"
    kind = verdict.reason.kind
    if kind in (ReasonKind.UNDEFINED, ReasonKind.EXCEPTION):
        return "raises"
    return str(kind) if kind in (ReasonKind.SHAPE, ReasonKind.DTYPE, ReasonKind.VALUE, ReasonKind.ARGUMENT) else "other"


def _completed(given: Mapping[str, str], code: str, **parameters: object) -> Text:
    texts = {language: given.get(language) or say(language, code, **parameters) for language in LANGUAGES}
    return Text(**texts)


def _labels(labels: Sequence[str]) -> str:
    return "".join(f"({label})" for label in labels)
