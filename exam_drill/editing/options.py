"""Options are added behind the last one of a blank; nothing else of the file changes.

options:                            options:
  - x.mean()                          - x.mean()
  - x.sum()                           - x.sum()
                                      - code: x.max()      ◀ the new one
                                        why:
                                          ja: 最大値である。

options: [a, b]   ─▶   options: [a, b, c]      on one line where it stays short and the new option has no `why`
                  ─▶   lines with dashes       else, if nothing but plain options stands within the brackets
                  ─▶   [a, b, {code: c, why: {…}}]    where there are comments, anchors or several lines
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from exam_drill.editing.append import insertion, read_outline
from exam_drill.editing.edits import Edit, EditError
from exam_drill.editing.outline import Outline, Spot
from exam_drill.editing.yaml_text import STEP, Lines, Value, flow_value, text_value, write_item
from exam_drill.question import Text

_LONGEST_LINE = 100  # columns of a list in brackets


class DraftOption(NamedTuple):
    """An option that is yet to be written."""

    code: str
    why: Text | None = None

    @property
    def value(self) -> Value:
        """As it is written: code alone where there is no `why`."""
        code = Lines(self.code) if "\n" in self.code else self.code
        return code if self.why is None else {"code": code, "why": text_value(self.why)}


def insert_options(text: str, question: str, label: str | None, options: Sequence[DraftOption]) -> tuple[Edit, ...]:
    """The edits that add options to a blank of the question with this id; the published answer keeps its number.

    `label` may be None where the question has one blank.  EditError `unreadable`, `no-question`, `several-questions`,
    `no-blank`, `several-blanks`, `no-options`, `shared`.
    """
    if not options:
        return ()
    found = read_outline(text)
    listed = _options_of(_question(found, question), question, label)
    if listed.kind == "alias" or listed.anchored:
        raise EditError("shared")
    if listed.kind != "list" or not listed.items:
        raise EditError("no-options", id=question)
    if not listed.flow:
        return (_behind_last(found, listed, options),)
    if _fits_line(found, listed, options):
        return _within_brackets(found, listed, options)
    if _is_rewritable(found, listed):
        return (_as_lines(found, listed, options),)
    return _within_brackets(found, listed, options)


def _question(found: Outline, identity: str) -> Spot:
    listed = found.root.get("questions") if found.root is not None else None
    same = [
        item
        for item in (listed.items if listed is not None and listed.kind == "list" else ())
        if (name := item.get("id")) is not None and name.value.rstrip("\n") == identity
    ]
    if len(same) != 1:
        raise EditError("several-questions" if same else "no-question", id=identity)
    return same[0]


def _options_of(question: Spot, identity: str, label: str | None) -> Spot:
    blanks = question.get("blanks")
    if blanks is None:
        listed = question.get("options")
        if listed is None:
            raise EditError("no-options", id=identity)
        return listed
    if blanks.kind == "alias":
        raise EditError("shared")
    labelled = [(key.value, value) for key, value in blanks.pairs()]
    chosen = [value for key, value in labelled if label is None or key == label]
    if len(chosen) != 1:
        code = "several-blanks" if chosen else "no-blank"
        raise EditError(code, id=identity, label=label or "", labels=" ".join(key for key, _ in labelled))
    if chosen[0].kind == "alias":
        raise EditError("shared")
    listed = chosen[0].get("options")
    if listed is None:
        raise EditError("no-options", id=identity)
    return listed


def _behind_last(found: Outline, listed: Spot, options: Sequence[DraftOption]) -> Edit:
    last = listed.items[-1]
    column = found.column(found.dash(last))
    return insertion(found.text, found.end_of_item(last, column), _lines(options, " " * column))


def _lines(options: Sequence[DraftOption], indent: str) -> str:
    return "\n".join(indent + write_item(option.value, indent) for option in options)


# ── [a, b] ──


def _fits_line(found: Outline, listed: Spot, options: Sequence[DraftOption]) -> bool:
    if "\n" in found.text[listed.start : listed.end] or any(option.why is not None for option in options):
        return False
    start = found.text.rfind("\n", 0, listed.start) + 1
    added = sum(len(flow_value(option.value)) + 2 for option in options)
    return all("\n" not in option.code for option in options) and listed.end - start + added <= _LONGEST_LINE


def _within_brackets(found: Outline, listed: Spot, options: Sequence[DraftOption]) -> tuple[Edit, ...]:
    """A comma behind the last option, and the new ones on a line of their own where the last one has one."""
    last = listed.items[-1].end
    text = found.text
    comma = text[last : listed.end].lstrip().startswith(",")
    end = text.find("\n", last, listed.end)
    new = ", ".join(flow_value(option.value) for option in options)
    if end < 0:
        return (Edit(last, last, ", " + new),)
    indent = " " * found.column(listed.items[-1].start)
    behind = Edit(end, end, "\n" + indent + new + ("," if comma else ""))
    return (behind,) if comma else (Edit(last, last, ","), behind)


def _is_rewritable(found: Outline, listed: Spot) -> bool:
    """Whether the options can stand behind dashes as they are written: on one line, alone behind `options:`."""
    text = found.text
    before = text[text.rfind("\n", 0, listed.start) + 1 : listed.start]
    behind = text[listed.end : text.find("\n", listed.end)] if "\n" in text[listed.end :] else text[listed.end :]
    return (
        "\n" not in text[listed.start : listed.end]
        and before.replace("- ", "", 1).strip() == "options:"
        and not behind.strip()
        and all(item.kind != "alias" and not item.anchored for item in listed.items)
    )


def _as_lines(found: Outline, listed: Spot, options: Sequence[DraftOption]) -> Edit:
    start = found.text.rfind("options", 0, listed.start)
    indent = " " * found.column(start) + STEP
    written = [f"{indent}- {piece}" for piece in _pieces(found, listed)]
    position = start + len("options:")
    return Edit(position, listed.end, "\n".join(("", *written, _lines(options, indent))))


def _pieces(found: Outline, listed: Spot) -> Iterator[str]:
    for item in listed.items:
        yield found.text[item.start : item.end]
