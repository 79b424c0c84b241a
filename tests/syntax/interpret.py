"""Runs the untyped form directly on Python's objects, to prove the builder: a program run so must print
what CPython prints. Used as `python -m tests.syntax.interpret FILE`, in the folder that holds `tests`, with
`compiler` on the path.

Every built function becomes a Python function of the same signature, so that CPython binds arguments.
Classes become Python classes. Operations do what the table in hir.py says, by Python's own means.
"""

from __future__ import annotations

import builtins
import importlib
import operator
import sys
import threading
import types
from collections.abc import Callable, Iterator
from typing import Any

from weftc.diagnostics import DiagnosticSink, render_all
from weftc.hir.hir import (
    Block,
    Body,
    Branch,
    Class,
    Code,
    ForNext,
    Jump,
    Program,
    Raise,
    Return,
    Switch,
    Value,
)
from weftc.hir.verify import verify
from weftc.syntax.build import load_program

BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
    "@": operator.matmul,
}
INPLACE: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.iadd,
    "-": operator.isub,
    "*": operator.imul,
    "/": operator.itruediv,
    "//": operator.ifloordiv,
    "%": operator.imod,
    "**": operator.ipow,
    "<<": operator.ilshift,
    ">>": operator.irshift,
    "&": operator.iand,
    "|": operator.ior,
    "^": operator.ixor,
    "@": operator.imatmul,
}
COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda a, b: a in b,
    "not in": lambda a, b: a not in b,
    "is": operator.is_,
    "is not": operator.is_not,
}
UNARY: dict[str, Callable[[Any], Any]] = {"-": operator.neg, "+": operator.pos, "~": operator.invert}
UNBOUND: Any = object()


class Namespace:
    """A module of the program as a value."""

    def __init__(self, name: str) -> None:
        self.__dict__["__name__"] = name


