"""Format 1 as it is defined: which mappings there are, their fields, and what each field takes.

    BANK ─ questions ─▶ QUESTION ─ blanks ────▶ BLANK ─ options ─▶ OPTION
                           │  ├── reference ──▶ WRITTEN
                           │  └── source ─────▶ SOURCE       errata ─▶ ERRATUM
                           └───── title, hint, … ─▶ TEXT

The loader takes keys, limits, patterns and choices from here, and so does `exam_drill.bank.schema`, which makes of it
what editors read.  What one rule says of two fields together stands in the rules, not here.

Patterns are read by Python and, in the schema, by the editors' JavaScript: they use only what means the same in both.
"""

from __future__ import annotations

import keyword
from typing import Any, NamedTuple, get_args

from exam_drill.bank import limits
from exam_drill.markers import KANA, MARKER
from exam_drill.question import ErratumPlace, SourceKind


class Number(NamedTuple):
    """A whole number from `low` to `high`, without quotes."""

    low: int
    high: int


class Tolerance(NamedTuple):
    """A finite number from 0 to `most`."""

    most: float


class Word(NamedTuple):
    """A text that is not empty, as it is written, whatever YAML would make of it.

    All of it must match `pattern`, if there is one, and `name` is that of the sentence that tells what is expected.
    Where it is a number without quotes, that must lie in `number`.
    """

    most: int
    name: str = "text"
    pattern: str = ""
    number: Number | None = None


class Code(NamedTuple):
    """Python text as it is written.  It must hold something that matches `holds`, whose sentence is `name`."""

    most: int
    name: str = "code"
    holds: str = r"(?:^|\n)[^\S\n]*[^\s#]"  # more than comments


class Choice(NamedTuple):
    """One of some words."""

    words: tuple[str, ...]


class Items(NamedTuple):
    """A list of at least `least` and at most `most` such items."""

    item: Kind
    most: int
    least: int = 0


class Entries(NamedTuple):
    """A mapping whose keys the author chooses; `name` is that of the sentences on its values."""

    name: str
    key: Word
    value: Kind
    examples: tuple[Any, ...]
    most: int
    least: int = 0


class Either(NamedTuple):
    """Any of several kinds, which YAML tells apart: a text or number, a list, a mapping."""

    kinds: tuple[Kind, ...]


class Field(NamedTuple):
    """A key of a mapping; `examples` are values as YAML reads them.

    Where the field `unless` is written, this one must not be, and is not required.
    """

    name: str
    kind: Kind
    examples: tuple[Any, ...]
    required: bool = False
    unless: str = ""


class Form(NamedTuple):
    """A mapping with these fields and no others; `least` is how many it has at the least."""

    name: str
    fields: tuple[Field, ...]
    keys: tuple[str, ...]
    required: tuple[str, ...]  # in any case
    least: int


Kind = Number | Tolerance | Word | Code | Choice | Items | Entries | Either | Form


def _form(name: str, *fields: Field, least: int = 0) -> Form:
    required = tuple(field.name for field in fields if field.required and not field.unless)
    return Form(name, fields, tuple(field.name for field in fields), required, least)


# Texts in short.  Of an input's name and declaration this is the outline: the loader asks Python for the first, and
# `exam_drill.domain` for the second, which a test holds against the pattern.
_SIGN = r"\s*[-+*]\s*"
_TERM = r"(?:[A-Za-z][0-9]*|[0-9]{1,7})"
_SIZES = rf"[-+]?\s*{_TERM}(?:{_SIGN}{_TERM})*(?:\s+{_TERM}(?:{_SIGN}{_TERM})*)*"
_NAME = r"[^\x00-@\[-\^`\{-\x7f][^\x00-/:-@\[-\^`\{-\x7f]*"  # ASCII letters, digits, `_`, and all beyond ASCII

