"""What is said while nothing can be stored."""

from __future__ import annotations

from exam_drill.exam.keeping import Keeper
from exam_drill.i18n import say
from exam_drill.question import Language


def trouble_text(keeper: Keeper, language: Language) -> str:
    """That nothing can be stored, and why; "" if it can."""
    if keeper.trouble is None:
        return ""
    cause = say(language, f"progress.{keeper.trouble.code}", **keeper.trouble.parameters)
    return say(language, "exam.not-saved", cause=cause)
