"""A cluster that cannot be had is told before anything is run: why, and what to do."""

from __future__ import annotations

import enum
import io
import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from distributing import banks
from exam_drill.cli import Exit, main
from exam_drill.distributing import opening
from exam_drill.environment import Environment
from exam_drill.i18n.distributing import SENTENCES


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.yaml"
    path.write_text(banks.plain(1), encoding="utf-8")
    return path


@pytest.fixture
def deaf() -> Iterator[int]:
    """A port at which somebody listens who says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def told(bank: Path, executor: str, language: str = "en") -> tuple[int, str]:
    """Exit code and error of `check`; there is no report."""
    out, errors = io.StringIO(), io.StringIO()
    environment = Environment(io.StringIO(), out, errors, {})
    code = main(["check", "--no-cache", str(bank), "--executor", executor, "--lang", language], environment)
    assert out.getvalue() == ""
    assert "Traceback" not in errors.getvalue()
    return code, errors.getvalue()


def test_without_the_package_the_extra_is_named(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    for executor in ("dask", "dask://127.0.0.1"):
        code, said = told(bank, executor)
        assert code == Exit.FAILURE
        assert 'pip install "exam-drill[dask]"' in said


def test_a_spec_that_names_nothing_is_wrong_usage(bank: Path) -> None:
    code, said = told(bank, "dusk")
    assert code == Exit.USAGE
    assert "dask://HOST:PORT" in said


def test_an_address_at_which_nobody_answers(bank: Path, distributed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_ANSWER", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    code, said = told(bank, f"dask://127.0.0.1:{port}")
    assert code == Exit.FAILURE
    assert f"tcp://127.0.0.1:{port}" in said
    assert "refused" in said
    assert "dask scheduler" in said


def test_an_address_at_which_somebody_else_answers(
    bank: Path, deaf: int, distributed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_ANSWER", 0.5)
    code, said = told(bank, f"tcp://127.0.0.1:{deaf}")
    assert code == Exit.FAILURE
    assert "8786" in said


def test_a_host_that_is_none(bank: Path, distributed: Any) -> None:
    code, said = told(bank, "dask://no-such-host.invalid")
    assert code == Exit.FAILURE
    assert "no-such-host.invalid" in said


def test_tls_without_certificates(bank: Path, deaf: int, distributed: Any) -> None:
    code, said = told(bank, f"tls://127.0.0.1:{deaf}")
    assert code == Exit.FAILURE
    assert "ca-file" in said


@pytest.mark.parametrize("text", [None, "", "{}", "[]", '{"address": "ftp://x"}', '{"address": 1}', "\udc80"])
def test_a_file_that_names_no_scheduler(text: str | None, bank: Path, distributed: Any) -> None:
    path = bank.parent / "scheduler.json"
    if text is not None:
        path.write_text(text, encoding="utf-8", errors="surrogateescape")
    code, said = told(bank, f"dask://{path}", "ja")
    assert code == Exit.FAILURE
    assert "--scheduler-file" in said


def test_a_scheduler_of_another_version(
    bank: Path, scheduler: str, distributed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = distributed.__version__
    monkeypatch.setattr(distributed, "__version__", "2020.1.0")
    code, said = told(bank, scheduler)
    assert code == Exit.FAILURE
    assert f"pip install distributed=={here}" in said
    assert "2020.1.0" in said


def test_a_scheduler_without_workers_and_the_file_that_names_it(
    bank: Path, distributed: Any, monkeypatch: pytest.MonkeyPatch, no_workers: str
) -> None:
    monkeypatch.setattr(opening, "_WORKER", 0.5)
    path = bank.parent / "scheduler.json"
    path.write_text(json.dumps({"address": no_workers}), encoding="utf-8")
    code, said = told(bank, f"dask://{path}")
    assert code == Exit.FAILURE
    assert f"dask worker {no_workers}" in said
    assert "waiting" in said


def test_every_error_has_its_sentence() -> None:
    source = Path(opening.__file__).read_text(encoding="utf-8")
    codes = {part.split('"')[1] for part in source.split("ClusterError(")[1:]}
    assert len(codes) >= 9
    assert codes <= SENTENCES.keys()


def test_a_cluster_that_stumbles_at_its_end_has_ended() -> None:
    class Stumbling:
        class Status(enum.Enum):
            running = 1
            closed = 2

        status = Status.running

        def close(self, _: float) -> None:
            raise KeyError("tcp://127.0.0.1:1")

    cluster = Stumbling()
    opening.end_cluster(cluster)
    assert cluster.status is Stumbling.Status.closed
