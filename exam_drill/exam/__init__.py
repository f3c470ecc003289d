"""A mock exam: the real one's number of blanks and its time, and nothing told before the end.

    Questions ─ paper ─▶ Paper ─▶ State ─ session.step(state, event) ─▶ State ─ pages ─▶ Page ─ quiz.frame ─▶ lines
                                   ▲ │       ▲              │
                    saving (JSON) ─┘ ▼       └ clock        └─ handing in ─▶ attempts ─ result ─▶ Result
                                 the store

`paper`, `clock`, `session`, `saving`, `result` and the pages are functions of values; only `keeping`, `terminal`,
`plain` and `lines` touch the world.
"""
