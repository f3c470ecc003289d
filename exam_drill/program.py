"""Programs: the question's code with an option in every blank, still as text.

    Question ── one blank judged ──▶ Program   its options, tried one after the other
                the other blanks ──▶           hold their published answers
             ── all its blanks ────▶ Listing   every option of each, likewise

The text is put together by syntax, in the sandboxed child (`exam_drill.sandbox.inside.substitute`): the parent never
parses what a bank contains.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exam_drill.markers import find_markers, normalise_markers
from exam_drill.outcome import Error
from exam_drill.question import Blank, Place, Question

Choice = tuple[str, int]  # the label of a blank, the number of an option
PUBLISHED: Choice = ("", 0)  # the published answer of every blank


@dataclass(frozen=True, slots=True)
class Program:
    """All that the sandbox needs to run the options of one blank.

    `call` is the expression to evaluate, or "" for the function `function` of the program, which gets the `inputs`.
    """

    code: str
    judged: str
    options: Mapping[int, str]
    others: Mapping[str, str]
    function: str
    call: str
    inputs: tuple[str, ...]

    @property
    def choices(self) -> dict[int, tuple[str, str]]:
        """What is to run, in order: for each number the label of the blank, and the text to put there."""
        return {number: (self.judged, text) for number, text in self.options.items()}

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the blanks, that of each choice apart, which may be the only one in its own."""
        return {self.judged: "", **self.others}


@dataclass(frozen=True, slots=True)
class Listing:
    """All that the sandbox needs to run every option of every blank; `call` and so on as in `Program`.

    The program in which all blanks hold their published answers is the same for each of them: it is run once, as the
    first one, and tells of every blank whether it was executed.  Another one that has given something else than it on
    each of so many trials as are `enough` is run no further; 0 for all trials.
    """

    code: str
    published: Mapping[str, str]
    wrong: Mapping[Choice, str]
    function: str
    call: str
    inputs: tuple[str, ...]
    enough: int = 0

    @property
    def choices(self) -> dict[Choice, tuple[str, str]]:
        """What is to run, in order: for each choice the label of the blank, and the text to put there."""
        return {PUBLISHED: ("", ""), **{choice: (choice[0], text) for choice, text in self.wrong.items()}}

    @property
    def texts(self) -> Mapping[str, str]:
        """What stands in the blanks, that of each choice apart."""
        return self.published


def build_program(question: Question, judged: Blank, inputs: tuple[str, ...]) -> Program:
    """The program of `question` in which the options of the blank `judged` are tried."""
    return Program(
        code=normalise_markers(question.code.text),
        judged=judged.label,
        options={option.number: option.code.text for option in judged.options},
        others={
            blank.label: blank.options[blank.answer - 1].code.text
            for blank in question.blanks
            if blank.label != judged.label
        },
        function=question.reference.function,
        call=question.call.text if question.call else "",
        inputs=inputs,
    )


def build_listing(question: Question, inputs: tuple[str, ...], enough: int) -> Listing:
    """All programs of `question`."""
    return Listing(
        code=normalise_markers(question.code.text),
        published={blank.label: blank.options[blank.answer - 1].code.text for blank in question.blanks},
        wrong={
            (blank.label, option.number): option.code.text
            for blank in question.blanks
            for option in blank.options
            if option.number != blank.answer
        },
        function=question.reference.function,
        call=question.call.text if question.call else "",
        inputs=inputs,
        enough=enough,
    )


def locate(question: Question, judged: Blank, number: int, error: Error) -> tuple[int, Place | None]:
    """Where a program with option `number` failed: the line of the listing (0 if none), and the place in the bank file.

    An error inside an option is at the line of the option's blank.  Number 0 is an answer that was typed: it has no
    place in a file.
    """
    if error.line < 1:
        return 0, None
    match error.where:
        case "code":
            return error.line, question.code.place(error.line, error.column)
        case "call" if question.call:
            return 0, question.call.place(error.line, error.column)
        case "option":
            for blank in question.blanks:
                if blank.label == error.blank:
                    chosen = number if blank.label == judged.label else blank.answer
                    code = blank.options[chosen - 1].code if chosen else None
                    place = code.place(error.line, error.column) if code else None
                    lines = [marker.line for marker in find_markers(question.code.text) if marker.label == blank.label]
                    return (lines[0] if lines else 0), place
    return 0, None
