"""Names what is to be kept from a program: files, the network, …."""

from __future__ import annotations

from collections.abc import Iterable

from exam_drill.i18n import say
from exam_drill.question import Language


def aim_names(aims: Iterable[str], language: Language) -> str:
    """The names of these aims, as a list in a sentence."""
    return ("、" if language == "ja" else ", ").join(say(language, f"doctor.aim-{aim}") for aim in aims)
