"""Wrong options for a blank, each of them executed.

from exam_drill.suggest import suggest

for suggestion in suggest(question, blank, sandbox):
    suggestion.code, suggestion.misconception, suggestion.why
"""

from exam_drill.suggest.searching import Wish, search, suggest
from exam_drill.suggest.suggestion import Fact, Search, Suggestion, UnprovenError

__all__ = ["Fact", "Search", "Suggestion", "UnprovenError", "Wish", "search", "suggest"]
