"""Finds the one question that a command is about, and says what there is instead if there is none."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from exam_drill.bank import Bank
from exam_drill.commands.quiz import write_problems
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.question import Language, Question
from exam_drill.visible import shortened

_NEAREST = 5
_LONGEST = 200  # characters of a wish that are repeated
_NEAR = 0.6  # how alike two ids must be for one to be meant by the other, of 1


def find_question(bank: Bank, wish: str, environment: Environment, language: Language) -> Question | None:
    """The question with this id; None, and why on the error stream, if there is none that could be shown."""
    question = next((one for one in bank.questions if one.id == wish), None)
    if question is not None:
        return question
    invalid = tuple(problem for problem in bank.problems if problem.question == wish)
    if invalid:
        environment.stderr.write(say(language, "quiz.show-invalid", wish=wish) + "\n")
        write_problems(invalid, environment, language, most=None)
        return None
    known = [one.id for one in bank.questions]
    environment.stderr.writelines(_advice(wish, known, language))
    if not known:
        write_problems(bank.problems, environment, language)
    return None


def _advice(wish: str, known: list[str], language: Language) -> Iterator[str]:
    """What was asked for in vain, and the nearest that there is."""
    yield say(language, "quiz.no-id", wish=shortened(wish, _LONGEST)) + "\n"
    nearest = difflib.get_close_matches(wish, known, n=_NEAREST, cutoff=_NEAR)
    name = "quiz.nearest" if nearest else "quiz.known" if len(known) <= _NEAREST else "quiz.known-some"
    names = nearest or sorted(known)[:_NEAREST]
    if names:
        yield say(language, name, names=", ".join(names)) + "\n"
