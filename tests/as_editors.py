"""Banks as values, the way an editor sees them: YAML 1.2, its core types, nothing of how a value was written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from exam_drill.bank.files import read_file
from exam_drill.bank.nodes import ListNode, MapNode, Node, ScalarNode, SourceFile, UnreadableYamlError, parse
from exam_drill.problem import Problem

INTEGER = re.compile(r"[-+]?[0-9]+")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
INFINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)")
PREFIXED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}


class NoDocumentError(ValueError):
    """What an editor's YAML parser complains of by itself."""


def read(path: Path) -> Any:
    """The value of a file; NoDocumentError if there is none."""
    file = read_file(str(path))
    if isinstance(file, Problem):
        raise NoDocumentError(file.code)
    return value(file)


def read_text(text: str) -> Any:
    """The value of a text; NoDocumentError if there is none."""
    return value(SourceFile("text", text, text.split("\n")))


def value(file: SourceFile) -> Any:
    try:
        root = parse(file)
    except UnreadableYamlError as error:
        raise NoDocumentError(error.problem.code) from None
    return plain(root) if root is not None else None


def plain(node: Node) -> Any:
    if node.tag is not None:
        raise NoDocumentError("yaml-tag")
    if isinstance(node, ScalarNode):
        return node.value if node.style else scalar(node.value)
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return mapping(node)


def mapping(node: MapNode) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, item in node.pairs:
        if not isinstance(key, ScalarNode) or key.tag is not None:
            raise NoDocumentError("key-not-text")
        if key.value in found:
            raise NoDocumentError("duplicate-key")
        found[key.value] = plain(item)
    return found


def scalar(text: str) -> Any:
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if PREFIXED.fullmatch(text):
        return int(text, 0)
    if INFINITE.fullmatch(text):
        return float(text.replace(".", ""))
    return float(text) if FLOAT.fullmatch(text) else text


def written(value: Any) -> str:
    """The value as YAML of one line: strings in quotes, all else in the one spelling that every reader takes for it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float):
        return repr(value) if "e" not in repr(value) else f"{value:.12f}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{written(key)}: {written(item)}' for key, item in value.items())}}}"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
