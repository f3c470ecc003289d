"""Small banks for pytest, each with what is to be seen of it."""

from __future__ import annotations

REFERENCE = 'reference: {inputs: {x: "N D"}, code: "def f(x): return x.sum(axis=1)"}'


def question(
    name: str,
    *,
    options: str = '[x.sum(axis=0), x.sum(axis=1), x.max(axis=1), "-x.sum(axis=1)"]',
    answer: int = 2,
    reference: str = REFERENCE,
    more: str = "",
) -> str:
    """A question that asks for the sums of rows; the second option is right."""
    return f"""\
  - id: {name}
    {reference}
    code: |
      def f(x):
          return (あ)
    options: {options}
    answer: {answer}
{more}"""


def bank(*questions: str) -> str:
    """A bank file of these questions."""
    return "format: 1\nquestions:\n" + "".join(questions)


TWINS = '[x.sum(axis=0), x.sum(axis=1), "np.sum(x)", x.sum()]'
TWO_BLANKS = f"""\
  - id: two-blanks
    {REFERENCE}
    code: |
      def f(x):
          y = (あ)
          return (い)
    blanks:
      あ: {{options: [x.sum(axis=1), x.sum(axis=0), x.sum()], answer: 3}}
      い: {{options: [y, -y], answer: 1}}
"""
FOREIGN = {
    "docker-compose.yml": "services:\n  web:\n    image: x\n    options: {answer: 1}\n",
    "workflow.yaml": "on: push\njobs:\n  test:\n    steps: [{run: pytest, name: questions}]\n",
    "survey.yaml": "format: survey\nquestions:\n  - text: how?\n    options: [a, b]\n",
    "other-quiz.yaml": "questions:\n  - text: how?\n    options: [a, b]\n    answer: a\n",
    "config.yaml": "logging:\n  format: 1\n  questions: 2\n",
    "tabs.yaml": "a:\n\t- b\n",
    "empty.yaml": "",
    "bytes.yaml": "\0\1\2",
}
