"""Why an option is wrong: what it does on the smallest inputs that show it.

    Question, blank, option ─ shrinking ─▶ the smallest inputs on which it differs      Desk: reference and cases
                                 │
                 sandbox: trace ─┴▶ Trace of it, Trace of the right program ─ lines ─▶ Line, Line, …, where they part
                                                                                  └──▶ Look ─ rows ─▶ a screen

`seeing.look` composes it.  Before an answer there is `seeing.names`: what could be used at the blank, and no value.
"""
