"""A word of `tags` is always written alike: `--tag RNN` does not find `rnn`.

Told at the later spelling, where two tags of a bank differ only by capitals, hyphens, underscores, spaces or letters of
full width.

Passes::

    tags: [rnn, gru]

Fails::

    questions:
      - id: one
        tags: [seq2seq-model]
      - id: two
        tags: [Seq2seq_Model]
        code: |
          def f(x):         # x (N, D)
              return np.exp(あ)
        options:
          - {code: x - 1, why: {ja: 符号が逆である。, en: The sign is wrong.}}
          - (-1 - x)
        answer: 2
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from exam_drill.bank.nodes import ListNode, ScalarNode
from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject
from exam_drill.question import Place

LEVELS = {"tag-spelt-differently": Level.WARNING}

_MOST = 10_000  # tags that are kept
_SEPARATORS = str.maketrans("", "", "-_ ・")


class Tags:
    """The first spelling of every tag."""

    def __init__(self) -> None:
        self._spelling: dict[str, str] = {}

    def take(self, tags: Iterable[tuple[str, Place]], findings: Findings) -> None:
        """Notes `tag-spelt-differently`."""
        for tag, place in tags:
            if len(self._spelling) >= _MOST:
                continue
            key = unicodedata.normalize("NFKC", tag).casefold().translate(_SEPARATORS)
            other = self._spelling.setdefault(key, tag)
            if other != tag:
                findings.add("tag-spelt-differently", place, tag=tag, other=other)


def written(subject: Subject) -> tuple[tuple[str, Place], ...]:
    """The tags of a question with their places."""
    node = subject.fields.get("tags")
    items = node.items if isinstance(node, ListNode) else ()
    path = subject.file.path
    return tuple((item.value, Place(path, item.line, item.column)) for item in items if isinstance(item, ScalarNode))
