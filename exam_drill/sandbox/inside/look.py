"""One look through a syntax tree: what in it the policy refuses, what it defines, what is to be guarded."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from exam_drill.sandbox.inside import dtypes, hearing
from exam_drill.sandbox.inside.allowed import (
    ATTRIBUTES,
    DEEPEST,
    METHODS,
    NODES,
    QUIET_METHODS,
    REFUSED_ATTRIBUTES,
    REFUSED_BUILTINS,
    SIGNS,
)
from exam_drill.sandbox.inside.known import KNOWN, UFUNCS, in_numpy
from exam_drill.sandbox.inside.numpy_names import ALLOWED, REFUSED

# Names that only rewritten programs use; no program can write them.
GUARD, GUARD_STORE, KIND = "__guard__", "__guard_store__", "__kind__"

_IN_TRY, _IN_CLASS, _IN_PATTERN = 1, 2, 4
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_PATTERNS = (ast.MatchValue, ast.MatchClass, ast.MatchMapping)
_YIELDS = (ast.Yield, ast.YieldFrom)
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_FRAME = re.compile(r"(gi|cr|ag|f|tb|co)_|with_traceback")
_IMPORTS = {"numpy": "import-numpy", "math": "import-math", "cmath": "import-math", "random": "import-random"}


class Refusal(NamedTuple):
    """What is refused: a code, what it is about, and where: line and column count characters from 1.

    `hint` is a parameter of the sentence: a limit, or what to write instead.
    """

    code: str
    name: str
    line: int
    column: int
    hint: str = ""


@dataclass
class Look:
    """One look through a text."""

    text: str
    defines: set[str] = field(default_factory=set)
    doubts: list[Refusal] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    guarded: list[tuple[ast.Attribute, str]] = field(default_factory=list)
    shareable: bool = True
    deaf: bool = True
    lines: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)  # attributes that are called, names whose attribute is looked up

    def through(self, tree: ast.AST, anywhere: bool) -> None:
        """Looks at every node; `anywhere` if the text may come to stand inside of a class or a `try`."""
        flags = _IN_TRY | _IN_CLASS if anywhere else 0
        # No recursion: how deep a text is nested is up to its author.
        stack: list[tuple[ast.AST, int, int]] = [(tree, 0, flags)]
        while stack:
            node, depth, flags = stack.pop()
            kind = type(node)
            if kind not in NODES and kind not in _REFUSED_PARTS:
                name = kind.__name__
                self._refuse("syntax", SIGNS.get(name, name), node)
                continue
            if depth > DEEPEST:
                if hasattr(node, "lineno"):
                    self._refuse("too-deep", "", node, str(DEEPEST))
                continue
            if kind in hearing.NODES and self.deaf and hearing.hears(node):
                self.deaf = False
            if kind in _VISITS:
                _VISITS[kind](self, node, flags)
            elif kind in _BOUND:
                for bound in _BOUND[kind](node):
                    self._bind(bound, node, 0 if kind is ast.arg else flags)
            elif kind in _REFUSED_PARTS:
                for code, part, at in _REFUSED_PARTS[kind](node):
                    self._refuse(code, part, at)
            elif kind in _YIELDS and flags & _IN_TRY:
                # What stands in `try` and `with` goes on when the generator is thrown away, whenever that is.
                self.shareable = False
            depth += 1
            for child, inner in _children(node, flags):
                stack.append((child, depth, inner))

    # ── what is found ──

    def _refusal(self, code: str, name: str, node: ast.AST, hint: str = "") -> Refusal:
        return Refusal(code, name, *self._place(node, name), hint)

    def _refuse(self, code: str, name: str, node: ast.AST, hint: str = "") -> None:
        self.refusals.append(self._refusal(code, name, node, hint))

    def _place(self, node: ast.AST, name: str) -> tuple[int, int]:
        """The line and column at which `name` stands in a node; of the node itself if it is not written there."""
        line, start = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        if isinstance(node, ast.Attribute):
            line, start = node.end_lineno or line, (node.end_col_offset or 0) - len(node.attr.encode())
        if not self.lines:
            self.lines = _LINE_ENDS.split(self.text)
        written = self.lines[line - 1] if line <= len(self.lines) else ""
        column = len(written.encode()[: max(start, 0)].decode(errors="ignore"))
        if name and not written.startswith(name, column):
            found = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(written, column)
            column = found.start() if found else column
        return line, column + 1

    def _bind(self, name: str | None, node: ast.AST, flags: int = 0) -> None:
        """A name gets a value."""
        if name is None:
            return
        if _is_dunder(name):
            self._refuse("dunder-name", name, node)
        elif name == "np":
            self._refuse("numpy-name-taken", name, node)
        self.defines.add(name)
        if name in dtypes.NAMES or (flags & _IN_CLASS and name in UFUNCS):
            self.shareable = False

    # ── nodes ──

    def _name(self, node: ast.Name, flags: int) -> None:
        name = node.id
        if not isinstance(node.ctx, ast.Load):
            self._bind(name, node, flags)
        elif _is_dunder(name):
            if name != "__name__":
                self._refuse("dunder-name", name, node)
        elif name == "np" and id(node) not in self.expected:
            self.shareable = False  # under another name nobody can tell what is called
        elif name in REFUSED_BUILTINS:
            self.doubts.append(self._refusal(REFUSED_BUILTINS[name], name, node))

    def _attribute(self, node: ast.Attribute, flags: int) -> None:
        name, value = node.attr, node.value
        path = _numpy_path(value)
        self.expected.add(id(value))
        if dtypes.position(path, name) is not None and id(node) not in self.expected:
            self.shareable = False
        if not isinstance(node.ctx, ast.Load):
            if _is_dunder(name):
                self._refuse("dunder-attribute", name, node)
            elif _is_numpy(value):
                self._refuse("numpy-store", name, node)
            else:
                self._store(name)
                self.guarded.append((node, GUARD_STORE))
        elif _is_dunder(name):
            if name == "__class__":
                self._guard(node, KIND, flags)
            elif name in METHODS:
                self.doubts.append(self._refusal("dunder-attribute", name, node))
                self._guard(node, GUARD, flags)
            elif name != "__name__":
                self._refuse("dunder-attribute", name, node)
        elif path is not None:
            self._numpy_name(path, name, node)
        elif name == "format" and isinstance(value, ast.Constant) and isinstance(value.value, str):
            if not _is_plain(value.value):
                self._refuse("format", name, node)
        elif name not in ATTRIBUTES:
            if name in KNOWN:
                frame = "attribute-frame" if _FRAME.match(name) else "attribute"
                self.doubts.append(self._refusal(REFUSED_ATTRIBUTES.get(name, frame), name, node))
            self._guard(node, GUARD, flags)

    def _store(self, name: str) -> None:
        self.defines.add(name)
        if name in UFUNCS:
            self.shareable = False

    def _guard(self, node: ast.Attribute, guard: str, flags: int) -> None:
        if flags & _IN_PATTERN:
            self._refuse("pattern", node.attr, node)
        self.guarded.append((node, guard))

    def _numpy_name(self, path: str, name: str, node: ast.Attribute) -> None:
        if name in ALLOWED[path]:
            return
        code = REFUSED[path].get(name)
        if code is not None:
            self._refuse(code, f"{path}.{name}", node)
        elif name.startswith("_"):
            self._refuse("numpy-private", f"{path}.{name}", node)
        elif in_numpy(path, name):
            self._refuse("numpy-unneeded", f"{path}.{name}", node)
        # Else there is no such name in NumPy, and the program's run will tell, as it would anywhere.

    def _call(self, node: ast.Call) -> None:
        function, taken = node.func, None
        if isinstance(function, ast.Attribute):
            self.expected.add(id(function))
            taken = dtypes.position(_numpy_path(function.value), function.attr)
        if not dtypes.has_plain_dtypes(node, taken):
            self.shareable = False

    def _function(self, node: ast.FunctionDef, flags: int) -> None:
        if not _is_dunder(node.name):
            self._bind(node.name, node, flags)
            return
        self.defines.add(node.name)
        if node.name not in METHODS:
            self._refuse("dunder-method", node.name, node)
        elif node.name not in QUIET_METHODS:
            self.shareable = False

    def _klass(self, node: ast.ClassDef, flags: int) -> None:
        self._bind(node.name, node, flags)
        if node.keywords:
            self._refuse("class-keyword", node.keywords[0].arg or "**", node.keywords[0])


_VISITS: dict[type[ast.AST], Callable[[Look, Any, int], None]] = {
    ast.Name: Look._name,
    ast.Attribute: Look._attribute,
    ast.Call: lambda look, node, _: look._call(node),
    ast.FunctionDef: Look._function,
    ast.ClassDef: Look._klass,
}
# The names that other nodes bind.
_BOUND: dict[type[ast.AST], Callable[[Any], Iterable[str | None]]] = {
    ast.arg: lambda node: [node.arg],
    ast.ExceptHandler: lambda node: [node.name],
    ast.Global: lambda node: node.names,
    ast.Nonlocal: lambda node: node.names,
    ast.MatchAs: lambda node: [node.name],
    ast.MatchStar: lambda node: [node.name],
    ast.MatchMapping: lambda node: [node.rest],
}
# What is refused in others: code, name, node.
_REFUSED_PARTS: dict[type[ast.AST], Callable[[Any], Iterable[tuple[str, str, ast.AST]]]] = {
    ast.Import: lambda node: [
        (_import_code(alias.name), alias.name, alias)
        for alias in node.names
        if (alias.name, alias.asname) != ("numpy", "np")
    ],
    ast.ImportFrom: lambda node: [
        (_import_code(node.module or ""), "." * node.level + (node.module or ""), node),
    ],
    ast.keyword: lambda node: [("dunder-name", node.arg, node)] if node.arg and _is_dunder(node.arg) else [],
    ast.comprehension: lambda node: [("syntax", "async for", node.target)] if node.is_async else [],
    ast.MatchClass: lambda node: [("pattern", name, node) for name in node.kwd_attrs if name not in ATTRIBUTES],
}


def _children(node: ast.AST, flags: int) -> Iterator[tuple[ast.AST, int]]:
    """The nodes right below one, each with what it stands in; `import numpy as np` is replaced."""
    kind = type(node)
    body = flags
    if kind is ast.FunctionDef or kind is ast.Lambda:
        body = 0
    elif kind is ast.ClassDef:
        body = _IN_CLASS
    elif kind is ast.Try or kind is ast.With:
        flags = body = flags | _IN_TRY
    elif kind in _COMPREHENSIONS:
        flags &= ~_IN_CLASS
    elif kind in _PATTERNS:
        flags |= _IN_PATTERN
    for name in kind._fields:
        child = getattr(node, name, None)
        inner = body if name == "body" else flags
        if isinstance(child, list):
            for position, item in enumerate(child):
                if type(item) is ast.Import and _is_plain_import(item):
                    child[position] = ast.copy_location(ast.Pass(), item)
                elif isinstance(item, ast.AST):
                    yield item, inner
        elif isinstance(child, ast.AST):
            yield child, inner


def _is_dunder(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def _is_plain_import(node: ast.Import) -> bool:
    return [(alias.name, alias.asname) for alias in node.names] == [("numpy", "np")]


def _import_code(module: str) -> str:
    return _IMPORTS.get(module.partition(".")[0], "import")


def _is_numpy(node: ast.expr) -> bool:
    """Whether an expression begins with `np.`."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id == "np"


def _numpy_path(node: ast.expr) -> str | None:
    """`np`, or a module of NumPy such as `np.linalg`, if that is what an expression is."""
    names: list[str] = []
    while isinstance(node, ast.Attribute) and len(names) < 3:
        names.append(node.attr)
        node = node.value
    if not (isinstance(node, ast.Name) and node.id == "np"):
        return None
    path = ".".join(["np", *reversed(names)])
    return path if path in ALLOWED else None


def _is_plain(text: str, depth: int = 0) -> bool:
    """Whether a text for `str.format` has only fields without attributes and items."""
    try:
        fields = list(string.Formatter().parse(text))
    except ValueError:
        return False
    return depth < 3 and all(
        name is None or ("." not in name and "[" not in name and _is_plain(spec or "", depth + 1))
        for _, name, spec, _ in fields
    )
