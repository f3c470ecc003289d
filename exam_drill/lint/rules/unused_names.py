"""What is declared is used: a helper of `given` by the program, an input of a written reference by the reference.

Passes::

    reference: {code: "def f(x): return x + 1", inputs: {x: N D}}

Fails (`unused-given`)::

    reference:
      code: |
        def one(x):
            return 1
        def f(x):
            return x + 1
      inputs: {x: N D}
    given: [one]

Fails (`unused-input`)::

    reference: {code: "def f(x, y): return x + 1", inputs: {x: N D, y: N D}}
"""

from __future__ import annotations

import re

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject
from exam_drill.question import WrittenReference
from exam_drill.scan import masked

LEVELS = {"unused-given": Level.WARNING, "unused-input": Level.WARNING}

_NAME = re.compile(r"[^\W\d]\w*")


def check(subject: Subject, findings: Findings) -> None:
    """Notes `unused-given` and `unused-input`."""
    draft = subject.draft
    if draft.given:
        used = set(_NAME.findall(subject.masked))
        texts = [option.code.text for gap in subject.gaps for option, _ in gap.options]
        if draft.call is not None:
            texts.append(draft.call.text)
        for text in texts:
            used.update(_NAME.findall(text))
        for name, node in draft.given:
            if name not in used:
                findings.add("unused-given", node, name=name)
    if isinstance(draft.reference, WrittenReference):
        names = _NAME.findall(masked(draft.reference.code.text))
        for item in draft.reference_inputs:
            if names.count(item.name) == 1:
                findings.add("unused-input", item.name_node, name=item.name, function=draft.reference.function)
