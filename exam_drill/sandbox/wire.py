"""How values travel between the parent and a child: a JSON header and the raw bytes of the arrays.

    frame   = length of the header (4 bytes, big endian) · length of the body (8 bytes) · header · body
    header  = JSON, in which every value is a tagged list:
              ["n"] None · ["b", true] · ["i", "12"] · ["f", 1.5] · ["c", re, im] · ["s", text]
              ["l", [values]] list · ["t", [values]] tuple · ["d", [[key, value], …]] dict with text keys
              ["a", dtype, shape, offset] array in the body · ["g", dtype, offset] NumPy scalar
              ["o", type] anything else: only the name of its type travels
    column  = ["v", [values]] or, of arrays of one dtype, ["A", dtype, [shapes], offset]

Nothing is unpickled.  The receiver believes no length, type or nesting that it has not checked, because the sender
may be hostile: all that can come of a bad frame is `WireError`.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np

PREFIX = struct.Struct(">IQ")
LONGEST_HEADER = 8 * 2**20
DEEPEST = 40
MOST_VALUES = 100_000
LONGEST_TEXT = 100_000  # characters
_NUMBER_KINDS = "biufc"
_LARGEST_ITEM = 32  # bytes of one element: complex of two long doubles


class WireError(ValueError):
    """A frame that is not what a well-behaved sender would send."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that does not travel; only its type's name does."""

    type: str

    def __str__(self) -> str:
        return self.type


class TooLargeError(WireError):
    """Values that are more, or larger, than one frame may hold."""


class Packer:
    """Collects the arrays of one frame while its header is built; TooLargeError where they exceed `largest` bytes."""

    def __init__(self, largest: int = 1 << 40, start: int = 0) -> None:
        self.chunks: list[bytes] = []
        self.size = start
        self._largest = largest
        self._values = 0

    def value(self, value: Any, depth: int = 0) -> list[Any]:
        """The tagged form of a value; its arrays' bytes are kept for the body."""
        kind = type(value)
        self._values += 1
        if self._values > MOST_VALUES or (kind is str and len(value) > LONGEST_TEXT):
            raise TooLargeError("too large")
        if kind is np.ndarray and value.dtype.kind in _NUMBER_KINDS:
            if self.size + value.nbytes > self._largest:
                raise TooLargeError("too large")
            return ["a", value.dtype.str, list(value.shape), self._keep(value.tobytes())]
        if kind is float:
            return ["f", value]
        if value is None:
            return ["n"]
        if kind is bool:
            return ["b", value]
        if kind is int:
            if value.bit_length() > 4 * LONGEST_TEXT:
                raise TooLargeError("too large")
            return ["i", hex(value)]
        if kind is complex:
            return ["c", value.real, value.imag]
        if kind is str:
            return ["s", value]
        if isinstance(value, np.generic) and value.dtype.kind in _NUMBER_KINDS:
            return ["g", value.dtype.str, self._keep(value.tobytes())]
        if depth < DEEPEST:
            if kind in (list, tuple):
                return ["l" if kind is list else "t", [self.value(item, depth + 1) for item in value]]
            if kind is dict and all(type(key) is str for key in value):
                return ["d", [[key, self.value(item, depth + 1)] for key, item in value.items()]]
        if isinstance(value, np.ndarray):
            return ["o", f"array of {value.dtype.name}"]
        return ["o", kind.__name__]

    def column(self, values: Sequence[Any]) -> list[Any]:
        """The tagged form of many values of one kind, such as an input in all trials: arrays of one dtype as one."""
        first = values[0] if values else None
        if type(first) is not np.ndarray or first.dtype.kind not in _NUMBER_KINDS:
            return ["v", [self.value(value) for value in values]]
        if any(type(value) is not np.ndarray or value.dtype != first.dtype for value in values):
            return ["v", [self.value(value) for value in values]]
        size = sum(value.nbytes for value in values)
        if self.size + size > self._largest:
            raise TooLargeError("too large")
        offset = self._keep(b"".join(value.tobytes() for value in values))
        return ["A", first.dtype.str, [list(value.shape) for value in values], offset]

    def frame(self, header: Any) -> bytes:
        """The whole frame for a header whose values were made by `value`."""
        text = json.dumps(header, separators=(",", ":")).encode()
        return b"".join((PREFIX.pack(len(text), self.size), text, *self.chunks))

    def _keep(self, data: bytes) -> int:
        offset = self.size
        self.chunks.append(data)
        self.size += len(data)
        return offset


