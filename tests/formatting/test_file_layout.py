"""What the layout is, piece by piece: each case is a question's lines before and after."""

import re
import textwrap

import pytest

from exam_drill.bank.form import ERRATUM, QUESTION, Form
from exam_drill.formatting import LayoutError, format_text
from exam_drill.formatting.order import keys

HEAD = "format: 1\nquestions:\n"
REST = """\
    reference: gru.gru
    code: |
      def gru(x, h):
          return (こ)
    options: [x, h]
    answer: 1
"""


def around(lines: str) -> str:
    """A bank whose only question holds these lines beside its other fields; a text such as `hint` may stand there."""
    return f"{HEAD}  - id: a\n{textwrap.indent(lines, '    ')}{REST}"


def laid_out(lines: str) -> str:
    """The part of the formatted bank that the lines have become; keys that come before `reference`, or a `hint`."""
    new = format_text("bank.yaml", around(lines))
    assert format_text("bank.yaml", new) == new
    before, _, after = new.partition(REST)
    return textwrap.dedent(before.removeprefix(f"{HEAD}  - id: a\n") + after)


SAME = {
    "plain": "title: GRU の更新\n",
    "one reader's number": 'title: "3.10"\n',
    "one reader's truth": 'title: "yes"\n',
    "one reader's octal": 'title: "0o7"\n',
    "one reader's float": 'title: "1e-9"\n',
    "one reader's hexadecimal": 'title: "0x1"\n',
    "one reader's minutes": 'title: "1:20"\n',
    "one reader's nothing": 'title: "null"\n',
    "one reader's merge key": 'title: "<<"\n',
    "a colon": 'title: "更新: どれか"\n',
    "a hash": 'title: "a # b"\n',
    "quotes in it": "title: '\"a\" and \\ b'\n",
    "a wrapped text": "title: one line\n  and another\n",
    "a wrapped text in quotes": 'title: "one: line\n  and another"\n',
    "a folded block": "title: >-\n  one\n  two\n\n  three\n",
    "a folded block with deeper lines": "title: >\n  one\n    deep\n  two\n",
    "a folded block with a space at its end": "title: >-\n  one\n  two \n",
    "a block with a space at its end": "title: |-\n  one \n  two \n",
    "a block that begins deeper": "title: |2-\n    deep\n  less\n",
    "a block that begins with a tab": "title: |2-\n  \tx\n  y\n",
    "a block with empty lines": "title: |\n  one\n\n  two\n",
    "comments behind and above": "# above\ntitle: x  # behind\n",
    "comments in a column": "title: x         # one\nsyllabus: '3.5'  # two\n",
    "a comment behind a block": "title: |  # behind\n  # no comment\n",
    "quotes before a comment": 'title: "GRU"  # quoted\n',
    "a space that is escaped": 'title: "one\\ \n  two"\n',
    "an alias within brackets": "title: {en: &e b, ja: *e}\n",
    "a comment at the head of a mapping": "title:  # head\n  # first\n  ja: あ\n  # second\n  en: a\n  # below\n",
    "a comment without a space": "#no space\ntitle: x\n",
    "a hash without a space is no comment": "title: a#b\n",
    "anchors": "title: &t {ja: あ}\nhint: *t\n",
    "long brackets with a comment": f"title: {{ja: {'あ' * 60}, en: {'b' * 60}}}  # lint: off missing-hint – so\n",
    "long text": f"title: {'long ' * 60}line\n",
}


@pytest.mark.parametrize("name", SAME)
def test_what_stays(name: str) -> None:
    lines = SAME[name].replace("'3.5'", '"3.5"')
    assert laid_out(lines) == lines


