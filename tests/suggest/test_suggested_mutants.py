"""Mutations of an option: what is made of it, and that it looks as its author would have written it."""

import ast
import re
from pathlib import Path

import pytest

import exam_drill
from exam_drill.i18n import table
from exam_drill.sandbox.inside.mutations import mutants
from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Mode, Source
from exam_drill.suggest.misconceptions import CATALOGUE, DULL, FARFETCHED

FAMILIES = Path(exam_drill.__file__).parent / "sandbox" / "inside" / "mutations"


def made(text: str, mode: Mode = "eval", context: Context | None = None) -> dict[str, str]:
    """Each mutant's text, and its kind."""
    context = context or Context({}, {}, frozenset(), None, "")
    return {row[0]: row[1] for row in mutants(Source(text, ast.parse(text, mode=mode), mode), context, (), 300)}


ARRAYS = Context(
    {"z": ["r"], "r": ["z"], "T": ["N"]},
    {"z": 2, "r": 2, "h": 2, "x": 3, "hs": 3, "xs": 2, "W": 2, "T": 0},
    frozenset({"sigmoid"}),
    2,
    "float64",
)


@pytest.mark.parametrize(
    ("key", "mutant", "kind"),
    [
        ("(1 - z) * h + z * h_bar", "z * h + (1 - z) * h_bar", "complement-swapped"),
        ("(1 - z) * h + z * h_bar", "h + z * h_bar", "factor-dropped"),
        ("(1 - z) * h + z * h_bar", "(1 - r) * h + r * h_bar", "name"),
        ("z * h + r * g", "r * h + z * g", "names-exchanged"),
        ("2 * z", "2 * (1 - z)", "complement-added"),
        ("dy * (1 - y ** 2)", "dy * (y * (1 - y))", "derivative-exchanged"),
        ("dy * y * (1 - y)", "dy * (1 - y ** 2)", "derivative-exchanged"),
        ("x @ W.T + (r * h) @ U.T", "x @ W.T + r * (h @ U.T)", "grouping"),
        ("scores / np.sqrt(D)", "scores / D", "function-dropped"),
        ("np.tanh( c )*o", "np.tanh(c*o)", "function-moved-out"),
        ("np.exp(total / count)", "np.exp(total) / count", "function-moved-in"),
        ("np.sum(x, axis=0)", "np.mean(x, axis=0)", "function"),
        ("np.sum(x, axis=0)", "np.sum(x, axis=1)", "axis"),
        ("np.sum(x, axis=0)", "np.sum(x)", "axis-dropped"),
        ("np.tanh(x)", "sigmoid(x)", "function"),
        ("x.T @ dy", "x @ dy", "transpose-dropped"),
        ("x.T @ dy", "dy @ x.T", "operands-exchanged"),
        ("K.transpose(0, 2, 1)", "K.reshape(K.shape[0], K.shape[2], K.shape[1])", "reshape-for-transpose"),
        ("hs[:, -1]", "hs[:, 0]", "last-first"),
        ("hs[:, -1]", "hs.mean(axis=1)", "all-steps"),
        ("x[:, t]", "x[t]", "index-first-axis"),
        ("f[:, t + 1:]", "f[:, t:]", "slice-end"),
        ("xs[:-1], xs[1:]", "xs[1:], xs[:-1]", "shift-swapped"),
        ("ids[:, ::-1]", "ids[::-1]", "reversal-axis"),
        ("reversed(range(T))", "range(T)", "reversal-dropped"),
        ("h_prev @ Wh + x @ Wx + b", "h_prev @ Wh + x @ Wx", "term-dropped"),
        ("np.concatenate([x, h], axis=1)", "np.concatenate([h, x], axis=1)", "items-exchanged"),
        ("np.where(mask, scores, -np.inf)", "np.where(mask, scores, 0)", "masked-by-zero"),
        ("4 * (D + H)", "3 * (D + H)", "constant"),
        ("a if n > 0 else b", "a", "branch-dropped"),
        ("n < m", "n > m", "comparison"),
        ("W[xs]", "W[xs - 1]", "ids-shifted"),
        ("-b / w", "b / w", "sign-dropped"),
    ],
)
def test_a_mutation_is_made_and_written_as_its_author_would(key: str, mutant: str, kind: str) -> None:
    assert made(key, context=ARRAYS).get(mutant) == kind


@pytest.mark.parametrize(
    ("key", "mutant", "kind"),
    [
        ("p -= lr * g", "p = p - lr * g", "new-array"),
        ("p -= lr * g", "p += lr * g", "operator"),
        ("grads[...] = dW", "grads = dW", "new-array"),
        ("np.add.at(dW, xs, dout)", "dW[xs] += dout", "duplicates-lost"),
        ("self.h, self.c = h, c", "self.h = h", "assignment-alone"),
        ("a = x\nb = y", "a = x\npass", "statement-dropped"),
    ],
)
def test_statements_are_changed_as_statements(key: str, mutant: str, kind: str) -> None:
    assert made(key, "exec", ARRAYS).get(mutant) == kind


@pytest.mark.parametrize("key", ["(a+b) * c[ i ]  -  f( d )", "(c * f) + (g * i)", "x if y else (z, )", "あ + b"])
def test_what_is_not_changed_stays_as_it_was_written(key: str) -> None:
    for text in made(key):
        ast.parse(text)
        untouched = [piece for piece in ("c[ i ]", "f( d )", "(c * f)", "(g * i)") if piece in key and piece in text]
        assert untouched or len(text) <= len(key) + 20


def test_no_two_mutants_mean_the_same_and_none_what_is_known() -> None:
    source = Source("a + b * c", ast.parse("a + b * c", mode="eval"), "eval")
    context = Context({"a": ["b"], "b": ["a"]}, {}, frozenset())
    known = ("(a) - b*c",)
    texts = [row[0] for row in mutants(source, context, known, 300)]
    meanings = [ast.dump(ast.parse(text)) for text in [*texts, "a + b * c", *known]]
    assert len(set(meanings)) == len(meanings)
    assert len(list(mutants(source, context, (), 3))) == 3


def test_an_option_that_is_a_whole_program_has_no_mutants() -> None:
    assert made("[" + "a + b, " * 200 + "]") == {}


def test_everything_that_can_be_suggested_has_a_title_and_a_why() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in FAMILIES.glob("*.py"))
    kinds = set(re.findall(r'(?:Change\(|source, node, |ast\.\w+: )\s*"([a-z]+(?:-[a-z]+)*)"', written))
    named = {entry.name for entry in CATALOGUE}
    always = {entry.kinds for entry in CATALOGUE if not any((entry.old, entry.new, entry.beside, entry.topics))}
    nameless = kinds - DULL - frozenset().union(*always)
    assert len(kinds) > 60
    assert set(table("whys")) == named
    covered = {"last-first", "derivative-exchanged", "shift-swapped"}  # each of these is one of the named ones
    assert nameless - set(table("mutations")) <= covered
    assert set(table("mutations")) <= kinds
    assert set(table("misconceptions")) == named | set(table("mutations"))
    assert set(FARFETCHED) <= kinds
    assert frozenset().union(*(entry.kinds for entry in CATALOGUE)) <= kinds
