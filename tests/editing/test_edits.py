"""Adding to the text of a bank: what is added arrives, and everything else stays as it was."""

from __future__ import annotations

import pytest
from drawn_banks import Drawn, banks
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_drill.bank.load import load_text
from exam_drill.editing import DraftOption, Edit, EditError, append_question, apply, harm, insert_options
from exam_drill.question import Text

NEW = """- id: the-new-one
  reference: gru.gru
  code: |
    def gru(x):
        return (あ)

  options:
    - x
    - |-
        -x

  answer: 1
"""
HEAD = "format: 1\nquestions:\n"
CODES = st.one_of(
    st.sampled_from(("z * h", "-x", "yes", "f(x, [1, 2])", "x = 1\nreturn x", "1e-9", "{}", "'#'", "a # b")),
    st.text("abx +-#:'\"[]{},\n\\", min_size=1, max_size=12),
).filter(lambda code: any(line.strip() and line.lstrip()[0] != "#" for line in code.split("\n")))


def only_added(before: str, after: str, edits: tuple[Edit, ...]) -> bool:
    """Whether all of the text before is still there, in order, but for brackets that became dashes."""
    kept, position = [], 0
    for edit in sorted(edits):
        kept.append(before[position : edit.start])
        position = edit.end
    kept.append(before[position:])
    found = 0
    for piece in kept:
        found = after.find(piece, found)
        if found < 0:
            return False
        found += len(piece)
    return True


@given(banks())
@settings(max_examples=40)
def test_a_question_is_added_to_any_bank(bank: Drawn) -> None:
    assert load_text("b.yaml", bank.text).problems == ()
    edit = append_question(bank.text, NEW)
    after = apply(bank.text, [edit])
    assert edit.start == edit.end
    assert harm("b.yaml", bank.text, after, ["the-new-one"]) == ()
    loaded = load_text("b.yaml", after)
    assert loaded.problems == ()
    assert loaded.questions[-1].id == "the-new-one"
    assert [option.code.text for option in loaded.questions[-1].blanks[0].options] == ["x", "-x"]


@given(banks(), st.data())
@settings(max_examples=60)
def test_options_are_added_to_any_bank(bank: Drawn, data: st.DataObject) -> None:
    identity, label = data.draw(st.sampled_from(bank.blanks))
    before = next(q for q in load_text("b.yaml", bank.text).questions if q.id == identity)
    blank = before.blank(label or "あ")
    count = data.draw(st.integers(1, 3))
    whys = st.sampled_from((None, Text(ja="違う。", en="No: it # is"), Text(en="y")))
    options = [DraftOption(data.draw(CODES), data.draw(whys)) for _ in range(count)]
    edits = insert_options(bank.text, identity, label or None, options)
    after = apply(bank.text, edits)
    assert only_added(bank.text, after, edits)
    found = harm("b.yaml", bank.text, after, [identity])
    assert {item.parameters.get("problem", item.code) for item in found} <= {"same-options"}
    if found:
        return
    loaded = next(q for q in load_text("b.yaml", after).questions if q.id == identity)
    old, new = blank.options, loaded.blank(label or "あ").options
    assert [(o.code.text, o.why) for o in new[: len(old)]] == [(o.code.text, o.why) for o in old]
    assert [(o.code.text.strip(), o.why) for o in new[len(old) :]] == [(o.code.strip(), o.why) for o in options]
    assert loaded.blank(label or "あ").answer == blank.answer
    others = [one for one in before.blanks if one.label != blank.label]
    assert len(others) == len(loaded.blanks) - 1


def test_the_new_question_stands_behind_the_last_one_and_before_what_ends_the_file() -> None:
    text = HEAD + "- id: a  # first\n  answer: 1\n\n- id: b\n  hint: |+\n    text\n\n  # left to do\n# end\nother: 1"
    after = apply(text, [append_question(text, "- id: c\n  code: |\n    x\n\n    y\n")])
    assert after == text.replace("# end\n", "\n- id: c\n  code: |\n    x\n\n    y\n# end\n")


