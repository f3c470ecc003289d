"""Sentences of a page in both languages, of which the style sheet hides one.

    both(lambda language: …, "p") ─▶ <p class="ja" lang="ja">証明済み</p><p class="en" lang="en">proven</p>
                                     <p>proven</p>          where both languages say the same

So each finding has one part of the page, which a link leads to whatever the language, and its code stands there once.
Every text is escaped here, where it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from exam_drill.i18n import say
from exam_drill.question import LANGUAGES, Language, Place, Text
from exam_drill.report.notices import Region
from exam_drill.visible import visible
from exam_drill.web.frame import escaped

Sentence = Callable[[Language], str]


def both(sentence: Sentence, tag: str = "span", class_: str = "") -> str:
    """A sentence in both languages, each in an element of its own; in one where they are the same."""
    return sentences([sentence(language) for language in LANGUAGES], tag, class_)


def sentences(texts: Sequence[str], tag: str, class_: str = "") -> str:
    """A text in each of `LANGUAGES`, each in an element of its own; in one where they are the same."""
    if len(set(texts)) == 1:
        text = escaped(texts[0])
        return text if tag == "span" and not class_ else element(tag, text, class_)
    return "".join(
        f'<{tag} class="{f"{language} {class_}".rstrip()}" lang="{language}">{escaped(text)}</{tag}>'
        for language, text in zip(LANGUAGES, texts, strict=True)
    )


def said(name: str, tag: str = "span", class_: str = "", /, **parameters: object) -> str:
    """A sentence of the table `page` in both languages."""
    return both(lambda language: say(language, f"page.{name}", **parameters), tag, class_)


@lru_cache(256)
def fixed(name: str) -> str:
    """A sentence of the table `page` without parameters, as it stands within another element."""
    return said(name)


def own_text(text: Text, tag: str, class_: str = "") -> str:
    """What a bank says, in both languages; what it says in one only is seen in both."""
    if text.ja is not None and text.en is not None:
        return both(text.read, tag, class_)
    named = f' class="{class_}"' if class_ else ""
    language: Language = "ja" if text.ja is not None else "en"
    return f'<{tag}{named} lang="{language}">{escaped(text.read(language))}</{tag}>'


def element(tag: str, inner: str, class_: str = "") -> str:
    """An element around HTML."""
    return f'<{tag} class="{class_}">{inner}</{tag}>' if class_ else f"<{tag}>{inner}</{tag}>"


def coded(code: str, class_: str = "") -> str:
    """A code of ours, such as `wrong_key`: the same in every language."""
    return element("span", escaped(code), f"code {class_}".rstrip())


def placed(place: Place | Region) -> str:
    """A place in a bank file, `file:line:column`, to be copied into an editor."""
    path, at = visible(place.path), f":{place.line}:{place.column}" if place.line else ""
    return element("span", escaped(path) + (f"<wbr>{element('span', at, 'at')}" if at else ""), "place")
