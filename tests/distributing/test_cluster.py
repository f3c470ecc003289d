"""Dask's workers as an executor: what dies is done again, who is unfit is left alone, who leaves is missed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, wait
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from distributing import work
from distributing.conftest import NO_DASHBOARD
from exam_drill.distributing.cluster import Cluster, Unfit
from exam_drill.distributing.steady import LostRepeatedlyError

SECONDS = 60


@pytest.fixture
def opened(client: Any) -> Iterator[Callable[..., Cluster]]:
    """Makes executors that end with the test."""
    with ExitStack() as stack:

        def made(
            refuses: Callable[[Any], bool] = lambda _: False, tell: Callable[[Unfit], None] = print, **more: Any
        ) -> Cluster:
            cluster = Cluster(client, refuses, tell, **more)
            stack.callback(cluster.shutdown, cancel_futures=True)
            return cluster

        yield made


def test_work_is_done_by_all_workers(opened: Callable[..., Cluster]) -> None:
    cluster = opened()
    assert isinstance(cluster, Executor)
    assert cluster.parallel == 2
    futures = [cluster.submit(work.double, number) for number in range(20)]
    assert [future.result(SECONDS) for future in futures] == [2 * number for number in range(20)]


def test_a_worker_that_dies_loses_nothing(opened: Callable[..., Cluster], tmp_path: Path) -> None:
    cluster = opened()
    futures = [cluster.submit(work.double, number) for number in range(20)]
    assert cluster.submit(work.die_once, str(tmp_path / "died")).result(SECONDS) == "alive"
    assert [future.result(SECONDS) for future in futures] == [2 * number for number in range(20)]


def test_what_no_worker_survives_is_told(opened: Callable[..., Cluster]) -> None:
    future = opened().submit(work.die, None)
    with pytest.raises(LostRepeatedlyError):
        future.result(SECONDS)


def test_errors_come_over(opened: Callable[..., Cluster]) -> None:
    with pytest.raises(ValueError, match="as it was raised"):
        opened().submit(work.fail, "as it was raised").result(SECONDS)


def test_what_one_worker_refuses_is_done_by_another_one(opened: Callable[..., Cluster], client: Any) -> None:
    one, other = sorted(client.run(os.getpid).values())
    cluster = opened(lambda result: result == -1)
    assert {cluster.submit(work.where_else, one).result(SECONDS) for _ in range(8)} == {other}
    assert cluster.parallel in (1, 2), "it may not have come to the first one"


def test_what_all_refuse_is_refused(opened: Callable[..., Cluster]) -> None:
    cluster = opened(lambda result: result == 6)
    assert cluster.submit(work.double, 3).result(SECONDS) == 6
    assert cluster.parallel == 0
    with pytest.raises(BrokenExecutor):
        cluster.submit(work.double, 4)


def test_a_worker_without_our_code_is_given_nothing(opened: Callable[..., Cluster], client: Any) -> None:
    one, other = sorted(client.nthreads())
    told: list[Unfit] = []
    client.run(work.forget_exam_drill, workers=[one])
    try:
        cluster = opened(tell=told.append)
        assert cluster.parallel == 1
        fit = client.run(os.getpid, workers=[other])[other]
        assert {cluster.submit(work.where, None).result(SECONDS) for _ in range(8)} == {fit}
    finally:
        client.run(work.remember_exam_drill, workers=[one])
    (unfit,) = told
    assert unfit.address == one
    assert "ModuleNotFoundError" in unfit.error


def test_cancelled_work_is_taken_back(opened: Callable[..., Cluster], client: Any) -> None:
    cluster = opened()
    futures = [cluster.submit(work.double, number) for number in range(50)]
    cancelled = [future for future in futures if future.cancel()]
    assert cancelled
    assert len(wait(futures, SECONDS).done) == 50


def test_after_the_end_nothing_is_taken(opened: Callable[..., Cluster]) -> None:
    cluster = opened()
    cluster.shutdown()
    cluster.shutdown()
    with pytest.raises(RuntimeError):
        cluster.submit(work.double, 1)


def test_where_no_worker_is_left_what_waits_is_given_back(dask: Any) -> None:
    with (
        dask.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, **NO_DASHBOARD) as deserted,
        dask.Client(deserted, set_as_default=False) as client,
    ):
        cluster = Cluster(client, lambda _: False, print, patience=0.1)
        deserted.scale(0)
        deserted.sync(deserted._correct_state)
        with pytest.raises(BrokenExecutor):
            cluster.submit(work.double, 1).result(SECONDS)
        with pytest.raises(BrokenExecutor):
            cluster.submit(work.double, 1)
        cluster.shutdown()


def test_where_the_scheduler_is_gone_what_waits_is_given_back(dask: Any) -> None:
    going = dask.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, **NO_DASHBOARD)
    with dask.Client(going.scheduler_address, set_as_default=False) as client:
        cluster = Cluster(client, lambda _: False, print)
        assert cluster.submit(work.double, 1).result(SECONDS) == 2
        going.close()
        with pytest.raises(BrokenExecutor):
            cluster.submit(work.double, 1).result(SECONDS)
        cluster.shutdown()
