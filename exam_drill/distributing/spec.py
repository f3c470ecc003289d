"""What `--executor SPEC` says.

threads  processes                  on this machine
dask  dask://                       a cluster of this machine's own, which ends with the run
dask://host[:port]  tcp://…  tls:// the scheduler of a cluster that is there
dask:///shared/scheduler.json       the same, at the address that is written in this file
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from exam_drill.problem import CodedError

PORT = 8786  # of a scheduler that was not told another one
_PROTOCOLS = ("dask", "tcp", "tls")
_HOST = re.compile(r"\[[0-9A-Fa-f:.%\w]+\]|[^\s\[\]:/@?#]+")


class SpecError(CodedError):
    """A text that names no executor: a code of the table `distributing`, and its parameters."""


class ClusterError(CodedError):
    """A cluster cannot be had: a code of the table `distributing`, and its parameters."""


class Kind(StrEnum):
    """Where questions are judged."""

    THREADS = "threads"
    PROCESSES = "processes"
    LOCAL = "dask"  # a cluster that is started for this run
    REMOTE = "scheduler"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Spec:
    """An executor by its name; `address` is that of a scheduler, or the path of the file that tells it."""

    kind: Kind
    address: str = ""


def parse_spec(text: str) -> Spec:
    """What a text names; SpecError if that is nothing."""
    word = text.strip()
    if word in (Kind.THREADS, Kind.PROCESSES):
        return Spec(Kind(word))
    if word in ("dask", "dask://"):
        return Spec(Kind.LOCAL)
    protocol, separator, rest = word.partition("://")
    if not separator:
        raise SpecError("spec-unknown", spec=text)
    if protocol not in _PROTOCOLS:
        raise SpecError("spec-protocol", spec=text, protocol=protocol)
    if protocol == "dask" and rest.startswith("/"):
        return Spec(Kind.FILE, rest)
    return Spec(Kind.REMOTE, _address(text, "tcp" if protocol == "dask" else protocol, rest.removesuffix("/")))


def _address(text: str, protocol: str, rest: str) -> str:
    """The address as dask writes it; a host alone has the usual port."""
    host = _HOST.match(rest)
    if host is None:
        raise SpecError("spec-address", spec=text)
    port = rest[host.end() :]
    if not port:
        return f"{protocol}://{host[0]}:{PORT}"
    if not re.fullmatch(r":[0-9]{1,5}", port) or not 0 < int(port[1:]) < 1 << 16:
        raise SpecError("spec-port", spec=text, usual=PORT)
    return f"{protocol}://{host[0]}{port}"
