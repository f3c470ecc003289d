"""Japanese texts have 「、」 and 「。」, and letters and digits of half width.

Behind a Japanese letter, `,` and `.` are those of another script.  Within ASCII brackets they stay, as in (N, 時刻, H).
`--fix` writes the right character.

Passes::

    hint: {ja: 符号を考え、x に 1 を足す。, en: Think of the sign.}

Fails (`japanese-punctuation`)::

    hint: {ja: "符号を考え,x に 1 を足す.", en: Think of the sign.}

Fails (`fullwidth-letters`)::

    hint: {ja: ｘ に １ を足す。, en: Think of the sign.}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exam_drill.bank.nodes import ScalarNode
from exam_drill.editing import Edit
from exam_drill.lint.characters import KANA, KANJI
from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.spots import offset_of, place_of
from exam_drill.lint.subject import Subject
from exam_drill.question import Place

LEVELS = {"japanese-punctuation": Level.WARNING, "fullwidth-letters": Level.WARNING}
MENDED = ("japanese-punctuation", "fullwidth-letters")

_FULL_STOPS = {",": "、", ".": "。", "，": "、", "．": "。"}
_STOP = re.compile(rf"(?<=[{KANA}{KANJI}）」』])([,，.．])(?=[\s{KANA}{KANJI}（「『A-Za-z]|$)", re.MULTILINE)
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_TO_HALF = str.maketrans({chr(0xFF01 + n): chr(0x21 + n) for n in range(94)})


def check(subject: Subject, findings: Findings) -> None:
    """Notes `japanese-punctuation` and `fullwidth-letters`."""
    for text in subject.texts:
        for language, node in text.lines():
            if node.value.isascii():
                continue
            if language == "ja":
                for match in _STOP.finditer(node.value):
                    if _in_code(node.value, match.start()):
                        continue
                    written = _FULL_STOPS[match[0]]
                    place, edits = _mend(subject, node, match, written)
                    findings.add("japanese-punctuation", place, edits, text=match[0], instead=written)
            for match in _WIDE.finditer(node.value):
                written = match[0].translate(_TO_HALF)
                place, edits = _mend(subject, node, match, written)
                findings.add("fullwidth-letters", place, edits, text=match[0], instead=written)


def _in_code(text: str, at: int) -> bool:
    """Whether the place lies within ASCII brackets of its line, as in (N, 時刻, H)."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    return any(before.count(opening) > before.count(closing) for opening, closing in ("()", "[]", "{}"))


def _mend(subject: Subject, node: ScalarNode, match: re.Match[str], written: str) -> tuple[Place, Iterator[Edit]]:
    offset = offset_of(node, *match.span(), subject.file)
    if offset is None:
        return Place(subject.file.path, node.line, node.column), iter(())
    return place_of(offset, node, subject.file), iter((Edit(offset, offset + len(match[0]), written),))
