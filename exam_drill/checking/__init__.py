"""Checking banks of any size: questions in as a stream, reports out in the order of the bank.

    bank files ─ source ─▶ Question ─┬─ cache: reports that still stand ─────────────┐
                                     ├─ bench: this process ─────────────────────────┤
                                     └─ Batch ─▶ processes, or any Executor ─▶ Judged ┴─▶ QuestionReport … Summary

Whoever reads the reports keeps what they need of them; here only what waits for an earlier one is kept, and no more of
it than a bound says.
"""
