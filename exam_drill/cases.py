"""Draws the inputs of each trial: the same on every machine, different sizes for different letters, edges included.

    declarations ─┐
    size ranges  ─┼─ trial 1        ordinary sizes: all different, none of them 1 if the ranges allow it
    seed, id     ─┘  trials 2 … k   one letter after the other at its least size (batch 1, length 1, …)
                     trials k+1 …   ordinary sizes again, new ones each time

Scalars are spread evenly over their range by the trial's number, so that both sides of a threshold are visited.  The
generator is NumPy's `RandomState`, whose stream is frozen: a newer NumPy draws the same inputs.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from exam_drill.domain import InputSpec
from exam_drill.problem import CodedError

Draw = Callable[[np.random.RandomState, tuple[int, ...]], Any]

DEFAULT_RANGE = (1, 7)
LARGEST_INPUT = 4_000_000  # elements of one array
_LARGEST_OWN = LARGEST_INPUT // 8  # the same where a reference draws by itself: a tree has several arrays
_LARGEST_INTEGER = 1 << 62
LARGEST_DRAW = 64 << 20  # bytes of all inputs of all trials together


class CaseError(CodedError):
    """Inputs that cannot be drawn."""


@dataclass(frozen=True, slots=True)
class Case:
    """The inputs of one trial by name, the sizes that its letters got, and the seed of `np.random` during the run."""

    inputs: Mapping[str, Any]
    sizes: Mapping[str, int]
    seed: int


def draw_cases(
    specs: Mapping[str, InputSpec],
    ranges: Mapping[str, tuple[int, int]],
    *,
    seed: int,
    question: str,
    trials: int,
    draws: Mapping[str, Draw] | None = None,
) -> tuple[Case, ...]:
    """Draws `trials` cases for a question's declared inputs; CaseError if a size or a range makes no sense."""
    bounds = size_bounds(specs, ranges)
    letters = list(bounds)
    order = _narrowest_first(bounds)
    steps = _steps([name for name, spec in specs.items() if not spec.sizes])
    drawn = 0
    cases = []
    rng = np.random.RandomState()  # seeded for each trial: to make a new one takes ten times as long
    for trial in range(trials):
        words = _seed_words(seed, question, trial)
        rng.seed(words)
        sizes = _draw_sizes(order, rng, _edge(letters, trial, trials))
        drawer = _Drawer(rng, sizes, draws or {}, f"{seed} {question}", steps, trial)
        inputs = {}
        for name, spec in specs.items():
            inputs[name] = drawer.draw(name, spec)
            drawn += size_in_bytes(inputs[name])
            if drawn > LARGEST_DRAW:
                raise CaseError("draw-too-large", most=LARGEST_DRAW >> 20)
        cases.append(Case(inputs, sizes, int(words[0])))
    return tuple(cases)


def draw_case(
    specs: Mapping[str, InputSpec],
    sizes: Mapping[str, int],
    *,
    seed: int,
    question: str,
    trial: int,
    draws: Mapping[str, Draw] | None = None,
) -> Case:
    """One case of these sizes, drawn as trial number `trial` (from 0) would be; CaseError if they make no sense."""
    words = _seed_words(seed, question, trial)
    rng = np.random.RandomState(words)
    steps = _steps([name for name, spec in specs.items() if not spec.sizes])
    drawer = _Drawer(rng, sizes, draws or {}, f"{seed} {question}", steps, trial)
    return Case({name: drawer.draw(name, spec) for name, spec in specs.items()}, dict(sizes), int(words[0]))


def size_bounds(specs: Mapping[str, InputSpec], ranges: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The least and the largest size of each letter, in alphabetical order; `ranges` are the question's own."""
    letters = sorted({letter for spec in specs.values() for letter in spec.letters})
    return {letter: ranges.get(letter, _default_range(len(letters))) for letter in letters}


def size_in_bytes(value: Any) -> int:
    """How many bytes the arrays in a value take."""
    if type(value) is np.ndarray:  # nearly always, and the quicker way to tell
        return int(value.nbytes)
    if isinstance(value, Mapping):
        return sum(map(size_in_bytes, value.values()))
    if isinstance(value, (list, tuple)):
        return sum(map(size_in_bytes, value))
    return int(getattr(value, "nbytes", 0))


def stable_hash(*parts: str) -> int:
    """64 bits of a text, the same in every process and on every machine."""
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest()[:8], "little")


def _steps(scalars: list[str]) -> dict[str, float]:
    """For each scalar input an irrational step, so that together they spread over the whole cube, not along a line.

    The powers of 1/g, where g > 1 solves g^(d+1) = g + 1 for d inputs (for one input, the golden ratio).
    """
    g = 2.0
    for _ in range(60):
        g = (1.0 + g) ** (1.0 / (len(scalars) + 1))
    return {name: g ** -(position + 1) for position, name in enumerate(scalars)}


def _default_range(letters: int) -> tuple[int, int]:
    low, high = DEFAULT_RANGE
    return low, max(high, letters + 2)  # room for as many different sizes above 1


def _narrowest_first(bounds: Mapping[str, tuple[int, int]]) -> list[tuple[str, int, int]]:
    """Letters with their bounds in the order in which they choose their sizes: those with more room can give way."""
    listed = ((letter, low, high) for letter, (low, high) in bounds.items())
    return sorted(listed, key=lambda item: (item[2] - item[1], item[0]))


