"""The right option does not stand out by its length: who guesses would take it.

Told where it takes at least half as many cells again as the longest wrong one, and ten more.  Make the wrong options
as whole as the right one, or put what they share into the listing.

Passes::

    options:
      - {code: x - 1, why: {ja: 符号が逆である。, en: The sign is wrong.}}
      - x + 1
    answer: 2

Fails::

    options:
      - {code: x - 1, why: {ja: 符号が逆である。, en: The sign is wrong.}}
      - (x + 1) * np.ones_like(x) + np.zeros_like(x)
    answer: 2
"""

from __future__ import annotations

from exam_drill.lint.characters import width
from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject

LEVELS = {"longest-option-is-right": Level.WARNING}

_SHARE, _CELLS = 1.5, 10


def check(subject: Subject, findings: Findings) -> None:
    """Notes `longest-option-is-right` at the right option."""
    for gap in subject.gaps:
        if gap.right is None or not gap.whole or len(gap.options) < 2:
            continue
        widths = {option.number: width(" ".join(option.code.text.split())) for option, _ in gap.options}
        right = widths.pop(gap.right.number)
        longest = max(widths.values())
        if right >= longest * _SHARE and right >= longest + _CELLS:
            node = next(node for option, node in gap.options if option is gap.right)
            findings.add("longest-option-is-right", node, cells=right, longest=longest)
