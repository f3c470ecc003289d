"""Bank files that are edited at random: valid and broken ones, with all that YAML has to make the cutting hard."""

from __future__ import annotations

from hypothesis import strategies as st

PLAIN = """  - id: {id}
    reference: {{code: "def sigmoid(x): return x", inputs: {{x: N}}}}
    code: |
      def sigmoid(x):
          return (あ)
    options: [1 / (1 + np.exp(-x)), "np.exp(-x)"]
    answer: 1
"""
LITERAL = """  - id: {id}
    title: >-
      a folded
      title

    reference:
      code: |2
        def f(x):
            return 2 * x
      inputs: {{x: N}}
    prompt: "in quotes
      over two lines"
    # within the question
    code: |+
      def f(x):
          return (い)

    blanks:
      い:
        options:
        - code: 2 * x   # set off
          why: ｘ
        - x + x
        - code: |-
            3 * x
        answer: 1
    trials: 5

"""
ANCHOR = """  - id: {id}
    source: &book {{kind: book, title: Deep}}
    reference: &ref {{code: "def f(x): return x", inputs: {{x: &in positive N}}}}
    code: &code |
      def f(x):
          return (あ)
    options: &options
      - x
      - -x
    answer: 1
    errata: [{{corrected: x, printed: xs, in: options}}]
"""
ALIAS = """  - id: {id}
    source: *book
    reference: *ref
    code: *code
    options: *options
    answer: 2
"""
WRONG = """  - id: {id}
    id: again
    reference: gru.nothing
    code: |
      def g(x): return x
    options: [f(x, 1), y # cut
      , z]
    anwser: 9
    trials: 1e3
"""
ZERO = """- id: {id}
  reference: {{code: "def sigmoid(x): return x", inputs: {{x: N}}}}
  code: |
   def sigmoid(x):
     return (あ)
  options: [x, y]
  answer: 1
"""
QUESTIONS = (PLAIN, LITERAL, ANCHOR, ALIAS, WRONG, ZERO)
HEADS = (
    "format: 1\nquestions:\n",
    "# a bank\n---\nformat: 1   # the first\n\nquestions: # here\n\n  # the list\n",
    "format: 2\nquestions:\n",
    "questions:\n",
    "format: 1\nquestions: []\nquestions:\n",
    "%TAG !x! tag:x,2000:\n---\nformat: 1\nquestions:\n",
    'format: 1\ntitle: "\nquestions:\n"\nquestions:\n',
    "format: 1\ntitle: &book x\nquestions:\n",
)
LINES = (
    "",
    "   ",
    "# a comment",
    "      # a deep comment",
    "  # at the dashes",
    "  - ",
    "  -",
    "  -\tx",
    "- x",
    " - x",
    "    - x",
    "---",
    "...",
    "format: 1",
    "questions:",
    "questions: []",
    '    hint: "open',
    "    hint: 'open",
    '"',
    "    tags: [open",
    "    ]",
    "    }",
    "    hint: |",
    "    hint: |+",
    "    hint: |1",
    "    hint: !x!y z",
    "    hint: *book",
    "    hint: &book z",
    "    hint: &in z",
    "\tx",
    "    ? x",
    "    id: again",
    "    tags: &book [a, a]",
    "      x: y",
    "    x",
    "  x",
    "x",
    "    explanation: a\u3000b",
    "    <<: *book",
    "      def f(x): return (う)",
    "    # lint: off missing-why – for a reason",
    "  # lint: off missing-why, unused-name – for a reason",
    "    trials: 7  # lint: off nothing-known",
    "    hint: 選択肢 2 を見よ  ",
)
TEXTS = st.builds(
    lambda head, questions, end: head + "".join(q.format(id=f"q-{n % 7}") for n, q in enumerate(questions)) + end,
    st.sampled_from(HEADS) | st.just(HEADS[0]) | st.just(HEADS[1]),
    st.lists(st.sampled_from(QUESTIONS[:5]), max_size=9) | st.lists(st.just(ZERO), max_size=4),
    st.sampled_from(("", "\n", "# the end", "    trials: 3", "format: 1\n", "   \n\n")),
)
EDIT = st.tuples(
    st.sampled_from(("insert", "insert", "delete", "replace", "double", "character", "move", "question")),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
)


def edited(text: str, edit: tuple[str, int, int]) -> str:
    """The text with one change."""
    kind, where, what = edit
    lines = text.split("\n")
    place = where % len(lines)
    new = LINES[what % len(LINES)]
    match kind:
        case "insert":
            lines.insert(place, new)
        case "delete":
            del lines[place : place + 1 + what % 3]
        case "replace":
            lines[place] = new
        case "double":
            lines[place:place] = lines[place : place + what % 12]
        case "move":
            moved = lines[place : place + what % 12]
            del lines[place : place + len(moved)]
            target = what % (len(lines) + 1)
            lines[target:target] = moved
        case "question":
            starts = [number for number, line in enumerate(lines) if line.startswith("  - id")] or [len(lines)]
            lines[starts[where % len(starts)] : 0] = []
            at = starts[where % len(starts)]
            lines[at:at] = QUESTIONS[what % 5].format(id=f"n-{what % 5}").rstrip("\n").split("\n")
        case "character":
            line = lines[place]
            column = what % (len(line) + 1)
            sign = "\"'[]{}&*|>#:- x\t"[what % 16]
            lines[place] = line[:column] + sign + line[column + (where % 2) :]
    return "\n".join(lines)
