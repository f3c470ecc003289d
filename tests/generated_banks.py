"""Banks as authors write them, for property tests: every text here loads without problems.

    questions ─ contents ─▶ values ─ Writer ─▶ text     comments wherever YAML has room, all styles
                                      │                  of scalars, lists and mappings, anchors, odd columns
    meaning(text), comments(text)  ◀──┘                  what an edit of a bank has to keep

    @given(texts())
    def test_…(text: str) -> None: …

`texts` are what a file says once it is decoded; `files` are whole files, with a byte-order mark or CRLF now and then.
"""

from __future__ import annotations

import dataclasses
import re
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from bank_writer import Draw, Scalar, Value, Writer
from hypothesis import strategies as st

from exam_drill.bank import load_bank


class Comment(NamedTuple):
    """One comment with its `#`; `question` counts from 1, 0 is outside of all questions."""

    question: int
    text: str


def _code(text: str) -> Scalar:
    return Scalar(text, "code")


def _raw(text: str) -> Scalar:
    return Scalar(text, "raw")


def _number(text: object) -> Scalar:
    return Scalar(str(text), "number")


OPTIONS = (
    "x + y", "x - y", "0", "yes", "null", "1e-9", "3.10", "0x1", "[x, y][0]", "lambda: x", "x  # (N, D)", '"a" + b',
    "x['#']", "np.maximum(x, y)", "-x", "(x +\n 2 * y)", "{'a': x}['a']", "x if 'あ' else y", "x @ y.T  ", "*x, y",
    "~x", "x\\ny",
)  # fmt: skip
STATEMENTS = (
    "x += y", "x[x > 0] = 0\nx[x < 0] = 1", "if x.max():\n    x = y\n\n    # so\nx = x", "pass  # nothing",
)  # fmt: skip
TEXTS = (
    "状態 h を捨てている。", "The gate", "更新ゲート: どれか", "a # b", "#", "- a", "yes", "3.10", "0o7", "1:20", "~",
    "null", "=", "<<", "[a]", "{a: b}", "'quoted'", '"twice"', "it's \"so\" \\n", "two\nlines", "a  b",
    "  indented\nless",
    "終わりまで\n\n  three: a\n# no comment", "long " * 40 + "line", "tail\n", "改行\n\n", "%", "a,b", "?", "!x", "*a",
    "&a", "a:", ": a", "@", "`", "|", ">", "100%", "---", "12e03", "0b1", "1_000", "2026-11-22", "+.inf", "Off", "a #",
    "a'b", "a b c d e",
)  # fmt: skip
ORDER = (
    "id", "title", "syllabus", "reference", "given", "inputs", "sizes", "trials", "rtol", "atol", "prompt", "code",
    "call", "options", "answer", "blanks", "hint", "explanation", "source", "errata", "tags", "difficulty",
)  # fmt: skip
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML's own one takes no tab before a comment
_FREE = st.text("aあ1:#-'\"\\[]{}, \n|>&*!%@`?~.", min_size=1, max_size=12).filter(str.strip)


def texts(questions: int = 3) -> st.SearchStrategy[str]:
    """The text of a valid bank with up to `questions` questions, as `SourceFile` holds it."""
    return _texts(questions)


@st.composite
def files(draw: Draw, questions: int = 3) -> bytes:
    """The bytes of a valid bank, now and then with a byte-order mark or CRLF."""
    text = draw(texts(questions))
    crlf, mark = draw(st.booleans()), draw(st.booleans())
    return ("\ufeff" * mark + (text.replace("\n", "\r\n") if crlf else text)).encode()


def meaning(text: str) -> tuple[Any, ...]:
    """The questions that a bank's text holds, without any place; AssertionError if it has problems."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bank.yaml")
        path.write_bytes(text.encode())
        bank = load_bank([path])
    assert not bank.problems, [(p.code, p.place.line, p.place.column, dict(p.parameters)) for p in bank.problems]
    return tuple(_without_places(question) for question in bank.questions)


def comments(text: str) -> list[Comment]:
    """All comments in order, each with the question it stands in, read off the gaps between the tokens of YAML.

    One above a question belongs to it; one behind a question's last line belongs to that if it is indented further
    than the dash.
    """
    found: list[tuple[int, int, str]] = []  # offset, column, text
    tokens = list(yaml.scan(text, Loader=_LOADER))
    for before, after in pairwise(tokens):
        if isinstance(before, yaml.ScalarToken) and before.style in ("|", ">"):
            head = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)").match(text, before.start_mark.index)
            found += [(head.start(1), 1, head[1])] if head else []
        for match in re.finditer("#.*", text[before.end_mark.index : after.start_mark.index]):
            offset = before.end_mark.index + match.start()
            found.append((offset, offset - text.rfind("\n", 0, offset) - 1, match[0]))
    spans = _spans(text)
    return [Comment(_owner(text, offset, column, spans), comment) for offset, column, comment in found]


class _Span(NamedTuple):
    """A question's first sign, a dash or a bracket, with its column; where its last sign ends."""

    start: int
    column: int
    end: int


