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

from exam_drill.bank.nodes import ListNode, ScalarNode
from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject

LEVELS = {"tag-spelt-differently": Level.WARNING}

_MOST = 10_000  # tags that are kept
_SEPARATORS = str.maketrans("", "", "-_ ・")


class Tags:
    """The first spelling of every tag."""

    def __init__(self) -> None:
        self._spelling: dict[str, str] = {}

    def see(self, subject: Subject, findings: Findings) -> None:
        """Notes `tag-spelt-differently`."""
        node = subject.fields.get("tags")
        for item in node.items if isinstance(node, ListNode) else ():
            if not isinstance(item, ScalarNode) or len(self._spelling) >= _MOST:
                continue
            key = unicodedata.normalize("NFKC", item.value).casefold().translate(_SEPARATORS)
            other = self._spelling.setdefault(key, item.value)
            if other != item.value:
                findings.add("tag-spelt-differently", item, tag=item.value, other=other)
