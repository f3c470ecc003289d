"""The quiz: questions asked on a terminal, or line by line without one.

    Questions ─ arrangement ─▶ Items ─ session.step(state, event) ─▶ State ─ page ─▶ Page ─ frame ─▶ lines ─▶ screen
                                          ▲                          │
                      keys ─ bindings ────┘       grading ◀─ reports ┘ (what the judge's runs showed)

`session`, `arrangement`, `grading`, `page` and `frame` are functions of values; only `screen`, `keys`, `terminal` and
`plain` touch the world.
"""
