"""The language in which inputs are declared: `"<domain> <sizes>"`.

    "N D"                  an (N, D) array of standard normal floats
    "positive"             one positive float
    "integer(0, V) N T"    an (N, T) array of ids below V
    "onehot T V"           T one-hot vectors of length V
    "N D+H", "4*H"         sizes may be sums and multiples of letters and numbers

This module only reads the text; `exam_drill.cases` draws the values.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from exam_drill.problem import CodedError

LARGEST_NUMBER = 1_000_000  # in a size or an argument: far above any use, far below any harm
MOST_DIMENSIONS = 8

# Domain -> how many arguments it takes (least, most).
DOMAINS: Mapping[str, tuple[int, int]] = {
    "normal": (0, 0),
    "positive": (0, 0),
    "uniform": (0, 2),
    "integer": (2, 2),
    "onehot": (0, 0),
    "probability": (0, 0),
    "boolean": (0, 0),
    "mask": (0, 0),
    "lengths": (1, 1),
    "permutation": (0, 0),
    "constant": (1, 1),
}
# How many sizes a domain takes at the least and at the most; others take any number, none meaning a scalar.
_SIZES: Mapping[str, tuple[int, int]] = {
    "onehot": (1, MOST_DIMENSIONS),
    "probability": (1, MOST_DIMENSIONS),
    "lengths": (1, 1),
    "permutation": (1, 1),
    "constant": (0, 0),
}
_INTEGER_ARGUMENTS = {"integer", "lengths"}

_DECLARATION = re.compile(r"(?:(?P<domain>[a-z_]{2,})\s*(?:\((?P<arguments>[^()]*)\))?)?(?P<sizes>[^()]*)")
_TERM = re.compile(r"\s*(?P<sign>[+-]?)\s*(?P<product>[A-Za-z0-9]+(?:\s*\*\s*[A-Za-z0-9]+)*)")
_LETTER = re.compile(r"[A-Za-z][0-9]*")
_NUMBER = re.compile(r"[0-9]{1,7}")
_TIGHT = re.compile(r"\s*([+*-])\s*")


class InputError(CodedError):
    """A declaration that cannot be read."""


@dataclass(frozen=True, slots=True)
class Size:
    """A sum of products: `terms` are (factor, letters), so `4*H+1` is ((4, ("H",)), (1, ()))."""

    text: str
    terms: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def letters(self) -> frozenset[str]:
        """The letters that it mentions."""
        return frozenset(letter for _, letters in self.terms for letter in letters)

    def evaluate(self, sizes: Mapping[str, int]) -> int:
        """Its value where the letters have these sizes; KeyError for a letter without one."""
        value = 0
        for product, letters in self.terms:
            for letter in letters:
                product *= sizes[letter]
            value += product
        return value


@dataclass(frozen=True, slots=True)
class InputSpec:
    """One declared input.  No `sizes` means a scalar.  `numbers` are the arguments of `uniform` and `constant`."""

    text: str
    domain: str
    arguments: tuple[Size, ...]
    numbers: tuple[float, ...]
    sizes: tuple[Size, ...]

    @property
    def letters(self) -> frozenset[str]:
        """The letters that its sizes and arguments mention."""
        terms = (term for size in (*self.sizes, *self.arguments) for term in size.terms)
        return frozenset(letter for _, letters in terms for letter in letters)


@lru_cache(1024)
def parse_size(text: str) -> Size:
    """Reads a size such as `D+H`, `4*H` or `3`; InputError `input-size` if it is none."""
    terms: list[tuple[int, tuple[str, ...]]] = []
    position = 0
    stripped = text.strip()
    while position < len(stripped):
        match = _TERM.match(stripped, position)
        if match is None or (terms and not match["sign"]):
            raise InputError("input-size", size=stripped)
        factor, letters = (-1 if match["sign"] == "-" else 1), []
        for part in re.split(r"\s*\*\s*", match["product"]):
            if _NUMBER.fullmatch(part):
                factor *= int(part)
            elif _LETTER.fullmatch(part):
                letters.append(part)
            else:
                raise InputError("input-size", size=stripped)
        if abs(factor) > LARGEST_NUMBER:
            raise InputError("input-size", size=stripped)
        terms.append((factor, tuple(letters)))
        position = match.end()
    if not terms:
        raise InputError("input-size", size=stripped)
    return Size(stripped, tuple(terms))


@lru_cache(1024)
def parse_input(text: str, extra_domains: frozenset[str] = frozenset()) -> InputSpec:
    """Reads a declaration; `extra_domains` are the ones that a reference draws by itself.

    InputError codes: `input-empty`, `input-syntax`, `input-domain`, `input-arguments`, `input-size`, `input-sizes`.
    """
    stripped = text.strip()
    if not stripped:
        raise InputError("input-empty")
    match = _DECLARATION.fullmatch(stripped)
    if match is None:
        raise InputError("input-syntax", text=stripped)
    domain = match["domain"] or "normal"
    if domain not in DOMAINS and domain not in extra_domains:
        known = sorted({*DOMAINS, *extra_domains})
        import difflib

        nearest = difflib.get_close_matches(domain, known, n=1, cutoff=0)
        raise InputError("input-domain", domain=domain, nearest=nearest[0] if nearest else "normal")
    sizes = tuple(parse_size(part) for part in _TIGHT.sub(r"\1", match["sizes"]).split())
    if match["arguments"] is None:
        written: list[str] = []
    else:
        written = [part.strip() for part in match["arguments"].split(",")]
    _check_counts(domain, written, sizes, stripped)
    if domain in _INTEGER_ARGUMENTS or domain in extra_domains:
        return InputSpec(stripped, domain, tuple(parse_size(part) for part in written), (), sizes)
    numbers = tuple(_number(domain, part) for part in written)
    if domain == "uniform" and numbers and not math.isfinite(numbers[1] - numbers[0]):
        raise InputError("input-arguments", domain=domain, text=stripped)
    return InputSpec(stripped, domain, (), numbers, sizes)


def _check_counts(domain: str, written: list[str], sizes: tuple[Size, ...], text: str) -> None:
    least, most = DOMAINS.get(domain, (0, MOST_DIMENSIONS))
    if not least <= len(written) <= most or (domain == "uniform" and len(written) == 1):
        raise InputError("input-arguments", domain=domain, text=text)
    least, most = _SIZES.get(domain, (0, MOST_DIMENSIONS))
    if not least <= len(sizes) <= most:
        raise InputError("input-sizes", domain=domain, text=text, least=least, most=most)


def _number(domain: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InputError("input-arguments", domain=domain, text=text)
    return number