class Interpreter:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.spaces = {name: Namespace(name) for name in program.modules}
        self.begun: set[str] = set()
        self.handled: Any = None
        self.classes: dict[type, Class] = {}

    def run_module(self, name: str) -> None:
        if name in self.begun:
            return
        self.begun.add(name)
        code = self.program.modules[name].code
        assert code is not None
        self.execute(code.body(), [])

    def function(self, code: Code, captures: list[Any], defaults: list[Any]) -> types.FunctionType:
        """A Python function that runs the code."""
        positional: list[str] = []
        names: list[str] = []
        scope: dict[str, Any] = {"_run": lambda arguments: self.execute(code.body(), [*captures, *arguments])}
        given = iter(defaults)
        keyword_only: list[str] = []
        for number, parameter in enumerate(code.parameters):
            text = parameter.name
            if parameter.has_default:
                scope[f"_default{number}"] = next(given)
                text += f"=_default{number}"
            (keyword_only if parameter.keyword_only else positional).append(text)
            names.append(parameter.name)
        unnamed = sum(parameter.positional_only for parameter in code.parameters)
        split = len(positional)
        if code.vararg is not None:
            names.insert(split, code.vararg)
            positional.append(f"*{code.vararg}")
        elif keyword_only:
            positional.append("*")
        if unnamed:
            positional.insert(unnamed, "/")
        if code.kwarg is not None:
            names.append(code.kwarg)
            keyword_only.append(f"**{code.kwarg}")
        text = f"lambda {', '.join(positional + keyword_only)}: _run([{', '.join(names)}])"
        made: types.FunctionType = eval(text, scope)  # so CPython binds the arguments
        made.__name__ = code.name
        made.__qualname__ = code.qualname
        made.__module__ = code.module.name
        return made

    # -- blocks ------------------------------------------------------------------------------------------

    def execute(self, body: Body, arguments: list[Any]) -> Any:
        env: dict[Value, Any] = dict(zip(body.params, arguments, strict=True))
        block: Block = body.blocks[0]
        caught: BaseException | None = None
        while True:
            try:
                for value in block.instrs:
                    if value.op == "catch":
                        env[value] = caught
                    else:
                        env[value] = self.instruction(value, [env[argument] for argument in value.args])
                term = block.term
                if isinstance(term, Return):
                    return env[term.value]
                block = self.next_block(term, env)
            except BaseException as error:
                if not hasattr(error, "weft_seen"):
                    error.weft_seen = True  # type: ignore[attr-defined]
                    if error.__context__ is None and error is not self.handled:
                        error.__context__ = self.handled
                if block.handler is None:
                    raise
                caught = error
                self.enter(block.handler, [env[value] for value in block.handler_args], env)
                block = block.handler

    def enter(self, block: Block, arguments: list[Any], env: dict[Value, Any]) -> Block:
        env.update(zip(block.params, arguments, strict=True))
        return block

    def next_block(self, term: object, env: dict[Value, Any]) -> Block:
        match term:
            case Jump() as jump:
                return self.follow(jump, env)
            case Branch(cond, then, otherwise):
                assert isinstance(env[cond], bool), cond
                return self.follow(then if env[cond] else otherwise, env)
            case Switch(index, targets):
                return self.follow(targets[env[index]], env)
            case ForNext(iterator, body, exit, _):
                try:
                    item = next(env[iterator])
                except StopIteration:
                    return self.follow(exit, env)
                return self.enter(body.target, [item, *(env[value] for value in body.args)], env)
            case Raise(exc, cause, reraise, _):
                self.throw(env[exc], env[cause] if cause is not None else UNBOUND, reraise)
        raise AssertionError(f"came to {term}")

    def follow(self, jump: Jump, env: dict[Value, Any]) -> Block:
        return self.enter(jump.target, [env[value] for value in jump.args], env)

    def throw(self, error: Any, cause: Any, reraise: bool) -> None:
        if reraise:
            raise error
        if isinstance(error, type):
            error = error()
        if cause is not UNBOUND:
            raise error from (cause() if isinstance(cause, type) else cause)
        raise error

    # -- operations --------------------------------------------------------------------------------------

    def instruction(self, value: Value, args: list[Any]) -> Any:
        imm: Any = value.imm
        match value.op:
            case "const":
                return imm
            case "unbound":
                return UNBOUND
            case "check_bound":
                if not args[0]:
                    message = f"cannot access local variable '{imm}' where it is not associated with a value"
                    raise UnboundLocalError(message)
            case "gload":
                try:
                    return self.spaces[imm[0].name].__dict__[imm[1]]
                except KeyError:
                    raise NameError(f"name '{imm[1]}' is not defined") from None
            case "gstore":
                self.spaces[imm[0].name].__dict__[imm[1]] = args[0]
            case "gdel":
                del self.spaces[imm[0].name].__dict__[imm[1]]
            case "builtin":
                return types.NoneType if imm == "NoneType" else getattr(builtins, imm)
            case "module":
                return self.spaces[imm] if imm in self.spaces else importlib.import_module(imm)
            case "import":
                if imm in self.spaces:
                    self.run_module(imm)
                    owner, _, name = imm.rpartition(".")
                    if owner:
                        self.spaces[owner].__dict__[name] = self.spaces[imm]
            case "box":
                return list(args)
            case "box.load":
                if not args[0]:
                    where = "where it is not associated with a value in enclosing scope"
                    raise NameError(f"cannot access free variable '{imm}' {where}")
                return args[0][0]
            case "box.store":
                args[0][:] = [args[1]]
            case "box.del":
                args[0].clear()
            case "closure":
                captured = len(imm.captures)
                return self.function(imm, args[:captured], args[captured:])
            case "class":
                return self.make_class(imm, args)
            case "super":
                of = args[0] if isinstance(args[0], type) else type(args[0])
                return super(next(c for c in of.__mro__ if self.classes.get(c) is imm), args[0])
            case op if op in OPERATIONS:
                return OPERATIONS[op](imm, *args)
            case "call":
                return self.call(args[0], args[1:], imm)
            case "call_method":
                return self.call(getattr(args[0], imm[0]), args[1:], imm[1])
            case "handling.enter":
                before, self.handled = self.handled, args[0]
                return before
            case "handling.leave":
                self.handled = args[0]
            case "exc.current":
                if self.handled is None:
                    raise RuntimeError("No active exception to reraise")
                return self.handled
            case "with.exit":
                manager, error = args
                if error is None:
                    return type(manager).__exit__(manager, None, None, None)
                return type(manager).__exit__(manager, type(error), error, None)
            case _:
                raise AssertionError(f"no operation {value.op}")
        return None

    def call(self, callee: Any, args: list[Any], shape: Any) -> Any:
        positional: list[Any] = []
        for number, argument in enumerate(args[: shape.positional]):
            if number in shape.stars:
                positional += argument
            else:
                positional.append(argument)
        keywords: dict[str, Any] = {}
        for name, value in zip(shape.keywords, args[shape.positional :], strict=True):
            named = value if name == "**" else {name: value}
            if keywords.keys() & named.keys():
                return callee(*positional, **keywords, **named)  # CPython says what is wrong
            keywords.update(named)
        return callee(*positional, **keywords)

    def make_class(self, made: Class, args: list[Any]) -> type:
        rest = iter(args)
        bases = (next(rest),) if made.has_base else ()
        body: dict[str, Any] = {"__qualname__": made.qualname, "__module__": made.module.name}
        if made.match_args is not None:
            body["__match_args__"] = made.match_args
        if made.slots is not None:
            body["__slots__"] = made.slots
        for name in made.attributes:
            body[name] = next(rest)
        functions: dict[Code, Any] = {}
        for name, code in made.methods.items():
            captures = [next(rest) for _ in code.captures]
            given = [next(rest) for p in code.parameters if p.has_default]
            function = functions.setdefault(code, self.function(code, captures, given))
            wrap = {"staticmethod": staticmethod, "classmethod": classmethod, "property": property}.get(code.kind)
            body[name] = function if wrap is None else wrap(function)
        cls = type(made.name, bases, body)
        self.classes[cls] = made
        return cls