def _spans(text: str) -> list[_Span]:
    items, flow, listed_end = _items(text)
    tokens = list(yaml.scan(text, Loader=_LOADER))
    dashes = [token.start_mark for token in tokens if isinstance(token, yaml.BlockEntryToken)]
    starts = [item if flow else [dash for dash in dashes if dash.index <= item.index][-1] for item in items]
    spans = []
    for start, following in pairwise([*(mark.index for mark in starts), listed_end]):
        inside = [t.end_mark.index for t in tokens if start <= t.start_mark.index < following and not _is_sign(t)]
        spans.append(_Span(start, start - text.rfind("\n", 0, start) - 1, len(text[: inside[-1]].rstrip())))
    return spans


def _items(text: str) -> tuple[list[yaml.Mark], bool, int]:
    """Where the questions begin, whether they stand in brackets, and where their list ends."""
    depth, found, listed, before = 0, [], None, None
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            if depth == 1 and listed is not None:
                return found, bool(listed.flow_style), event.start_mark.index
        elif isinstance(event, yaml.NodeEvent):
            if depth == 2 and listed is not None:
                found.append(event.start_mark)
            if isinstance(event, yaml.CollectionStartEvent):
                if depth == 1 and before == "questions":
                    listed = event
                depth += 1
            elif depth == 1:
                before = getattr(event, "value", None)
    raise AssertionError("no questions")


def _is_sign(token: yaml.Token) -> bool:
    return isinstance(token, (yaml.BlockEndToken, yaml.BlockEntryToken, yaml.KeyToken, yaml.FlowEntryToken))


def _owner(text: str, offset: int, column: int, spans: list[_Span]) -> int:
    number = sum(span.start <= offset for span in spans)
    if number:
        span = spans[number - 1]
        behind = text[span.end : offset].split("\n")
        above = [line for line in behind[1:-1] if line.strip()]
        deep = all(len(line) - len(line.lstrip()) > span.column for line in above)
        if offset < span.end or len(behind) == 1:
            return number
        if behind[-1].strip():
            return 0
        if column > span.column and deep:
            return number
        return (number + 1) % (len(spans) + 1)
    head = re.search(r"^(questions|'questions'|\"questions\") *:", text, re.MULTILINE)
    return int(head is not None and "\n" in text[head.end() : offset])


