"""No two options of a blank are the same code.

Spaces, comments and parentheses around the whole option make no difference; any other difference does.

Passes::

    options: [x + 1, 1 + x]

Fails::

    options: [x + 1, (x+1)]
"""

from __future__ import annotations

from exam_drill.bank.draft import Draft
from exam_drill.bank.notes import Notes
from exam_drill.question import Option
from exam_drill.scan import same_code_key

_PARENTHESES = str.maketrans("", "", "()")


def check(draft: Draft, notes: Notes) -> None:
    """Notes `same-options` at the later option."""
    for blank in draft.blanks:
        alike: dict[str, list[tuple[int, Option]]] = {}
        for index, option in enumerate(blank.options):
            if option is not None:
                alike.setdefault(_rough_key(option.code.text), []).append((index, option))
        for candidates in alike.values():
            if len(candidates) == 1:
                continue  # nearly always: the exact comparison is seldom needed
            first: dict[tuple[str, ...], int] = {}
            for index, option in candidates:
                number = first.setdefault(same_code_key(option.code.text), option.number)
                if number != option.number:
                    notes.add("same-options", blank.option_nodes[index], first=number, second=option.number)


def _rough_key(text: str) -> str:
    """Equal for all texts that are the same code, and for some that are not."""
    code = text if "#" not in text else "\n".join(line.partition("#")[0] for line in text.split("\n"))
    return "".join(code.split()).translate(_PARENTHESES)
