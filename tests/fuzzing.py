"""How long fuzzing goes on: a few seconds, or as long as EXAM_DRILL_FUZZ_EXAMPLES=N (examples of each test) says."""

import os

from hypothesis import HealthCheck, Phase, settings


def examples(usual: int) -> settings:
    """Settings for a test that has this many examples where nothing else is said."""
    return settings(
        max_examples=int(os.environ.get("EXAM_DRILL_FUZZ_EXAMPLES", usual)),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[phase for phase in Phase if phase is not Phase.explain],
    )
