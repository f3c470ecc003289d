"""Lint: all that can be said of a bank without running it.

    from exam_drill.lint import lint

    for report in lint([Path("quizzes")]):
        report.problems, report.findings

A rule is a file of `exam_drill.lint.rules`; its docstring says what it asks for.
"""

from exam_drill.lint.engine import FileReport, Memory, lint, lint_file
from exam_drill.lint.finding import Finding, Level

__all__ = ["FileReport", "Finding", "Level", "Memory", "lint", "lint_file"]
