"""Values as they are written: copied from the file, moved to where they belong, in the quotes that they need.

'z * h'       ─▶ z * h        where no reader of YAML can take it for anything else
'yes'         ─▶ "yes"        one kind of quotes, the other one where that saves escapes
"a\\nb" (code) ─▶ |- and lines
what␤  goes on ─▶ the same lines, moved
"""

from __future__ import annotations

import re

from exam_drill.bank.form import Kind
from exam_drill.editing.outline import Spot
from exam_drill.editing.yaml_text import Lines, scalar, write_fields
from exam_drill.formatting.order import below, is_code, keys

STEP = "  "
_PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s+|\Z)(?:#[^\n]*\n\s*)*)+")  # comments may stand between and behind them
_COMMENT = re.compile(r"(?<=\s)#[^\n]*")
_HEADER = re.compile(r"([|>])[-+0-9]*[^\n]*\n?")
_ESCAPED_END = re.compile(r"(?<!\\)(?:\\\\)*\\\s*\Z")


def properties(text: str, spot: Spot) -> str:
    """The anchor and the tag before a value, a space behind each; those of its first key are not a mapping's own."""
    end = spot.items[0].start if spot.items and not spot.flow else spot.end
    if spot.kind == "alias" or spot.start >= end or text[spot.start] not in "&!":
        return ""
    match = _PROPERTIES.match(text, spot.start, end)
    return " ".join(_COMMENT.sub("", match[0]).split()) + " " if match is not None else ""


def bare(text: str, spot: Spot) -> str:
    """A scalar or alias as it stands in the file, without anchor and tag."""
    written = text[spot.start : spot.end]
    if spot.kind == "alias" or written[:1] not in ("&", "!"):
        return written
    match = _PROPERTIES.match(written)
    return written[match.end() :] if match is not None else written


def in_brackets(text: str, spot: Spot, kind: Kind | None = None) -> str:
    """Any value on one line, as it can stand within brackets, without the anchor and the tag of its own."""
    if spot.kind == "alias":
        return bare(text, spot)
    if spot.kind == "map":
        positions = {key: number for number, key in enumerate(keys(kind))}
        pairs = list(spot.pairs())
        if not _has_names(spot):
            pairs.sort(key=lambda pair: positions.get(pair[0].value, len(positions)))
        items = [f"{_item(text, k)}{_colon(k)} {_item(text, value, below(kind, k.value))}" for k, value in pairs]
        return "{" + ", ".join(items) + "}"
    if spot.kind == "list":
        return "[" + ", ".join(_item(text, item, below(kind, None)) for item in spot.items) + "]"
    written = bare(text, spot)
    if not written:
        return ""
    if written[0] in "|>" or "\n" in written:
        is_plain = written[0] not in "|>'\"" and "\n" not in spot.value
        return spot.value if is_plain else scalar(spot.value.rstrip("\n"), flow=True)
    return _quoted(written, spot.value, flow=True)


def key_text(text: str, key: Spot) -> str:
    """A key with its colon."""
    return f"{properties(text, key)}{in_brackets(text, key)}{_colon(key)}"


def lines(text: str, spot: Spot, indent: str, kind: Kind | None, *, commented: bool) -> list[str]:
    """What stands behind a colon or a dash that is `indent` deep, and the lines below it.

    Code of several lines becomes a block.  Where a comment follows, quotes stay: they keep it apart from the value.
    """
    if spot.kind in ("map", "list"):
        return [in_brackets(text, spot, kind)]
    written = bare(text, spot)
    if written[:1] in ("|", ">"):
        return _block(written, spot.value, indent)
    deeper = indent + STEP
    if written[:1] in ("'", '"'):
        if "\n" in spot.value and is_code(kind):
            block = write_fields({"k": Lines(spot.value)}, indent).removeprefix("k: ").split("\n")
            if block[0][0] == "|":
                return [_chomped(block[0], spot.value), *block[1:]]
        if "\n" not in written:
            plain = not commented and "\n" not in spot.value
            return [_quoted(written, spot.value, flow=False) if plain else written]
        first, *rest = written.split("\n")
        moved = [deeper + line.lstrip(" \t") if line.strip(" \t") else "" for line in rest]
        return [line if _ESCAPED_END.search(line) else line.rstrip(" \t") for line in (first, *moved)]
    first, *rest = written.split("\n")
    return [first.rstrip(), *(deeper + line.strip() if line.strip() else "" for line in rest)]


def _item(text: str, spot: Spot, kind: Kind | None = None) -> str:
    return properties(text, spot) + in_brackets(text, spot, kind)


def _has_names(spot: Spot) -> bool:
    """Whether an anchor or an alias stands in a value: their order means something."""
    return any(item.anchored or item.kind == "alias" or _has_names(item) for item in spot.items)


def _colon(key: Spot) -> str:
    return " :" if key.kind == "alias" else ":"


def _quoted(written: str, value: str, *, flow: bool) -> str:
    """A scalar on one line; what is plain stays plain, and what is in quotes gets the usual ones, or none."""
    if written[0] not in "'\"" or "\n" in value:
        return written
    return scalar(value, flow=flow)


def _chomped(header: str, value: str) -> str:
    """The header of a block that was in quotes: its line break at the end is there or not, as it was."""
    return header.replace("-", "") + ("" if value.endswith("\n") else "-")


def _block(written: str, value: str, indent: str) -> list[str]:
    """A literal or folded block, its lines moved.  Empty lines at its end say nothing to a bank."""
    match = _HEADER.match(written)
    if match is None:
        return written.split("\n")
    header = match[1] + ("-" if "-" in match[0].split("#")[0] else "")
    body = value.rstrip("\n").split("\n") if match[1] == "|" else _folded(written[match.end() :], value)
    deep = "".join(line or "\n" for line in body).lstrip("\n").startswith((" ", "\t"))
    mark = str(len(STEP)) if deep else ""
    return [header[0] + mark + header[1:], *(indent + STEP + line if line else "" for line in body)]


def _folded(content: str, value: str) -> list[str]:
    """The lines of a folded block without their indentation."""
    source = content.rstrip("\n").split("\n")
    first = next((line for line in source if line.strip(" ")), "")
    shown = next((line for line in value.split("\n") if line.strip(" ")), "")
    depth = (len(first) - len(first.lstrip(" "))) - (len(shown) - len(shown.lstrip(" ")))
    body = value.rstrip("\n")
    source[-1] = source[-1].rstrip() + body[len(body.rstrip()) :]  # where a block ends, its outline takes no spaces
    return [line[depth:] for line in source]
