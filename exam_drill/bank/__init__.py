"""The bank loader.

In short:

    from exam_drill.bank import load_bank

    bank = load_bank([Path("quizzes")])
    bank.questions, bank.problems, bank.files
"""

from exam_drill.bank.bank import Bank, load_bank
from exam_drill.bank.compiled import as_compiled, built_in

__all__ = ["Bank", "as_compiled", "built_in", "load_bank"]
