"""The formats of a report by name; a format's module is imported when somebody asks for it.

FORMATS["json"] ─▶ exam_drill.report.json_report.JsonWriter ─▶ make_writer("json", outlet) ─▶ Writer
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from exam_drill.report.writer import Outlet, Writer

# name -> module in this folder, and the class in it, which is made of an Outlet
FORMATS: Mapping[str, tuple[str, str]] = {
    "text": ("text", "TextWriter"),
    "json": ("json_report", "JsonWriter"),
    "jsonl": ("json_lines", "JsonLinesWriter"),
    "junit": ("junit", "JunitWriter"),
    "xunit": ("junit", "XunitWriter"),
    "sarif": ("sarif", "SarifWriter"),
    "github": ("github", "GithubWriter"),
    "markdown": ("markdown", "MarkdownWriter"),
    "html": ("page", "PageWriter"),
}
STREAMS = frozenset({"jsonl", "github"})  # those that write as it comes


def make_writer(name: str, outlet: Outlet) -> Writer:
    """A writer of the format with this name; KeyError if there is none."""
    module, writer = FORMATS[name]
    make = cast("Callable[[Outlet], Writer]", getattr(importlib.import_module(f"exam_drill.report.{module}"), writer))
    return make(outlet)