class Unpacked:
    def __init__(self, items: Any, before: int, star: bool, after: int) -> None:
        if isinstance(items, tuple | list) and len(items) == before and not star:
            self.items = list(items)
        elif star:  # CPython's own messages where it fails
            scope: dict[str, Any] = {"items": items}
            names = [f"a{n}" for n in range(before)] + ["*s"] + [f"b{n}" for n in range(after)]
            exec(f"{', '.join(names)}, = items", scope)
            self.items = [scope[name.strip("*")] for name in names]
        else:
            names = [f"a{n}" for n in range(before)]
            scope = {"items": items}
            exec(f"[{', '.join(names)}] = items", scope)
            self.items = [scope[name] for name in names]


def _index_set(_: object, owner: Any, key: Any, value: Any) -> None:
    owner[key] = value


def _index_del(_: object, owner: Any, key: Any) -> None:
    del owner[key]


def _slice_set(_: object, owner: Any, start: Any, stop: Any, step: Any, value: Any) -> None:
    owner[start:stop:step] = value


def _slice_del(_: object, owner: Any, start: Any, stop: Any, step: Any) -> None:
    del owner[start:stop:step]


def _same(value: Any) -> Any:
    return value


def _format(conversion: Any, value: Any, spec: str = "") -> str:
    conversions: dict[str, Callable[[Any], Any]] = {"": _same, "r": repr, "s": str, "a": ascii}
    return format(conversions[conversion](value), spec)


def _refine(imm: Any, value: Any, *extra: Any) -> Any:
    """Checks that what is claimed is true."""
    kind, positive = imm
    match kind:
        case "isinstance":
            truth = isinstance(value, extra[0])
        case "none":
            truth = value is None
        case "truth":
            truth = bool(value)
        case "sequence":
            truth = isinstance(value, list | tuple | range)
        case "equal":
            truth = value is extra[0] or value == extra[0]
    assert truth is positive, f"not {imm}: {value!r}"
    return value


def _sequence(imm: Any, value: Any) -> bool:
    minimum, exact = imm
    if not isinstance(value, list | tuple | range):
        return False
    return bool(len(value) == minimum if exact else len(value) >= minimum)


def _match_attr(imm: Any, value: Any, cls: Any) -> Any:
    if isinstance(imm, int) and not hasattr(cls, "__match_args__"):
        return value  # of a class that derives from int, say
    return getattr(value, _attribute(imm, cls))


def _star_match(_: Any, rest: Any, classes: Any) -> tuple[Any, Any]:
    for cls in classes if isinstance(classes, tuple) else (classes,):
        if not isinstance(cls, type) or not issubclass(cls, BaseException):
            raise TypeError("catching classes that do not inherit from BaseException is not allowed")
        if issubclass(cls, BaseExceptionGroup):
            raise TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
    if isinstance(rest, classes):
        return rest if isinstance(rest, BaseExceptionGroup) else BaseExceptionGroup("", (rest,)), None
    return rest.split(classes) if isinstance(rest, BaseExceptionGroup) else (None, rest)


def _star_end(_: Any, caught: Any, errors: list[Any], rest: Any) -> Any:
    """What goes on after `except*`, where no clause raises a part of the group again: by CPython that is told by its
    traceback."""
    if not isinstance(caught, BaseExceptionGroup):
        return errors[0] if errors else rest
    leaves = {id(leaf) for leaf in _leaves(rest)} if rest is not None else set()
    again = caught.subgroup(lambda e: id(e) in leaves)
    together = errors + ([again] if again is not None else [])
    if len(together) < 2:
        return together[0] if together else None
    return BaseExceptionGroup("", together)


