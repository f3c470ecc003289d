"""An engine without threads, events or a sandbox: what it reads is real, what it judges is made up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from exam_drill.quality import BlankReport, Finding, QuestionReport
from exam_drill.question import Question
from exam_drill.watching.engine import Clocks, Engine
from exam_drill.watching.proofs import Judged
from exam_drill.watching.runner import DisturbedError
from exam_drill.watching.saves import Saves, Wish
from exam_drill.watching.state import State

HEAD = "format: 1\nquestions:\n"
QUESTION = """  - id: {id}
    reference: {{code: "def f(x): return 2 * x", inputs: {{x: N}}}}
    prompt: {prompt}
    code: |
      def f(x):  # x (N,)
          return (あ) if "{id}" else x
    options:
      - 2 * x
      - {{code: "{wrong}", why: {{ja: 違う。, en: No.}}}}
    answer: {answer}
"""


def text(
    identity: str, prompt: str = "{ja: (あ) はどれか。, en: Which one is (あ)?}", wrong: str = "3 * x", answer: int = 1
) -> str:
    return QUESTION.format(id=identity, prompt=prompt, wrong=wrong, answer=answer)


class Made:
    """A runner that judges by the number of the answer: 1 is right.  Notes what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.before: Callable[[Question], None] = lambda _: None

    def judge(self, question: Question, _: Question | None, stale: Callable[[], bool]) -> Judged:
        self.before(question)
        if stale():
            raise DisturbedError
        self.asked.append(question.id)
        found = [Finding.PROVEN if blank.answer == 1 else Finding.WRONG_KEY for blank in question.blanks]
        blanks = (
            BlankReport(blank.label, finding, blank.answer, (1,), (), place=blank.place)
            for blank, finding in zip(question.blanks, found, strict=True)
        )
        return QuestionReport(question, tuple(blanks))

    def taken(self) -> list[str]:
        asked, self.asked = self.asked, []
        return asked


class Desk:
    """An engine whose steps are taken by hand, with a clock that runs while nobody waits."""

    def __init__(self, *paths: Path) -> None:
        self.now = 100.0
        self.states: list[State] = []
        self.runner = Made()
        self.saves = Saves(self.tick)
        clocks = Clocks(lambda: 1_000_000.0, self.tick)
        names = [str(path) for path in paths]
        self.engine = Engine(names, self.saves, self.runner, clocks, self.states.append, lambda _: "")
        self.engine.begin()
        self.settle()

    def tick(self) -> float:
        self.now += 0.02
        return self.now

    def settle(self, *names: str, wish: Wish | None = None, last: bool = True) -> State:
        """Files of these names were saved: the state when nothing is left to do.

        If that is not to be the `last` word, a file that is empty or gone is not believed to stay so.
        """
        for name in names:
            self.saves.note(name)
        if wish is not None:
            self.saves.wish(wish)
        for late in (False, True) if last else (False,):
            self.now += 10.0 if late else 0.1
            while self.saves.waiting or self.engine.is_busy:
                self.now += 0.1
                self.engine.step()
        return self.states[-1]