class Frame:
    """A frame that was received: its header as JSON, its values still tagged.

    Arrays may be read until they sum to the size of the body, so a header that names the same bytes again and again
    cannot make them into more memory than was sent.
    """

    def __init__(self, header: Any, body: bytes) -> None:
        self.header, self.body = header, body
        self._unread = len(body)

    def value(self, tagged: Any, depth: int = 0) -> Any:
        """The value behind a tagged list, arrays as fresh writable copies; WireError if it is malformed."""
        try:
            return self._value(tagged, depth)
        except WireError:
            raise
        except (TypeError, ValueError, IndexError, KeyError, OverflowError, AttributeError) as error:
            raise WireError(f"malformed value: {type(error).__name__}") from None

    def column(self, tagged: Any) -> list[Any]:
        """The values behind the tagged form of a column, arrays read-only and not copied; WireError as `value`."""
        try:
            match tagged:
                case ["v", list(items)]:
                    return [self.value(item) for item in items]
                case ["A", str(dtype), list(shapes), int(offset)]:
                    counts = [math.prod(shape) for shape in shapes]
                    flat = self._flat(dtype, sum(counts), offset)
                    ends = list(accumulate(counts))
                    return [
                        flat[end - count : end].reshape(shape)
                        for end, count, shape in zip(ends, counts, shapes, strict=True)
                    ]
        except (TypeError, ValueError, OverflowError) as error:
            if isinstance(error, WireError):
                raise
            raise WireError(f"malformed column: {type(error).__name__}") from None
        raise WireError("malformed column")

    def _value(self, tagged: Any, depth: int) -> Any:
        if type(tagged) is not list or not tagged or depth > DEEPEST:
            raise WireError("malformed value")
        match tagged:
            case ["a", str(dtype), list(shape), int(offset)]:
                return self._array(dtype, shape, offset)
            case ["f", float(number)]:
                return number
            case ["t", list(items)]:
                return tuple([self._value(item, depth + 1) for item in items])
            case ["l", list(items)]:
                return [self._value(item, depth + 1) for item in items]
            case ["i", str(digits)]:
                return int(digits, 16)
            case ["n"]:
                return None
            case ["b", bool(truth)]:
                return truth
            case ["s", str(text)]:
                return text
            case ["c", float(real), float(imaginary)]:
                return complex(real, imaginary)
            case ["g", str(dtype), int(offset)]:
                return self._array(dtype, [], offset)[()]
            case ["d", list(pairs)]:
                return {str(key): self._value(item, depth + 1) for key, item in pairs}
            case ["o", str(name)]:
                return Opaque(name[:80])
        raise WireError("unknown tag")

    def _array(self, dtype_text: str, shape: list[Any], offset: int) -> np.ndarray[Any, Any]:
        count = 1
        for length in shape:
            if type(length) is not int or length < 0 or len(shape) > 32:
                raise WireError("malformed shape")
            count *= length
        flat = self._flat(dtype_text, count, offset)
        return flat.reshape(shape).copy() if flat.size else np.empty(shape, flat.dtype)

    def _flat(self, dtype_text: str, count: int, offset: int) -> np.ndarray[Any, Any]:
        """The next `count` numbers from an offset of the body, not copied."""
        if len(dtype_text) > 8:
            raise WireError("malformed array")
        dtype = np.dtype(dtype_text)
        if dtype.kind not in _NUMBER_KINDS or dtype.itemsize > _LARGEST_ITEM:
            raise WireError("refused dtype")
        size = count * dtype.itemsize
        self._unread -= size
        if offset < 0 or offset + size > len(self.body) or self._unread < 0 or count < 0:
            raise WireError("array outside of the body")
        return np.frombuffer(self.body, dtype, count, offset) if count else np.empty(0, dtype)


def read_frame(read: Callable[[int], bytes], largest_body: int) -> Frame | None:
    """Reads one frame with `read(n)`, which gives exactly n bytes or, at the end of the stream, fewer.

    None at the end of the stream between two frames.  WireError for a frame that is cut off, too large or no JSON.
    """
    prefix = read(PREFIX.size)
    if not prefix:
        return None
    if len(prefix) < PREFIX.size:
        raise WireError("cut off")
    header_size, body_size = PREFIX.unpack(prefix)
    if header_size > LONGEST_HEADER or body_size > largest_body:
        raise WireError("too large")
    text, body = read(header_size), read(body_size)
    if len(text) < header_size or len(body) < body_size:
        raise WireError("cut off")
    try:
        header = json.loads(text)
    except (ValueError, RecursionError):
        raise WireError("the header is no JSON") from None
    return Frame(header, body)
