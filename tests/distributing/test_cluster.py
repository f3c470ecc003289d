"""Dask's workers: what dies is done again, who is unfit is left alone, who leaves is missed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, wait
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from distributing import amnesia
from distributing.conftest import NO_DASHBOARD
from exam_drill.distributing.cluster import Cluster, Post, Unfit
from exam_drill.distributing.steady import LostRepeatedlyError

SECONDS = 60
Opened = Callable[..., Cluster[object, str]]


def post(function: str, refused: str = "refused") -> Post[object, str]:
    """Work is whatever its text says, and so is its result."""
    return Post(str, f"distributing.work:{function}", str, lambda result: result == refused)


@pytest.fixture
def opened(client: Any) -> Iterator[Opened]:
    """Makes clusters that end with the test."""
    with ExitStack() as stack:

        def made(function: str, tell: Callable[[Unfit], None] = print, **more: Any) -> Cluster[object, str]:
            cluster = Cluster(client, post(function, **more), tell)
            stack.callback(cluster.close)
            return cluster

        yield made


def test_work_is_done_by_all_workers(opened: Opened, client: Any) -> None:
    cluster = opened("where")
    assert cluster.parallel == 2
    futures = [cluster.submit(number) for number in range(20)]
    assert {future.result(SECONDS) for future in futures} == {
        str(process) for process in client.run(os.getpid).values()
    }


def test_a_worker_that_dies_loses_nothing(opened: Opened, tmp_path: Path) -> None:
    cluster = opened("die_once")
    futures = [cluster.submit(tmp_path / "died") for _ in range(20)]
    assert {future.result(SECONDS) for future in futures} == {"alive"}
    assert (tmp_path / "died").exists()


def test_what_no_worker_survives_is_told(opened: Opened) -> None:
    with pytest.raises(LostRepeatedlyError):
        opened("die").submit("").result(SECONDS)


def test_errors_come_over(opened: Opened) -> None:
    with pytest.raises(ValueError, match="as it was raised"):
        opened("fail").submit("as it was raised").result(SECONDS)


def test_what_one_worker_refuses_is_done_by_another_one(opened: Opened, client: Any) -> None:
    one, other = sorted(client.run(os.getpid).values())
    cluster = opened("refuse_in")
    futures = [cluster.submit(one) for _ in range(8)]
    assert {future.result(SECONDS) for future in futures} == {str(other)}
    assert cluster.parallel == 1


def test_what_all_refuse_is_refused(opened: Opened) -> None:
    cluster = opened("double", refused="6")
    assert cluster.submit(3).result(SECONDS) == "6"
    assert cluster.parallel == 0
    with pytest.raises(BrokenExecutor):
        cluster.submit(4)


def test_a_worker_without_our_code_is_given_nothing(opened: Opened, client: Any) -> None:
    one, other = sorted(client.nthreads())
    told: list[Unfit] = []
    client.run(amnesia.forget, "distributing.work", workers=[one])
    try:
        cluster = opened("where", told.append)
        assert cluster.parallel == 1
        fit = client.run(os.getpid, workers=[other])[other]
        assert {cluster.submit("").result(SECONDS) for _ in range(8)} == {str(fit)}
    finally:
        client.run(amnesia.remember, "distributing.work", workers=[one])
    (unfit,) = told
    assert unfit.address == one
    assert "ModuleNotFoundError" in unfit.error


def test_cancelled_work_is_taken_back(opened: Opened) -> None:
    cluster = opened("double")
    futures = [cluster.submit(number) for number in range(50)]
    cancelled = [future for future in futures if future.cancel()]
    assert cancelled
    assert len(wait(futures, SECONDS).done) == 50


def test_after_the_end_nothing_is_taken_and_nothing_is_waited_for(opened: Opened) -> None:
    cluster = opened("sleep")
    future = cluster.submit(SECONDS)
    cluster.close()
    cluster.close()
    assert future.cancelled()
    with pytest.raises(RuntimeError):
        cluster.submit(1)


def test_where_no_worker_is_left_what_waits_is_given_back(distributed: Any) -> None:
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, **NO_DASHBOARD) as deserted,
        distributed.Client(deserted, set_as_default=False) as client,
    ):
        cluster = Cluster(client, post("double"), print, patience=0.1)
        deserted.scale(0)
        deserted.sync(deserted._correct_state)
        with pytest.raises(BrokenExecutor):
            cluster.submit(1).result(SECONDS)
        with pytest.raises(BrokenExecutor):
            cluster.submit(1)
        cluster.close()


def test_where_the_scheduler_is_gone_what_waits_is_given_back(distributed: Any) -> None:
    going = distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, **NO_DASHBOARD)
    with distributed.Client(going.scheduler_address, set_as_default=False) as client:
        cluster = Cluster(client, post("double"), print)
        assert cluster.submit(1).result(SECONDS) == "2"
        going.close()
        with pytest.raises(BrokenExecutor):
            cluster.submit(1).result(SECONDS)
        cluster.close()
