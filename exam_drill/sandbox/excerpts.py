"""Job "excerpt": what a child tells of an author's syntax, as values.

    source ─ cut ─▶ Cut          a function taken out of a module: header, body, what it needs
    listing ─ look ─▶ Look       which fillings give the listing again, and where its expressions stand

The child parses, the parent does not.  What comes back may be anything: it is held to be texts and numbers of honest
size, and nothing here depends on its being true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from exam_drill.outcome import Error
from exam_drill.sandbox.answers import ended, read_error
from exam_drill.sandbox.child import ChildEnd
from exam_drill.sandbox.jobs import Sandbox
from exam_drill.sandbox.options import from_outside
from exam_drill.sandbox.wire import Frame, Packer, WireError

_LONGEST = 200_000  # characters of a text
_MOST = 1_000  # items of a list
FAILURES = frozenset(
    {
        "policy",
        "syntax",
        "no-function",
        "unknown-function",
        "several-functions",
        "parameters",
        "decorated",
        "mutual",
        "ended",
        "answer",
    }
)


class ExcerptError(Exception):
    """Nothing could be told: why (one of `FAILURES`), with the place and the name that belong to it."""

    def __init__(self, code: str, error: Error | None = None) -> None:
        super().__init__(code, error)
        self.code, self.error = code, error


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement of the module: the names that it defines, whether it is a function, its lines."""

    names: tuple[str, ...]
    is_function: bool
    text: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A function without annotations and docstring; `beside` is what it needs of its module, in order.

    `inputs` and `outputs` are what the module declares, None where it does not, or not as texts.
    """

    function: str
    parameters: tuple[str, ...]
    header: str
    body: str
    whole: str
    documentation: str
    annotations: Mapping[str, str]
    needs: tuple[str, ...]
    beside: tuple[Piece, ...]
    inputs: Mapping[str, str] | None
    outputs: str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Look:
    """`same`: for each try whether it is the listing again; `expressions`: offsets of what may be asked for."""

    same: tuple[bool, ...]
    expressions: tuple[tuple[int, int], ...]


_Told = TypeVar("_Told")
Try = tuple[str, Mapping[str, str]]  # the listing with markers, and for each label what belongs there


def cut(sandbox: Sandbox, source: str, function: str, trusted: bool) -> Cut:
    """Cuts a function out of a module's text, which has LF line ends; "" is the only one it has.

    One that is not `trusted` is under the policy, with all that it needs.  ExcerptError; SandboxError as always.
    """
    return _ask(sandbox, {"source": source, "function": function, "trusted": trusted}, _read_cut)


def look(sandbox: Sandbox, code: str, tries: Sequence[Try]) -> Look:
    """What can be blanked in a listing.  Errors as `cut`."""
    listed = [[marked, list(map(list, options.items()))] for marked, options in tries]
    return _ask(sandbox, {"code": code, "tries": listed}, lambda header: _read_look(header, len(code), len(tries)))


def _ask(sandbox: Sandbox, request: dict[str, Any], read: Callable[[Mapping[str, Any]], _Told]) -> _Told:
    job = Packer().frame({"job": "excerpt", **request})
    for last in (False, True):
        with sandbox.begin(job, 1) as running:
            found = running.next()
            if isinstance(found, ChildEnd):
                if from_outside(found) and not last:
                    continue
                end = ended(found, sandbox.limits)
                raise ExcerptError("ended", Error(str(end.ending), end.amount, "", "", 0, 0, end.limit))
            running.next()
            return _read(found, read)
    raise ExcerptError("ended")


def _read(frame: Frame, read: Callable[[Mapping[str, Any]], _Told]) -> _Told:
    try:
        header = frame.header
        if "failed" in header:
            failed = str(header["failed"])
            raise ExcerptError(failed if failed in FAILURES else "answer", read_error(header["error"]))
        return read(header)
    except (WireError, KeyError, TypeError, ValueError, AttributeError, OverflowError, IndexError):
        raise ExcerptError("answer") from None


def _read_cut(header: Mapping[str, Any]) -> Cut:
    beside = [
        Piece(_texts(names), bool(is_function), _text(text)) for names, is_function, text in _few(header["beside"])
    ]
    inputs, outputs = header["inputs"], header["outputs"]
    return Cut(
        _text(header["function"]),
        _texts(header["parameters"]),
        _text(header["header"]),
        _text(header["body"]),
        _text(header["whole"]),
        _text(header["documentation"]),
        _mapping(header["annotations"]),
        _texts(header["needs"]),
        tuple(beside),
        None if inputs is None else _mapping(inputs),
        outputs if outputs is None or isinstance(outputs, str) else _texts(outputs),
    )


def _read_look(header: Mapping[str, Any], length: int, tries: int) -> Look:
    same = tuple(bool(one) for one in _few(header["same"]))
    spans = tuple((int(start), int(end)) for start, end in _few(header["expressions"]))
    if len(same) != tries or not all(0 <= start < end <= length for start, end in spans):
        raise WireError("not the frame that was asked for")
    return Look(same, spans)


def _few(items: Any) -> list[Any]:
    if not isinstance(items, list) or len(items) > _MOST:
        raise WireError("no list")
    return items


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise WireError("no text")
    return value


def _texts(items: Any) -> tuple[str, ...]:
    return tuple(map(_text, _few(items)))


def _mapping(items: Any) -> dict[str, str]:
    if not isinstance(items, dict) or len(items) > _MOST:
        raise WireError("no mapping")
    return {_text(key): _text(value) for key, value in items.items()}
