"""A bank file read again: only the questions whose text has changed.

    SourceFile ─ cut ─▶ head, chunks ─ readable ─▶ texts ─ new ones ─▶ read_one ─▶ Piece, its lines those of its text
                  │                                   └ the others ────────────▶ the Piece that there was
                  └▶ doubt ─▶ the file as a whole ─▶ Piece, its lines counted from the file's start

What comes of it is the same as if the file had been read as a whole: `tests/watching/test_pieces.py` holds that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from exam_drill.bank import limits
from exam_drill.bank.load import ReadQuestion, listed, read_one
from exam_drill.bank.nodes import ListNode, MapNode, Node, ScalarNode, SourceFile, UnreadableYamlError, parse
from exam_drill.lint.silence import Marks, Remark
from exam_drill.problem import Problem
from exam_drill.question import Place, Question
from exam_drill.watching.borrowed import Readable, readable
from exam_drill.watching.chunks import Cut, cut
from exam_drill.watching.complaints import Complaints, of_question
from exam_drill.watching.moved import down, place_down, problem_down


@dataclass(frozen=True, eq=False)
class Piece:
    """One question as it was read; `question` is None if it has problems.  Two pieces are never equal.

    `weight` are the nodes, `characters` those of their texts, `work` the characters that its errata looked at;
    `complaints` are those of the rules of lint, None if it is no mapping.
    `remarks` are the comments within its chunk that look like silences.
    """

    identity: str | None
    identity_place: Place | None
    question: Question | None
    problems: tuple[Problem, ...]
    weight: int = 0
    characters: int = 0
    work: int = 0
    complaints: Complaints | None = None
    remarks: tuple[Remark, ...] = ()


class Entry(NamedTuple):
    """A piece in its file, so many `lines` further down than it was read.

    `text` is the one that it was read from, None for the whole file's; `alone` tells that no other question is in it.
    """

    piece: Piece
    lines: int
    text: str | None = None
    alone: bool = False

    def question(self) -> Question | None:
        """The question with its places in the file."""
        return self.piece.question and down(self.piece.question, self.lines)

    def problems(self) -> list[Problem]:
        """Its problems with their places in the file."""
        return [problem_down(problem, self.lines) for problem in self.piece.problems]

    def identity_place(self) -> Place | None:
        """Where its id stands."""
        return self.piece.identity_place and place_down(self.piece.identity_place, self.lines)


class Head(NamedTuple):
    """What stands above the questions; `usable` is false where the file is of no known format."""

    text: str
    problems: tuple[Problem, ...]
    usable: bool
    weight: int
    characters: int
    remarks: tuple[Remark, ...] = ()


class FileRead(NamedTuple):
    """A file as it was last read; `file` is None where it could not be opened, `problems` concern no question.

    `head` is None where it was read as a whole; `noted` are its comments then that look like silences.
    """

    path: str
    file: SourceFile | None
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    usable: bool
    head: Head | None = None
    noted: tuple[Remark, ...] = ()

    def remarks(self) -> list[Remark]:
        """The comments of the file that look like silences."""
        if self.head is None:
            return list(self.noted)
        moved = [one._replace(line=one.line + e.lines) for e in self.entries for one in e.piece.remarks]
        return [*self.head.remarks, *moved]


def read_again(file: SourceFile, before: FileRead | None = None) -> FileRead:
    """The file; of what it was `before`, questions whose text is the same are kept."""
    if before is not None and before.file is not None and before.file.text == file.text:
        return before._replace(file=file)
    pieces = cut(file.text)
    in_pieces = _in_pieces(file, pieces, before) if pieces is not None else None
    return in_pieces or _as_a_whole(file)


def not_read(path: str, problem: Problem) -> FileRead:
    """A file that could not be opened."""
    return FileRead(path, None, (), (problem,), False)


def _as_a_whole(file: SourceFile) -> FileRead:
    problems: list[Problem] = []
    found = listed(file, problems)
    entries: list[Entry] = []
    work = limits.ERRATA_WORK
    marks = Marks(file)
    for node in found.nodes:
        read, work = read_one(node, file, found.usable, work)
        entries.append(Entry(_piece(read), 0))
        if read.draft is not None:
            marks.see(read.draft.node)
    noted = tuple(marks.comments())
    return FileRead(file.path, file, tuple(entries), tuple(problems), found.usable, noted=noted)


def _in_pieces(file: SourceFile, pieces: Cut, before: FileRead | None) -> FileRead | None:
    """The file from its chunks; None if one of them tells that they do not stand for themselves."""
    if len(pieces.chunks) > limits.QUESTIONS:
        return None
    head = before.head if before is not None else None
    if head is None or head.text != pieces.head:
        head = _head(file.path, pieces)
    if head is None:
        return None
    texts = readable(pieces)
    known = {entry.text: entry.piece for entry in before.entries if entry.text is not None} if before else {}
    entries: list[Entry] = []
    for chunk, given in zip(pieces.chunks, texts, strict=True):
        piece = known.get(given.text) or _read_chunk(file.path, given)
        if piece is None:
            return None
        known[given.text] = piece
        entries.append(Entry(piece, chunk.line - given.line, given.text, given.alone))
    if (
        head.weight + sum(entry.piece.weight for entry in entries) > limits.NODES
        or head.characters + sum(entry.piece.characters for entry in entries) > limits.CHARACTERS
        or sum(entry.piece.work for entry in entries) > limits.ERRATA_WORK
    ):
        return None  # what the limits allow is known of the whole file only
    return FileRead(file.path, file, tuple(entries), head.problems, head.usable, head)


def _head(path: str, pieces: Cut) -> Head | None:
    """What stands above the list, read with an item in place of all; None if the list is not the bank's."""
    text = f"{pieces.head}{' ' * pieces.indent}- x\n"
    file = SourceFile(path, text, text.split("\n"))
    try:
        root = parse(file)
    except UnreadableYamlError:
        return None
    if not isinstance(root, MapNode) or root.flow or not root.pairs:
        return None
    keys = [key.value for key, _ in root.pairs if isinstance(key, ScalarNode)]
    last = root.pairs[-1][1]
    if keys.count("questions") != 1 or keys[-1] != "questions" or not isinstance(last, ListNode) or last.flow:
        return None
    if len(last.items) != 1 or last.line != pieces.head.count("\n") + 1 or last.column != pieces.indent + 1:
        return None
    problems: list[Problem] = []
    found = listed(file, problems)
    if not found.nodes:  # of an unknown format only the YAML is looked at
        return None
    weight, characters = _size(root)
    marks = Marks(file)
    marks.see(root)
    remarks = tuple(marks.comments())
    return Head(pieces.head, tuple(problems), found.usable, weight, characters, remarks)


