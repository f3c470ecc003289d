"""How values travel between the parent and a child: a JSON header and the raw bytes of the arrays.

    frame   = length of the header (4 bytes, big endian) · length of the body (8 bytes) · header · body
    header  = JSON, in which every value is a tagged list:
              ["n"] None · ["b", true] · ["i", "12"] · ["f", 1.5] · ["c", re, im] · ["s", text]
              ["l", [values]] list · ["t", [values]] tuple · ["d", [[key, value], …]] dict with text keys
              ["a", dtype, shape, offset] array in the body · ["g", dtype, offset] NumPy scalar
              ["o", type] anything else: only the name of its type travels
    column  = many values of one form: ["v", [values]]
              ["A", dtype, [shapes], offset] arrays, one after the other · ["G", dtype, count, offset] NumPy scalars
              ["T", [columns]] tuples, a column for each of their places · ["L", [columns]] lists

Nothing is unpickled.  The receiver believes no length, type or nesting that it has not checked, because the sender
may be hostile: all that can come of a bad frame is `WireError`.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

PREFIX = struct.Struct(">IQ")
LONGEST_HEADER = 8 * 2**20
DEEPEST = 40
MOST_VALUES = 100_000  # of what comes out of a child
ANY_NUMBER = 1 << 60  # of values
LONGEST_TEXT = 100_000  # characters
NUMBER_KINDS = "biufc"
_LARGEST_ITEM = 32  # bytes of one element: complex of two long doubles
_MOST_AXES = 32
_DTYPE = re.compile(f"[<>|=]?[{NUMBER_KINDS}][0-9]{{1,2}}")
# Once for all frames; what is written is made here, and holds nothing of itself.
_write_json = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
_read_json = json.JSONDecoder().raw_decode
# What reading a value that nobody honest would send can raise.
_MALFORMED = (TypeError, ValueError, IndexError, KeyError, OverflowError, AttributeError)


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
    """Collects the arrays of one frame while its header is built.

    TooLargeError where they exceed `largest` bytes, or there are more than `most` values: a job, which is ours, may
    have any number.
    """

    def __init__(self, largest: int = 1 << 40, start: int = 0, most: int = MOST_VALUES) -> None:
        self.chunks: list[bytes] = []
        self.size = start
        self._largest = largest
        self._held = 0
        self._left = most

    def value(self, value: Any, depth: int = 0) -> list[Any]:
        """The tagged form of a value; its arrays' bytes are kept for the body."""
        kind = type(value)
        self._left -= 1
        if self._left < 0 or (kind is str and len(value) > LONGEST_TEXT):
            raise TooLargeError("too large")
        if kind is np.ndarray and value.dtype.kind in NUMBER_KINDS:
            if self.size + self._held + value.nbytes > self._largest:
                raise TooLargeError("too large")
            return ["a", value.dtype.str, list(value.shape), self.keep([value.tobytes()])]
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
        if isinstance(value, np.generic) and value.dtype.kind in NUMBER_KINDS:
            return ["g", value.dtype.str, self.keep([value.tobytes()])]
        if depth < DEEPEST:
            if kind in (list, tuple):
                return ["l" if kind is list else "t", [self.value(item, depth + 1) for item in value]]
            if kind is dict and all(type(key) is str for key in value):
                return ["d", [[key, self.value(item, depth + 1)] for key, item in value.items()]]
        if isinstance(value, np.ndarray):
            return ["o", f"array of {value.dtype.name}"]
        return ["o", kind.__name__]

    def hold(self, size: int, values: int) -> None:
        """Sets aside bytes of so many values, which are kept later; TooLargeError where there is no room for them."""
        self._left -= values
        if self._left < 0 or self.size + self._held + size > self._largest:
            raise TooLargeError("too large")
        self._held += size

    def release(self, size: int) -> None:
        """Undoes `hold`, so that the bytes can be kept."""
        self._held -= size

    def keep(self, chunks: list[bytes]) -> int:
        """Where in the body these bytes come to stand, one after the other."""
        offset = self.size
        self.chunks += chunks
        self.size += sum(map(len, chunks))
        return offset

    def frame(self, header: Any) -> bytes:
        """The whole frame for a header whose values were made by `value`."""
        text = _write_json(header).encode()
        return b"".join((PREFIX.pack(len(text), self.size), text, *self.chunks))


