"""Bank files drawn at random, as authors lay them out: any indentation, comments everywhere, every kind of list."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

_COMMENTS = ("# x", "#", "# - id: old", '# "quoted', "# ja: 日本語 # twice", "#  options: [a, b]", "# '")
OPTIONS = ("x", "x + 1", "(1 - z) * h", "x.mean()", '"a" + b', "x[0]", "- x", "yes", "w  # y", "z: 1", "'#'", "f(x, 1)")


@dataclass(frozen=True)
class Drawn:
    """The text of a file, and its questions' ids with the labels of their blanks, "" for the shorthand."""

    text: str
    blanks: tuple[tuple[str, str], ...]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@st.composite
def banks(draw: st.DrawFn, least: int = 1) -> Drawn:
    """A bank that the loader reads without a problem."""
    dash = " " * draw(st.integers(0, 4))
    lines: list[str] = []
    blanks: list[tuple[str, str]] = []

    def comment(*columns: int) -> None:
        if draw(st.integers(0, 3)) == 0:
            lines.append(" " * draw(st.sampled_from(columns)) + draw(st.sampled_from(_COMMENTS)))
        if draw(st.integers(0, 7)) == 0:
            lines.append("")

    def behind() -> str:
        return "  " + draw(st.sampled_from(_COMMENTS)) if draw(st.integers(0, 4)) == 0 else ""

    comment(0)
    lines.append(f"format: 1{behind()}")
    comment(0, 2)
    lines.append(f"questions:{behind()}")

    def question(identity: str) -> None:
        comment(0, len(dash))
        body = dash + " " * draw(st.integers(2, 4))
        lines.append(f"{dash}-{' ' * (len(body) - len(dash) - 1)}id: {identity}{behind()}")
        deep = body + " " * draw(st.integers(1, 4))

        def options(indent: str, flow: bool = False) -> None:
            chosen = draw(st.lists(st.sampled_from(OPTIONS), min_size=2, max_size=4, unique=True))
            style = draw(st.sampled_from(("flow", "wrapped", "block", "tight")))
            if flow:
                return
            if style == "flow":
                lines.append(f"{indent}options: [{', '.join(map(quoted, chosen))}{draw(st.sampled_from(('', ',')))}]")
            elif style == "wrapped":
                lines.append(f"{indent}options: [{behind()}")
                lines.extend(f"{indent}  {quoted(one)},{behind()}" for one in chosen)
                comment(len(indent) + 2)
                lines.append(f"{indent}  ]{behind()}")
            else:
                inner = indent if style == "tight" else indent + "  "
                lines.append(f"{indent}options:{behind()}")
                for one in chosen:
                    comment(len(inner), len(inner) + 2, len(body))
                    kind = draw(st.sampled_from(("quoted", "fields", "literal", "keep")))
                    if kind == "quoted":
                        lines.append(f"{inner}- {quoted(one)}")
                    elif kind == "fields":
                        lines.append(f"{inner}- code: {quoted(one)}{behind()}")
                        comment(len(inner) + 2)
                        lines.append(f"{inner}  why: because{behind()}")
                    else:
                        lines.append(f"{inner}- |{'+' if kind == 'keep' else ''}{behind()}")
                        lines.append(f"{inner}    {one}")
                        lines.extend([""] * draw(st.integers(0, 2)))
            comment(len(body), len(indent))

        lines.append(f"{body}code: |{behind()}")
        lines.append(f"{body}  def gru(x):  # no comment of YAML")
        labels = draw(st.sampled_from(("", "あ", "あい")))
        for label in labels or "あ":
            lines.append(f"{body}      x = ({label})")
        lines.append(f"{body}      return x")
        comment(len(body), 1)
        lines.append(f"{body}reference: gru.gru{behind()}")
        if labels:
            lines.append(f"{body}blanks:{behind()}")
        for label in labels or ("",):
            inner = body
            if label:
                comment(len(deep))
                if draw(st.booleans()):
                    lines.append(f"{deep}{label}: {{options: ['x', 'y[0]'], answer: 1}}{behind()}")
                    blanks.append((identity, label))
                    continue
                lines.append(f"{deep}{label}:{behind()}")
                inner = deep + "  "
            if draw(st.booleans()):
                options(inner)
                lines.append(f"{inner}answer: 1{behind()}")
            else:
                lines.append(f"{inner}answer: 1{behind()}")
                options(inner)
            blanks.append((identity, label))
        comment(len(body), len(dash), 0)
        if draw(st.booleans()):
            lines.append(f"{body}hint: >{draw(st.sampled_from(('', '-', '+')))}{behind()}")
            lines.append(f"{deep} some  # text")
            lines.extend([""] * draw(st.integers(0, 2)))
        comment(len(body), len(dash), 0)

    for number in range(draw(st.integers(least, 3))):
        question(f"q-{number}")
    if draw(st.integers(0, 5)) == 0:
        lines.append("...")
    text = "\n".join(lines) + draw(st.sampled_from(("", "\n", "\n\n")))
    return Drawn(text, tuple(blanks))
