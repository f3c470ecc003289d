"""A finding is silenced where it stands, by a comment that names its code and says why.

    # lint: off CODE[, CODE] – reason

The comment stands at the end of the line that is accused, or alone on a line above it.  Where that line begins a block
of text or code (`|`), the whole block is meant; where it is a key whose value begins below it, that line as well; where
it is the line of a question's `id`, the whole question.  A silence must have a reason, name codes that there are, and
silence something.  What the loader says cannot be silenced, nor what is said of silences or of the bank as a whole.

Passes::

    hint: {ja: (1) を考えよ。, en: Think of (1).}    # lint: off option-number-in-text – (1) is a part of the figure

Fails (`silence-form`)::

    difficulty: easy     # lint: disable missing-hint

Fails (`silence-without-reason`)::

    hint: {ja: (1) を考えよ。, en: Think of (1).}     # lint: off option-number-in-text

Fails (`silence-unknown-code`)::

    difficulty: easy     # lint: off missing-hnit – the title says enough

Fails (`silence-unused`)::

    difficulty: easy     # lint: off option-number-in-text – there is no number at all
"""

from __future__ import annotations

from exam_drill.lint.finding import Level

LEVELS = {
    "silence-form": Level.WARNING,
    "silence-without-reason": Level.WARNING,
    "silence-unknown-code": Level.WARNING,
    "silence-unused": Level.WARNING,
}
