"""What `check` says of an executor that cannot be had, or that changes meanwhile."""

from __future__ import annotations

from exam_drill.api import ClusterError, Event, MovedHere, NodeDiffers, NodeUnfit, NoWorkerYet, TakenApart
from exam_drill.i18n import say
from exam_drill.question import Language
from exam_drill.report.nodes import describe_node
from exam_drill.visible import shortened

_LONGEST = 500  # characters of an error of dask's
_TOLD = 3  # nodes that differ, or are unfit; the report has all that differ


def describe_cluster_error(error: ClusterError, language: Language) -> str:
    """Why a cluster cannot be had, and what to do."""
    parameters = {
        name: shortened(value, _LONGEST) if isinstance(value, str) else value
        for name, value in error.parameters.items()
    }
    return say(language, f"distributing.{error.code}", **parameters)


class ExecutorNews:
    """Sentences about what happens to an executor, as it happens; not more of one kind than tell something new."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._told: dict[type, int] = {}

    def sentence(self, event: Event) -> str:
        """What to say of an event; "" if nothing."""
        self._told[type(event)] = self._told.get(type(event), 0) + 1
        if self._told[type(event)] > (1 if isinstance(event, TakenApart) else _TOLD):
            return ""
        match event:
            case NoWorkerYet(seconds):
                return self._say("waiting", seconds=f"{seconds:g}")
            case NodeUnfit(node, error):
                return self._say("unfit", node=node, error=shortened(error, _LONGEST))
            case NodeDiffers(node, here):
                return describe_node(node, here, self._language)
            case MovedHere(error):
                return self._say("replaced", error=shortened(error, _LONGEST))
            case TakenApart():
                return self._say("suspected")
        return ""

    def _say(self, code: str, **parameters: object) -> str:
        return say(self._language, f"distributing.{code}", **parameters)
