"""Drafts the `why` of a suggestion in both languages: what it computes instead, then what its runs showed."""

from __future__ import annotations

from collections.abc import Sequence

from exam_drill.i18n import say
from exam_drill.question import Language, Text
from exam_drill.suggest.misconceptions import Recognised
from exam_drill.suggest.suggestion import Fact


def draft(found: Recognised, facts: Sequence[Fact]) -> Text:
    """The text of an option's `why`; its author is meant to go over it."""
    return Text(ja=_sentences("ja", found, facts), en=_sentences("en", found, facts))


def _sentences(language: Language, found: Recognised, facts: Sequence[Fact]) -> str:
    mutant = found.mutant
    texts = {"old": mutant.old, "new": mutant.new, "beside": mutant.beside}
    shown = {key: " ".join(text.split()) for key, text in texts.items()}
    sentences = [say(language, f"{'whys' if found.named else 'mutations'}.{found.name}", **shown)]
    sentences += [say(language, f"suggest.fact-{fact.code}", **fact.parameters) for fact in facts]
    return ("" if language == "ja" else " ").join(sentences)
