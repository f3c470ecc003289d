"""One look through a syntax tree: what in it the policy refuses, what it defines, what is to be guarded."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Callable, Iterable
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
    words,
)
from exam_drill.sandbox.inside.known import KNOWN, UFUNCS, in_numpy
from exam_drill.sandbox.inside.numpy_names import ALLOWED, REFUSED

# Names that only rewritten programs use; no program can write them.
GUARD, GUARD_STORE, KIND = "__guard__", "__guard_store__", "__kind__"

_IN_TRY, _IN_CLASS, _IN_PATTERN = 1, 2, 4
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
    nodes: list[ast.AST] = field(default_factory=list)  # all that were looked at

    def through(self, tree: ast.AST, anywhere: bool) -> None:
        """Looks at every node; `anywhere` if the text may come to stand inside of a class or a `try`."""
        flags = _IN_TRY | _IN_CLASS if anywhere else 0
        # No recursion: how deep a text is nested is up to its author.
        stack: list[tuple[ast.AST, int, int]] = [(tree, 0, flags)]
        nodes = self.nodes
        while stack:
            node, depth, flags = stack.pop()
            kind = type(node)
            if kind not in _FIELDS:
                name = kind.__name__
                self._refuse("syntax", SIGNS.get(name, name), node)
                continue
            if depth > DEEPEST:
                if hasattr(node, "lineno"):
                    self._refuse("too-deep", "", node, str(DEEPEST))
                continue
            nodes.append(node)
            if kind in _VISITS:
                _VISITS[kind](self, node, flags)
            body = flags
            if kind in _SCOPES:
                flags, body = _SCOPES[kind](flags)
            depth += 1
            for name in _FIELDS[kind]:
                child = getattr(node, name)
                if child is None:
                    continue
                inner = body if name == "body" else flags
                if type(child) is not list:
                    stack.append((child, depth, inner))
                    continue
                for position, item in enumerate(child):
                    if type(item) is ast.Import and _is_plain_import(item):
                        child[position] = ast.copy_location(ast.Pass(), item)
                        nodes.append(child[position])
                    elif item is not None:
                        stack.append((item, depth, inner))

    def hear(self, node: ast.AST) -> None:
        """Notes whether a node may let its program tell what another one left."""
        if self.deaf and hearing.hears(node):
            self.deaf = False

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

    def _yield(self, flags: int) -> None:
        # What stands in `try` and `with` goes on when the generator is thrown away, whenever that is.
        if flags & _IN_TRY:
            self.shareable = False

    def _bound(self, names: Iterable[str | None], node: ast.AST, flags: int) -> None:
        for name in names:
            self._bind(name, node, flags)

    def _refuse_parts(self, parts: Iterable[tuple[str, str, ast.AST]]) -> None:
        for code, part, at in parts:
            self._refuse(code, part, at)


_Visit = Callable[[Look, Any, int], None]


def _imports(look: Look, node: ast.Import, _: int) -> None:
    refused = [alias for alias in node.names if (alias.name, alias.asname) != ("numpy", "np")]
    look._refuse_parts((_import_code(alias.name), alias.name, alias) for alias in refused)


def _import_from(look: Look, node: ast.ImportFrom, _: int) -> None:
    module = node.module or ""
    look._refuse(_import_code(module), "." * node.level + module, node)


def _keyword(look: Look, node: ast.keyword, _: int) -> None:
    if node.arg and _is_dunder(node.arg):
        look._refuse("dunder-name", node.arg, node)


def _comprehension(look: Look, node: ast.comprehension, _: int) -> None:
    if node.is_async:
        look._refuse("syntax", "async for", node.target)


def _match_class(look: Look, node: ast.MatchClass, _: int) -> None:
    look._refuse_parts(("pattern", name, node) for name in node.kwd_attrs if name not in ATTRIBUTES)


_LOOKS: dict[type[ast.AST], _Visit] = {
    ast.Name: Look._name,
    ast.Attribute: Look._attribute,
    ast.Call: lambda look, node, _: look._call(node),
    ast.FunctionDef: Look._function,
    ast.ClassDef: Look._klass,
    ast.Yield: lambda look, _, flags: look._yield(flags),
    ast.YieldFrom: lambda look, _, flags: look._yield(flags),
    # The names that others bind.
    ast.arg: lambda look, node, _: look._bind(node.arg, node),
    ast.ExceptHandler: lambda look, node, flags: look._bind(node.name, node, flags),
    ast.Global: lambda look, node, flags: look._bound(node.names, node, flags),
    ast.Nonlocal: lambda look, node, flags: look._bound(node.names, node, flags),
    ast.MatchAs: lambda look, node, flags: look._bind(node.name, node, flags),
    ast.MatchStar: lambda look, node, flags: look._bind(node.name, node, flags),
    ast.MatchMapping: lambda look, node, flags: look._bind(node.rest, node, flags),
    # What is refused in others.
    ast.Import: _imports,
    ast.ImportFrom: _import_from,
    ast.keyword: _keyword,
    ast.comprehension: _comprehension,
    ast.MatchClass: _match_class,
}


def _hearing(visit: _Visit | None) -> _Visit:
    """Looks at a node whose kind may let its program hear of others."""

    def both(look: Look, node: Any, flags: int) -> None:
        look.hear(node)
        if visit is not None:
            visit(look, node, flags)

    return both


_VISITS = {**_LOOKS, **{kind: _hearing(_LOOKS.get(kind)) for kind in hearing.NODES}}
# Fields that hold no node, or one of a kind that is always allowed and has none below it (`+`, `and`, `<`, …).
_PLAIN_FIELDS = words("""
arg asname attr conversion ctx id is_async kind level module name op ops rest simple type_comment
""")
_STRINGS = {ast.Global: "names", ast.Nonlocal: "names", ast.MatchClass: "kwd_attrs"}
_SEVERAL = frozenset({ast.Constant, ast.MatchSingleton})  # `value` is a value
_REFUSED: tuple[type[ast.AST], ...] = (ast.Import, ast.ImportFrom)
_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {
    kind: ()
    if kind in _SEVERAL
    else tuple(name for name in kind._fields if name not in _PLAIN_FIELDS and name != _STRINGS.get(kind))
    for kind in (*NODES, *_REFUSED)
}


def _plainly(flags: int) -> tuple[int, int]:
    return flags, 0


def _in_class(flags: int) -> tuple[int, int]:
    return flags, _IN_CLASS


def _in_try(flags: int) -> tuple[int, int]:
    return flags | _IN_TRY, flags | _IN_TRY


def _in_comprehension(flags: int) -> tuple[int, int]:
    return flags & ~_IN_CLASS, flags


def _in_pattern(flags: int) -> tuple[int, int]:
    return flags | _IN_PATTERN, flags


# What stands in such a node: for all below it, and for its body.
_SCOPES: dict[type[ast.AST], Callable[[int], tuple[int, int]]] = {
    ast.FunctionDef: _plainly,
    ast.Lambda: _plainly,
    ast.ClassDef: _in_class,
    ast.Try: _in_try,
    ast.With: _in_try,
    **dict.fromkeys((ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp), _in_comprehension),
    **dict.fromkeys((ast.MatchValue, ast.MatchClass, ast.MatchMapping), _in_pattern),
}


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
