"""How large a bank and its parts may be: far above any honest use, small enough that no bank can hurt."""

from __future__ import annotations

FILE_BYTES = 4_000_000
FILES = 10_000
DEPTH = 40  # of nested lists and mappings; a bank needs eight
NODES = 300_000  # in one file, aliases counted as what they stand for
CHARACTERS = 8_000_000  # the same for the text of all scalars
QUESTIONS = 10_000
PROBLEMS = 1_000  # told of one file
TOLERANCE = 0.1  # above it nearly everything agrees, and nothing is proven

ID = 80
CODE = 20_000
OPTION = 4_000
TEXT = 10_000
NAME = 100  # a tag, a label, an input's name, a reference's name
URL = 2_000
ERRATUM = 4_000

OPTIONS = 20
BLANKS = 20
SOURCES = 10
ERRATA = 30
ENTRIES = 60  # inputs, sizes, tags, given
TRIALS = 1_000
SIZE = 1_000

# Undoing errata reads the question's text once for each erratum and print; this many characters are read for one file.
ERRATA_WORK = 10_000_000
