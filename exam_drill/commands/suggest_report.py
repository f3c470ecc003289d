"""Suggestions as a numbered list for people, and as JSON.

1  (1 - z) * h + r * h_bar
   the wrong gate
   gives  output[0, 0] is 0.31 instead of 0.28 …
   why    This uses r in place of z. …
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from exam_drill.cells import cell_len
from exam_drill.i18n import say
from exam_drill.i18n.evidence import describe
from exam_drill.layout import GAP, Row, prose
from exam_drill.question import LANGUAGES, Blank, Language, Question
from exam_drill.suggest import Search, Suggestion
from exam_drill.visible import visible, visible_text


def suggestion_rows(question: Question, blank: Blank, found: Search, seconds: float, language: Language) -> list[Row]:
    """The list for one blank, and how it was found."""
    rows = prose(say(language, "suggest.heading", id=question.id, label=blank.label), "bold")
    rows += _labelled(say(language, "suggest.key"), _code(blank.options[blank.answer - 1].code.text), "  ")
    others = [option.code.text for option in blank.options if option.number != blank.answer]
    for position, text in enumerate(others):
        label = say(language, "suggest.existing")
        rows += _labelled(label if position == 0 else "", _code(text), "  ", cell_len(label))
    for number, suggestion in enumerate(found.suggestions, 1):
        rows += [GAP, *_one(number, suggestion, language)]
    rows.append(GAP)
    if not found.suggestions:
        rows += prose(say(language, "suggest.none"), "yellow")
    else:
        trials = min(suggestion.trials for suggestion in found.suggestions)
        counts = {"made": found.made, "tried": found.tried, "fit": found.fit, "trials": trials}
        rows += prose(say(language, "suggest.fact-count", **counts), "dim")
    if found.cut_short:
        rows += prose(say(language, "suggest.cut-short", seconds=f"{seconds:g}"), "yellow")
    return rows


def suggestion_json(blank: Blank, found: Search, language: Language) -> dict[str, Any]:
    """The same for programs."""
    return {
        "label": blank.label,
        "key": blank.options[blank.answer - 1].code.text,
        "made": found.made,
        "tried": found.tried,
        "fit": found.fit,
        "cut_short": found.cut_short,
        "suggestions": [_as_json(number, one, language) for number, one in enumerate(found.suggestions, 1)],
    }


def _one(number: int, suggestion: Suggestion, language: Language) -> Iterator[Row]:
    lead = f"  {number}  "
    empty = " " * len(lead)
    code = visible_text(suggestion.code).split("\n")
    yield Row(Text(code[0], "bold"), Text(lead), code=True)
    for line in code[1:]:
        yield Row(Text(line, "bold"), Text(empty), code=True)
    yield from prose(say(language, f"misconceptions.{suggestion.misconception}"), "cyan", empty)
    yield from _labelled(say(language, "suggest.gives"), Text(describe(suggestion.verdict, language)), empty)
    yield from _labelled(say(language, "suggest.why"), Text(visible(suggestion.why.read(language))), empty)


def _labelled(label: str, body: Text, lead: str, width: int = 0) -> Iterator[Row]:
    text = Text(lead)
    text.append(label, style="dim")
    text.append(" " * (max(width - cell_len(label), 0) + 2))
    yield Row(body, text)


def _code(text: str) -> Text:
    return Text(visible_text(text).replace("\n", " ⏎ "))


def _as_json(number: int, suggestion: Suggestion, language: Language) -> dict[str, Any]:
    verdict = suggestion.verdict
    reason = verdict.reason
    return {
        "number": number,
        "code": suggestion.code,
        "misconception": {
            "name": suggestion.misconception,
            "title": {one: say(one, f"misconceptions.{suggestion.misconception}") for one in LANGUAGES},
        },
        "kind": suggestion.kind,
        "verdict": str(verdict.kind),
        "reason": {"kind": str(reason.kind) if reason else "", "text": describe(verdict, language)},
        "same_form": suggestion.same_form,
        "distance": round(suggestion.distance, 6),
        "facts": [{"code": fact.code, **fact.parameters} for fact in suggestion.facts],
        "why": {one: suggestion.why.read(one) for one in LANGUAGES},
        "trials": suggestion.trials,
    }
