"""What `reference_impls` and the built-in bank hold and where they lie, read without importing NumPy or running
anything.

A reference module declares, as literals beside its functions:

    INPUTS = {"gru": {"x": "N D", "h": "N H", …}}   function -> parameter -> declaration (see exam_drill.domain)
    OUTPUTS = {"gru": "N H"}                        function -> shape, or a tuple of shapes
    GIVEN = ("sigmoid",)                            helpers that every program may use
    DRAW = {"tree": draw_tree}                      input domains of its own: draw_tree(rng, sizes) -> value
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOT = _PACKAGE.parent
_TOP_LEVEL_FUNCTION = re.compile(r"^def\s+([A-Za-z]\w*)", re.MULTILINE)
_MODULE_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Declarations:
    """What a reference module declares of its functions."""

    inputs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    outputs: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    draws: frozenset[str] = frozenset()


def reference_folder() -> Path:
    """The folder of `reference_impls`: beside the package, in a checkout and in an installed wheel alike."""
    return _ROOT / "reference_impls"


def built_in_bank() -> Path:
    """The folder of the built-in bank: inside the package in a wheel, beside it in a checkout."""
    packaged = _PACKAGE / "quizzes"
    return packaged if packaged.is_dir() else _ROOT / "quizzes"


def built_in_bank_from_here() -> Path:
    """The same, as a short path where the current folder is above it."""
    path, here = built_in_bank(), Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def is_foreign(paths: Iterable[str]) -> bool:
    """Whether any of the paths of banks is not in the built-in bank."""
    own = built_in_bank().resolve()
    return not all(_lies_in(own, path) for path in paths)


def _lies_in(folder: Path, path: str) -> bool:
    try:
        return Path(path).resolve().is_relative_to(folder)
    except (OSError, RuntimeError, ValueError):  # links in a circle, a NUL
        return False


@cache
def modules() -> tuple[str, ...]:
    """The names of the reference modules, sorted."""
    names = (path.stem for path in reference_folder().glob("*.py"))
    return tuple(sorted(name for name in names if _MODULE_NAME.fullmatch(name)))


@cache
def source(module: str) -> str:
    """The text of a reference module; KeyError if there is none of this name."""
    if module not in modules():
        raise KeyError(module)
    return (reference_folder() / f"{module}.py").read_text(encoding="utf-8")


@cache
def functions(module: str) -> tuple[str, ...]:
    """The public top-level functions of a reference module, in the order of the file; KeyError as `source`."""
    return tuple(_TOP_LEVEL_FUNCTION.findall(source(module)))


@cache
def statements(module: str) -> tuple[ast.stmt, ...]:
    """The statements of a reference module's top level; KeyError as `source`."""
    return tuple(ast.parse(source(module)).body)


@cache
def declarations(module: str) -> Declarations:
    """What a reference module declares; KeyError as `source`, ValueError if a declaration is no literal."""
    found: dict[str, ast.expr] = {}
    for node in statements(module):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            target, value = node.target, node.value
        else:
            continue
        if isinstance(target, ast.Name):
            found[target.id] = value
    draws: set[str] = set()
    draw = found.get("DRAW")
    if isinstance(draw, ast.Dict):
        draws = {str(ast.literal_eval(key)) for key in draw.keys if key is not None}
    return Declarations(
        inputs=ast.literal_eval(found["INPUTS"]) if "INPUTS" in found else {},
        outputs=ast.literal_eval(found["OUTPUTS"]) if "OUTPUTS" in found else {},
        given=tuple(ast.literal_eval(found["GIVEN"])) if "GIVEN" in found else (),
        draws=frozenset(draws),
    )
