"""The text of a bank in its one layout, and the promise that nothing but the layout has changed."""

from __future__ import annotations

import re

from exam_drill.editing import harm
from exam_drill.editing.outline import outline
from exam_drill.formatting.comments import attach
from exam_drill.formatting.printer import write
from exam_drill.formatting.tree import grow
from exam_drill.problem import CodedError

_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*(%[^\n]*)")


class LayoutError(CodedError):
    """A text that cannot be laid out without harm; sentences stand in `exam_drill.i18n.fmt` and `…editing`."""


def format_text(path: str, text: str) -> str:
    """The text of a valid bank as `fmt` lays it out; `path` is for places.

    LayoutError where the questions would not be equal but for their places, or a comment would be lost or stand in
    another question; then the file has to stay as it is.
    """
    directive = _DIRECTIVE.match(text)
    if directive is not None:
        raise LayoutError("fmt.directive", line=text.count("\n", 0, directive.start(1)) + 1, text=directive[1])
    found = outline(path, text)
    if found.root is None or found.root.kind != "map":
        raise LayoutError("fmt.no-mapping")
    root = grow(found, found.root)
    attach(found, root)
    new = write(found, root)
    for broken in harm(path, text, new, ()):
        raise LayoutError(f"editing.{broken.code}", **broken.parameters)
    return new
