"""An erratum changes something: its corrected text stands in the part that it names, and the print differed.

Texts match as whole tokens.  `sources` are positions in `source`, from 1.  An erratum of the answer holds two numbers
of options, behind the label where there are several blanks (`い 2`).  No erratum may add or remove a marker.

Passes::

    errata: [{corrected: x, printed: xs, in: options}]

Fails::

    errata: [{corrected: z, printed: xs, in: options}]
"""

from __future__ import annotations

from collections.abc import Mapping

from exam_drill.bank import limits
from exam_drill.bank.draft import Draft
from exam_drill.bank.errata import Parts, groups, read_answer, undo
from exam_drill.bank.nodes import Node
from exam_drill.bank.notes import Notes
from exam_drill.markers import find_markers
from exam_drill.question import Blank, Code, Erratum

# An erratum may print more than it corrects; several in a row must not make a text grow without end.
_LARGEST = 4 * max(limits.CODE, limits.TEXT, limits.OPTION * limits.OPTIONS)


def check(draft: Draft, notes: Notes, work: int) -> int:
    """Notes `erratum-same`, `erratum-source`, `erratum-answer`, `erratum-without-effect`, `erratum-marker`.

    `work` is how many characters may still be looked at; returns what is left of it, or notes `errata-too-large`.
    """
    if not draft.errata:
        return work
    before = len(notes)
    for erratum, nodes in zip(draft.errata, draft.erratum_nodes, strict=True):
        _check_one(draft, erratum, nodes, notes)
    parts = _parts(draft)
    if len(notes) > before or parts is None:
        return work
    reported: set[int] = set()
    for _, errata in groups(draft.errata, draft.source_count):
        printed = parts
        for erratum in errata:
            size = printed.size(erratum.where)
            work -= size
            if work < 0 or size > _LARGEST:
                notes.add("errata-too-large", draft.node)
                return work
            changed = undo(printed, erratum)
            position = draft.errata.index(erratum)
            nodes = draft.erratum_nodes[position]
            if changed is None and position not in reported:
                reported.add(position)
                notes.add("erratum-without-effect", nodes["corrected"], text=erratum.corrected, part=erratum.where)
            elif changed is not None and _labels(changed.code) != _labels(printed.code):
                notes.add("erratum-marker", nodes["printed"])
                return work
            printed = changed or printed
    return work


def _check_one(draft: Draft, erratum: Erratum, nodes: Mapping[str, Node], notes: Notes) -> None:
    if erratum.corrected == erratum.printed:
        notes.add("erratum-same", nodes["printed"])
    for source in erratum.sources:
        if source > draft.source_count:
            notes.add("erratum-source", nodes["sources"], number=source, last=draft.source_count)
    if erratum.where != "answer":
        return
    blanks = {blank.label: blank for blank in draft.blanks}
    for name, text in (("corrected", erratum.corrected), ("printed", erratum.printed)):
        answer = read_answer(text)
        blank = None
        if answer is not None:
            blank = draft.blanks[0] if len(blanks) == 1 and not answer[0] else blanks.get(answer[0] or None)
        if answer is None or blank is None or not 1 <= answer[1] <= max(len(blank.options), 1):
            notes.add("erratum-answer", nodes[name], text=text)


def _parts(draft: Draft) -> Parts | None:
    """The parts of the corrected question; None where one is missing, which is another problem already."""
    if draft.code is None:
        return None
    blanks = []
    for draft_blank in draft.blanks:
        options = tuple(option for option in draft_blank.options if option is not None)
        if len(options) != len(draft_blank.option_nodes) or draft_blank.answer is None:
            return None
        blanks.append(Blank(draft_blank.label or "", options, draft_blank.answer, draft.code.lines[0]))
    return Parts(draft.code, tuple(blanks), draft.prompt)


def _labels(code: Code) -> frozenset[str]:
    return frozenset(marker.label for marker in find_markers(code.text))