ID = Word(limits.ID, "id", r"[a-z0-9]+(?:-[a-z0-9]+)*")
SYLLABUS = Word(limits.TEXT, "syllabus", r"[1-9][0-9]?(?:\.[1-9][0-9]?)+")
NAMED_REFERENCE = Word(limits.TEXT, "reference", r"([a-z][a-z0-9_]*)\.([A-Za-z][A-Za-z0-9_]*)")
URL = Word(limits.URL, "url", r'https?://[^\s/?#<>"\\]+(?:[/?#][^\s<>"\\]*)?')
LABEL = Word(limits.NAME, "label", f"[{KANA}]")
INPUT_NAME = Word(limits.NAME, "input-name", rf"(?!(?:{'|'.join(keyword.kwlist)})$){_NAME}")
DECLARATION = Word(
    limits.NAME, "declaration", rf"\s*(?:[a-z_]{{2,}}(?![a-z_])(?:\s*\([^()]*\))?(?:\s*{_SIZES})?|{_SIZES})\s*"
)
OUTPUT = Word(limits.NAME, "output", rf"\s*(?:scalar|{_SIZES})\s*")
LETTER = Word(limits.NAME, "letter", r"[A-Za-z][0-9]*")
SIZE = Number(1, limits.SIZE)
RANGE = Word(limits.NAME, "range", r"([0-9]{1,6})(?:[ ]*\.\.[ ]*([0-9]{1,6}))?", SIZE)
NAME = Word(limits.NAME)
NAMES = Items(NAME, limits.ENTRIES)

PROGRAM = Code(limits.CODE, "program", MARKER)
REFERENCE_CODE = Code(limits.CODE, "reference-code", r"(?:^|\n)def[ \t]")
OPTION_CODE = Code(limits.OPTION)
CORRECTED = Code(limits.ERRATUM, "text", r"\S")
PRINTED = Code(limits.ERRATUM, "", "")

FORMAT = Number(1, 1)
ANSWER = Number(1, limits.OPTIONS)
TRIALS = Number(1, limits.TRIALS)
POSITION = Number(1, limits.SOURCES)
TOLERANCE = Tolerance(limits.TOLERANCE)

DIFFICULTY = Choice(("easy", "middle", "hard"))
SOURCE_KIND = Choice(get_args(SourceKind))
ERRATUM_PART = Choice(get_args(ErratumPlace))

# Mappings, and lists of them.
PROSE = Word(limits.TEXT)
TEXT = _form(
    "text",
    Field("ja", PROSE, ("更新ゲートの役割",)),
    Field("en", PROSE, ("The role of the update gate",)),
    least=1,
)
_TEXT = Either((PROSE, TEXT))
_WHY = ("前の状態 h を捨てている。", "This drops the previous state h.")

OPTION = _form(
    "option",
    Field("code", OPTION_CODE, ("z * h_bar",), required=True),
    Field("why", _TEXT, _WHY),
)
OPTIONS = Items(Either((OPTION_CODE, OPTION)), limits.OPTIONS, least=2)
_CODES = ["z * h_bar", "(1 - z) * h_bar", "z * h", "(1 - z) * h + z * h_bar"]
_OPTIONS = (_CODES, [{"code": "z * h_bar", "why": _WHY[0]}, *_CODES[1:]])

BLANK = _form(
    "blank",
    Field("options", OPTIONS, _OPTIONS, required=True),
    Field("answer", ANSWER, (4,), required=True),
)
BLANKS = Entries("blanks", LABEL, BLANK, ({"options": _OPTIONS[0], "answer": 4},), limits.BLANKS, least=1)
INPUTS = Entries("inputs", INPUT_NAME, DECLARATION, ("N D", "positive", "integer(0, V) N T"), limits.ENTRIES)
SIZES = Entries("sizes", LETTER, RANGE, ("1..4", 8), limits.ENTRIES)

OUTPUTS = Items(OUTPUT, limits.ENTRIES)
WRITTEN_REFERENCE = _form(
    "reference",
    Field("code", REFERENCE_CODE, ("def gru(x, h):\n    return x + h\n", "def gru(x, h): return x + h"), required=True),
    Field("inputs", INPUTS, ({"x": "N D", "h": "N D"},), required=True),
    Field("outputs", Either((OUTPUT, OUTPUTS)), ("N D", "scalar")),
)

