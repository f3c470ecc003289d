"""Tells at every save what it did to a bank.

    folders ─ events ─▶ saves ─ it is quiet ─▶ engine (a thread of its own) ─ State ─▶ page, lines
                                                 │
                                                 ├ live: files ─▶ pieces ─▶ what has changed
                                                 ├ linted: rules
                                                 └ proofs: which of it must be run ─▶ runner ─▶ sandbox

Nothing is read or run again whose text, or whose program, is what it was.
"""
