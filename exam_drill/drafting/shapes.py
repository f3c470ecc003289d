"""The shapes of a function's inputs: read from what is said of them, and said of them in a listing.

"x: input of this step, (N, D)."        ─▶  {"x": "N D"}
{"x": "N D", "W": "H D", "U": "H D"}    ─▶  x: (N, D)    W, U: (H, D)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from exam_drill.domain import InputError, parse_input, parse_size

_SIZE = r"[A-Za-z0-9]+(?:\s*[-+*]\s*[A-Za-z0-9]+)*"
_SHAPE = rf"\(\s*({_SIZE}(?:\s*,\s*{_SIZE})*)\s*,?\s*\)"
_TIMES = re.compile(r"(?<![\w*])([0-9])([A-Z])")
_SCALARS = {"float": "normal", "bool": "boolean"}
_APART = "    "


def shapes_said(parameters: Iterable[str], documentation: str, annotations: Mapping[str, str]) -> dict[str, str]:
    """The declarations of those parameters of which text or annotations tell enough."""
    found: dict[str, str] = {}
    for name in parameters:
        said = _said(name, documentation) or _SCALARS.get(annotations.get(name, ""), "")
        if said:
            found[name] = said
    return found


def _said(name: str, documentation: str) -> str:
    """What is said first of a parameter: the sizes in the first parentheses behind its name, on the same line."""
    pattern = re.compile(rf"(?<![\w.]){re.escape(name)}(?!\w)[^()\n]{{0,100}}{_SHAPE}")
    for match in pattern.finditer(documentation):
        sizes = [_TIMES.sub(r"\1*\2", "".join(part.split())) for part in match[1].split(",") if part.strip()]
        try:
            for size in sizes:
                parse_size(size)
            text = " ".join(sizes)
            parse_input(text)
        except InputError:
            continue
        return text
    return ""


def shape_lines(inputs: Mapping[str, str], width: int, domains: Iterable[str] = ()) -> list[str]:
    """Lines such as `x: (N, D)    W, U: (H, D)`, inputs of one shape together, as many on a line as fit."""
    known = frozenset(domains)
    entries = [f"{', '.join(names)}: {shape}" for shape, names in by_shape(inputs, known).items()]
    lines: list[str] = []
    for entry in entries:
        if lines and len(lines[-1]) + len(_APART) + len(entry) <= width:
            lines[-1] += _APART + entry
        else:
            lines.append(entry)
    return lines


def by_shape(inputs: Mapping[str, str], domains: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """The inputs of each shape, in the order in which they first come."""
    found: dict[str, list[str]] = {}
    for name, text in inputs.items():
        found.setdefault(shape_of(text, domains), []).append(name)
    return found


def shape_of(text: str, domains: frozenset[str] = frozenset()) -> str:
    """A declaration as it is said in a listing: `(N, D)`, `(N,) integer(0, V)`, `positive scalar`."""
    spec = parse_input(text, domains)
    sizes = [size.text for size in spec.sizes]
    shape = f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"
    drawn = spec.text[: len(spec.text) - len(_sizes_text(spec.text))].strip()
    if not sizes:
        return f"{drawn} scalar" if drawn not in ("", "normal") else "scalar"
    return shape if drawn in ("", "normal") else f"{shape} {drawn}"


def _sizes_text(text: str) -> str:
    """The sizes at the end of a declaration."""
    match = re.match(r"\s*(?:[a-z_]{2,}\s*(?:\([^()]*\))?)?(.*)", text, re.DOTALL)
    return match[1] if match else ""
