"""Puts options into blanks by syntax, not by text.

    template     ``2 * (あ)``  parses to  BinOp(2, *, Name("あ"))
    option       ``a + b``     parses to  BinOp(a, +, b)
    program      BinOp(2, *, BinOp(a, +, b))                    so it means 2 * (a + b)

A marker in parentheses is a Python name in parentheses, so the template is an ordinary program.  A blank that is a
whole statement is replaced by the statements of the option.  Every node of an option keeps its own line, moved up by
a multiple of `OPTION_LINES`, so that a traceback tells which text it means.

The template is parsed once, and so is each text; for each option the nodes at the blanks are replaced.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import CodeType
from typing import Any, NamedTuple

from exam_drill.sandbox.inside.policy import Checked, check, measure, settle

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


class _Slot(NamedTuple):
    """Where a blank stands: the node or list that holds it, the field's name or the position, and its own node."""

    holder: Any
    key: str | int
    label: str
    node: ast.expr

    def put(self, node: ast.expr) -> None:
        if isinstance(self.key, str):
            setattr(self.holder, self.key, node)
        else:
            self.holder[self.key] = node


class _Body(NamedTuple):
    """Statements of which some are blanks: the list in the tree, and a copy of what it holds in the template."""

    statements: list[ast.stmt]
    template: tuple[ast.stmt, ...]


@dataclass(frozen=True)
class Template:
    """A program with blanks in it that was found to parse, and the labels in the order of their lines.

    `checked` is what the policy found in it; None where programs are not under the policy.  `parsed` are the texts that
    were put into it so far, by label, mode and text: their nodes, and what the policy found in them.
    """

    code: str
    tree: ast.Module
    labels: tuple[str, ...]
    slots: tuple[_Slot, ...]
    bodies: tuple[_Body, ...]
    checked: Checked | None
    parsed: dict[tuple[str, str, str], tuple[Any, Checked]] = field(default_factory=dict)

    def text_of_line(self, line: int) -> tuple[str, str, int]:
        """(where, label, line) of a line number of the compiled program."""
        block, line = divmod(line, OPTION_LINES)
        return ("option", self.labels[block - 1], line) if 1 <= block <= len(self.labels) else ("code", "", line)


class Compiled(NamedTuple):
    """A program with all blanks filled, or its call; the rest as in `policy.Checked`, and not without the policy."""

    code: CodeType
    shareable: bool
    deaf: bool


def parse_template(code: str, labels: tuple[str, ...], policy: bool = False) -> Template:
    """Parses a program whose blanks are written `(あ)`; UnparsedError if it is no Python, or RefusedError."""
    tree: ast.Module = _parse(code, "exec", "code", "", policy)
    checked = check(tree, code, "code", "") if policy else None
    slots, bodies = _find(tree, labels)
    return Template(code, tree, labels, slots, bodies, checked)


def parse_option(text: str, mode: str, label: str, policy: bool = False) -> Any:
    """The tree of an option, "eval" for an expression, "exec" for statements; UnparsedError, RefusedError."""
    return _parse(text, mode, "option", label, policy)


