"""What a template of generated questions is: a right program with slots, and the slips that people make in each.

    code    t = ⟨sum⟩                  a slot: becomes a blank with four options, or holds its right text
    right   ⟦x @ Wx‖x.dot(Wx)⟧ + b     ways to write the same; one is drawn each time
    names   h_prev: h_prev, h_old      a name of the program and what it may be called instead; the texts follow
    shared  SLOPE: 0.01, 0.1           the same for what program and reference share: constants, a function's name

All texts are pairs, Japanese and English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Pair = tuple[str, str]  # Japanese, English


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong option, and why it is wrong."""

    code: str
    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of the program that may become a blank; at least three wrong options."""

    right: str
    wrong: tuple[Wrong, ...]
    note: Pair  # why the right one is right: becomes a part of the explanation
    hint: Pair


@dataclass(frozen=True, slots=True)
class Written:
    """A reference that stands in the bank."""

    code: str
    inputs: Mapping[str, str]
    outputs: str


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of question."""

    name: str
    reference: str | Written
    title: Pair
    prompt: Pair
    code: str
    slots: Mapping[str, Slot]
    explanation: Pair
    tags: tuple[str, ...]
    syllabus: str = "3.5"
    given: tuple[str, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sizes: tuple[str, ...] = ("",)  # each as YAML; "" leaves the defaults
    inputs: tuple[str, ...] = ("",)  # the same for domains that replace declared ones
