"""A small cluster of dask's, for all tests that need one.

Without the package `distributed` they are skipped, unless EXAM_DRILL_REQUIRE_DASK=1 asks for a failure.
"""

from __future__ import annotations

import importlib
import logging
import os
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest

from exam_drill.distributing.opening import end_cluster
from exam_drill.distributing.spec import parse_spec

# It has a port of its own even without its pages, for which the usual one is taken unless another one is asked for.
NO_DASHBOARD: dict[str, Any] = {"scheduler_kwargs": {"dashboard": False, "dashboard_address": "127.0.0.1:0"}}


@pytest.fixture(scope="session")
def distributed() -> Any:
    """The package `distributed`; it is quiet while the tests run."""
    required = os.environ.get("EXAM_DRILL_REQUIRE_DASK") == "1"
    found = importlib.import_module("distributed") if required else pytest.importorskip("distributed")
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    return found


@pytest.fixture(scope="session")
def cluster(distributed: Any) -> Iterator[Any]:
    """A cluster on this machine with two workers, each with one thread.

    A task may end two workers instead of four, which takes long.
    """
    import dask.config

    with (
        tempfile.TemporaryDirectory(prefix="exam-drill-tests-") as folder,
        dask.config.set({"distributed.scheduler.allowed-failures": 1, "temporary-directory": folder}),
    ):
        made = distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            **NO_DASHBOARD,
            memory_limit=None,
            silence_logs=logging.CRITICAL,
            local_directory=folder,
        )
        assert parse_spec(made.scheduler_address).address == made.scheduler_address
        yield made
        end_cluster(made)


@pytest.fixture
def scheduler(cluster: Any) -> str:
    """The address of its scheduler, with both workers there, whatever was done to them."""
    cluster.scale(2)
    try:
        cluster.wait_for_workers(2, timeout=30)
    except TimeoutError:  # dask gives up workers that take long to start
        cluster.scale(0)
        cluster.scale(2)
        cluster.wait_for_workers(2, timeout=60)
    address: str = cluster.scheduler_address
    return address


@pytest.fixture
def client(distributed: Any, scheduler: str) -> Iterator[Any]:
    """A client of that scheduler."""
    with distributed.Client(scheduler, set_as_default=False) as made:
        yield made


@pytest.fixture
def no_workers(distributed: Any) -> Iterator[str]:
    """The address of a scheduler that has none."""
    with distributed.LocalCluster(
        n_workers=0, processes=False, host="127.0.0.1", protocol="tcp://", **NO_DASHBOARD
    ) as made:
        yield made.scheduler_address
