"""How long a typed answer takes from its text to its verdict, with a warm worker.

    python benchmarks/typed.py [ANSWERS]

An option of each question of the built-in bank in turn is answered as if it were typed.  What a learner's time to type
is used for, running the reference and the options, is done before the clock starts.
"""

from __future__ import annotations

import sys
import time

from exam_drill.bank import load_bank
from exam_drill.catalogue import built_in_bank
from exam_drill.sandbox import Sandbox
from exam_drill.typed.answering import Answering


def main() -> None:
    """Measures and prints."""
    answers = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    questions = load_bank([built_in_bank()]).questions
    found = []
    with Sandbox() as sandbox:
        answering = Answering(sandbox)
        for number in range(answers):
            question = questions[number % len(questions)]
            blank = question.blanks[0]
            answering.prepare(question, blank.label)
            start = time.perf_counter()
            answering.answer(question, blank.label, blank.options[number % len(blank.options)].code.text)
            found.append(time.perf_counter() - start)
    found.sort()
    median, high = found[len(found) // 2] * 1e3, found[len(found) * 9 // 10] * 1e3
    print(f"a typed answer: median {median:.1f} ms, nine of ten below {high:.1f} ms, of {answers}")


if __name__ == "__main__":
    main()