def fill(
    template: Template,
    options: Mapping[str, str],
    judged: Collection[str],
    reporting: Callable[[ast.expr], ast.expr] | None = None,
) -> Compiled:
    """Compiles the program with an option's text for each label; the `judged` blanks report that they were reached.

    `reporting` makes an expression into one that reports; if none is given, it tells its label as it is evaluated.
    UnparsedError if an option, or the program that results, is no Python; RefusedError if the policy does not allow it.
    """
    checked: list[Checked] = []

    def parsed(label: str, mode: str) -> Any:
        found = _parsed(template, label, mode, options[label])
        checked.append(found[1])
        return found[0]

    for slot in template.slots:
        expression = parsed(slot.label, "eval")
        if slot.label in judged:
            expression = reporting(expression) if reporting else _reporting(expression, slot.label)
        slot.put(expression)
    for body in template.bodies:
        statements: list[ast.stmt] = []
        for node in body.template:
            label = _blank(node, options)
            if label and label in judged:
                statements.append(ast.copy_location(ast.Expr(_reached(node, "" if reporting else label)), node))
            statements += parsed(label, "exec") if label else [node]
        body.statements[:] = statements
    if template.checked is not None:
        settle(template.checked, *checked)
    try:
        code = compile(template.tree, FILE_NAME, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        where, label = "code", ""
        if isinstance(error, SyntaxError) and error.lineno:
            where, label, error.lineno = template.text_of_line(error.lineno)
        raise UnparsedError(where, label, error) from None
    if template.checked is None:
        return Compiled(code, False, False)
    parts_checked = (template.checked, *checked)
    return Compiled(code, all(part.shareable for part in parts_checked), all(part.deaf for part in parts_checked))


def _parsed(template: Template, label: str, mode: str, text: str) -> tuple[Any, Checked]:
    """The nodes of a text for a blank, and what the policy found in it."""
    key = label, mode, text
    if key not in template.parsed:
        text = textwrap.dedent(text) if mode == "exec" else text.strip()
        policy = template.checked is not None
        tree = _parse(text, mode, "option", label, policy)
        lines = OPTION_LINES * (template.labels.index(label) + 1)
        if policy:
            checked = check(tree, text, "option", label, lines)
        else:
            checked = Checked()
            ast.increment_lineno(tree, lines)
        template.parsed[key] = tree.body, checked
    return template.parsed[key]


def compile_call(call: str, function: str, inputs: tuple[str, ...], template: Template) -> Compiled:
    """Code whose value is a function of the inputs, in order, that makes the call inside the program's globals.

    Without a `call` it is the program's own function: by name if all its parameters are names of inputs, else by
    position. LookupError if the program has no such function or wants another number of inputs.
    """
    shareable = deaf = template.checked is not None
    if call:
        tree = _parse(call.strip(), "eval", "call", "", template.checked is not None)
        if template.checked is not None:
            checked = check(tree, call.strip(), "call", "")
            settle(checked, template.checked)
            shareable, deaf = checked.shareable, checked.deaf
        body = tree.body
    else:
        names = _parameters(template, function, inputs)
        # What an input is called here is nobody's concern; by its own name it might hide the function.
        called = {name: f"{function}_{position}" for position, name in enumerate(inputs)}
        body = ast.Call(ast.Name(function, ast.Load()), [ast.Name(called[name], ast.Load()) for name in names], [])
        inputs = tuple(called.values())
    arguments = ast.arguments([], [ast.arg(name) for name in inputs], None, [], [], None, [])
    expression = ast.fix_missing_locations(ast.Expression(ast.Lambda(arguments, body)))
    try:
        return Compiled(compile(expression, CALL_NAME, "eval", dont_inherit=True), shareable, deaf)
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


def _parse(text: str, mode: str, where: str, label: str, policy: bool) -> Any:
    if policy:
        measure(text, where, label)
    try:
        return ast.parse(text, FILE_NAME, mode)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise UnparsedError(where, label, error) from None


def _find(tree: ast.Module, labels: tuple[str, ...]) -> tuple[tuple[_Slot, ...], tuple[_Body, ...]]:
    """Where the blanks stand in a program's tree."""
    slots: list[_Slot] = []
    bodies: list[_Body] = []

    def look(child: Any, holder: Any, key: str | int) -> None:
        if isinstance(child, ast.Name) and child.id in labels:
            if not isinstance(child.ctx, ast.Load):
                error = SyntaxError("a blank cannot stand where a name is assigned or deleted")
                error.lineno, error.offset = child.lineno, child.col_offset + 1
                raise UnparsedError("code", "", error)
            slots.append(_Slot(holder, key, child.id, child))
        elif isinstance(child, ast.AST):
            waiting.append(child)

    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        for name in node._fields:
            child = getattr(node, name, None)
            if not isinstance(child, list):
                look(child, node, name)
                continue
            blanks = [item for item in child if _blank(item, labels)]
            if blanks:
                bodies.append(_Body(child, tuple(child)))
            for position, item in enumerate(child):
                if item not in blanks:
                    look(item, child, position)
    return tuple(slots), tuple(bodies)


def _blank(node: Any, labels: Any) -> str:
    """The label of a statement that is a blank, "" of any other."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Name) and node.value.id in labels:
        return node.value.id
    return ""


def _reporting(expression: ast.expr, label: str) -> ast.expr:
    """(reached(label), option)[1]: says that it was evaluated, and changes nothing else."""
    pair = ast.copy_location(ast.Tuple([_reached(expression, label), expression], ast.Load()), expression)
    index = ast.copy_location(ast.Constant(1), expression)
    return ast.copy_location(ast.Subscript(pair, index, ast.Load()), expression)


def _reached(node: ast.AST, label: str) -> ast.Call:
    name = ast.copy_location(ast.Name(REACHED, ast.Load()), node)
    told: list[ast.expr] = [ast.copy_location(ast.Constant(label), node)] if label else []
    return ast.copy_location(ast.Call(name, told, []), node)
