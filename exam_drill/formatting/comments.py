"""Gives every comment of a text to the entry or the group that it belongs to, whatever will be moved.

# above the next entry             a line of its own: above the next entry …
options:   # behind                behind what stands on its line
  - x
  # foot                           … unless it is indented like what ends here
answer: 1
"""

from __future__ import annotations

import re

from exam_drill.editing.outline import Comment, Outline
from exam_drill.formatting.scalars import bare
from exam_drill.formatting.tree import Entry, Group, walk

_DOCUMENT_END = re.compile(r"^\.\.\.(?=\s|\Z)", re.MULTILINE)
_Placed = tuple[Entry, tuple[Group, ...]]


def attach(found: Outline, root: Group) -> None:
    """Puts the comments of the text into its tree."""
    placed = list(walk(root))
    position = 0
    gap: list[Comment] = []
    for comment in found.comments:
        following = position
        while following < len(placed) and placed[following][0].start < comment.start:
            following += 1
        if following != position:
            _place(found, root, placed, position, gap)
            gap, position = [], following
        gap.append(comment)
    _place(found, root, placed, position, gap)


def _place(found: Outline, root: Group, placed: list[_Placed], position: int, gap: list[Comment]) -> None:
    """Places the comments between two neighbouring entries; `position` is that of the second one."""
    before, groups = placed[position - 1] if position else (None, ())
    after, around = placed[position] if position < len(placed) else (None, ())
    ended = [group for group in groups if group not in _identical(groups, around)]
    outside = [-1, *(group.column for group in groups)][len(groups) - len(ended) : -1]  # columns of keys and dashes
    document_end = _document_end(found, before, gap)
    level = len(ended)  # a comment never stands deeper than the one above it
    for index, comment in enumerate(gap):
        if before is not None and _is_on_line(found, comment):
            if _put_behind(found, before, groups, comment):
                continue
        elif before is not None and before.inside is None and comment.start < before.value.end:
            before.above.append(comment.text)
            continue
        column = found.column(comment.start)
        fitting = [n for n, outer in enumerate(outside[:level], 1) if outer < column]
        holding = [n for n, group in enumerate(ended[:level], 1) if group.spot.flow and comment.start < group.spot.end]
        deeper = after is None or column > after.column
        if holding or (level and deeper and comment.start < document_end):
            level = (holding or fitting or [1])[-1]
            if ended[level - 1] is not root:
                ended[level - 1].foot.append(comment.text)
                continue
        level = 0
        target = after.above if after is not None else root.foot
        previous = gap[index - 1].end if index else before.value.end if before is not None else 0
        if (target or after is None) and _has_empty_line(found, previous, comment.start):
            target.append("")
        target.append(comment.text)
    if gap and after is not None and after.above and _has_empty_line(found, gap[-1].end, after.start):
        after.above.append("")


def _identical(groups: tuple[Group, ...], around: tuple[Group, ...]) -> list[Group]:
    return [one for one, other in zip(groups, around, strict=False) if one is other]


def _is_on_line(found: Outline, comment: Comment) -> bool:
    start = found.text.rfind("\n", 0, comment.start) + 1
    before = found.text[start : comment.start].strip()
    return bool(before) and before not in ("---", "...")


def _document_end(found: Outline, before: Entry | None, gap: list[Comment]) -> int:
    """Where the `...` stands among these comments; behind them, if there is none."""
    if before is None or not gap:
        return len(found.text)
    match = _DOCUMENT_END.search(found.text, before.value.end, gap[-1].start)
    return match.start() if match is not None else len(found.text)


def _has_empty_line(found: Outline, start: int, end: int) -> bool:
    """Whether a line without anything stands between two offsets, the first of which may be a line's beginning."""
    return any(not line.strip() for line in found.text[start:end].removeprefix("\n").split("\n")[:-1])


def _put_behind(found: Outline, entry: Entry, groups: tuple[Group, ...], comment: Comment) -> bool:
    """Puts a comment behind the entry that its line ends with; where there is one already, above or below.

    False for one behind a bracket that was closed on a line of its own and has become lines.
    """
    closed = [group for group in groups if group.spot.flow and comment.start >= group.spot.end]
    if closed:
        closed[0].foot.append(comment.text)
        return True
    value = entry.value
    if entry.inside is None and comment.start < value.end - len(bare(found.text, value)):
        entry.above.append(comment.text)  # its line ends before the value begins
        return True
    in_list = entry.key is None and groups[-1].spot.flow and entry.inside is None
    if entry.behind is not None:
        entry.above.append(entry.behind)
        entry.behind = None
    if in_list:  # behind plain code it would be taken for a part of it
        entry.above.append(comment.text)
    else:
        entry.behind = comment.text
        if not groups[-1].spot.flow and (entry.inside is None or not entry.value.flow):
            entry.distance = found.column(comment.start) - entry.column
    return True
