"""What `--executor SPEC` may be, and what is said of what it may not."""

import pytest

from exam_drill.distributing.spec import Kind, Spec, SpecError, parse_spec


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("threads", Spec(Kind.THREADS)),
        ("processes", Spec(Kind.PROCESSES)),
        ("dask", Spec(Kind.LOCAL)),
        ("dask://", Spec(Kind.LOCAL)),
        ("dask://cluster", Spec(Kind.REMOTE, "tcp://cluster:8786")),
        ("dask://cluster:9000", Spec(Kind.REMOTE, "tcp://cluster:9000")),
        ("dask://cluster:9000/", Spec(Kind.REMOTE, "tcp://cluster:9000")),
        (" tcp://10.1.2.3:8786 ", Spec(Kind.REMOTE, "tcp://10.1.2.3:8786")),
        ("tls://cluster.example.org:8786", Spec(Kind.REMOTE, "tls://cluster.example.org:8786")),
        ("tls://cluster", Spec(Kind.REMOTE, "tls://cluster:8786")),
        ("tcp://[::1]:8786", Spec(Kind.REMOTE, "tcp://[::1]:8786")),
        ("dask://[fe80::1%eth0]", Spec(Kind.REMOTE, "tcp://[fe80::1%eth0]:8786")),
        ("dask:///shared/scheduler.json", Spec(Kind.FILE, "/shared/scheduler.json")),
    ],
)
def test_what_names_an_executor(text: str, spec: Spec) -> None:
    assert parse_spec(text) == spec


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unknown"),
        ("dusk", "unknown"),
        ("dask:", "unknown"),
        ("cluster:8786", "unknown"),
        ("http://cluster:8786", "protocol"),
        ("inproc://1", "protocol"),
        ("tcp://", "address"),
        ("tcp://:8786", "address"),
        ("tcp://user@cluster:8786", "port"),
        ("tcp://cluster:", "port"),
        ("tcp://cluster:0", "port"),
        ("tcp://cluster:65536", "port"),
        ("tcp://cluster:8786/status", "port"),
        ("tcp://::1:8786", "address"),
        ("tcp://[::1", "address"),
        ("tcp://a b:1", "port"),
    ],
)
def test_what_names_none(text: str, code: str) -> None:
    with pytest.raises(SpecError) as error:
        parse_spec(text)
    assert error.value.code == f"spec-{code}"
    assert error.value.parameters["spec"] == text