def test_a_text_that_keeps_its_line_breaks_keeps_them() -> None:
    text = HEAD + "  - id: a\n    hint: |+\n      text\n\n\n# end\n"
    after = apply(text, [append_question(text, "- id: c\n")])
    assert after == HEAD + "  - id: a\n    hint: |+\n      text\n\n\n  - id: c\n# end\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", HEAD + "  - id: c\n"),
        ("# mine", "# mine\n" + HEAD + "  - id: c\n"),
        ("format: 1", HEAD + "  - id: c"),
        ("format: 1\nquestions: []  # none\n", "format: 1\nquestions: \n  - id: c  # none\n"),
        ("questions:\nformat: 1\n", "questions:\n  - id: c\nformat: 1\n"),
        (HEAD + "- id: a", HEAD + "- id: a\n- id: c"),
        (HEAD + "    - id: a\n...\n", HEAD + "    - id: a\n    - id: c\n...\n"),
    ],
)
def test_files_that_hold_little(text: str, after: str) -> None:
    assert apply(text, [append_question(text, "- id: c\n")]) == after


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("format: 1\nquestions: [{id: a}]", "flow-questions"),
        ("{format: 1, questions: [{id: a}]}", "flow-questions"),
        ("format: 1\nquestions: null", "flow-questions"),
        ("- id: a", "no-mapping"),
        ("format: 1\nquestions: many", "no-mapping"),
        ("a: &q [b]\nquestions: *q", "shared"),
        ("questions: &q\n- id: a\n", "shared"),
        ("a: [", "unreadable"),
        ("a\n---\nb", "unreadable"),
    ],
)
def test_what_cannot_be_added_to_is_refused(text: str, code: str) -> None:
    with pytest.raises(EditError) as refused:
        append_question(text, "- id: c\n")
    assert refused.value.code == code


def inserted(options: str, *new: DraftOption, label: str | None = None) -> str:
    text = f"{HEAD}- id: a\n{options}  answer: 1\n"
    edits = insert_options(text, "a", label, new)
    return apply(text, edits).removeprefix(HEAD + "- id: a\n").removesuffix("  answer: 1\n")


WHY = Text(ja="違う。", en="No.")


def test_options_of_each_layout() -> None:
    plain, told = DraftOption("c"), DraftOption("-c", WHY)
    assert inserted("  options: [a, b]\n", plain) == "  options: [a, b, c]\n"
    assert inserted("  options: [a, b,]\n", plain, plain) == "  options: [a, b, c, c,]\n"
    assert inserted("  options:\n  - a\n  -   b\n", plain) == "  options:\n  - a\n  -   b\n  - c\n"
    assert inserted("  options: ['a', b]\n", told) == (
        "  options:\n    - 'a'\n    - b\n    - code: \"-c\"\n      why:\n        ja: 違う。\n        en: No.\n"
    )
    assert inserted("  options: [a,  # one\n    b  # two\n    ]\n", plain) == (
        "  options: [a,  # one\n    b,  # two\n    c\n    ]\n"
    )
    assert inserted("  options: [a, b]  # note\n", told) == (
        '  options: [a, b, {code: "-c", why: {ja: "違う。", en: No.}}]  # note\n'
    )
    assert inserted("  options:\n  - a\n  - |\n    b\n\n  # end\n", DraftOption("if x:\n    y")) == (
        "  options:\n  - a\n  - |\n    b\n  - |\n    if x:\n        y\n\n  # end\n"
    )
    assert inserted("  blanks:\n    い: {options: [a, b], answer: 1}\n", plain, label="い") == (
        "  blanks:\n    い: {options: [a, b, c], answer: 1}\n"
    )


@pytest.mark.parametrize(
    ("question", "label", "code"),
    [
        ("- id: b", None, "no-question"),
        ("- id: a\n- id: a", None, "several-questions"),
        ("- id: a", None, "no-options"),
        ("- id: a\n  options: x", None, "no-options"),
        ("- id: a\n  options: []", None, "no-options"),
        ("- id: a\n  options: &o [a, b]", None, "shared"),
        ("- id: b\n  x: &o [a, b]\n- id: a\n  options: *o", None, "shared"),
        ("- id: a\n  blanks: {あ: {options: [a, b]}, い: {options: [a, b]}}", None, "several-blanks"),
        ("- id: a\n  blanks: {あ: {options: [a, b]}, い: {options: [a, b]}}", "う", "no-blank"),
    ],
)
def test_a_blank_that_cannot_get_options(question: str, label: str | None, code: str) -> None:
    with pytest.raises(EditError) as refused:
        insert_options(HEAD + question, "a", label, [DraftOption("c")])
    assert refused.value.code == code


def test_edits_are_made_in_order_and_must_not_overlap() -> None:
    assert apply("abc", [Edit(3, 3, "!"), Edit(0, 1, "x"), Edit(1, 1, "1"), Edit(1, 1, "2")]) == "x12bc!"
    for edits in ([Edit(0, 2, ""), Edit(1, 3, "")], [Edit(2, 1, "")], [Edit(0, 4, "")], [Edit(-1, 0, "")]):
        with pytest.raises(ValueError, match="edit"):
            apply("abc", edits)
