"""One layout for bank files, whoever wrote them; comments, texts and meaning stay.

    text ── outline ──▶ Group of Entry, … ── attach ──▶ with their comments ── order ──▶ sorted ── write ──▶ new text
                                                                                                     │
                         LayoutError: the file is left as it is        ◀── harm, before it counts ───┘

Scalars are copied from the file and only moved: what the author wrapped stays wrapped, what is long stays long.
"""

from exam_drill.formatting.format import LayoutError, format_text

__all__ = ["LayoutError", "format_text"]
