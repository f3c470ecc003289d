"""The plugin for pytest: `pytest quizzes/` proves every question of a bank, each as a test of its own.

    pytest ─ entry point ─▶ hooks ─▶ looks: is this file a bank? ─▶ collecting: BankFile ─▶ QuestionItem, …
                               └───── options                                                   │ runs
                                         telling: what was found, as rows ◀── engine: one warm sandbox a process

Everybody who has exam_drill installed pays for this module and `hooks` whenever they run pytest, for whatever project.
So they import nothing but pytest; all else is imported when the first bank is collected.
"""

from __future__ import annotations

import pytest


class QuestionWarning(UserWarning):
    """What weakens the proof of a question; its message begins with the kind, as in `twin_distractors: …`."""


if getattr(pytest, "version_tuple", (0,)) >= (8,):  # an older pytest runs as if nothing were installed
    from exam_drill.pytest_plugin.hooks import (
        pytest_addoption,
        pytest_collect_file,
        pytest_configure,
        pytest_report_from_serializable,
        pytest_report_to_serializable,
        pytest_runtest_protocol,
        pytest_terminal_summary,
        pytest_unconfigure,
    )

    __all__ = [
        "QuestionWarning",
        "pytest_addoption",
        "pytest_collect_file",
        "pytest_configure",
        "pytest_report_from_serializable",
        "pytest_report_to_serializable",
        "pytest_runtest_protocol",
        "pytest_terminal_summary",
        "pytest_unconfigure",
    ]
