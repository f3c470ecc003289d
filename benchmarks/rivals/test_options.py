"""A bank as plain pytest would hold it: one test an option, which passes if the option matches just when it should.

    BENCHMARK_BANK=FOLDER python -m pytest benchmarks/rivals/test_options.py [-p rivals.forking]

The inputs of a question are drawn and its reference is run once, before the first of its options is tested; with
`forking.py` each test has a process of its own, but what was made ready is still there.
"""

import functools
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from raw import read
from trying import Choice, Task, choices, matches, prepare

QUESTIONS = {question["id"]: question for question in read([Path(os.environ["BENCHMARK_BANK"])])}


def options() -> Iterator[Any]:
    """The tests: an option each."""
    for identity, question in QUESTIONS.items():
        for choice in choices(question):
            yield pytest.param(identity, choice, id=f"{identity}-{choice.label}-{choice.number}")


@functools.lru_cache(maxsize=1)
def task(identity: str) -> Task:
    """A question, made ready."""
    return prepare(QUESTIONS[identity])


@pytest.fixture
def prepared(request: pytest.FixtureRequest) -> Task:
    """The question of a test, in the test's own process or in the one that it is forked from."""
    return task(request.param)


@pytest.mark.parametrize(("prepared", "choice"), list(options()), indirect=["prepared"])
def test_option(prepared: Task, choice: Choice) -> None:
    """It matches if it is the published one, and only then."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        assert matches(prepared, choice.program) == (choice.number == choice.published)
