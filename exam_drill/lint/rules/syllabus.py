"""The heading stands in the syllabus E2026#2, and the exam asks for it.

The table is `exam_drill.syllabus`.  It is second-hand: the official document was not at hand.

Passes::

    syllabus: "3.5"

Fails (`unknown-syllabus`)::

    syllabus: "6.1"

Fails (`syllabus-not-examined`)::

    syllabus: "4.5"
"""

from __future__ import annotations

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject
from exam_drill.syllabus import HEADINGS, nearest

LEVELS = {"unknown-syllabus": Level.WARNING, "syllabus-not-examined": Level.WARNING}


def check(subject: Subject, findings: Findings) -> None:
    """Notes `unknown-syllabus` and `syllabus-not-examined`."""
    number = subject.draft.values.get("syllabus")
    if number is None:
        return
    heading = HEADINGS.get(number)
    if heading is None:
        findings.add("unknown-syllabus", subject.fields["syllabus"], number=number, nearest=nearest(number))
    elif not heading.examined:
        node = subject.fields["syllabus"]
        findings.add("syllabus-not-examined", node, number=number, ja=heading.ja, en=heading.en)
