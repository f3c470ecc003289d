"""Job "excerpt": the syntax of what an author wrote, told to the parent, which parses nothing.  Nothing is run.

cut     def gru(x: np.ndarray, …):       ─▶  header  def gru(x, h, …):          names, texts and documentation,
            \"\"\"…\"\"\"                             body    without annotations        what it needs of its module
            r: np.ndarray = sigmoid(…)                   and docstring

blanks  listing, and with each try the same listing with markers and what belongs in their place
        ─▶ whether the filled one is the listing's own tree; where its expressions stand
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any

from exam_drill.helpers import HelperError, defines, needed, uses
from exam_drill.sandbox.inside.policy import RefusedError, check, measure, settle
from exam_drill.sandbox.inside.substitute import UnparsedError, fill, parse_template
from exam_drill.sandbox.wire import Frame, Packer

_MOST = 60  # expressions that are told
_LONGEST = 400  # characters of a message
_DECLARED = ("INPUTS", "OUTPUTS")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class _MismatchError(Exception):
    """What keeps a function from being cut: a code and a name."""


def run_excerpt(job: Frame, send: Callable[[bytes], None]) -> None:
    """Runs the job and sends its frame."""
    header = job.header
    try:
        found = _blanks(header["code"], header["tries"]) if "tries" in header else _cut(header)
    except RefusedError as failure:
        code, name, line, column, hint = failure.refusal
        found = {"failed": "policy", "error": [code, hint, failure.where, failure.label, line, column, name[:80]]}
    except _MismatchError as failure:
        code, name = failure.args
        found = {"failed": code, "error": [code, "", "", "", 0, 0, name]}
    except SyntaxError as failure:
        where = ("reference", "", failure.lineno or 1, failure.offset or 1)
        found = {"failed": "syntax", "error": [type(failure).__name__, failure.msg[:_LONGEST], *where, ""]}
    except (ValueError, RecursionError, MemoryError) as failure:  # NUL; too deeply nested
        where = ("reference", "", 1, 1)
        found = {"failed": "syntax", "error": [type(failure).__name__, str(failure)[:_LONGEST], *where, ""]}
    send(Packer().frame(found))


# ── cut ──


def _cut(header: dict[str, Any]) -> dict[str, Any]:
    source = _Source(header["source"])
    body = ast.parse(source.text).body
    function = _function(body, header["function"])
    own = {*_parameters(function), function.name, *_stored(function)}
    bare = _without_annotations(function)
    wanted = [name for name in dict.fromkeys(uses(bare)) if name not in own]
    top = {name for node in body for name in defines(node)}
    try:
        beside = needed(body, [name for name in wanted if name in top], function.name)
    except HelperError as error:
        raise _MismatchError("mutual", error.name) from None
    nodes = [body[position] for position in beside]
    imported = {name for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) for name in defines(node)}
    pieces = [
        [sorted(defines(node)), isinstance(node, ast.FunctionDef), source.statement(node)]
        for node in nodes
        if not isinstance(node, ast.Import | ast.ImportFrom)
    ]
    whole = source.statement(function)
    found = {
        "function": function.name,
        "functions": [node.name for node in body if isinstance(node, ast.FunctionDef)],
        "parameters": _parameters(function),
        "needs": [name for name in wanted if name in top - imported],
        "beside": pieces,
        "whole": whole,
        "header": _header(bare),
        "body": source.body(function),
        "documentation": source.documentation(function),
        "annotations": _annotations(function),
        **{name.lower(): _literal(body, name, function.name) for name in _DECLARED},
    }
    if not header["trusted"]:
        # Its place is that in the author's own file; what the function does not need, the bank does not get.
        measure("\n".join((*map(source.statement, nodes), whole)), "reference", "")
        settle(check(ast.Module([*nodes, function], []), source.text, "reference", ""))
    return found


def _function(body: list[ast.stmt], name: str) -> ast.FunctionDef:
    found = [node for node in body if isinstance(node, _Function)]
    chosen = [node for node in found if node.name == name or not name]
    if not found:
        raise _MismatchError("no-function", "")
    if not chosen:
        raise _MismatchError("unknown-function", ", ".join(node.name for node in found))
    if len(chosen) > 1 and not name:
        raise _MismatchError("several-functions", ", ".join(node.name for node in found))
    function = chosen[-1]
    if isinstance(function, ast.AsyncFunctionDef):
        raise _MismatchError("no-function", function.name)
    if function.args.vararg or function.args.kwarg or function.args.posonlyargs:
        raise _MismatchError("parameters", function.name)
    if function.decorator_list:
        raise _MismatchError("decorated", function.name)
    return function


def _parameters(function: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)]


def _stored(function: ast.FunctionDef) -> set[str]:
    return {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _header(bare: ast.FunctionDef) -> str:
    """The first line without annotations: `def gru(x, eps=1e-7):`."""
    return f"def {bare.name}({ast.unparse(bare.args)}):"


def _annotations(function: ast.FunctionDef) -> dict[str, str]:
    arguments = (*function.args.args, *function.args.kwonlyargs)
    return {one.arg: ast.unparse(one.annotation)[:_LONGEST] for one in arguments if one.annotation is not None}


def _without_annotations(function: ast.FunctionDef) -> ast.FunctionDef:
    """A copy that needs no names for annotations."""
    bare = copy.deepcopy(function)
    for node in ast.walk(bare):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    return bare


def _literal(body: list[ast.stmt], name: str, function: str) -> Any:
    """What a module declares of the function: texts by name, a text or several; None for anything else."""
    for node in body:
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == name for one in node.targets):
            try:
                declared = ast.literal_eval(node.value)
            except (ValueError, TypeError, RecursionError, MemoryError):
                return None
            found = declared.get(function) if isinstance(declared, dict) else None
            if name == "INPUTS":
                pairs = found.items() if isinstance(found, dict) else ()
                return found if pairs and all(isinstance(one, str) for pair in pairs for one in pair) else None
            texts = found if isinstance(found, tuple | list) else [found]
            return found if texts and all(isinstance(one, str) for one in texts) else None
    return None


class _Source:
    """A module's text, by the lines and the columns in bytes that its tree has."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = [line + "\n" for line in text.split("\n")]
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))

    def offset(self, line: int, column: int) -> int:
        """The offset in characters of a line from 1 and a column in bytes from 0."""
        text = self._lines[line - 1]
        return self._starts[line - 1] + (column if text.isascii() else len(text.encode()[:column].decode()))

    def span(self, node: Any) -> tuple[int, int]:
        """Where a node's text begins and ends."""
        start = self.offset(node.lineno, node.col_offset)
        return start, self.offset(node.end_lineno, node.end_col_offset)

    def statement(self, node: Any) -> str:
        """The lines of a statement of the outermost level, with the comments right above it."""
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
        while first > 1 and self._lines[first - 2].startswith("#"):
            first -= 1
        return "".join(self._lines[first - 1 : node.end_lineno]).rstrip()

    def documentation(self, function: ast.FunctionDef) -> str:
        """All that is said of the parameters: comments in the signature, the docstring, comments right below it."""
        first, rest = function.lineno, _without_docstring(function)
        end = rest[0].lineno - 1 if rest else function.body[-1].end_lineno or first
        said = [line.split("#", 1)[1] for line in self._lines[first - 1 : end] if "#" in line]
        return "\n".join((ast.get_docstring(function) or "", *(line.strip() for line in said)))

    def body(self, function: ast.FunctionDef) -> str:
        """The lines of the body, from the comments above its first statement, without docstring and annotations."""
        rest = _without_docstring(function)
        if not rest:
            return "    pass"
        before = function.body[0] if len(rest) < len(function.body) else None
        end = self._starts[rest[-1].end_lineno or 1] - 1
        header_end = before.end_lineno if before is not None else None
        if before is None and self.text[self._starts[rest[0].lineno - 1] :][: rest[0].col_offset].strip():
            start, _ = self.span(rest[0])  # def f(x): return x
            return "    " + self._edited(function, start, end)
        first = rest[0].lineno
        while first - 1 > (header_end or function.lineno) and self._lines[first - 2].lstrip().startswith("#"):
            first -= 1
        return self._edited(function, self._starts[first - 1], end)

    def _edited(self, function: ast.FunctionDef, start: int, end: int) -> str:
        parts, position = [], start
        for first, last, text in sorted(self._unannotated(function)):
            if start <= first and last <= end and first >= position:
                parts += [self.text[position:first], text]
                position = last
        return "".join((*parts, self.text[position:end]))

    def _unannotated(self, function: ast.FunctionDef) -> Iterator[tuple[int, int, str]]:
        for node in ast.walk(function):
            if isinstance(node, ast.AnnAssign):
                if node.value is not None:
                    yield self.span(node.target)[1], self.span(node.value)[0], " = "
                else:
                    yield (*self.span(node), "pass")
            elif isinstance(node, ast.arg) and node.annotation is not None:
                yield self.offset(node.lineno, node.col_offset) + len(node.arg), self.span(node.annotation)[1], ""
            elif isinstance(node, ast.FunctionDef) and node is not function and node.returns is not None:
                start, last = self.span(node.returns)
                arrow = self.text.rindex("->", 0, start)
                yield arrow - len(self.text[:arrow]) + len(self.text[:arrow].rstrip()), last, ""


