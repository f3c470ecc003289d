"""The texts of a drafted question: what its author gave, and plain templates for the rest, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exam_drill.drafting.shapes import by_shape
from exam_drill.i18n import say
from exam_drill.question import LANGUAGES, Language, Text
from exam_drill.verdict import ReasonKind, Verdict, VerdictKind

_FIRST_JAPANESE = "\u3000"  # as the loader tells the language of a text
_TOLD = (ReasonKind.SHAPE, ReasonKind.DTYPE, ReasonKind.VALUE, ReasonKind.ARGUMENT)


def language_of_text(text: str) -> Language:
    """Whether a text is Japanese or English, as the loader has it."""
    return "en" if text.isascii() or max(text) < _FIRST_JAPANESE else "ja"


def given_texts(texts: Sequence[str]) -> dict[Language, str]:
    """What was given, by its language; the last one of each counts."""
    return {language_of_text(text): text.strip() for text in texts if text.strip()}


def title(texts: Sequence[str], function: str, labels: Sequence[str]) -> Text:
    """The title: as given, or that it is about a blank of the function."""
    drafts = {one: say(one, "new.draft-title", function=function, labels=_labels(labels)) for one in LANGUAGES}
    return _text(drafts, texts)


def prompt(
    texts: Sequence[str], function: str, inputs: Mapping[str, str], domains: Sequence[str], labels: Sequence[str]
) -> Text:
    """The prompt: as given, or the shapes of the arrays and which blank is asked for."""
    groups = [(shape, names) for shape, names in by_shape(inputs, frozenset(domains)).items() if shape[0] == "("]
    shapes: dict[Language, str] = {
        "ja": "、".join(f"{'・'.join(names)} は {shape}" for shape, names in groups),
        "en": "; ".join(f"{', '.join(names)} {shape}" for shape, names in groups),
    }
    ends = "one" if len(labels) == 1 else "several"
    drafts = {}
    for one in LANGUAGES:
        lines = [say(one, "new.draft-prompt", function=function)]
        if groups:
            lines.append(say(one, "new.draft-shapes", inputs=shapes[one]))
        lines.append(say(one, f"new.draft-ask-{ends}", labels=_labels(labels)))
        drafts[one] = "\n".join(lines)
    return _text(drafts, texts)


def source() -> Text:
    """The title of the source of a question that was written for its bank."""
    return _text({one: say(one, "new.draft-source") for one in LANGUAGES})


def why(texts: Sequence[str], verdict: Verdict | None, code: str = "") -> Text | None:
    """Why an option is wrong: as given, or what its run showed; None where it is not.

    With its `code` the draft begins with that, so that no other option has the same words.
    """
    if verdict is not None and verdict.kind is VerdictKind.MATCHES:
        return None
    first = code.strip().split("\n")[0]
    drafts = {}
    for one in LANGUAGES:
        said = say(one, f"new.why-{_shown(verdict)}")
        drafts[one] = say(one, "new.why-of", code=first, why=said) if first else said
    return _text(drafts, texts)


def _shown(verdict: Verdict | None) -> str:
    if verdict is None or verdict.reason is None or verdict.kind not in (VerdictKind.DIFFERS, VerdictKind.RAISES):
        return "other"
    if verdict.kind is VerdictKind.RAISES:
        return "raises"
    return str(verdict.reason.kind) if verdict.reason.kind in _TOLD else "other"


def _text(drafts: Mapping[Language, str], texts: Sequence[str] = ()) -> Text:
    found = {**drafts, **given_texts(texts)}
    return Text(ja=found["ja"], en=found["en"])


def _labels(labels: Sequence[str]) -> str:
    return "".join(f"({label})" for label in labels)
