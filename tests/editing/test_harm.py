"""What an edit breaks is seen: a comment, a question, the order, a new mistake; and nothing else is called harm."""

from __future__ import annotations

import pytest
from drawn_banks import Drawn, banks
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exam_drill.bank.load import load_text
from exam_drill.editing import apply, harm
from exam_drill.editing.edits import Edit
from exam_drill.editing.outline import outline
from exam_drill.i18n import say

BANK = """# head
format: 1
questions:
  # above a
  - id: a  # at a
    reference: gru.gru
    code: |  # at the block
      def gru(x):  # no comment of YAML
          return (あ)
    options: ["x # no", 'y # no']
    answer: 1
    # below a
  # above b
  - id: b
    reference: {code: "def f(x): return x", inputs: {x: N}}  # in flow
    code: |
      def f(x): return (い)
    options: [
      x,  # one
      "-x"  # two
    ]
    answer: 1
# end
"""


def codes(after: str, *touched: str, before: str = BANK) -> list[str]:
    return [item.code for item in harm("b.yaml", before, after, touched)]


def test_comments_are_told_from_what_only_looks_like_one() -> None:
    assert [comment.text for comment in outline("b.yaml", BANK).comments] == [
        "# head",
        "# above a",
        "# at a",
        "# at the block",
        "# below a",
        "# above b",
        "# in flow",
        "# one",
        "# two",
        "# end",
    ]


@pytest.mark.parametrize(
    ("old", "new", "touched", "expected"),
    [
        ("# below a", "# below", "a", ["comment-lost"]),
        ("    # below a\n", "", "a", ["comment-lost"]),
        ("    # below a\n", "  # below a\n", "a", ["comment-moved"]),
        ("  # above b\n", "    # above b\n", "b", ["comment-moved"]),
        ("  # at the block", "", "", ["comment-lost"]),
        ("  # at the block", "", "a", ["comment-lost"]),
        ("x,  # one", "x, # one", "", []),
        ("answer: 1\n# end", "answer: 2\n# end", "", ["question-changed"]),
        ("answer: 1\n# end", "answer: 2\n# end", "b", []),
        ("answer: 1\n# end", "answer: 3\n# end", "b", ["new-problem"]),
        ("answer: 1\n# end", "answer: 3\n# end", "", ["question-changed", "new-problem"]),
        ("inputs: {x: N}", "inputs: {x: N D}", "a", ["question-changed"]),
        ("id: b", "id: c", "", ["question-gone", "question-new", "comment-moved"]),
        ("id: b", "id: a", "", ["question-gone", "question-new", "comment-moved", "new-problem"]),
        ("format: 1", "format: 2", "", ["head-changed", "question-changed", "question-changed", "new-problem"]),
        ("format: 1\n", "format: 1\n\n\n", "", []),
        ('"x # no"', "'x # no'", "", []),
        ("# head", "# head: [", "", ["comment-lost"]),
        ("options: [\n", "options: [[\n", "b", ["is-unreadable"]),
        ("      x,  # one", "      x, y,  # one", "b", []),
        ("      x,  # one", "      x, y,  # one", "a", ["question-changed"]),
    ],
)
def test_each_harm(old: str, new: str, touched: str, expected: list[str]) -> None:
    assert old in BANK
    assert set(codes(BANK.replace(old, new), *touched)) == set(expected)


def test_questions_that_change_places() -> None:
    first, second = BANK.index("  # above a"), BANK.index("  # above b")
    end = BANK.index("# end")
    assert codes(BANK[:first] + BANK[second:end] + BANK[first:second] + "# end\n") == ["questions-moved"]


def test_a_question_with_a_mistake_is_compared_as_it_is_written() -> None:
    broken = BANK.replace("answer: 1\n# end", "answr: 1\n    hint: one\n# end")
    assert codes(broken.replace("hint: one", "hint: two"), before=broken) == ["question-changed"]
    assert codes(broken.replace("hint: one", "hint:   one"), before=broken) == []
    assert codes(broken.replace("answr", "answer"), "b", before=broken) == []
    assert codes(broken.replace("# head", "# head\n#"), before=broken) == []


def test_what_was_no_yaml_cannot_be_compared() -> None:
    assert codes("a: b", before="a: [") == ["was-unreadable"]
    assert codes("a: [", before="a: [") == []
    assert codes("\ud800") == ["is-unreadable"]


def test_every_harm_has_its_sentence() -> None:
    found = harm("b.yaml", BANK, BANK.replace("# end", "").replace("answer: 1\n", "answer: 3\n"), ())
    assert found
    for item in (*found, *harm("b.yaml", "a: [", "", ()), *harm("b.yaml", BANK, "[", ())):
        for language in ("ja", "en"):
            assert say(language, f"editing.{item.code}", **item.parameters)


@given(banks(), st.data())
@settings(max_examples=30)
def test_every_comment_counts(bank: Drawn, data: st.DataObject) -> None:
    """Any comment taken out of any bank is missed, and any empty line more is not."""
    found = outline("b.yaml", bank.text)
    assume(found.comments)
    comment = data.draw(st.sampled_from(found.comments))
    everything = [identity for identity, _ in bank.blanks]
    without = apply(bank.text, [Edit(comment.start, comment.end, "")])
    assert "comment-lost" in codes(without, *everything, before=bank.text)
    line_start = bank.text.rfind("\n", 0, comment.start) + 1
    if not bank.text[line_start : comment.start].strip():
        more = apply(bank.text, [Edit(line_start, line_start, "\n")])
        assert codes(more, before=bank.text) == []


@given(banks(), st.data())
@settings(max_examples=30)
def test_whatever_is_cut_out_is_harm_or_changes_nothing(bank: Drawn, data: st.DataObject) -> None:
    """No stretch can be cut out of a bank so that another question or a comment is lost unseen."""
    start = data.draw(st.integers(0, len(bank.text)))
    end = data.draw(st.integers(start, min(len(bank.text), start + 12)))
    after = bank.text[:start] + bank.text[end:]
    if harm("b.yaml", bank.text, after, ()) == ():
        before, now = load_text("b.yaml", bank.text), load_text("b.yaml", after)
        assert [question.id for question in before.questions] == [question.id for question in now.questions]
        assert now.problems == ()
        for one, other in zip(before.questions, now.questions, strict=True):
            assert [[o.code.text for o in b.options] for b in one.blanks] == [
                [o.code.text for o in b.options] for b in other.blanks
            ]
