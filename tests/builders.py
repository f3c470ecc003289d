"""Small questions made in code, for tests that are not about YAML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exam_drill.question import Blank, Code, NamedReference, Option, Place, Question, Reference, WrittenReference

PATH = "bank.yaml"


def code(text: str, line: int = 1, column: int = 7) -> Code:
    """Code whose first line stands at `line`:`column` of the bank."""
    return Code(text, tuple(Place(PATH, line + row, column) for row in range(text.count("\n") + 1)))


def blank(options: Sequence[str], answer: int = 1, label: str = "あ", line: int = 100) -> Blank:
    """A blank with these options, one a line from `line`."""
    made = tuple(Option(number, code(text, line + number)) for number, text in enumerate(options, 1))
    return Blank(label, made, answer, Place(PATH, line))


def written(source: str, inputs: Mapping[str, str], function: str = "f", outputs: Any = None) -> WrittenReference:
    """A reference written in the bank."""
    return WrittenReference(code(source, 50), function, inputs, outputs)


def question(
    program: str,
    blanks: Sequence[Blank] | Sequence[str],
    reference: Reference | str = "def f(x):\n    return 2 * x\n",
    inputs: Mapping[str, str] | None = None,
    answer: int = 1,
    **fields: Any,
) -> Question:
    """A question; plain texts as blanks are the options of あ, and a plain reference is written in the bank."""
    made = tuple(item for item in blanks if isinstance(item, Blank)) or (blank([str(item) for item in blanks], answer),)
    if isinstance(reference, str):
        reference = written(reference, inputs or {"x": "N"})
    call = fields.pop("call", None)
    return Question(
        id=fields.pop("id", "test-question"),
        place=Place(PATH, 3, 5),
        code=code(program, 10),
        blanks=made,
        reference=reference,
        call=code(call, 40) if call else None,
        **fields,
    )


GRU = """def gru(x, h, Wr, Ur, Wz, Uz, Wh, Uh):
    r, z = sigmoid(x @ Wr.T + h @ Ur.T), sigmoid(x @ Wz.T + h @ Uz.T)
    h_bar = np.tanh(x @ Wh.T + (r * h) @ Uh.T)
    return (こ)
"""
GRU_OPTIONS = ("z * h_bar", "(1 - z) * h_bar", "z * h * h_bar", "(1 - z) * h + z * h_bar")


def gru(options: Sequence[str] = GRU_OPTIONS, answer: int = 4, **fields: Any) -> Question:
    """The GRU question of the design."""
    return question(GRU, [blank(options, answer, "こ")], NamedReference("gru", "gru"), **fields)