def _without_docstring(function: ast.FunctionDef) -> list[ast.stmt]:
    return function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body


# ── blanks ──


def _blanks(code: str, tries: list[list[Any]]) -> dict[str, Any]:
    tree = ast.parse(code)
    source = _Source(code)
    return {
        "same": [_is_same(tree, marked, dict(options)) for marked, options in tries],
        "expressions": [list(source.span(node)) for node in _expressions(tree)][:_MOST],
    }


def _is_same(tree: ast.Module, marked: str, options: dict[str, str]) -> bool:
    """Whether the marked program, its blanks filled, is the program again: so that no blank is a part of a sum only."""
    try:
        template = parse_template(marked, tuple(options))
        fill(template, options, ())
    except (UnparsedError, ValueError, RecursionError, MemoryError):
        return False
    return ast.dump(template.tree) == ast.dump(tree)


def _expressions(tree: ast.Module) -> Iterator[ast.expr]:
    """What is worth asking for: right sides, results, conditions and what loops go over, if they are not one name."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(value=value) | ast.AugAssign(value=value):
                found = value
            case ast.Return(value=ast.expr() as value):
                found = value
            case ast.If(test=value) | ast.While(test=value) | ast.For(iter=value) | ast.IfExp(test=value):
                found = value
            case _:
                continue
        plain = found.operand if isinstance(found, ast.UnaryOp) else found
        if not isinstance(plain, ast.Name | ast.Constant):
            yield found
