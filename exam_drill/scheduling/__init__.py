"""When to ask what: FSRS by the `fsrs` library, bent towards the day of an exam.

    Attempt ─ rate ─▶ Review ─ Schedule.after ─▶ StoredCard ──┐
                                                              ├─ today ─▶ Today      what to ask now
    questions ─ syllabus_order ─▶ Subject, … ─────────────────┤
    Plan (exam date, new questions a day, retention) ─────────┴─ Forecast            what it will come to

A stored card has the due date of the library, whatever the plan.  The plan bends it when it is read (`exam_date.py`):
so a new date, or one that has passed, changes no card.  Only `schedule.py`, `forecast.py` and `fitting.py` import the
library; a start screen needs none of them.
"""
