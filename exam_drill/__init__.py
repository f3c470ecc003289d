"""exam_drill: exam practice for the JDLA E certificate in which every answer key is proven by execution.

    from exam_drill import check

    report = check("bank")
    report.ok

The public interface is imported when one of its names is asked for; see `exam_drill.api` and docs/api.md.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exam_drill.api import (
        Bank,
        Blank,
        BlankReport,
        Cache,
        CheckSettings,
        ClusterError,
        Confined,
        Confinement,
        Event,
        Failure,
        Finding,
        LeftOut,
        Limits,
        Listener,
        MovedHere,
        Node,
        NodeDiffers,
        NodeTooLittleError,
        NodeUnfit,
        NoWorkerYet,
        Option,
        Place,
        Problem,
        ProcessLost,
        Progressed,
        QualityWarning,
        Question,
        QuestionReport,
        Reason,
        ReasonKind,
        Receipt,
        Report,
        Run,
        SandboxError,
        Selection,
        SpecError,
        Summary,
        TakenApart,
        TooLittleError,
        UnmatchedError,
        Verdict,
        VerdictKind,
        WarningKind,
        check,
        iter_check,
        load_bank,
        open_cache,
    )

__version__ = "0.1.0"

__all__ = [
    "Bank",
    "Blank",
    "BlankReport",
    "Cache",
    "CheckSettings",
    "ClusterError",
    "Confined",
    "Confinement",
    "Event",
    "Failure",
    "Finding",
    "LeftOut",
    "Limits",
    "Listener",
    "MovedHere",
    "NoWorkerYet",
    "Node",
    "NodeDiffers",
    "NodeTooLittleError",
    "NodeUnfit",
    "Option",
    "Place",
    "Problem",
    "ProcessLost",
    "Progressed",
    "QualityWarning",
    "Question",
    "QuestionReport",
    "Reason",
    "ReasonKind",
    "Receipt",
    "Report",
    "Run",
    "SandboxError",
    "Selection",
    "SpecError",
    "Summary",
    "TakenApart",
    "TooLittleError",
    "UnmatchedError",
    "Verdict",
    "VerdictKind",
    "WarningKind",
    "__version__",
    "check",
    "iter_check",
    "load_bank",
    "open_cache",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module("exam_drill.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
