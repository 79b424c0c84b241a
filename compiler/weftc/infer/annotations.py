"""Annotations: what they say is checked against what was inferred; the element types of an empty container, or the
type of a channel, are taken from them.

An annotation never converts: `x: float = 1` stays an int, as in CPython. `float` admits int and `int` bool, as type
checkers have it. What isn't understood here (names of the typing module's more advanced forms) is let through.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from weftc.diagnostics import error
from weftc.diagnostics.written import written
from weftc.hir import hir
from weftc.infer.arguments import passed
from weftc.infer.binding import all_parameters
from weftc.kinds.classes import ClassKind
from weftc.kinds.function import FunctionKind
from weftc.kinds.handle import ChannelKind
from weftc.kinds.kind import Kind, Type, find, is_of, resolve, show, viewed
from weftc.kinds.none import NONE_ATOM
from weftc.kinds.numbers import BOOL_ATOM, FLOAT_ATOM, INT, INT_ATOM
from weftc.kinds.text import STR_ATOM
from weftc.kinds.tuple import TupleKind, VarTupleKind

if TYPE_CHECKING:
    from weftc.infer.engine import Engine, Instance
    from weftc.infer.site import Site

SCALARS: dict[str, frozenset[Kind]] = {
    "int": frozenset({INT_ATOM, BOOL_ATOM}),
    "float": frozenset({FLOAT_ATOM, INT_ATOM, BOOL_ATOM}),
    "bool": frozenset({BOOL_ATOM}),
    "str": frozenset({STR_ATOM}),
    "None": frozenset({NONE_ATOM}),
}
#: the built-in classes of these names, or of theirs in lower case
CONTAINERS = frozenset("list List dict Dict tuple Tuple set Set frozenset FrozenSet".split())
#: annotations in quotes that are longer are generated, may be nested too deep for the parser, and aren't looked at
LONGEST_QUOTED = 1000


def library_arguments(code: hir.Code, args: list[Type]) -> list[Type]:
    """What functions of the library annotate as int they get as int: a bool would come out again. Of an object whose
    class derives from what they annotate, or whose methods they are, they get the view."""
    if any(atom.view is not None for arg in args for atom in map(find, arg)):
        kind = code.module.name.partition("lib.kinds.")[2]
        this = frozenset(view for view in map(viewed, map(find, args[0])) if is_of(view, kind))
        args = [viewed_as(this, args[0]), *args[1:]]
        wanted = {p.name: p.annotation.id for p in code.parameters if isinstance(p.annotation, ast.Name)}
        given = zip(all_parameters(code), args, strict=True)
        args = [viewed_as(SCALARS.get(wanted.get(name, ""), frozenset()), arg) for name, arg in given]
    whole = {p.name for p in code.parameters if isinstance(p.annotation, ast.Name) and p.annotation.id == "int"}
    if not whole or not any(BOOL_ATOM in arg for arg in args):
        return args
    names = all_parameters(code)
    return [INT if name in whole and arg <= SCALARS["int"] else arg for name, arg in zip(names, args, strict=True)]


def viewed_as(wanted: frozenset[Kind], type: Type) -> Type:
    """The type, with views for the objects that are of these kinds only by theirs."""
    return frozenset(viewed(atom) if viewed(atom) in wanted else atom for atom in map(find, type))


def check_annotation(site: Site, annotation: object, type: Type) -> None:
    """Reports, in the last round, a value that its annotation doesn't admit."""
    engine, value = site.engine, site.value
    if not isinstance(annotation, ast.expr) or not engine.reporting:
        return
    node = unquote(annotation)
    if type and not admits(engine, site.instance.code.module, node, resolve(type)):
        engine.error(
            error("E0320", f"this is {show(type)}, not {written(node)}", value.span, f"annotated {written(node)}"),
            (value.args[0],),
        )


def arguments_admitted(engine: Engine, value: hir.Value, func: FunctionKind, args: list[Type]) -> bool:
    """Do the arguments agree with the parameters' annotations? What they don't admit isn't analysed further."""
    code = func.code
    positional = [p for p in code.parameters if not p.keyword_only]
    parameters = [*positional, *([None] if code.vararg is not None else []), *code.parameters[len(positional) :]]
    parameters += [None] if code.kwarg is not None else []
    admitted = True
    for position, (parameter, type) in enumerate(zip(parameters, args, strict=True)):
        if parameter is None or parameter.annotation is None:
            continue
        node = unquote(parameter.annotation)
        if not admits(engine, code.module, node, resolve(type)):
            admitted = False
            if engine.reporting:
                wanted = written(node)
                message = f"'{parameter.name}' of {code.qualname}() is annotated {wanted}, and given {show(type)}"
                given = passed(engine.current, value, func, position) if engine.current is not None else None
                operands = (given,) if isinstance(given, hir.Value) else ()
                engine.error(error("E0320", message, value.span, f"{parameter.name} is {show(type)} here"), operands)
    return admitted