def _read_chunk(path: str, given: Readable) -> Piece | None:
    """The last question of a text; None if it cannot be read by itself."""
    file = SourceFile(path, given.text, given.text.split("\n"))
    try:
        root = parse(file)
    except UnreadableYamlError:
        return None
    node = root.pairs[0][1] if isinstance(root, MapNode) and len(root.pairs) == 1 else None
    if not isinstance(node, ListNode) or not node.items or (given.alone and len(node.items) != 1):
        return None
    weight, characters = _size(node.items[-1])
    read, left = read_one(node.items[-1], file, True, limits.ERRATA_WORK)
    piece = _piece(read, weight, characters, limits.ERRATA_WORK - left)
    marks = Marks(file)
    marks.see(node.items[-1])
    first = given.line
    return replace(piece, remarks=tuple(remark for remark in marks.comments() if remark.line >= first))


def _piece(read: ReadQuestion, weight: int = 0, characters: int = 0, work: int = 0) -> Piece:
    draft = read.draft
    place = read.notes.place(draft.id_node) if draft is not None and draft.id_node is not None else None
    question = read._replace(usable=True).finish()
    identity = draft.id if draft is not None else None
    complaints = of_question(draft) if draft is not None else None
    return Piece(identity, place, question, tuple(read.problems()), weight, characters, work, complaints)


def _size(root: Node) -> tuple[int, int]:
    """Nodes below this one, itself included, and the characters of their texts; aliases as what they stand for."""
    weight = characters = 0
    for node in _nodes(root):
        weight += 1
        if isinstance(node, ScalarNode):
            characters += len(node.value)
    return weight, characters


def _nodes(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ListNode):
            waiting += node.items
        elif isinstance(node, MapNode):
            for pair in node.pairs:
                waiting += pair
