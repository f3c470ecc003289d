"""Strangers' text within GitHub's Markdown: whatever it is, it stays text, and within its cell of a table.

    code("a`|b")            ─▶ ``a`\\|b``                    a code span with a longer fence
    code("a\\|b")            ─▶ <code>a&#92;&#124;b</code>   where readers of Markdown disagree
    prose("*a* <b> [c](d)") ─▶ \\*a\\* \\<b\\> \\[c\\](d)        what could mean something is escaped
    prose("@someone")       ─▶ @<!-- -->someone             nobody is called

What cannot be seen is made visible, and what is very long is cut.
"""

from __future__ import annotations

import re

from exam_drill.visible import shortened, visible

_LONGEST = 500  # characters of one text
# What has a meaning within a line: of code, emphasis, links, HTML, tables, formulas, emoji and addresses.
_SIGNS = re.compile(r"[\\`*_\[\]<>|~$&]|:(?=\S)|(?<=[wW])\.")
_SIGNS_AND_AT = re.compile(r"[!-/:-@\[-`{-~]")
_FENCE = re.compile("`+")


def code(text: str) -> str:
    """A text of one line as a code span, for a cell of a table; an empty one is nothing."""
    shown = shortened(visible(text), _LONGEST)
    if not shown.strip():
        return ""
    if "\\|" in shown:
        # Whether the second of two backslashes escapes a bar is read in two ways, so there is neither.
        return f"<code>{_SIGNS_AND_AT.sub(lambda match: f'&#{ord(match[0])};', shown)}</code>"
    longest = max((len(match[0]) for match in _FENCE.finditer(shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    # In a table a bar ends the cell within code spans, too, unless it is escaped.
    return f"{fence}{pad}{shown}{pad}{fence}".replace("|", "\\|")


def prose(text: str) -> str:
    """A text of one line as plain text, for a cell of a table."""
    shown = shortened(visible(text), _LONGEST)
    return _SIGNS.sub(lambda match: "\\" + match[0], shown).replace("@", "@<!-- -->")


def link(text: str, address: str) -> str:
    """A code span that leads to an address; the span alone where there is none."""
    return f"[{code(text)}](<{address}>)" if address and code(text) else code(text)
