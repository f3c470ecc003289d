"""Every wrong option says why it is wrong: that is what a learner who chose it wants to know.

Where no wrong option of a blank has a `why`, that is one finding for the blank.  The right option may have a `why`, but
needs none: `explanation` is the place for that.

Passes::

    options:
      - {code: x - 1, why: {ja: 符号が逆である。, en: The sign is wrong.}}
      - x + 1
    answer: 2

Fails::

    options:
      - x - 1
      - x + 1
    answer: 2
"""

from __future__ import annotations

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject

LEVELS = {"missing-why": Level.WARNING}


def check(subject: Subject, findings: Findings) -> None:
    """Notes `missing-why` at the option, or once at the options of a blank none of which has one."""
    for gap in subject.gaps:
        if gap.right is None or not gap.whole:
            continue
        wrong = [(option, node) for option, node in gap.options if option is not gap.right]
        lacking = [(option, node) for option, node in wrong if option.why is None]
        if len(lacking) == len(wrong) > 1:
            findings.add("missing-why", gap.node, count=len(wrong), text=wrong[0][0].code.text)
            continue
        for option, node in lacking:
            findings.add("missing-why", node, count=1, text=option.code.text)