def check_return(engine: Engine, instance: Instance, value: hir.Value) -> None:
    """Reports, in the last round, a result that the annotation doesn't admit."""
    code = instance.code
    type = resolve(instance.types.get(value.id, frozenset()))
    if not engine.reporting or code.returns is None or not type:
        return
    node = unquote(code.returns)
    if not admits(engine, code.module, node, type):
        message = f"{code.qualname}() returns {show(type)}, and is annotated {written(node)}"
        engine.error(error("E0320", message, value.span, f"this is {show(type)}"), (value,))


def unquote(node: ast.expr) -> ast.expr:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) <= LONGEST_QUOTED:
        try:
            return ast.parse(node.value, mode="eval").body
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            return node
    return node


def admits(engine: Engine, module: hir.Module, node: ast.expr, type: Type) -> bool:
    return all(admits_atom(engine, module, node, find(atom)) for atom in type)


def admits_atom(engine: Engine, module: hir.Module, node: ast.expr, atom: Kind) -> bool:
    node = unquote(node)
    match node:
        case ast.Constant(value=None):
            return atom is NONE_ATOM
        case ast.BinOp(op=ast.BitOr()):
            return any(admits_atom(engine, module, option, atom) for option in alternatives(node))
        case ast.Subscript(ast.Name("Optional"), inner):
            return atom is NONE_ATOM or admits_atom(engine, module, inner, atom)
        case ast.Subscript(ast.Name("Union"), ast.Tuple(options)):
            return any(admits_atom(engine, module, option, atom) for option in options)
        case ast.Name(name) if name in SCALARS:
            return viewed(atom) in SCALARS[name]
        case ast.Name(name) | ast.Subscript(ast.Name(name)) if (
            name in CONTAINERS and (info := atom.class_info) is not None and atom.view is None
        ) and info.builtin_base == name.lower():
            return True
        case ast.Name(name) if name in CONTAINERS:
            return is_container(viewed(atom), name)
        case ast.Subscript(ast.Name("tuple" | "Tuple"), ast.Tuple([first, ast.Constant(value=x)])) if (
            x is Ellipsis and isinstance(made := viewed(atom), VarTupleKind)
        ):
            return admits(engine, module, first, resolve(made.elem.find().type))
        case ast.Subscript(ast.Name(name), inner) if name in CONTAINERS:
            return is_container(viewed(atom), name) and admits_parts(engine, module, inner, viewed(atom))
        case ast.Subscript(ast.Name("Channel" | "Queue" as name), inner):
            if not isinstance(atom, ChannelKind) or atom.class_name != name:
                return False
            return admits(engine, module, inner, resolve(atom.elem.find().type))
        case ast.Name(name):
            cell = engine.globals.get((module.name, name))
            known = resolve(cell.find().type) if cell is not None else frozenset()
            if len(known) == 1 and isinstance(cls := next(iter(known)), ClassKind):
                return atom.class_info is not None and atom.class_info.is_subclass(cls.cls)
    return True


def alternatives(node: ast.expr) -> Iterator[ast.expr]:
    """Of a union that is written with `|`."""
    stack = [node]
    while stack:
        match stack.pop():
            case ast.BinOp(left, ast.BitOr(), right):
                stack += [right, left]
            case option:
                yield option


def admits_parts(engine: Engine, module: hir.Module, inner: ast.expr, atom: Kind) -> bool:
    match atom, inner:
        case VarTupleKind(), _:
            return False
        case TupleKind(items=items), ast.Tuple([first, ast.Constant(value=x)]) if x is Ellipsis:
            return all(admits(engine, module, first, resolve(c.find().type)) for c in items)
        case TupleKind(items=items), ast.Tuple(parts):
            return len(parts) == len(items) and all(
                admits(engine, module, p, resolve(c.find().type)) for p, c in zip(parts, items, strict=True)
            )
        case TupleKind(items=items), _:
            return len(items) == 1 and admits(engine, module, inner, resolve(items[0].find().type))
    parts, cells = inner.elts if isinstance(inner, ast.Tuple) else [inner], atom.cells()
    return len(parts) != len(cells) or all(
        admits(engine, module, part, resolve(cell.find().type)) for part, cell in zip(parts, cells, strict=True)
    )


def is_container(atom: Kind, name: str) -> bool:
    return is_of(atom, name.lower())
