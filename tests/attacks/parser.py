"""Attacks on whoever reads: YAML that unfolds, Python that overflows a compiler, sizes that nobody can hold."""

from __future__ import annotations

from functools import partial

from attacks.base import Attack, Control, Seen, Unproven, made
from attacks.world import World

attack = partial(Attack, "parser")

_HARMLESS = Unproven("a reader that ignores it comes to no harm")
_OWN = Unproven("it is about this engine's own rules")
_CHILD = Unproven("what a compiler does with it depends on the version of Python")


def _bank(
    option: str = "x",
    code: str = "def f(x):\n    return (あ)",
    more: str = "",
    reference: str = "def f(x): return 2 * x",
) -> str:
    """A bank with one question, whose texts are blocks; `more` are lines of its own."""

    def block(text: str, spaces: int) -> str:
        return "|2\n" + "\n".join(" " * spaces + line for line in text.split("\n"))

    return (
        "format: 1\nquestions:\n- id: hostile\n"
        f"  reference:\n    code: {block(reference, 6)}\n    inputs: {{x: N}}\n"
        f"  code: {block(code, 4)}\n"
        f"  options:\n  - 2 * x\n  - {block(option, 4)}\n  answer: 1\n{more}"
    )


def _naming(reference: str) -> str:
    """A bank whose question names a reference."""
    question = f"- id: hostile\n  reference: {reference}\n  code: |\n    def f(x): return (あ)\n"
    return f"format: 1\nquestions:\n{question}  options: [x, y]\n  answer: 1\n"


def _accepted(_: World, seen: Seen) -> bool:
    return not seen.ended.startswith("problems")


def _spoiled(_: World, seen: Seen) -> bool:
    """The published answer, which is right, is not found proven."""
    return not seen.ended.endswith("proven")


def _laughs(depth: int) -> str:
    rows = "\n".join(f"- &a{row} [{', '.join([f'*a{row - 1}'] * 10)}]" for row in range(1, depth))
    return f"- &a0 [x]\n{rows}\n"