CHANGED = {
    "needless quotes": ('title: "GRU"\n', "title: GRU\n"),
    "the usual quotes": ("title: 'a: b'\n", 'title: "a: b"\n'),
    "escapes of what can be seen": ('title: "\\u3042: x"\n', 'title: "あ: x"\n'),
    "quoted keys": ("\"title\": x\n'hint' : y\n", "title: x\nhint: y\n"),
    "spaces at the end": ("title: x   \n", "title: x\n"),
    "empty lines": ("\n\ntitle: x\n\n", "title: x\n"),
    "deep indentation": ("title:\n      ja: あ\n      en: a\n", "title:\n  ja: あ\n  en: a\n"),
    "order with comments": (
        "# of en\nhint: {en: b, ja: あ}\n# of t\ntitle: x\n",
        "# of t\ntitle: x\n# of en\nhint: {ja: あ, en: b}\n",
    ),
    "brackets over lines": ("title: {\n  ja: あ,\n  en: b }\n", "title: {ja: あ, en: b}\n"),
    "brackets with comments": (
        "title: { # one\n  ja: あ, # two\n  # three\n  en: b\n  # four\n  } # five\n",
        "title:  # one\n  ja: あ  # two\n  # three\n  en: b\n  # four\n  # five\n",
    ),
    "long brackets": (
        f"title: {{ja: {'あ' * 60}, en: {'b' * 60}}}\n",
        f"title:\n  ja: {'あ' * 60}\n  en: {'b' * 60}\n",
    ),
    "a comment too close": ("title: x # behind\n", "title: x  # behind\n"),
    "a block that keeps its end": ("title: |+\n  x\n\n\n", "title: |\n  x\n"),
    "the mark of a block": ("title: |4-\n    x\n", "title: |-\n  x\n"),
    "a value below its key": ("title:\n  # c\n  x\n", "# c\ntitle: x\n"),
    "a comment before its value": ("title:  # c\n  x\n", "# c\ntitle: x\n"),
    "a comment between an anchor and its value": ("title: &t  # c &d\n  x\n", "# c &d\ntitle: &t x\n"),
    "a wrapped text within brackets": (
        "title: {ja: one\n  two, en: a\n\n  b}\n",
        'title: {ja: one two, en: "a\\nb"}\n',
    ),
    "an explicit key": ("? title\n: x\n", "title: x\n"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_changes(name: str) -> None:
    before, after = CHANGED[name]
    assert laid_out(before) == after


def question(name: str, **fields: str) -> str:
    return around("").replace("id: a", f"id: {name}").removeprefix(HEAD)


def test_one_empty_line_between_questions_and_none_at_the_end() -> None:
    text = HEAD + question("a") + question("b") + "\n\n\n" + question("c") + "\n\n"
    assert format_text("bank.yaml", text) == HEAD + "\n".join(map(question, "abc"))


def test_comments_between_questions_keep_their_place_and_their_empty_lines() -> None:
    text = HEAD + question("a") + "    # of a\n\n\n  # ── part ──\n\n\n  # of b\n" + question("b") + "# end\n"
    new = HEAD + question("a") + "    # of a\n\n  # ── part ──\n\n  # of b\n" + question("b") + "# end\n"
    assert format_text("bank.yaml", text) == new
    assert format_text("bank.yaml", new) == new


def test_a_comment_between_questions_never_goes_back_into_one() -> None:
    text = HEAD + question("a") + "    # of a\n  # between\n    # still between\n" + question("b")
    new = HEAD + question("a") + "    # of a\n\n  # between\n  # still between\n" + question("b")
    assert format_text("bank.yaml", text) == new


def test_a_comment_deeper_than_the_dash_belongs_to_the_question() -> None:
    text = HEAD + question("a") + "   # of a\n" + question("b") + "   # of b\n  # end\n"
    new = HEAD + question("a") + "    # of a\n\n" + question("b") + "    # of b\n  # end\n"
    assert format_text("bank.yaml", text) == new


def test_a_comment_within_brackets_stays_there_wherever_it_stands() -> None:
    text = HEAD + question("a") + "    tags: [\n      x,\n# within\n      ]\n" + question("b")
    new = HEAD + question("a") + "    tags:\n      - x\n      # within\n\n" + question("b")
    assert format_text("bank.yaml", text) == new


def test_a_comment_before_an_option_does_not_come_behind_it() -> None:
    text = around("").replace("options: [x, h]", "options:\n      -  # of x\n        x\n      - h")
    assert "      # of x\n      - x\n      - h\n" in format_text("bank.yaml", text)


def test_comments_above_the_first_key_stay_in_the_question() -> None:
    text = HEAD + "-\n  # of a\n" + textwrap.indent(textwrap.dedent(question("a").replace("- id", "  id")), "  ")
    new = format_text("bank.yaml", text)
    assert new == HEAD + "  -\n    # of a\n" + question("a").replace("- id", "  id")
    assert format_text("bank.yaml", new) == new


def test_comments_above_an_option_stand_above_its_dash() -> None:
    text = around("").replace("options: [x, h]", "options:\n    - # of x\n      code: x\n    -  # of h\n      code: h")
    new = format_text("bank.yaml", text)
    assert "      # of x\n      - code: x\n      # of h\n      - code: h\n" in new


def test_code_of_several_lines_becomes_a_block() -> None:
    text = around("").replace("|\n      def gru(x, h):\n          return (こ)", '"def gru(x, h):\\n    return (こ)\\n"')
    assert format_text("bank.yaml", text) == around("")


def test_head_and_end_of_the_document_go_and_their_comments_stay() -> None:
    text = "# top\n--- # head\n" + around("") + "... # foot\n# end\n"
    new = format_text("bank.yaml", text)
    assert re.findall("#.*", new) == ["# top", "# head", "# foot", "# end"]
    assert "---" not in new
    assert "..." not in new


def test_a_bank_in_brackets_becomes_lines() -> None:
    code = '"def gru(x, h):\\n    return (こ)"'
    text = f"{{questions: [{{answer: 1, options: [x, h], code: {code}, reference: gru.gru, id: a}}], format: 1}}"
    assert format_text("bank.yaml", text) == around("").replace("|", "|-")


def test_an_alias_never_comes_before_its_anchor() -> None:
    lines = "hint: &h あ\ntitle: *h\n"
    new = format_text("bank.yaml", around(lines))
    assert new.index("hint: &h") < new.index("title: *h")
    assert new.index("id: a") < new.index("hint")


def test_a_directive_is_no_matter_for_guesses() -> None:
    with pytest.raises(LayoutError) as caught:
        format_text("bank.yaml", "# c\n%YAML 1.1\n---\n" + around(""))
    assert caught.value.code == "fmt.directive"
    assert caught.value.parameters["line"] == 2


@pytest.mark.parametrize("kind", [QUESTION, ERRATUM], ids=lambda kind: kind.name)
def test_the_order_knows_every_key(kind: Form) -> None:
    assert sorted(keys(kind)) == sorted(kind.keys)
