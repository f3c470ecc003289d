"""Drafts a question: from a function and a blank that its author chose to the lines that are added to a bank.

source ─ sandbox.excerpts.cut ─▶ Cut ─ listing ─▶ program text ─ blanks ─▶ (あ) in it, what belongs there
                                  │                                              │
                                  └─ shapes ─▶ inputs, outputs                   │ options, texts, id
                                                   └───────────── compose ◀──────┘
                                                                     ▼
                                                          `- id: …`, for `editing.append_question`
"""