ATTACKS = (
    attack(
        "deep-brackets",
        "overflow the parser's stack by brackets",
        bank="format: 1\nquestions: " + "[" * 50_000,
        control=Control.NAIVE,
    ),
    attack("deep-braces", "overflow the parser's stack by braces", bank="{a: " * 50_000, control=Control.NAIVE),
    attack("deep-lists", "overflow the parser's stack by dashes", bank="- " * 50_000 + "x", control=Control.NAIVE),
    attack("deep-questions", "overflow the parser's stack by complex keys", bank="? " * 30_000, control=Control.NAIVE),
    attack("billion-laughs", "fill the memory by names for names", bank=_laughs(12), control=Control.NAIVE),
    attack(
        "long-laugh",
        "fill the memory by one text that is named again and again",
        bank="- &a " + "x" * 1_000_000 + "\n" + "- *a\n" * 5_000,
        control=Control.NAIVE,
    ),
    attack("name-of-itself", "never end by a list that is its own item", bank="&a [*a]", control=Control.NAIVE),
    attack(
        "merged-keys",
        "fill the memory by mappings that are merged",
        bank="a0: &a0 {x: 1}\n"
        + "\n".join(
            f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]\n  k{n}: [*a{n - 1}, *a{n - 1}]"
            for n in range(1, 40)
        ),
        control=Control.NAIVE,
    ),
    attack(
        "tags-of-python",
        "let the parser make objects, as its full loader does",
        "return 3 * x",
        made("new"),
        bank="format: 1\nquestions: !!python/object/apply:os.mkdir [$new]\n",
        control=Control.NAIVE,
    ),
    attack(
        "tags-of-python-names",
        "let the parser import",
        bank="format: 1\nquestions: !!python/name:os.system\nx: !!python/module:antigravity\n",
        control=_HARMLESS,
    ),
    attack(
        "bytes-and-times",
        "let the parser read what is no text",
        bank="format: 1\nquestions: [!!binary '=', !!timestamp '2001-99-99', !!float nan, !!set {a, b}, 1:1:1:1]\n",
        control=Control.NAIVE,
    ),
    attack("many-documents", "let one file be many", bank="---\nformat: 1\n" * 20_000, control=Control.NAIVE),
    attack(
        "many-keys",
        "take time by thirty thousand keys",
        bank="format: 1\n" + "".join(f"k{n}: 1\n" for n in range(30_000)),
        control=_OWN,
    ),
    attack(
        "many-questions",
        "take time by ten thousand questions with mistakes",
        bank="format: 1\nquestions:\n" + "".join(f"- id: X{n}\n" for n in range(10_000)),
        control=_OWN,
    ),
    attack(
        "many-options",
        "take time by ten thousand options",
        bank=_bank().replace("  - 2 * x\n", "  - 2 * x\n" * 10_000),
        control=_OWN,
    ),
    attack(
        "many-blanks",
        "take time by ten thousand blanks",
        bank=_bank(code="def f(x):\n    return " + "(あ)" * 5_000),
        control=_OWN,
    ),
    attack(
        "huge-file",
        "fill the memory by a file of five megabytes",
        "return 3 * x",
        _accepted,
        bank="#" * 5_000_000,
        control=_OWN,
    ),
    attack(
        "long-line",
        "take time by one line of three megabytes",
        bank="format: 1\nquestions: " + "x" * 3_000_000,
        control=_HARMLESS,
    ),
    attack(
        "null-bytes", "end a text where others go on", bank=b"format: 1\nquestions: []\0\0\0", control=Control.NAIVE
    ),
    attack(
        "wide-encoding",
        "be read in another encoding",
        bank="format: 1\nquestions: []".encode("utf-32"),
        control=Control.NAIVE,
    ),
    attack(
        "broken-encoding",
        "break the decoding",
        bank=b"format: 1\nquestions: [\xff\xfe\x80\xed\xa0\x80]",
        control=Control.NAIVE,
    ),
    attack(
        "directives",
        "confuse by a version or a tag of its own",
        bank="%YAML 9.9\n%TAG ! tag:evil.example,2000:\n--- !x\nformat: 1\n",
        control=Control.NAIVE,
    ),
    attack(
        "no-regular-file",
        "let a bank be what never ends",
        "return 3 * x",
        _accepted,
        bank="format: 1",
        file="bank.txt",
        control=_OWN,
    ),
    attack(
        "climbing-reference",
        "name a reference outside of its folder",
        bank=_naming("../../../tmp/evil.f"),
        reached=_accepted,
        control=_OWN,
    ),
    attack(
        "reference-to-a-module",
        "name a module of Python as the reference",
        bank=_naming("os.system"),
        reached=_accepted,
        control=_OWN,
    ),
    attack(
        "giant-inputs",
        "let the trials be drawn larger than the memory",
        bank=_bank(more="  sizes: {N: 1000}\n  inputs: {x: N N N N}\n"),
        control=_OWN,
    ),
    attack(
        "giant-sizes",
        "let a size be a number that nobody can hold",
        bank=_bank(more=f"  sizes: {{N: {'9' * 6}..{'9' * 6}}}\n  trials: 1000\n"),
        control=_OWN,
    ),
    attack(
        "giant-number-in-yaml",
        "let an answer be a number of a million digits",
        bank=_bank().replace("answer: 1", "answer: " + "9" * 1_000_000),
        control=Control.NAIVE,
    ),
    attack(
        "giant-tolerance", "let everything be equal", bank=_bank(more="  rtol: 1e308\n  atol: .inf\n"), control=_OWN
    ),
    attack(
        "many-corrections",
        "take time by corrections that meet everywhere",
        bank=_bank("x" + " + x" * 900, more="  errata:\n" + "  - {corrected: x, printed: x x, in: options}\n" * 30),
        control=_OWN,
    ),
    attack(
        "parentheses",
        "overflow Python's parser by parentheses",
        bank=_bank("(" * 1_900 + "x" + ")" * 1_900),
        reached=_spoiled,
        control=_CHILD,
    ),
    attack(
        "signs", "overflow Python's compiler by signs", bank=_bank("-" * 3_900 + "x"), reached=_spoiled, control=_CHILD
    ),
    attack(
        "negations",
        "overflow Python's compiler by negations",
        bank=_bank("not " * 900 + "x"),
        reached=_spoiled,
        control=_CHILD,
    ),
    attack(
        "attributes",
        "overflow Python's compiler by a chain of attributes",
        bank=_bank("x" + ".T" * 1_900),
        reached=_spoiled,
        control=_CHILD,
    ),
    attack(
        "comprehensions",
        "let the compiler work by nested comprehensions",
        bank=_bank("[" * 90 + "x" + " for x in x]" * 90),
        reached=_spoiled,
        control=_CHILD,
    ),
    attack(
        "lambdas",
        "overflow Python's compiler by nested functions",
        bank=_bank("lambda x: " * 390 + "x"),
        reached=_spoiled,
        control=_CHILD,
    ),
    attack(
        "formats-in-formats",
        "overflow Python's parser by nested format texts",
        bank=_bank("f'{f\"{f'''{x}'''}\"}'" * 90),
        reached=_spoiled,
        control=_CHILD,
    ),
    attack(
        "digits",
        "let Python read a number of thousands of digits",
        bank=_bank("9" * 3_900),
        reached=_spoiled,
        control=_CHILD,
    ),
    attack(
        "power-at-compile-time",
        "let the compiler compute what nobody can hold",
        bank=_bank("9 ** 9 ** 9 ** 9"),
        control=_OWN,
        slow=True,
    ),
    attack(
        "unfinished-text",
        "let the text of an option swallow the rest",
        bank=_bank("'''"),
        reached=_spoiled,
        control=_CHILD,
    ),
    attack(
        "null-byte-in-code",
        "end a program where others go on",
        bank=_bank().replace("- 2 * x", '- "x\\0y"'),
        control=_CHILD,
    ),
    attack(
        "coding-line",
        "be read in another encoding than it is shown in",
        bank=_bank("x  # coding: utf-7 +AGE-", code="# -*- coding: utf-7 -*-\ndef f(x):\n    return (あ)"),
        reached=_spoiled,
        control=_CHILD,
    ),
    attack("close-the-blank", "be more than an expression", bank=_bank("x) + (2 * x"), control=_OWN),
    attack(
        "statements-in-an-expression",
        "be statements where an expression stands",
        bank=_bank("x\n    import os"),
        control=_OWN,
    ),
    attack("wide-letters", "name what looks like another name", bank=_bank("ｏｐｅｎ('/etc/passwd')"), control=_OWN),
    attack(
        "form-feeds",
        "break lines where editors do not",
        bank=_bank().replace("- 2 * x", '- "2 * x\\f\\v"'),
        control=_OWN,
    ),
)
