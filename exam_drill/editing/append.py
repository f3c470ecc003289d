"""A question is added behind the last one; nothing else of the file changes.

questions:                          questions:
  - id: a                             - id: a
    answer: 1                           answer: 1
    # what is left to do                # what is left to do
# end of the file                     - id: b          ◀ the new one
                                        answer: 2
                                    # end of the file
"""

from __future__ import annotations

from exam_drill.bank.nodes import UnreadableYamlError
from exam_drill.editing.edits import Edit, EditError
from exam_drill.editing.outline import Outline, Spot, outline
from exam_drill.editing.yaml_text import STEP

_EMPTY = {"", "~", "null", "Null", "NULL"}


def append_question(text: str, question_yaml: str) -> Edit:
    """The edit that adds a question to the text of a bank file, which may be empty.

    `question_yaml` are the lines of one question, from `- id: …` at the left margin.  EditError `unreadable`,
    `flow-questions`, `shared`, `no-mapping`.
    """
    found = read_outline(text)
    question = question_yaml.rstrip("\n")
    if found.root is None:
        return _at_end(text, "format: 1\nquestions:\n" + indented(question, STEP))
    if found.root.kind != "map":
        raise EditError("no-mapping")
    if found.root.flow:
        raise EditError("flow-questions")
    listed = found.root.get("questions")
    if listed is None:
        return insertion(text, found.end_of_item(found.root, -1), "questions:\n" + indented(question, STEP))
    if listed.kind == "list":
        return _behind_last(found, listed, question)
    if listed.kind == "scalar" and listed.value in _EMPTY and not listed.anchored:
        lines = indented(question, STEP)
        end = found.end_of_item(listed, found.column(found.root.start))
        if listed.start == listed.end:
            return insertion(text, end, lines)
        raise EditError("flow-questions")
    raise EditError("shared" if listed.kind == "alias" or listed.anchored else "no-mapping")


def _behind_last(found: Outline, listed: Spot, question: str) -> Edit:
    if listed.anchored:
        raise EditError("shared")
    if listed.flow:
        if listed.items:
            raise EditError("flow-questions")
        return Edit(listed.start, listed.end, "\n" + indented(question, STEP))
    last = listed.items[-1]
    column = found.column(found.dash(last))
    position = found.end_of_item(last, column)
    apart = "\n" if _are_apart(found, listed) else ""
    return insertion(found.text, position, apart + indented(question, " " * column))


def _are_apart(found: Outline, listed: Spot) -> bool:
    """Whether an empty line stands between the last two questions, so that one should before the next."""
    if len(listed.items) < 2:
        return False
    before, last = listed.items[-2:]
    dash = found.dash(last)
    end = found.end_of_item(before, found.column(dash))
    return any(not line.strip() for line in found.text[end:dash].split("\n")[1:-1])


def read_outline(text: str) -> Outline:
    """The outline of a text; EditError `unreadable` if it is no YAML."""
    try:
        return outline("", text)
    except UnreadableYamlError as error:
        raise EditError("unreadable", line=error.problem.place.line) from None


def insertion(text: str, position: int, lines: str) -> Edit:
    """The edit that puts whole lines behind the line that ends at `position`, or before the one that begins there."""
    at_line_start = position == 0 or text[position - 1] == "\n"
    return Edit(position, position, lines + "\n" if at_line_start else "\n" + lines)


def indented(lines: str, by: str) -> str:
    """The lines, all of them deeper but for empty ones."""
    return "\n".join(by + line if line else "" for line in lines.split("\n"))


def _at_end(text: str, lines: str) -> Edit:
    separator = "" if not text or text.endswith("\n") else "\n"
    return Edit(len(text), len(text), separator + lines + "\n")
