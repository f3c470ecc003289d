"""The quiz: questions asked on a terminal, or line by line without one.

    Questions ─ selection ─▶ Items ─ session.step(state, event) ─▶ State ─ page ─▶ Page ─ frame ─▶ lines ─▶ screen
                                          ▲                          │
                      keys ─ bindings ────┘       grading ◀─ reports ┘ (what the judge's runs showed)

`session`, `selection`, `grading`, `page` and `frame` are functions of values; only `screen`, `keys`, `terminal` and
`plain` touch the world.
"""
