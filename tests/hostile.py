"""Texts that a terminal must never obey, put into every text there is, and what may come out of it."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import types
import typing
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from exam_drill.themes import colours

# Colour, cursor, hyperlink, clipboard, device control, C1, and what hides or turns text; none of it is ever ours.
TURNED = "\x1b[38;5;199m\x1b[7;7H\x1b]8;;h:\x07\x1b]52;c;eA\x1b\\\x1bP1q\x9b2J\x9d\b\x7f\u202e\u2066\u200b\ufeff"
NASTY = f"{TURNED}\r\0[red]x[/]:boom:"
IN_CODE = f"{TURNED}[red]x[/]:boom:"  # a carriage return ends a line of Python, and a NUL its text
IN_URL = IN_CODE.replace("\\", "")

# All that our screens write beside text: colours and styles, a line's place, clearing, the second screen, the cursor.
_COLOURS = "|".join(
    str(colour) for theme in ("dark", "light", "any") for colour in colours(theme, full=True).values() if colour
)
_STYLE = f"(?:[123479]|3[0-79]|9[0-7]|38;5;(?:{_COLOURS}))"
OURS = re.compile(rf"\x1b\[(?:0|{_STYLE}(?:;{_STYLE})*)m|\x1b\[\d+;1H|\x1b\[H|\x1b\[2J|\x1b\[\?(?:1049|25)[hl]")
PROGRESS = re.compile(r"\x1b\[(?:1A|2K|9[0-7]m|38;5;(?:70|197|237)m)|\r")  # the bar of `check`, which rubs itself out
ASKING = re.compile(r"\x1b\]11;\?\x1b\\|\x1b\[6n|\x1b\[K|\r")  # what `doctor` asks a terminal, and rubs out
_BLANK = {
    0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0x13441, 0x13442, 0x16FE4, 0x1D159,
    *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0),
}  # fmt: skip


def payload(name: str, nasty: str = NASTY) -> str:
    """A hostile text that can be told from the others."""
    return f"«{name}»{nasty}«/»"


def hidden(text: str) -> list[str]:
    """What cannot be seen in a text of several lines; told by another rule than `exam_drill.visible` has."""
    return [
        f"U+{ord(one):04X}"
        for one in text
        if one != "\n"
        and (unicodedata.category(one)[0] == "C" or unicodedata.category(one) in ("Zl", "Zp") or ord(one) in _BLANK)
    ]


def assert_clean(
    written: bytes, encoding: str = "utf-8", *, terminal: bool = False, progress: bool = False, asking: bool = False
) -> str:
    """Nothing invisible is in these bytes but line feeds and, on a terminal, what our screens write; the text."""
    text = written.decode(encoding)
    if terminal:
        text = OURS.sub("", text.replace("\r\n", "\n"))
    if progress:
        text = PROGRESS.sub("", text)
    if asking:
        text = ASKING.sub("", text)
    assert not hidden(text), (hidden(text), text[:3000])
    return text


def squeezed(text: str) -> str:
    """The text without what breaking it into lines adds."""
    return re.sub(r"[\s│]", "", text)


def filled(hint: Any, name: str, fixed: Mapping[str, Any]) -> Any:
    """A value of this type with a payload in every text, wherever it stands; `fixed` are the values of some fields."""
    if name in fixed:
        return fixed[name]
    if hint is str:
        return payload(name)
    if hint is Path:
        return Path(payload(name))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = typing.get_type_hints(hint)
        return hint(
            **{one.name: filled(hints[one.name], f"{name}.{one.name}", fixed) for one in dataclasses.fields(hint)}
        )
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields"):
        hints = typing.get_type_hints(hint)
        return hint(**{one: filled(hints[one], f"{name}.{one}", fixed) for one in hint._fields})
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return arguments[0]
    if origin in (typing.Union, types.UnionType):
        return filled(next(one for one in arguments if one is not type(None)), name, fixed)
    if origin is tuple:
        kinds = arguments[:1] if arguments[-1] is Ellipsis else arguments
        return tuple(filled(kind, name, fixed) for kind in kinds)
    if origin is Sequence:
        return (filled(arguments[0], name, fixed),)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {filled(arguments[0], f"{name}.key", fixed): filled(arguments[1], name, fixed)}
    return {int: 1, float: 1.0, bool: True}[hint]


def texts_of(value: Any) -> Iterator[str]:
    """Every text within a value, to any depth."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_of(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from texts_of(key)
            yield from texts_of(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one)