def _leaves(group: Any) -> list[Any]:
    parts = [_leaves(e) if isinstance(e, BaseExceptionGroup) else [e] for e in group.exceptions]
    return [leaf for part in parts for leaf in part]


def _match_has_attr(imm: Any, value: Any, cls: Any) -> bool:
    if isinstance(imm, int) and not hasattr(cls, "__match_args__"):
        return True
    return hasattr(value, _attribute(imm, cls))


def _attribute(which: int | str, cls: Any) -> str:
    return cls.__match_args__[which] if isinstance(which, int) else which


class Total:
    """What `sum` has added so far (its own compensation needs all items at once)."""

    def __init__(self, items: list[Any]) -> None:
        self.items = items


def _sum_add(_: object, total: Any, correction: Any, item: Any) -> Total:
    so_far = total if isinstance(total, Total) else Total([total])
    so_far.items.append(item)
    return so_far


def _sum_end(_: object, total: Any, correction: Any) -> Any:
    if not isinstance(total, Total):
        return total
    return sum(total.items[1:], total.items[0])


def _dict(_: object, *parts: Any) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _iter(_: object, value: Any) -> Iterator[Any]:
    return iter(value)


def _set(how: str | tuple[str, tuple[Any, ...]] | None, *items: Any) -> Any:
    if how is None:
        return set(items)
    if isinstance(how, tuple):
        how, items = how
    made = frozenset(list(frozenset(items)))
    return set(made) if how == "copied" else made


OPERATIONS: dict[str, Callable[..., Any]] = {
    "annotated": lambda _, value: value,
    "attr": lambda name, owner: getattr(owner, name),
    "attr.set": lambda name, owner, value: setattr(owner, name, value),
    "index": lambda _, owner, key: owner[key],
    "index.set": _index_set,
    "index.del": _index_del,
    "slice": lambda _, owner, start, stop, step: owner[start:stop:step],
    "slice.set": _slice_set,
    "slice.del": _slice_del,
    "unary": lambda op, value: UNARY[op](value),
    "not": lambda _, value: not value,
    "binary": lambda op, left, right: BINARY[op](left, right),
    "inplace": lambda op, left, right: INPLACE[op](left, right),
    "compare": lambda op, left, right: COMPARE[op](left, right),
    "truth": lambda _, value: bool(value),
    "tuple": lambda _, *items: items,
    "list": lambda constants, *items: list(constants or items),
    "dict": _dict,
    "keywords": lambda _, named: dict(named),
    "list.append": lambda _, items, item: items.append(item),
    "list.extend": lambda _, items, more: items.extend(more),
    "set": _set,
    "set.add": lambda _, items, item: items.add(item),
    "set.update": lambda _, items, more: items.update(more),
    "dict.set": _index_set,
    "dict.update": lambda _, items, more: items.update({**more}),
    "to_tuple": lambda _, items: tuple(items),
    "format": _format,
    "concat": lambda _, *pieces: "".join(pieces),
    "iter": _iter,
    "unpack": lambda shape, items: Unpacked(items, *shape),
    "item": lambda position, parts: parts.items[position],
    "sum.add": _sum_add,
    "sum.correct": lambda _, total, correction, item: correction,
    "sum.end": _sum_end,
    "isinstance": lambda _, value, classes: isinstance(value, classes),
    "refine": _refine,
    "match.sequence": _sequence,
    "match.attr": _match_attr,
    "match.has_attr": _match_has_attr,
    "star.end": _star_end,
    "star.match": _star_match,
}


def run(path: str) -> None:
    sink = DiagnosticSink()
    program = load_program(path, sink)
    if program is None:
        sys.stderr.write(render_all(sink.diagnostics(), sink.sources))
        raise SystemExit(1)
    interpreter = Interpreter(program)
    for module in program.modules.values():
        assert module.code is not None
        verify(module.code.body(), module.name)
    interpreter.run_module("__main__")


def main() -> None:
    """Runs the file named on the command line in a thread with a large stack."""
    sys.argv = sys.argv[1:]
    outcome: list[BaseException] = []

    def work() -> None:
        sys.setrecursionlimit(1_000_000)
        try:
            run(sys.argv[0])
        except BaseException as error:
            outcome.append(error)

    threading.stack_size(512 << 20)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    if outcome:
        raise outcome[0]


if __name__ == "__main__":
    main()
