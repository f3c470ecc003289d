"""The catalogue: which misconception a mutation stands for.

    Mutant(kind="complement-dropped", old="1 - z", …) ─ the first entry that fits ─▶ "complement-forgotten"
                                                      └ none ─▶ the kind itself, as a nameless mutation

An entry says by which kinds of mutation it is made, and what the changed texts and the question's topics (its tags and
its reference's module) must be.  Its title is the sentence of its name in the table `misconceptions`, its drafted `why`
the one in `whys`; those of nameless mutations stand in `mutations`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from exam_drill.sandbox import Mutant

_GATE = r"(self\.)?([rzifokn]|(input|forget|output|update|reset)(_?gate)?)"
_SHARE = r"(self\.)?(p|y|s|weights?|mask|alpha|rate)"
_CANDIDATE = r"(self\.)?(h_bar|h_tilde|g|n|a|candidate)"
_STATE = r"(self\.)?([hc]|[hc]s?_(prev|next|t|old|0)|(prev|next)_[hc]|h_0|c_0)"
_PREVIOUS = r"(self\.)?(\w+_prev|prev_\w+|h|c|h_0|c_0)"
_NEXT = r"(self\.)?(\w+_next|next_\w+|\w+_new)"
_HIDDEN = r"(self\.)?(h|h_\w+|\w+_h|hs)"
_CELL = r"(self\.)?(c|c_\w+|\w+_c|cs)"
_WEIGHT = r"(self\.)?[WUE]\w{0,2}"
_BIAS = r"(self\.)?(b\w{0,2}|bias)(\[.*\])?"
_GRADIENT = (
    r"-?(self\.)?(d[a-zA-Z](_\w+)?|d[hcx]s|r?dout|d(scores|weights|keys|context|product|dots)|delta\w*)(\[.*\])?"
)
_COUNT = r"(len\(.+\)|[NTBSCM]|\w+\.size|\w+\.shape\[\d\]|\w*count|\w+_size|np\.sum\(mask\)|mask\.sum\(\))"
_ACTIVATION = r"(np\.)?(tanh|sigmoid|activation|relu|softmax)"
_ATTENTION = frozenset({"attention", "additive_attention", "transformer", "scaled-attention"})
_GATED = frozenset({"gru", "lstm", "gates", "peephole", "lstm_gates", "peephole_lstm"})
_BACKWARD = frozenset({"backward", "gru-backward", "lstm-backward", "bptt"})
_COUNTING = frozenset({"parameter-count"})


class Misconception(NamedTuple):
    """One entry; the texts are matched as a whole where they are given."""

    name: str
    kinds: frozenset[str]
    old: str = ""
    new: str = ""
    beside: str = ""
    topics: frozenset[str] = frozenset()

    def fits(self, mutant: Mutant, topics: Collection[str]) -> bool:
        """Whether a mutant stands for it, in a question on these topics."""
        return (
            mutant.kind in self.kinds
            and all(
                not pattern or re.fullmatch(pattern, text)
                for pattern, text in ((self.old, mutant.old), (self.new, mutant.new), (self.beside, mutant.beside))
            )
            and (not self.topics or not self.topics.isdisjoint(topics))
        )


def _entry(
    name: str, kinds: str, old: str = "", new: str = "", beside: str = "", topics: frozenset[str] = frozenset()
) -> Misconception:
    return Misconception(name, frozenset(kinds.split()), old, new, beside, topics)


CATALOGUE: tuple[Misconception, ...] = (
    # gradients, whose names begin like those of states and gates
    _entry("gradient-for-gradient", "name", _GRADIENT, _GRADIENT),
    _entry("state-for-gradient", "name", _GRADIENT),
    _entry("chain-broken", "factor-dropped", old=_GRADIENT),
    _entry("accumulated-gradient-lost", "term-dropped", old=_GRADIENT, topics=_BACKWARD),
    _entry("derivative-factor-missing", "factor-dropped", old=rf"\(?(1 - )?{_GATE}\)?", topics=_BACKWARD),
    _entry("not-averaged", "divisor-dropped", old=_COUNT),
    _entry("ascent", "operator", old="-=", new=r"\+="),
    # gates and states
    _entry("update-gate-turned", "complement-swapped", beside=_GATE, topics=_GATED),
    _entry("complement-forgotten", "complement-dropped", new=_GATE, topics=_GATED),
    _entry("complement-instead", "complement-added", old=_GATE, topics=_GATED),
    _entry("complement-forgotten", "complement-dropped", new=_SHARE),
    _entry("complement-instead", "complement-added", old=_SHARE),
    _entry("gates-exchanged", "names-exchanged", _GATE, _GATE, topics=_GATED),
    _entry("wrong-gate", "name", _GATE, _GATE, topics=_GATED),
    _entry("next-for-previous", "name", _PREVIOUS, _NEXT),
    _entry("previous-for-next", "name", _NEXT, _PREVIOUS),
    _entry("state-for-candidate", "name", _CANDIDATE, _STATE, topics=_GATED),
    _entry("candidate-for-state", "name", _STATE, _CANDIDATE, topics=_GATED),
    _entry("candidate-state-exchanged", "names-exchanged", _CANDIDATE, _STATE, topics=_GATED),
    _entry("candidate-state-exchanged", "names-exchanged", _STATE, _CANDIDATE, topics=_GATED),
    _entry("cell-for-hidden", "name", _HIDDEN, _CELL, topics=_GATED),
    _entry("hidden-for-cell", "name", _CELL, _HIDDEN, topics=_GATED),
    _entry("reset-after-product", "grouping", new=r".*\* \(?\w+(\.\w+)* @ .*", beside=r"\*@", topics=_GATED),
    _entry("gate-dropped", "factor-dropped", old=rf"\(?(1 - )?{_GATE}\)?", topics=_GATED),
    _entry("state-unused", "term-dropped", old=r".*\b(h|h_prev|hs?|prev_h)\)? ?(@|\.dot).*"),
    _entry("input-unused", "term-dropped", old=r".*\b(x|xs|x_t|e|E\[.+\])(\[.+\])? ?(@|\.dot).*"),
    _entry("bias-forgotten", "term-dropped", old=_BIAS),
    _entry("only-new-part", "term-dropped", old=rf".*\b{_STATE}\b.*", new=rf".*\b{_CANDIDATE}\b.*", topics=_GATED),
    # activations and their derivatives
    _entry("sigmoid-derivative-for-tanh", "derivative-exchanged", old="tanh"),
    _entry("tanh-derivative-for-sigmoid", "derivative-exchanged", old="sigmoid"),
    _entry("sigmoid-for-tanh", "function", old="tanh", new="sigmoid"),
    _entry("tanh-for-sigmoid", "function", old="sigmoid", new="tanh"),
    _entry("activation-forgotten", "function-dropped", old=_ACTIVATION),
    _entry("activation-outside", "function-moved-out", old=_ACTIVATION),
    _entry("activation-on-part", "function-moved-in function-of-each", old=_ACTIVATION),
    _entry("derivative-factor-missing", "factor-dropped", old=r"\(?1 - .+\)?", topics=_BACKWARD),
    _entry("derivative-factor-missing", "factor-dropped", old=r"\(?1 - .+( \*\* 2|\*\*2)\)?"),
    _entry("complement-left-out", "factor-dropped", old=r"\(?1 - [\w.]+\)?"),
    _entry("derivative-for-input", "name", old=r"(self\.)?y", new=r"(self\.)?x"),
    # attention
    _entry("not-the-root", "function-dropped", old="sqrt", topics=_ATTENTION),
    _entry("root-of-other-length", "length-of-other-axis name", r"[NTSDHVM\d]", r"[NTSDHVM\d]", topics=_ATTENTION),
    _entry("query-key-value", "names-exchanged name", r"[QKV]|query|keys?|values?", r"[QKV]|query|keys?|values?"),
    _entry("scores-for-weights", "name", r"weights?|p|ys", r"scores?|largest|xs"),
    _entry("softmax-axis", "axis", beside="softmax|axis"),
    _entry("scale-forgotten", "factor-dropped divisor-dropped", old=r"scale|np\.sqrt\(.+\)", topics=_ATTENTION),
    _entry("decoder-encoder", "name names-exchanged", r"x|memory", r"x|memory", topics=_ATTENTION),
    # time, order, masks
    _entry("direction-kept", "reversal-dropped"),
    _entry("batch-reversed", "reversal-axis", new=r".*\[::-1\]"),
    _entry("masked-by-zero", "masked-by-zero"),
    _entry("mask-forgotten", "where-dropped"),
    _entry("mask-as-factor", "where-product"),
    _entry("half-for-root", "half-for-root"),
    _entry("duplicates-lost", "duplicates-lost"),
    _entry("reshape-for-transpose", "reshape-for-transpose reshape-of-transposed"),
    _entry("first-for-last", "last-first", old="-1", new="0"),
    _entry("last-for-first", "last-first", old="0", new="-1"),
    _entry("step-too-early", "step-beside", new=r"\w+ - 1"),
    _entry("step-too-late", "step-beside", new=r"\w+ \+ 1"),
    _entry("inputs-for-targets", "shift-swapped"),
    _entry("targets-not-shifted", "item-repeated", old=r".*(:-1|1:).*", new=r".*(:-1|1:).*"),
    _entry("mask-forgotten", "factor-dropped", old=r"\(?.*mask.*\)?"),
    _entry("mask-turned", "arguments-exchanged", beside="where"),
    _entry("divided-by-all", "name constant-for-name", old=r".*mask.*"),
    # losses and measures
    _entry("mean-for-sum", "function", old="sum", new="mean"),
    _entry("sum-for-mean", "function", old="mean", new="sum"),
    _entry("value-for-index", "function", old="argmax", new="max"),
    _entry("least-for-largest", "function", old="argmax", new="argmin"),
    _entry("exponential-forgotten", "function-dropped", old="exp"),
    _entry("logarithm-forgotten", "function-dropped", old="log2?"),
    _entry("other-base", "function", old="log|log2|exp", new="log|log2|exp|exp2"),
    _entry("square-forgotten", "power-dropped", beside="2"),
    _entry("bounds-exchanged", "function", old="minimum|min|maximum|max", new="minimum|min|maximum|max"),
    _entry("upside-down", "operands-exchanged", beside="/"),
    # products and shapes
    _entry("elementwise-for-matrix", "operator function", old="@|dot|matmul|outer", new=r"\*|multiply"),
    _entry("matrix-for-elementwise", "operator", old=r"\*", new="@"),
    _entry("blocks-in-other-order", "items-exchanged", beside="hstack|concatenate|vstack|stack"),
    _entry("ids-from-one", "ids-shifted", new=r".* - 1"),
    # counting
    _entry("bias-not-counted", "term-dropped", old=r"H|2 \* H", topics=_COUNTING),
    _entry("recurrent-not-counted", "term-dropped factor-dropped", old=r"H \* H|H", topics=_COUNTING),
    _entry("number-of-gates", "constant", old=r"\d", new=r"\d", topics=_COUNTING),
    _entry("wrong-weight", "name", _WEIGHT, _WEIGHT),
)

# Mutations that need a name of the catalogue to be worth anyone's while.
DULL = frozenset({"complement-added"})
# What nobody is likely to do by mistake: tried last and ranked last, in this order.
FARFETCHED = (
    "all-steps",
    "other-array",
    "divided-too",
    "part-zeroed",
    "one-beside",
    "reversed-too",
    "batch-reversed",
    "sign-added",
    "activation-too",
    "slice-whole",
    "constant-for-name",
    "names-combined",
    "square-too",
    "logarithm-too",
    "root-too",
)


class Recognised(NamedTuple):
    """A mutant and what it stands for.

    `named`: that is of the catalogue, and not only the kind of its mutation.  `farfetched`: nobody is likely to do it
    by mistake.  `place`: in the order in which they are tried.
    """

    mutant: Mutant
    name: str
    named: bool
    farfetched: bool
    place: int


def recognise(mutant: Mutant, topics: Collection[str]) -> Recognised | None:
    """What a mutant stands for; None if it is worth nobody's while."""
    for place, entry in enumerate(CATALOGUE):
        if entry.fits(mutant, topics):
            return Recognised(mutant, entry.name, True, False, place)
    if mutant.kind in DULL:
        return None
    farfetched = mutant.kind in FARFETCHED
    later = FARFETCHED.index(mutant.kind) + 1 if farfetched else 0
    return Recognised(mutant, mutant.kind, False, farfetched, len(CATALOGUE) + later)