SOURCE = _form(
    "source",
    Field("kind", SOURCE_KIND, SOURCE_KIND.words, required=True),
    Field("title", _TEXT, ("講義資料 第 3 回", "Lecture notes, part 3"), required=True),
    Field("url", URL, ("https://example.org/notes.pdf",)),
)
SOURCES = Items(SOURCE, limits.SOURCES)
_SOURCE = {"kind": "course", "title": "講義資料 第 3 回"}

POSITIONS = Items(POSITION, limits.SOURCES, least=1)
ERRATUM = _form(
    "erratum",
    Field("corrected", CORRECTED, ("h_bar",), required=True),
    Field("printed", PRINTED, ("h_hat",), required=True),
    Field("in", ERRATUM_PART, ("options",), required=True),
    Field("why", _TEXT, ("h_hat はどこにも定義されていない。", "Nothing defines h_hat.")),
    Field("sources", POSITIONS, ([1],)),
)
ERRATA = Items(ERRATUM, limits.ERRATA)

_PROGRAM = """\
def gru(x, h, Wr, Ur, Wz, Uz, Wh, Uh):
    r, z = sigmoid(x @ Wr.T + h @ Ur.T), sigmoid(x @ Wz.T + h @ Uz.T)
    h_bar = np.tanh(x @ Wh.T + (r * h) @ Uh.T)
    return (こ)
"""
_CLASS = """\
class Cell:
    def forward(self, x, h):
        return (こ)
"""

QUESTION = _form(
    "question",
    Field("id", ID, ("gru-state-update",), required=True),
    Field("title", _TEXT, ("GRU の状態更新", "The state update of a GRU")),
    Field("syllabus", SYLLABUS, ("3.5", "3.10")),
    Field("reference", Either((NAMED_REFERENCE, WRITTEN_REFERENCE)), ("gru.gru",), required=True),
    Field("prompt", _TEXT, ("(こ) に入る式はどれか。", "Which expression belongs in (こ)?")),
    Field("code", PROGRAM, (_PROGRAM, _CLASS), required=True),
    Field("options", OPTIONS, _OPTIONS, required=True, unless="blanks"),
    Field("answer", ANSWER, (4,), required=True, unless="blanks"),
    Field("blanks", BLANKS, ({"こ": {"options": _OPTIONS[0], "answer": 4}},)),
    Field("call", OPTION_CODE, ("Cell(Wr, Ur, Wz, Uz, Wh, Uh).forward(x, h)",)),
    Field("given", NAMES, (["sigmoid"],)),
    Field("inputs", INPUTS, ({"x": "positive N D"},)),
    Field("trials", TRIALS, (20,)),
    Field("sizes", SIZES, ({"N": "1..4", "D": 8},)),
    Field("rtol", TOLERANCE, (1.0e-6,)),
    Field("atol", TOLERANCE, (1.0e-8,)),
    Field("source", Either((SOURCE, SOURCES)), (_SOURCE,)),
    Field("errata", ERRATA, ([{"corrected": "h_bar", "printed": "h_hat", "in": "options"}],)),
    Field("explanation", _TEXT, ("z は新しい候補の割合である。", "z is the share of the new candidate.")),
    Field("hint", _TEXT, ("z = 0 のとき状態は変わらない。", "With z = 0 the state stays as it is.")),
    Field("tags", NAMES, (["rnn", "gru"],)),
    Field("difficulty", DIFFICULTY, DIFFICULTY.words),
)
QUESTIONS = Items(QUESTION, limits.QUESTIONS, least=1)

BANK = _form(
    "bank",
    Field("format", FORMAT, (1,), required=True),
    Field(
        "questions",
        QUESTIONS,
        ([{"id": "gru-state-update", "reference": "gru.gru", "code": _PROGRAM, "options": _OPTIONS[0], "answer": 4}],),
        required=True,
    ),
)
