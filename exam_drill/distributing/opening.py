"""From the name of a cluster to its workers.

    Spec ─▶ scheduler: there, of dask, of our version? ─▶ client ─▶ a worker, with our code? ─▶ Cluster
       └─ dask://  a scheduler and workers of our own, on this machine, behind a key that nobody else has

What is wrong is told before anything is run.
"""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import socket
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from exam_drill.distributing.cluster import Cluster, Post, Unfit
from exam_drill.distributing.spec import ClusterError, Kind, Spec, parse_spec

if TYPE_CHECKING:
    import distributed

W = TypeVar("W")
R = TypeVar("R")

_ANSWER = 10.0  # seconds for a scheduler to answer
_AGAIN = 0.2  # seconds between two tries
_WORKER = 60.0  # seconds for the first worker to come
_CLOSE = 10.0  # seconds for a client to say goodbye
_LOGGERS = ("distributed", "tornado", "asyncio")


@dataclass(frozen=True, slots=True)
class Waiting:
    """The scheduler has no worker yet; one is waited for, at most so many seconds."""

    seconds: float


@contextmanager
def open_cluster(
    spec: Spec, jobs: int, post: Post[W, R], tell: Callable[[Unfit | Waiting], None]
) -> Iterator[Cluster[W, R]]:
    """The workers of the scheduler that is named, or of one that begins and ends here, with so many of them.

    `post` is how work travels.  ClusterError if they cannot be had.
    """
    try:
        import distributed
    except ImportError as error:
        raise ClusterError("no-package", error=str(error)) from error
    with ExitStack() as stack:
        stack.enter_context(_quiet())
        if spec.kind is Kind.LOCAL:
            client = stack.enter_context(_local(distributed, jobs))
        else:
            named = _written_in(spec.address) if spec.kind is Kind.FILE else spec
            client = stack.enter_context(_remote(distributed, named.address))
        if not client.nthreads():
            tell(Waiting(_WORKER))
            _wait_for_worker(client)
        unfit: list[Unfit] = []

        def told(found: Unfit) -> None:
            unfit.append(found)
            tell(found)

        cluster = Cluster(client, post, told)
        stack.callback(cluster.close)
        if not cluster.parallel:
            raise ClusterError("all-unfit", node=unfit[0].address, error=unfit[0].error)
        yield cluster


@contextmanager
def _local(distributed: Any, jobs: int) -> Iterator[distributed.Client]:
    """A client of a cluster on this machine.

    Who may talk to a scheduler can run code as its user.  So it speaks TLS, by a key that exists nowhere else, or any
    user of this machine could.
    """
    import dask.config

    with ExitStack() as stack:
        try:
            security = distributed.Security.temporary()
        except ImportError as error:
            raise ClusterError("no-package", error=str(error)) from error
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="exam-drill-dask-"))
        # The scheduler is part of this process, and puts a folder of its own on its path of modules.
        stack.enter_context(dask.config.set({"temporary-directory": folder}))
        try:
            with _deaf_to_interrupts():
                cluster = distributed.LocalCluster(
                    n_workers=jobs,
                    threads_per_worker=1,
                    processes=True,
                    host="127.0.0.1",
                    protocol="tls://",
                    security=security,
                    scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
                    memory_limit=None,
                    silence_logs=logging.CRITICAL,
                    local_directory=folder,
                    env={"TMPDIR": folder},  # where a worker that is killed may leave something
                )
        except Exception as error:
            raise ClusterError("no-local", error=_words(error)) from error
        stack.callback(end_cluster, cluster)
        yield stack.enter_context(_client(distributed, cluster))


def end_cluster(cluster: Any) -> None:
    """Ends a cluster of this machine.

    Where one of its workers had died, dask may stumble over that when all the others have ended.
    """
    try:
        cluster.close(_CLOSE)
    except Exception:
        cluster.status = type(cluster.status).closed  # or it complains when it is thrown away


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What this thread begins hears no Ctrl-C, which a terminal sends to all processes of a program; we hear it after.

    Threads and processes inherit what is blocked, so this holds for workers that take the place of others, too.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _remote(distributed: Any, address: str) -> Iterator[distributed.Client]:
    """A client of the scheduler at this address."""
    there = _version_at(address)
    if there != distributed.__version__:
        raise ClusterError("other-version", address=address, there=there, here=distributed.__version__)
    with _client(distributed, address) as client:
        yield client


@contextmanager
def _client(distributed: Any, where: Any) -> Iterator[distributed.Client]:
    with warnings.catch_warnings():
        # Versions of packages that nothing here hangs on; those that matter are told by the nodes.
        warnings.simplefilter("ignore", distributed.versions.VersionMismatchWarning)
        client = distributed.Client(where, set_as_default=False, timeout=_ANSWER, name="exam-drill")
    try:
        yield client
    finally:
        with suppress(Exception):  # the scheduler may be gone
            client.close(_CLOSE)


def _version_at(address: str) -> str:
    """The version of dask's scheduler at this address; ClusterError if there is none."""
    _knock(address)
    with ThreadPoolExecutor(1) as thread:  # for who calls us may have an event loop in this one
        try:
            return thread.submit(lambda: asyncio.run(_identify(address))).result()
        except TypeError as error:  # what dask says where it was told of no certificates
            if not address.startswith("tls:"):
                raise
            raise ClusterError("no-certificates", address=address) from error
        except Exception as error:
            raise ClusterError("no-scheduler", address=address, error=_words(error)) from error


def _knock(address: str) -> None:
    """Waits until somebody listens at an address, which may just be about to start."""
    host, _, port = address.partition("://")[2].rpartition(":")
    end = time.monotonic() + _ANSWER
    while True:
        try:
            with socket.create_connection((host.strip("[]"), int(port)), timeout=_ANSWER):
                return
        except socket.gaierror as error:
            raise ClusterError("no-host", address=address, host=host) from error
        except (OSError, UnicodeError) as error:  # a name may be none
            if time.monotonic() > end or isinstance(error, UnicodeError):
                raise ClusterError("no-answer", address=address, error=_words(error)) from error
        time.sleep(_AGAIN)


async def _identify(address: str) -> str:
    from distributed import Security
    from distributed.core import rpc

    async def ask() -> str:
        async with rpc(address, timeout=_ANSWER, connection_args=Security().get_connection_args("client")) as there:
            versions = await there.versions()
            return str(versions["packages"]["distributed"])

    return await asyncio.wait_for(ask(), _ANSWER)


def _written_in(path: str) -> Spec:
    """The address that a scheduler wrote into its file."""
    try:
        return parse_spec(str(json.loads(Path(path).read_text(encoding="utf-8"))["address"]))
    except (OSError, ValueError, KeyError, TypeError) as error:  # SpecError is a ValueError
        raise ClusterError("no-file", path=path, error=_words(error)) from error


def _wait_for_worker(client: distributed.Client) -> None:
    """Waits for the first worker; where they come as they are needed, something has to be wanted."""
    wanted = client.submit(int, pure=False)
    end = time.monotonic() + _WORKER
    while not client.nthreads():
        if time.monotonic() > end:
            raise ClusterError("no-worker", address=client.scheduler.address, seconds=int(_WORKER))
        time.sleep(_AGAIN)
    wanted.release()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps dask from writing to the error stream: what matters of it is told by us."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _words(error: BaseException) -> str:
    return str(error) or type(error).__name__