def _said(name: str) -> dict[str, str]:
    return {"ja": payload(f"{name}.ja"), "en": payload(f"{name}.en")}


# Every key of format 1, with a payload wherever the format takes any text; `invalid` has one in all the others.
QUESTION: dict[str, Any] = {
    "id": "hostile-fields",
    "title": _said("title"),
    "syllabus": "3.1",
    "reference": {"code": f"def f(h):  # {payload('reference', IN_CODE)}\n    return 2 * h\n", "inputs": {"h": "N"}},
    "prompt": {language: f"word {text}" for language, text in _said("prompt").items()},
    "code": f"# {payload('above', IN_CODE)}\n"
    + "def fail(text):\n    raise ValueError(text)\n\ndef f(h):\n    return (あ)  # "
    + payload("code", IN_CODE),
    "options": [
        {"code": f"h  # {payload('option', IN_CODE)}", "why": _said("why")},
        "2 * h",
        f"fail({json.dumps(payload('raised'))})",
        f"{{{json.dumps(payload('returned'))}: h}}",
        f"{json.dumps(payload('text'))} if h.size else h",
    ],
    "answer": 2,
    "call": "f(h)",
    "given": [],
    "inputs": {},
    "trials": 3,
    "sizes": {"N": "2..4"},
    "rtol": 0.001,
    "atol": 0.001,
    "source": {"kind": "note", "title": _said("source"), "url": f"https://x.test/{payload('url', IN_URL)}"},
    "errata": [{"corrected": "word", "printed": payload("printed"), "in": "prompt", "why": _said("erratum")}],
    "explanation": _said("explanation"),
    "hint": _said("hint"),
    "tags": [payload("tags")],
    "difficulty": "hard",
}
# What of it the screens show, in Japanese.
SHOWN = {name: payload(name) for name in ("title.ja", "prompt.ja", "why.ja", "explanation.ja", "hint.ja", "tags")}
SHOWN |= {name: payload(name) for name in ("source.ja", "printed", "erratum.ja", "raised")}
SHOWN |= {
    "above": payload("above", IN_CODE),
    "code": payload("code", IN_CODE),
    "option": payload("option", IN_CODE),
    "url": payload("url", IN_URL),
}
ELSEWHERE = {"blanks"}  # instead of options and answer


def bank() -> dict[str, Any]:
    """A bank of four questions, of every finding that quotes texts."""
    raising = {
        "code": f"def f(h):\n    raise ValueError({json.dumps(payload('reference raised'))})",
        "inputs": {"h": "N"},
    }
    return {
        "format": 1,
        "questions": [
            QUESTION,
            {**QUESTION, "id": "hostile-key", "answer": 1},
            {**QUESTION, "id": "hostile-reference", "reference": raising},
            {**QUESTION, "id": "hostile-python", "code": f"{QUESTION['code']}\n¿ {payload('syntax', IN_CODE)}\n"},
        ],
    }


def invalid() -> str:
    """A bank in which every key has a payload where it cannot be, in turn."""
    questions = [{**QUESTION, "id": f"wrong-{key}", key: payload(key)} for key in (*QUESTION, "blanks", payload("key"))]
    for number, where in enumerate((payload("name"), "あ", "い")):
        questions.append({**QUESTION, "id": f"label-{number}", "blanks": {where: {"options": [], payload("key"): 1}}})
    questions.append({**QUESTION, "id": "nested", "source": {"kind": payload("kind"), "title": "a", payload("key"): 1}})
    questions.append(
        {**QUESTION, "id": "names", "inputs": {payload("input"): payload("domain")}, "given": [payload("given")]}
    )
    return json.dumps({"format": 1, "questions": questions})[:-2] + ", !a%1B%5B7;7H x]}"


def write(folder: Path) -> Path:
    """The banks, in files and a folder with hostile names; returns the folder."""
    ugly = os.fsdecode(b"t\x1b]0;x\x07\xe2\x80\xae\xff\nFORGED")
    try:
        (folder / ugly).mkdir()
    except OSError:  # a file system that has only UTF-8
        ugly = "t\x1b]0;x\x07\u202e\nFORGED"
        (folder / ugly).mkdir()
    (folder / ugly / "b\x9b\n\u2066.yaml").write_text(json.dumps(bank()), encoding="utf-8")
    (folder / ugly / "c\x1bc.yaml").write_text(invalid(), encoding="utf-8")
    return folder / ugly
