"""Says why the syntax policy refused a text, and where in it."""

from __future__ import annotations

from collections.abc import Mapping

from exam_drill.i18n import say, table
from exam_drill.question import Language
from exam_drill.visible import shortened

_LONGEST = 80  # characters of a name


def describe_refusal(parameters: Mapping[str, object], language: Language) -> str:
    """The sentence for a refusal's code, name and hint, with line and column.

    Codes come from where bank code runs; one that nobody knows gets a sentence that says little.
    """
    code = str(parameters.get("code", ""))
    name = code if code in table("policy") and code != "at" else "other"
    shown = {key: shortened(str(parameters.get(key, "")), _LONGEST) for key in ("name", "hint")}
    sentence = say(language, f"policy.{name}", **shown)
    if not parameters.get("line"):
        return sentence
    return sentence + say(language, "policy.at", line=parameters["line"], column=parameters.get("column", 1))
