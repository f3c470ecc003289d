"""Batches and what came of them as texts: between us and the workers of a cluster.

    Batch ─ write_batch ─▶ JSON ─▶ a node: answer ─▶ JSON ─ read_judged ─▶ Judged

Whoever reads a batch believes it, for it comes from who rules the node.  What comes back is looked at: its records by
who reads them, all else here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from exam_drill.checking.batch import Batch, Judged, judge_batch
from exam_drill.checking.plain import question_data, read_question, read_settings, settings_data
from exam_drill.checking.summary import Node
from exam_drill.sandbox import SandboxError

ANSWER = f"{__name__}:answer"


def write_batch(batch: Batch) -> str:
    """All of a batch."""
    questions = [question_data(question) for question in batch.questions]
    return json.dumps([settings_data(batch.settings), questions, batch.seconds])


def answer(text: str) -> str:
    """On a node: judges a batch."""
    settings, questions, seconds = json.loads(text)
    judged = judge_batch(Batch(read_settings(settings), tuple(map(read_question, questions)), seconds))
    return json.dumps([judged.records, judged.node and asdict(judged.node), judged.seconds, judged.failure])


def read_judged(text: str) -> Judged:
    """What came of a batch; SandboxError if nobody can tell."""
    try:
        records, node, seconds, failure = json.loads(text)
        return Judged(
            tuple(None if of_question is None else tuple(of_question) for of_question in records),
            _node(node) if node is not None else None,
            float(seconds),
            tuple(map(str, failure)),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise SandboxError("unreadable-answer", str(error)) from error


def _node(data: Mapping[str, Any]) -> Node:
    return Node(
        name=str(data["name"]),
        versions=_texts(data["versions"]),
        engine=str(data["engine"]),
        system=str(data["system"]),
        enforced={str(aim): tuple(map(str, steps)) for aim, steps in data["enforced"].items()},
        not_enforced=_texts(data["not_enforced"]),
    )


def _texts(data: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in data.items()}
