"""The quiz: questions asked on a terminal, or line by line without one.

    Questions ─ arrangement ─▶ Items ─ steps.step(state, event) ─▶ State ─ page ─▶ Page ─ frame ─▶ lines ─▶ screen
                                          ▲                        │
                      keys ─ bindings ────┘     grading ◀─ reports ┘ (what the judge's runs showed)

`session`, `steps`, `arrangement`, `grading`, `page` and `frame` are values and functions of them; only `screen`,
`keys`, `recording`, and `practice` with what is made of it, `terminal` and `plain`, touch the world.  Where another
key, another view or another way to answer is put in is said in `practice`, `views` and `steps`.
"""