def _draw_sizes(order: list[tuple[str, int, int]], rng: np.random.RandomState, edge: str | None) -> dict[str, int]:
    """A size for each letter: all different as far as their ranges allow; `edge` gets its least, the others avoid 1."""
    sizes: dict[str, int] = {}
    if edge is not None:
        sizes[edge] = next(low for letter, low, _ in order if letter == edge)
    for letter, low, high in order:
        pick = int(rng.randint(0, 1 << 30))  # one draw a letter, whatever the ranges
        if letter in sizes:
            continue
        ordinary = range(max(low, min(2, high)), high + 1)
        taken = sizes.values()
        free = [size for size in ordinary if size not in taken] or ordinary
        sizes[letter] = free[pick % len(free)]
    return sizes


def _edge(letters: list[str], trial: int, trials: int) -> str | None:
    """Which letter is at its least size in this trial; at least half of the trials stay ordinary."""
    edges = letters[: trials // 2]
    return edges[trial - 1] if 1 <= trial <= len(edges) else None


def _seed_words(seed: int, question: str, trial: int) -> np.ndarray[Any, np.dtype[np.uint32]]:
    digest = hashlib.sha256(f"{seed}\0{question}\0{trial}".encode()).digest()
    return np.frombuffer(digest, dtype="<u4").astype(np.uint32)


class _Drawer:
    """Draws the inputs of one trial in the order of their declaration."""

    def __init__(
        self,
        rng: np.random.RandomState,
        sizes: Mapping[str, int],
        draws: Mapping[str, Draw],
        start: str,
        steps: Mapping[str, float],
        trial: int,
    ) -> None:
        self.rng, self.sizes, self.draws, self.trial = rng, sizes, draws, trial
        self.start, self.steps = start, steps

    def draw(self, name: str, spec: InputSpec) -> Any:
        shape = tuple([size.evaluate(self.sizes) for size in spec.sizes])
        arguments = tuple([size.evaluate(self.sizes) for size in spec.arguments])
        own = self.draws.get(spec.domain)
        # What a reference draws by itself may have its arguments for sizes too.
        sizes, lengths = (spec.arguments + spec.sizes, arguments + shape) if own else (spec.sizes, shape)
        if min(lengths, default=0) < 0:
            size, length = next(pair for pair in zip(sizes, lengths, strict=True) if pair[1] < 0)
            raise CaseError("size-negative", name=name, size=size.text, length=length)
        # A length of 0 counts as 1: an array without elements may still be of 10**12 rows.
        most = _LARGEST_OWN if own else LARGEST_INPUT
        if math.prod([length or 1 for length in lengths]) > most:
            raise CaseError("input-too-large", name=name, text=spec.text, most=most)
        if own:
            return own(self.rng, lengths)
        if spec.domain == "constant":
            return spec.numbers[0]
        if not shape:
            return self._scalar(name, spec, arguments)
        return self._array(name, spec, arguments, shape)

    def _scalar(self, name: str, spec: InputSpec, arguments: tuple[int, ...]) -> float | int | bool:
        # An even spread over (0, 1): multiples of an irrational number, from a start that hangs on the input's name.
        level = (stable_hash(self.start, name) / 2**64 + self.trial * self.steps[name]) % 1.0
        match spec.domain:
            case "integer":
                low, high = self._bounds(name, arguments)
                return low + min(int(level * (high - low)), high - low - 1)
            case "boolean":
                return level < 0.5
            case "mask":
                return float(level < 0.5)
            case "positive":
                return float(10.0 ** (2 * level - 1))
            case "uniform":
                low_end, high_end = spec.numbers or (0.0, 1.0)
                return low_end + (high_end - low_end) * level
            case _:
                return float(self.rng.standard_normal())

    def _array(
        self, name: str, spec: InputSpec, arguments: tuple[int, ...], shape: tuple[int, ...]
    ) -> np.ndarray[Any, Any]:
        rng = self.rng
        match spec.domain:
            case "integer":
                low, high = self._bounds(name, arguments)
                return rng.randint(low, high, size=shape, dtype=np.int64)
            case "lengths":
                low, high = self._bounds(name, (1, arguments[0] + 1))
                return rng.randint(low, high, size=shape, dtype=np.int64)
            case "permutation":
                return rng.permutation(shape[0]).astype(np.int64)
            case "boolean":
                return rng.uniform(size=shape) < 0.5
            case "mask":
                return (rng.uniform(size=shape) < 0.5).astype(np.float64)
            case "positive":
                return np.power(10.0, rng.uniform(-1.0, 1.0, size=shape))
            case "uniform":
                low_end, high_end = spec.numbers or (0.0, 1.0)
                return rng.uniform(low_end, high_end, size=shape)
            case "onehot":
                hot = rng.randint(0, max(shape[-1], 1), size=shape[:-1])
                return np.asarray(hot[..., None] == np.arange(shape[-1]), dtype=np.float64)
            case "probability":
                weights = rng.standard_exponential(size=shape) + 1e-3
                return np.asarray(weights / weights.sum(axis=-1, keepdims=True))
            case _:
                return rng.standard_normal(shape)

    def _bounds(self, name: str, arguments: tuple[int, ...]) -> tuple[int, int]:
        low, high = arguments
        if low >= high:
            raise CaseError("range-empty", name=name, low=low, high=high)
        if max(-low, high) > _LARGEST_INTEGER:
            raise CaseError("range-too-large", name=name, most="2**62")
        return low, high
