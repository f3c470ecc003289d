"""What an author sees of a question: the learner's page, each option's run, and the values behind it.

    Question, Inspection ─ parts, trials ─▶ Part, Part, … ─┬─ text ─▶ rows of a terminal
                                                           └─ html ─▶ one page that needs nothing else

Parts hold texts that are made visible already, and styles by name; neither front end knows what they are about.
"""
