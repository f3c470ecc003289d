"""What a question has in a bank that is given to others.

All of this is advice, told with `--strict` only: the format needs none of it, and the shortest question has none.

Passes::

    hint: {ja: 符号を考えよ。, en: Think of the sign.}

Fails (`missing-title`)::

    title: without

Fails (`missing-prompt`)::

    prompt: without

Fails (`missing-hint`)::

    hint: without

Fails (`missing-explanation`)::

    explanation: without

Fails (`missing-source`)::

    source: without

Fails (`missing-difficulty`)::

    difficulty: without

Fails (`missing-tags`)::

    tags: without

Fails (`missing-syllabus`)::

    syllabus: without
"""

from __future__ import annotations

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject

FIELDS = ("title", "prompt", "hint", "explanation", "source", "difficulty", "tags", "syllabus")
LEVELS = {f"missing-{field}": Level.ADVICE for field in FIELDS}


def check(subject: Subject, findings: Findings) -> None:
    """Notes `missing-title`, `missing-prompt`, … at the question."""
    for field in FIELDS:
        if field not in subject.draft.present:
            findings.add(f"missing-{field}", subject.draft.id_node or subject.draft.node)
