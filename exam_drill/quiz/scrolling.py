"""Where a frame stands after it was scrolled.

offset 3 of 20, 10 lines in view ─ PAGE_DOWN ─▶ offset 11, two lines of the last page still in view
"""

from __future__ import annotations

from exam_drill.quiz.bindings import Scroll
from exam_drill.quiz.frame import Frame


def scrolled(scroll: Scroll, frame: Frame) -> int:
    """The new offset, within what the frame has."""
    page_lines = max(frame.view - 2, 1)
    target = {
        Scroll.LINE_UP: frame.offset - 1,
        Scroll.LINE_DOWN: frame.offset + 1,
        Scroll.PAGE_UP: frame.offset - page_lines,
        Scroll.PAGE_DOWN: frame.offset + page_lines,
        Scroll.TOP: 0,
        Scroll.BOTTOM: frame.last,
    }[scroll]
    return min(max(target, 0), frame.last)


def scrolled_to_options(scroll: Scroll, frame: Frame, seen: frozenset[int]) -> int:
    """The new offset.  The first move down goes to the options at once, unless that would leave out lines.

    `seen` are the numbers of the options that were in view.
    """
    if scroll in (Scroll.LINE_DOWN, Scroll.PAGE_DOWN) and len(seen) < len(frame.options) - 1:
        options = frame.bringing()
        if frame.offset < options <= frame.offset + frame.view:
            return options
    return scrolled(scroll, frame)
