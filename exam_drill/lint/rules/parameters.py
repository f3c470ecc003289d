"""Every parameter of the listing's functions is explained, in the prompt or in a comment or string of the listing.

A candidate has to know what `x` and `Wh` are, and of which shape.  `self` and names that begin with _ are let be, and
`lstm` where the text has `LSTM`.

Passes::

    code: |
      def f(x):         # x (N, D)
          return (あ)

Fails::

    prompt: {ja: (あ) にあてはまるのはどれか。, en: Which one belongs in (あ)?}
    code: |
      def f(x):
          return (あ)
"""

from __future__ import annotations

import re

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject

LEVELS = {"unexplained-parameter": Level.WARNING}

_HEADER = re.compile(r"^[ \t]*def[ \t]+\w+[ \t]*\(([^()]*)\)", re.MULTILINE)
_PARAMETER = re.compile(r"\**([^\W\d]\w*)[^,]*")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[^\W\d_]+")


def check(subject: Subject, findings: Findings) -> None:
    """Notes `unexplained-parameter`, once for a question, at the first one."""
    code = subject.draft.code
    if code is None:
        return
    names: dict[str, int] = {}
    for header in _HEADER.finditer(subject.masked):
        for match in _PARAMETER.finditer(header[1]):
            if match[1] != "self" and not match[1].startswith("_"):
                names.setdefault(match[1], header.start(1) + match.start(1))
    if not names:
        return
    told = set[str]()
    for _, text in subject.remarks:
        told.update(_NAME.findall(text))
    prompt = subject.text("prompt")
    for _, node in prompt.lines() if prompt is not None else ():
        told.update(_NAME.findall(node.value))
    unknown = [name for name in names if name not in told and name.upper() not in told]
    if unknown:
        start = names[unknown[0]]
        line = subject.code.count("\n", 0, start) + 1
        place = code.place(line, start - subject.code.rfind("\n", 0, start))
        findings.add("unexplained-parameter", place, names=", ".join(unknown))
