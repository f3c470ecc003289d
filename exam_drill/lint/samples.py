"""The documentation of a rule, taken from the docstring of its module: prose and samples.

Passes::            Fails (`missing-title`)::

    title: …            title: …
"""

from __future__ import annotations

import re
import textwrap
from typing import NamedTuple

from exam_drill.lint.rules import module_of

_SAMPLE = re.compile(r"^(Passes|Fails)(?: \(`([a-z-]+)`\))?::\n\n((?:(?: {4}.*)?\n)+)", re.MULTILINE)


class Documentation(NamedTuple):
    """What a rule asks for, and samples: each the fields in which a question departs from a plain one."""

    prose: str
    passes: tuple[str, ...]
    fails: tuple[str, ...]


def documentation(code: str) -> Documentation:
    """The documentation of a code's rule, without the samples that are about its other codes; KeyError if unknown."""
    text = (module_of(code).__doc__ or "").rstrip() + "\n"
    found = _SAMPLE.findall(text)
    return Documentation(
        text[: text.index("\nPasses")].strip(),
        tuple(_dedented(sample) for kind, _, sample in found if kind == "Passes"),
        tuple(_dedented(sample) for kind, about, sample in found if kind == "Fails" and about in ("", code)),
    )


def _dedented(sample: str) -> str:
    return textwrap.dedent(sample).strip("\n") + "\n"
