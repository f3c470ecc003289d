"""The language of input declarations."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.domain import DOMAINS, InputError, parse_input, parse_size


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3), ("N", 4), ("D+H", 12), ("4*H", 28), ("2*N*H+1", 57), ("T-1", 2), ("-2", -2), (" N + 2*D ", 14)],
)
def test_sizes_are_sums_of_products(text: str, value: int) -> None:
    assert parse_size(text).evaluate({"N": 4, "D": 5, "H": 7, "T": 3}) == value


@pytest.mark.parametrize("text", ["", "N+", "*N", "NN", "3N", "N D", "(N)", "N//2", "9" * 9, "1000*1001"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(InputError) as failure:
        parse_size(text)
    assert failure.value.code == "input-size"


def test_declarations_are_read_in_parts() -> None:
    spec = parse_input("integer(0, V) N T")
    assert spec.domain == "integer"
    assert [size.text for size in spec.arguments] == ["0", "V"]
    assert [size.text for size in spec.sizes] == ["N", "T"]
    assert spec.letters == {"V", "N", "T"}


def test_no_domain_means_normal_and_no_sizes_a_scalar() -> None:
    assert (parse_input("N D").domain, parse_input("positive").sizes) == ("normal", ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "input-empty"),
        ("N (D)", "input-syntax"),
        ("integer(0, 3", "input-syntax"),
        ("postive", "input-domain"),
        ("integer N", "input-arguments"),
        ("uniform(1) N", "input-arguments"),
        ("uniform(a, b) N", "input-arguments"),
        ("constant(inf)", "input-arguments"),
        ("onehot", "input-sizes"),
        ("constant(1) N", "input-sizes"),
        ("lengths(T)", "input-sizes"),
        ("N D H N D H N D H", "input-sizes"),
    ],
)
def test_mistakes_have_codes(text: str, code: str) -> None:
    with pytest.raises(InputError) as failure:
        parse_input(text)
    assert failure.value.code == code


def test_an_unknown_domain_names_the_nearest_one() -> None:
    with pytest.raises(InputError) as failure:
        parse_input("probabilty N")
    assert failure.value.parameters["nearest"] == "probability"


def test_a_reference_may_bring_domains_of_its_own() -> None:
    assert parse_input("tree D", frozenset({"tree"})).domain == "tree"
    with pytest.raises(InputError):
        parse_input("tree D")


@given(st.text(alphabet="NDHT0123456789+-*(), abcinteguv\n\t", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(InputError):
        assert parse_input(text).domain in DOMAINS
