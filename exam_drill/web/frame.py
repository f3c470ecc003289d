"""The frame of a page: its head, the choice of the language, and a main part for each language.

    page
     ├─ (•) 日本語  ( ) English      two radio buttons; the style sheet hides the other language
     ├─ <main lang="ja">
     └─ <main lang="en">

What a page shows may come from anywhere: every text goes through `escaped`, and nothing else of it gets into the page.
The page's policy lets a browser use its one style sheet, known by its hash, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from html import escape

from exam_drill.question import Language
from exam_drill.visible import visible_text

NAMES: Mapping[Language, str] = {"ja": "日本語", "en": "English"}
CLOSING = "</body>\n</html>\n"


def framed(title: str, mains: Mapping[Language, str], style: str, first: Language) -> str:
    """The whole page; `mains` are HTML, of which that of `first` is seen at first."""
    parts = "".join(f'<main class="{language}" lang="{language}">\n{main}</main>\n' for language, main in mains.items())
    return f"{opening(title, mains, style, first)}{parts}{CLOSING}"


def opening(title: str, languages: Iterable[Language], style: str, first: Language) -> str:
    """A page up to the first of its parts, which `CLOSING` follows: its head, and the choice of the language."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    buttons = "".join(
        f'<input type="radio" name="language" id="{language}"{" checked" * (language == first)}>'
        f'<label for="{language}" lang="{language}">{NAMES[language]}</label>\n'
        for language in languages
    )
    return (
        f'<!doctype html>\n<html lang="{first}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{buttons}"
    )


def escaped(text: str) -> str:
    """A text as it may stand in the page, between tags and within quotes."""
    return escape(visible_text(text), quote=True)