def _without_places(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [field.name for field in dataclasses.fields(value) if field.name not in ("place", "lines")]
        return (type(value).__name__, *((name, _without_places(getattr(value, name))) for name in fields))
    if isinstance(value, tuple):
        return tuple(_without_places(item) for item in value)
    return tuple((key, _without_places(item)) for key, item in value.items()) if hasattr(value, "items") else value


# ── what a bank says ─────────────────────────────────────────────────────────────────────────────────────────────


def _text(draw: Draw) -> Value:
    one = st.one_of(st.sampled_from(TEXTS), _FREE).map(lambda text: Scalar(text, "text"))
    if draw(st.booleans()):
        return {"ja": draw(one), "en": draw(one)}
    return draw(one)


def _options(draw: Draw, pool: tuple[str, ...]) -> Value:
    chosen = draw(st.lists(st.sampled_from(pool), min_size=2, max_size=4, unique=True))
    options = [{"code": _code(text), "why": _text(draw)} if draw(st.booleans()) else _code(text) for text in chosen]
    return {"options": options, "answer": _number(draw(st.integers(1, len(chosen))))}


def _program(draw: Draw) -> dict[str, Value]:
    """Reference, code and options, in one of the ways in which a question is built."""
    written = {
        "code": _code("def f(x, y):\n    # a comment of Python\n\n    return x + y  # '#'"),
        "inputs": _inputs("x", "y"),
    }
    match draw(st.integers(0, 3)):
        case 0:
            short = {"code": _code("def f(x, y): return x + y"), "inputs": _inputs("x", "y"), "outputs": _raw("N D")}
            return {"reference": short, "code": _code("def f(x, y):\n    return (あ)"), **_options(draw, OPTIONS)}
        case 1:
            code = "def f(x, y):\n    z = （い）  # (N, D)\n\n    return np.maximum((ろ), z)\n\n"
            blanks = {label: _options(draw, OPTIONS) for label in "いろ"}
            return {"reference": written, "code": _code(code), "blanks": blanks}
        case 2:
            code = "    def f(x, y):\n        (う)\n        return x"
            return {"reference": written, "code": _code(code[4:].replace("\n    ", "\n")), **_options(draw, STATEMENTS)}
        case _:
            named = {
                "reference": _raw("gru.gru"),
                "given": [_raw("sigmoid")],
                "inputs": {"h": _raw("uniform(0, 2) N H")},
            }
            call = {"call": _code("F(x)(h)  ")} if draw(st.booleans()) else {}
            return {**named, "code": _code("def gru(x, h):  # '\n  return (え)\n"), **_options(draw, OPTIONS), **call}


def _inputs(*names: str) -> Value:
    return {name: _raw("N D") for name in names}


_EXTRAS: dict[str, Callable[[Draw], Value]] = {
    "title": _text,
    "prompt": _text,
    "hint": _text,
    "explanation": _text,
    "syllabus": lambda draw: _raw(draw(st.sampled_from(("3.5", "3.10")))),
    "trials": lambda draw: _number(draw(st.integers(1, 20))),
    "sizes": lambda draw: {"N": _raw(draw(st.sampled_from(("1..4", "2", "3 .. 5"))))},
    "rtol": lambda draw: _number(draw(st.sampled_from(("1.0e-7", "0.001", "0")))),
    "atol": lambda draw: _number(draw(st.just("1.0e-9"))),
    "tags": lambda draw: [
        _raw(tag) for tag in draw(st.lists(st.sampled_from(("gru", "no", "3.10", "更新 a")), unique=True))
    ],
    "difficulty": lambda draw: _raw(draw(st.sampled_from(("easy", "hard")))),
    "source": lambda draw: _source(draw) if draw(st.booleans()) else [_source(draw), _source(draw)],
    "errata": lambda draw: [_erratum(draw, text) for text in ("return", "x")[: draw(st.integers(1, 2))]],
}


def _source(draw: Draw) -> Value:
    source = {"kind": _raw("book"), "title": _text(draw)}
    return {**source, "url": _raw("https://example.org/a#b")} if draw(st.booleans()) else source


def _erratum(draw: Draw, corrected: str) -> Value:
    erratum: dict[str, Value] = {
        "corrected": _code(corrected),
        "printed": _code(draw(st.sampled_from(("retrun", "", "no")))),
    }
    return {**erratum, "in": _raw("code"), **({"why": _text(draw)} if draw(st.booleans()) else {})}


@st.composite
def _question(draw: Draw) -> dict[str, Value]:
    question = {"id": _raw("question"), **_program(draw)}
    for key in draw(st.lists(st.sampled_from(sorted(_EXTRAS)), unique=True, max_size=6)):
        question[key] = _EXTRAS[key](draw)
    if "errata" in question and "source" in question and draw(st.booleans()):
        question["errata"][0]["sources"] = [_number(1)]
    return {key: question[key] for key in ORDER if key in question}


@st.composite
def _texts(draw: Draw, questions: int) -> str:
    drawn = draw(st.lists(_question(), min_size=1, max_size=questions))
    held = [{**question, "id": _raw(f"question-{number}")} for number, question in enumerate(drawn, 1)]
    writer = Writer(draw)
    bank: dict[str, Value] = {"format": _number(1), "questions": held}
    lines = [*writer.above(0), *draw(st.sampled_from(((), ("---",), ("--- # head",), ("---", ""))))]
    lines += writer.mapping(bank, 0)
    lines += [*writer.above(0), *draw(st.sampled_from(((), ("...",), ("# end",), ("", ""))))]
    return "\n".join(lines) + draw(st.sampled_from(("\n", "")))
