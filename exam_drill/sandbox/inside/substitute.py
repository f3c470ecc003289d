"""Puts options into blanks by syntax, not by text.

    template     ``2 * (あ)``  parses to  BinOp(2, *, Name("あ"))
    option       ``a + b``     parses to  BinOp(a, +, b)
    program      BinOp(2, *, BinOp(a, +, b))                    so it means 2 * (a + b)

A marker in parentheses is a Python name in parentheses, so the template is an ordinary program.  A blank that is a
whole statement is replaced by the statements of the option.  Every node of an option keeps its own line, moved up by
a multiple of `OPTION_LINES`, so that a traceback tells which text it means.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Any

FILE_NAME = "<program>"
CALL_NAME = "<call>"
OPTION_LINES = 1_000_000
REACHED = "__reached__"

ParseError = SyntaxError | ValueError | RecursionError | MemoryError


class UnparsedError(Exception):
    """A text that is no Python: whose it is ("code", "option" or "call"), the blank's label, and the SyntaxError."""

    def __init__(self, where: str, label: str, error: ParseError) -> None:
        super().__init__(where, label, error)
        self.where, self.label, self.error = where, label, error


@dataclass(frozen=True)
class Template:
    """A program with blanks in it that was found to parse, and the labels in the order of their lines."""

    code: str
    tree: ast.Module
    labels: tuple[str, ...]

    def text_of_line(self, line: int) -> tuple[str, str, int]:
        """(where, label, line) of a line number of the compiled program."""
        block, line = divmod(line, OPTION_LINES)
        return ("option", self.labels[block - 1], line) if 1 <= block <= len(self.labels) else ("code", "", line)


def parse_template(code: str, labels: tuple[str, ...]) -> Template:
    """Parses a program whose blanks are written `(あ)`; UnparsedError if it is no Python."""
    return Template(code, _parse(code, "exec", "code", ""), labels)


def fill(template: Template, options: Mapping[str, str], judged: str) -> CodeType:
    """Compiles the program with an option's text for each label; the blank `judged` reports that it was reached.

    UnparsedError if an option, or the program that results, is no Python.
    """
    tree = ast.parse(template.code, FILE_NAME)  # cheaper than a copy of the parsed tree, and known to parse
    filler = _Filler(template, options, judged)
    tree = ast.fix_missing_locations(filler.visit(tree))
    try:
        return compile(tree, FILE_NAME, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        where, label = "code", ""
        if isinstance(error, SyntaxError) and error.lineno:
            where, label, error.lineno = template.text_of_line(error.lineno)
        raise UnparsedError(where, label, error) from None


def compile_call(call: str, function: str, inputs: tuple[str, ...], template: Template) -> CodeType:
    """Code whose value is a function of the inputs, in order, that makes the call inside the program's globals.

    Without a `call` it is the program's own function: by name if all its parameters are names of inputs, else by
    position. LookupError if the program has no such function or wants another number of inputs.
    """
    if call:
        body = _parse(call.strip(), "eval", "call", "").body
    else:
        names = _parameters(template, function, inputs)
        body = ast.Call(ast.Name(function, ast.Load()), [ast.Name(name, ast.Load()) for name in names], [])
    arguments = ast.arguments([], [ast.arg(name) for name in inputs], None, [], [], None, [])
    expression = ast.fix_missing_locations(ast.Expression(ast.Lambda(arguments, body)))
    try:
        return compile(expression, CALL_NAME, "eval", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise UnparsedError("call", "", error) from None


def _parameters(template: Template, function: str, inputs: tuple[str, ...]) -> tuple[str, ...]:
    definitions = [node for node in template.tree.body if isinstance(node, ast.FunctionDef) and node.name == function]
    if not definitions:
        raise LookupError("no-function", function)
    arguments = definitions[-1].args
    positional = [*arguments.posonlyargs, *arguments.args]
    names = tuple(argument.arg for argument in positional)
    if names and set(names) <= set(inputs):
        return names
    # By position, then; but not where that would give a parameter another input than the one of its name.
    if any(name in inputs and inputs[at : at + 1] != (name,) for at, name in enumerate(names)):
        raise LookupError("parameters", function)
    required = len(positional) - len(arguments.defaults)
    if arguments.vararg or required <= len(inputs) <= len(positional):
        return inputs
    raise LookupError("parameters", function)


def _parse(text: str, mode: str, where: str, label: str) -> Any:
    try:
        return ast.parse(text, FILE_NAME, mode)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise UnparsedError(where, label, error) from None


class _Filler(ast.NodeTransformer):
    """Replaces the names of blanks by the options' trees."""

    def __init__(self, template: Template, options: Mapping[str, str], judged: str) -> None:
        self.template, self.options, self.judged = template, options, judged

    def visit_Expr(self, node: ast.Expr) -> ast.AST | list[ast.stmt]:
        if not (isinstance(node.value, ast.Name) and node.value.id in self.options):
            return self.generic_visit(node)
        label = node.value.id
        statements: list[ast.stmt] = self._parsed(label, "exec").body
        if label == self.judged:
            statements.insert(0, ast.copy_location(ast.Expr(_reached(node)), node))
        return statements

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id not in self.options:
            return node
        if not isinstance(node.ctx, ast.Load):
            error = SyntaxError("a blank cannot stand where a name is assigned or deleted")
            error.lineno, error.offset = node.lineno, node.col_offset + 1
            raise UnparsedError("code", "", error)
        expression: ast.expr = self._parsed(node.id, "eval").body
        if node.id != self.judged:
            return expression
        # (reached(), option)[1]: says that it was evaluated, and changes nothing else.
        pair = ast.copy_location(ast.Tuple([_reached(expression), expression], ast.Load()), expression)
        index = ast.copy_location(ast.Constant(1), expression)
        return ast.copy_location(ast.Subscript(pair, index, ast.Load()), expression)

    def _parsed(self, label: str, mode: str) -> Any:
        text = self.options[label]
        text = textwrap.dedent(text) if mode == "exec" else text.strip()
        tree = _parse(text, mode, "option", label)
        ast.increment_lineno(tree, OPTION_LINES * (self.template.labels.index(label) + 1))
        return tree


def _reached(node: ast.AST) -> ast.Call:
    name = ast.copy_location(ast.Name(REACHED, ast.Load()), node)
    return ast.copy_location(ast.Call(name, [], []), node)
