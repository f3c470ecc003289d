"""Answers that are typed as code: what is read of them, what they were shown to be, and what that means.

    "（１ － ｚ）＊ｈ" ─ reading ─▶ Typed("(1 - z)*h", what was changed)  or a Fault: nothing that could be run
        Typed ─ answering ─▶ TypedReport ─▶ Meaning: another form of the right answer, exactly option 2, …

Only `answering` has anything run, and only it is more than values and functions of values; it is imported where the
judge is.
"""

from exam_drill.typed.reading import LONGEST, MOST_LINES, Change, Fault, Typed, read, typeable
from exam_drill.typed.report import Meaning, TypedReport

__all__ = ["LONGEST", "MOST_LINES", "Change", "Fault", "Meaning", "Typed", "TypedReport", "read", "typeable"]
