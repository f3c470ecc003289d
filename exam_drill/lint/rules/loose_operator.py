"""An option that binds more loosely than what stands beside its blank has parentheses of its own.

We put options in as expressions, so `2 * (あ)` with `a + b` is run as `2 * (a + b)`.  But who puts the printed option
into the printed gap reads `2 * a + b`.  Write the option, or what stands around the blank, with parentheses.

Passes::

    code: |
      def f(x):
          return 2 * (あ)
    options:
      - {code: (x - 1), why: {ja: 符号が逆である。, en: The sign is wrong.}}
      - (x + 1)
    answer: 2

Fails::

    code: |
      def f(x):
          return 2 * (あ)
    options:
      - {code: x - 1, why: {ja: 符号が逆である。, en: The sign is wrong.}}
      - x + 1
    answer: 2
"""

from __future__ import annotations

from bisect import bisect_left

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject
from exam_drill.markers import Marker
from exam_drill.scan import Token, tokens

LEVELS = {"loose-operator": Level.WARNING}

_UNARY, _POSTFIX, _TIGHTEST = 12, 14, 15
_BINDS = {
    ":=": 0, "lambda": 1, "if": 2, "else": 2, "or": 3, "and": 4, "not": 5, "in": 6, "is": 6, "<": 6, ">": 6, "<=": 6,
    ">=": 6, "==": 6, "!=": 6, "|": 7, "^": 8, "&": 9, "<<": 9.5, ">>": 9.5, "+": 10, "-": 10, "*": 11, "/": 11,
    "//": 11, "%": 11, "@": 11, "**": 13,
}  # fmt: skip
_CLOSED_BY = {"(": ")", "[": "]", "{": "}"}
_WORDS_BEFORE_A_VALUE = {"return", "yield", "in", "and", "or", "not", "if", "else", "is", "lambda", "assert", "del"}


def check(subject: Subject, findings: Findings) -> None:
    """Notes `loose-operator` at the option."""
    around: dict[str, tuple[str, float, float, Marker]] = {}
    for marker in subject.markers:
        if not marker.alone:
            sign, left, right = _surroundings(subject, marker)
            if max(left, right) > 0 and max(left, right) >= max(around.get(marker.label, ("", 0, 0))[1:3]):
                around[marker.label] = (sign, left, right, marker)
    for gap in subject.gaps:
        if gap.label not in around:
            continue
        sign, left, right, _ = around[gap.label]
        for option, node in gap.options:
            operator, binding = loosest(option.code.text)
            if binding < max(left, right) or (binding == left and _regroups(sign, operator)):
                findings.add("loose-operator", node, operator=operator, sign=sign, label=gap.label)


def _regroups(sign: str, operator: str) -> bool:
    """Whether `a sign (b operator c)` is another value than `a sign b operator c`, both binding alike."""
    if sign in ("+", "and", "or", "&", "|", "^", "**", "not", "lambda", "if", "else"):
        return False
    return not (sign == "*" and operator in ("*", "/"))


def _surroundings(subject: Subject, marker: Marker) -> tuple[str, float, float]:
    """The operator beside the blank that binds the most, and how those on the left and on the right bind; 0 if none."""
    line = subject.code.split("\n")[marker.line - 1]  # what stands beside a blank stands on its line
    found = [token for token in tokens(line) if token.kind != "comment"]
    first = bisect_left(found, marker.column - 1, key=lambda token: token.start)
    after = first + 3  # the parentheses and the kana are tokens
    before = found[first - 1] if first else None
    left, left_sign = 0.0, ""
    if before is not None and before.text in _BINDS and before.text != ":=":
        left_sign = before.text
        left = _BINDS[left_sign]
        if left_sign in "+-~" and not _ends_value(found[first - 2] if first > 1 else None):
            left = _UNARY
    elif before is not None and before.text == "~":
        left, left_sign = _UNARY, "~"
    elif _ends_value(before):
        return "", 0.0, 0.0  # the parentheses are those of a call
    follower = found[after].text if after < len(found) else ""
    right = float(_POSTFIX) if follower in (".", "[", "(") else _BINDS.get(follower, 0)
    return (left_sign if left >= right else follower), left, right


def _ends_value(token: Token | None) -> bool:
    if token is None:
        return False
    if token.kind == "name":
        return token.text not in _WORDS_BEFORE_A_VALUE
    return token.kind in ("number", "string") or token.text in (")", "]", "}")


def loosest(code: str) -> tuple[str, float]:
    """The operator of an option that binds the least outside of all brackets, and how it binds."""
    depth, loosest, sign = 0, float(_TIGHTEST), ""
    before: Token | None = None
    for token in tokens(code):
        if token.kind == "comment":
            continue
        if token.kind == "newline" and depth == 0:
            return "", float(_TIGHTEST)  # statements
        if token.text in _CLOSED_BY:
            depth += 1
        elif token.text in (")", "]", "}"):
            depth -= 1
        elif depth == 0 and token.text in _BINDS:
            binding: float = _BINDS[token.text]
            if token.text in "+-" and not _ends_value(before):
                binding = _UNARY
            if binding < loosest:
                loosest, sign = binding, token.text
        elif depth == 0 and token.text == ",":
            loosest, sign = 0.5, ","
        before = token
    return sign, loosest
