"""Says what an option's runs showed: `describe(verdict, language)`.

    Verdict(DIFFERS, reason=SHAPE expected (3, 4) got (4,)) ─▶ 出力の形状が違う: 参照実装は (3, 4)、この選択肢は (4,)［12 回中すべて］

Names and messages come out of a stranger's code; they are made visible and cut here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from exam_drill.i18n import say, table
from exam_drill.i18n.refusals import describe_refusal
from exam_drill.question import Language
from exam_drill.verdict import Reason, ReasonKind, Verdict, VerdictKind
from exam_drill.visible import shortened, visible

_LONGEST = 200  # characters of a message
_UNTOLD = ("differing", "total")  # parameters that no sentence has
_ARRAY = re.compile(r"array (\(.*\)) (\w+)")
_SEQUENCE = re.compile(r"(list|tuple|dict) of (\d+)")
_NUMBER = re.compile(r"(float|integer|boolean|complex) (\S+)")

Parameters = Mapping[str, str | int | float]


def describe(verdict: Verdict, language: Language) -> str:
    """What was shown of one option, in one line; the same words for the quiz and for reports."""
    if verdict.kind is VerdictKind.MATCHES:
        return say(language, "reasons.matches", trials=verdict.trials)
    if verdict.kind is VerdictKind.UNREACHED:
        return say(language, "reasons.unreached")
    if verdict.reason is None:
        return say(language, f"reasons.{verdict.kind}") + _how_often(verdict, language)
    sentence = describe_reason(verdict.reason, language)
    return sentence if _is_once_for_all(verdict.reason) else sentence + _how_often(verdict, language)


def describe_reason(reason: Reason, language: Language) -> str:
    """The evidence by itself, without on how many trials it was seen."""
    values = {name: _shown(value) for name, value in reason.parameters.items() if name not in _UNTOLD}
    kind = reason.kind
    values.update(_told_apart(values))
    if kind is ReasonKind.POLICY:
        values["refusal"] = describe_refusal(reason.parameters, language)
    if kind in (ReasonKind.STRUCTURE, ReasonKind.DTYPE, ReasonKind.SHAPE):
        for side in ("expected", "got"):
            if kind is not ReasonKind.SHAPE:
                values[side] = _structure(values.get(side, ""), language)
        values["at"] = _at(values, language)
    elif kind is ReasonKind.VALUE:
        values["at"] = _at(values, language)
    elif kind is ReasonKind.ARGUMENT:
        values["at"] = values.get("name", "") + values.get("at", "") + values.get("index", "")
    return _say(_name(reason, values), values, language)


def _is_once_for_all(reason: Reason) -> bool:
    """Whether the program was ended or refused as a whole, so that no trial can be counted."""
    ended = reason.kind is ReasonKind.EXCEPTION and not {"signal", "exit"}.isdisjoint(reason.parameters)
    return ended or reason.kind in (ReasonKind.LIMIT, ReasonKind.POLICY)


def _name(reason: Reason, values: Mapping[str, str]) -> str:
    """The name of the sentence for a reason with these parameters."""
    kind = str(reason.kind)
    if reason.kind is ReasonKind.EXCEPTION and "signal" in values:
        return "exception-signal"
    if reason.kind is ReasonKind.EXCEPTION and "exit" in values:
        return "exception-exit"
    if reason.kind is ReasonKind.UNDEFINED and values.get("type") == "UnboundLocalError":
        kind = "unbound"
    if reason.kind in (ReasonKind.EXCEPTION, ReasonKind.UNDEFINED):
        return kind if values.get("line", "0") != "0" else f"{kind}-nowhere"
    if reason.kind is ReasonKind.LIMIT:
        name = f"limit-{values.get('limit', '')}"
        return name if name in table("reasons") else "limit"
    if reason.kind is ReasonKind.VALUE and "max_abs_error" not in values:
        return "value-nothing-else"
    if reason.kind is ReasonKind.ARGUMENT and not {"expected", "got"} <= values.keys():
        return "argument-nothing-else"
    return kind


class _Gaps(dict[str, str]):
    """Parameters in which a missing one is shown as a dash, so that a report never fails for want of a detail."""

    def __missing__(self, name: str) -> str:
        return "–"


def _say(name: str, values: Mapping[str, str], language: Language) -> str:
    sentence = table("reasons")[name][0 if language == "ja" else 1]
    empty = [parameter for parameter, value in values.items() if not value] if "" in values.values() else ()
    for parameter in empty:
        sentence = sentence.replace(f"（{{{parameter}}}）", "").replace(f" ({{{parameter}}})", "")
    return sentence.format_map(_Gaps(values)).rstrip(": ")


def _how_often(verdict: Verdict, language: Language) -> str:
    return _seen((verdict.reason.trials if verdict.reason else 0) or verdict.differing, verdict.trials, language)


@lru_cache(1024)  # a report has thousands of options, and few numbers of trials
def _seen(seen: int, trials: int, language: Language) -> str:
    if seen >= trials:
        return say(language, "reasons.on-all", trials=trials) if trials > 1 else ""
    return say(language, "reasons.on-some", trials=trials, differing=seen)


def _at(values: Mapping[str, str], language: Language) -> str:
    where = values.get("at", "") + values.get("index", "")
    output = table("reasons")["output"][0 if language == "ja" else 1]
    return output + where + (" " if where and language == "ja" else "")


def _structure(text: str, language: Language) -> str:
    """A description of `exam_drill.compare.describe` in the reader's language."""
    if match := _ARRAY.fullmatch(text):
        kind = _kind(match[2], language)
        return say(language, "reasons.is-array", shape=match[1], kind=kind)
    if match := _SEQUENCE.fullmatch(text):
        return say(language, "reasons.is-sequence", type=match[1], count=match[2])
    if match := _NUMBER.fullmatch(text):
        return say(language, "reasons.is-number", kind=_kind(match[1], language), number=match[2])
    if f"kind-{text}" in table("reasons"):
        return _kind(text, language)
    return say(language, "reasons.is-other", text=text)


def _kind(name: str, language: Language) -> str:
    return say(language, f"reasons.kind-{name}") if f"kind-{name}" in table("reasons") else name


def _told_apart(values: Mapping[str, str]) -> dict[str, str]:
    """The two numbers with as few digits, from four, as show that they differ; nothing if they are no such numbers."""
    try:
        expected, got = float(values["expected"]), float(values["got"])
    except (KeyError, ValueError):
        return {}
    for digits in (4, 5, 6):
        texts = f"{expected:.{digits}g}", f"{got:.{digits}g}"
        if texts[0] != texts[1]:
            return {"expected": texts[0], "got": texts[1]}
    return {}


def _shown(value: str | int | float) -> str:
    if isinstance(value, float):
        return f"{value:.3g}"
    if type(value) is int:
        return str(value)
    return shortened(visible(str(value)), _LONGEST)