class Frame:
    """A frame that was received: its header as JSON, its values still tagged.

    Arrays may be read until they sum to the size of the body, so a header that names the same bytes again and again
    cannot make them into more memory than was sent.
    """

    def __init__(self, header: Any, body: bytes, most: int = MOST_VALUES) -> None:
        self.header, self.body = header, body
        self._unread = len(body)
        self._uncounted = most

    def value(self, tagged: Any, depth: int = 0) -> Any:
        """The value behind a tagged list, arrays as fresh writable copies; WireError if it is malformed."""
        try:
            return self._value(tagged, depth)
        except WireError:
            raise
        except _MALFORMED as error:
            raise WireError(f"malformed value: {type(error).__name__}") from None

    def column(self, tagged: Any, fresh: bool = False) -> list[Any]:
        """The values behind the tagged form of a column; WireError as `value`.

        Arrays are read-only parts of the body; `fresh` ones are writable, without it, and share no element.
        """
        try:
            return self._column(tagged, fresh, 0)
        except WireError:
            raise
        except _MALFORMED as error:
            raise WireError(f"malformed column: {type(error).__name__}") from None

    def _column(self, tagged: Any, fresh: bool, depth: int) -> list[Any]:
        if type(tagged) is not list or depth > DEEPEST:
            raise WireError("malformed column")
        match tagged:
            case ["A", str(dtype), list(shapes), int(offset)]:
                self._count(len(shapes))
                return self._arrays(dtype, shapes, offset, fresh)
            case ["T", list(columns)] if columns:
                rows = list(zip(*[self._column(one, fresh, depth + 1) for one in columns], strict=True))
                self._count(len(rows))
                return rows
            case ["L", list(columns)] if columns:
                rows = list(zip(*[self._column(one, fresh, depth + 1) for one in columns], strict=True))
                self._count(len(rows))
                return list(map(list, rows))
            case ["G", str(dtype), int(count), int(offset)] if type(count) is int:
                self._count(count)
                return list(self._flat(dtype, count, offset))
            case ["v", list(items)]:
                self._count(len(items))
                return [self._value(item, depth) for item in items]
        raise WireError("malformed column")

    def _count(self, values: int) -> None:
        """Counts the values in columns, which take far less to say than to hold."""
        self._uncounted -= values
        if self._uncounted < 0:
            raise WireError("too many values")

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

    def _array(self, dtype: str, shape: list[Any], offset: int) -> np.ndarray[Any, Any]:
        flat = self._flat(dtype, _elements(shape), offset)
        return flat.reshape(shape).copy() if flat.size else np.empty(shape, flat.dtype)

    def _arrays(self, dtype: str, shapes: list[Any], offset: int, fresh: bool) -> list[np.ndarray[Any, Any]]:
        counts = list(map(_elements, shapes))
        flat = self._flat(dtype, sum(counts), offset)
        if fresh:
            flat = flat.copy()
        arrays = []
        start = 0
        for count, shape in zip(counts, shapes, strict=True):
            end = start + count
            arrays.append(flat[start:end].reshape(shape) if count else np.empty(shape, flat.dtype))
            start = end
        return arrays

    def _flat(self, dtype_text: str, count: int, offset: int) -> np.ndarray[Any, Any]:
        """The next `count` numbers from an offset of the body, not copied."""
        if _DTYPE.fullmatch(dtype_text) is None:  # NumPy knows many more, and warns of some
            raise WireError("malformed array")
        dtype = np.dtype(dtype_text)
        if dtype.kind not in NUMBER_KINDS or dtype.itemsize > _LARGEST_ITEM:
            raise WireError("refused dtype")
        size = count * dtype.itemsize
        self._unread -= size
        if offset < 0 or offset + size > len(self.body) or self._unread < 0 or count < 0:
            raise WireError("array outside of the body")
        return np.frombuffer(self.body, dtype, count, offset) if count else np.empty(0, dtype)


def _elements(shape: Any) -> int:
    """How many elements an array of this shape has; WireError if it is none."""
    if type(shape) is not list or len(shape) > _MOST_AXES:
        raise WireError("malformed shape")
    count = 1
    for length in shape:
        if type(length) is not int or length < 0:
            raise WireError("malformed shape")
        count *= length
    return count


def read_frame(read: Callable[[int], bytes], largest_body: int, most: int = MOST_VALUES) -> Frame | None:
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
        written = text.decode()
        header, end = _read_json(written)
        if end < len(written):
            raise ValueError("more than one value")
    except (ValueError, RecursionError):
        raise WireError("the header is no JSON") from None
    return Frame(header, body, most)
