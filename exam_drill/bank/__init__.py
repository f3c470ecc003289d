"""The bank loader.

In short:

    from exam_drill.bank import load_bank

    bank = load_bank([Path("quizzes")])
    bank.questions, bank.problems, bank.files
"""

from exam_drill.bank.load import Bank, load_bank

__all__ = ["Bank", "load_bank"]
