"""What may change once a task has been spawned: objects, and globals that get another value.

In: `Spawning`, and a program's types. Out: `Changes`: the atoms of which an object that is older than the first spawn
may be changed after it, and the globals that are bound then. Objects of one place and instance are one atom, so this
tells kinds of objects apart, not objects.

Objects that are younger than the first spawn don't count. So each value has *origins*: the object was made during this
call of its function (no origin), it is one of the function's parameters, or anything else. A call during which the
first spawn can't come lies wholly before or after it, and changes to what was made in it are harmless. Of a function
we keep which parameters it changes, and the origins of its result:

    def squares(n):             changes nothing older than its call; the result is made in it
        out = []
        for i in range(n):
            append(out, i * i)
        return out

    def append(xs, x):          changes its parameter 0
        xs.append(x)

Every operation and built-in that changes nothing is listed; what isn't is taken to change all that its operands reach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from weftc.builtins.table import library_member
from weftc.hir import hir
from weftc.hir.operands import global_of, method_of
from weftc.hir.ops import Does, those
from weftc.infer.args import MAPPING
from weftc.infer.binding import all_parameters, match_arguments, with_self
from weftc.infer.engine import Engine, Instance
from weftc.infer.global_keys import IMPORTED, GlobalKey, bound_flag
from weftc.infer.spawning import Spawning
from weftc.ir.ops import Effect
from weftc.ir.runtime import ROWS, RUNTIME
from weftc.kinds.bound import BoundKind
from weftc.kinds.class_info import ClassInfo, Variable, set_flag
from weftc.kinds.classes import BuiltinClassKind, ClassKind, SuperKind
from weftc.kinds.function import BoxKind, BuiltinKind, FunctionKind
from weftc.kinds.gate import CellKind
from weftc.kinds.handle import ChannelKind, TaskKind
from weftc.kinds.iterator import IteratorKind
from weftc.kinds.kind import NEVER, Cell, Kind, Type, find, has, resolve, viewed
from weftc.kinds.methods import LibraryKind
from weftc.kinds.module import ModuleKind
from weftc.kinds.objects import ObjectKind
from weftc.operations.modules import source_of

Origins = frozenset[int]  # positions among the body's parameters; empty: made during the call
OTHER = -1
MADE_HERE: Origins = frozenset()
ANYWHERE: Origins = frozenset({OTHER})

def is_container(atom: Kind) -> bool:
    return bool(atom.changing_methods)


def is_object(atom: Kind) -> bool:
    return isinstance(atom, ObjectKind)


def is_box(atom: Kind) -> bool:
    return isinstance(atom, BoxKind)


#: operations that change their first operand, if it is of these kinds. (What methods of classes do is in those.)
CHANGING: dict[str, Callable[[Kind], bool]] = {
    "attr.set": is_object,
    "box.store": is_box, "box.del": is_box,
    **dict.fromkeys("""
        index.set index.del slice.set slice.del inplace list.append list.extend set.add set.update dict.set dict.update
    """.split(), is_container),
}  # fmt: skip
#: special methods of built-in kinds that change the object
CHANGING_SPECIAL = frozenset(
    "__init__ __setitem__ __delitem__ __iadd__ __imul__ __ior__ __iand__ __isub__ __ixor__".split()
)
#: operations that bind globals; `attr.set` may too
BINDING = those(lambda op: op.does is Does.BINDS)
CALLING = those(lambda op: op.does is Does.CALLS)
#: operations that change no object, but for what they call
UNCHANGING = those(lambda op: op.does is Does.NOTHING)
#: built-ins that the compiler knows, which change no object but for what they call. (`hash` may give an object its
#: identity's number: objects of which that is asked are never frozen.)
UNCHANGING_BUILTINS = frozenset("""
    print len int float bool str repr ascii format list dict set frozenset tuple range abs round divmod pow ord chr
    input open type issubclass callable id hash iter next enumerate zip map filter reversed
    weft.spawn weft.Channel weft.Queue weft.current weft.recv weft.send weft.done weft.select weft.drop_name
    weft.Task weft.process.Pid
    weft.store.share weft.store.fetch weft.store.update weft.store.compare_and_set weft.store.delete weft.store.keys
""".split())  # fmt: skip
#: what library code asks of the compiler (rt.NAME): without a change, and with one of the first operand
UNCHANGING_REQUESTS = frozenset("""
    elements_are raw_elements ranked has_floats iterable has_keys class_name seconds unchecked key_at value_at key_hash
    whole_repr begin_telling end_telling view is_plain named may_be_group
    item_or keys_next keys_position keys_probe keys_version set_like per_task task_path count_spawns
    own set_own mailbox names_of fits
    cell_new cell_get cell_set cell_keep cell_kept name_find name_keep
""".split())  # fmt: skip
CHANGING_REQUESTS = frozenset("""
    append_key item_or_put keys_erase set_add set_discard set_merge set_place set_swap take_item truncate
""".split())  # fmt: skip

#: and those whose result is made by them
MAKING_REQUESTS = frozenset("set_like weft_dict_copy weft_list_repeat weft_list_slice weft_set_copy".split())

#: operations whose result is made by them; the rest of UNCHANGING gives what was there before
_MAKING = those(lambda op: op.makes)
_PASSING = those(lambda op: op.passes)  # the result is the first operand
_MAKING_BUILTINS = frozenset("list dict set frozenset".split())


class Changes:
    """`changed`: atoms; `bound`: globals. Found when made."""

    def __init__(self, engine: Engine, spawning: Spawning) -> None:
        self.engine = engine
        self.spawning = spawning
        self.changed: set[Kind] = set()
        self.bound: set[GlobalKey] = set()
        self.parameters: dict[Instance, Origins] = {}  # those that it changes
        self.results: dict[Instance, Origins] = {}
        relevant = [i for i in spawning.instances if i in spawning.entered_after or i in spawning.may_spawn]
        self.studies = studies = [_Study(self, instance) for instance in reversed(relevant)]
        for study in studies:
            self.parameters[study.instance] = self.results[study.instance] = MADE_HERE
        while studies:
            grown = {study.instance for study in studies if study.again()}
            studies = [study for study in self.studies if not grown.isdisjoint(study.callees)]


class _Target(NamedTuple):
    """A function that a call runs first, and the origins of its written arguments. `constructs`: for an instance that
    the call makes; no function: the class has no `__init__`."""

    func: FunctionKind | None
    given: list[Origins]
    shape: hir.CallShape
    constructs: bool = False


class _Study:
    """One instance, gone through with what is known of those that it calls."""

    def __init__(self, changes: Changes, instance: Instance) -> None:
        self.all = changes
        self.engine = changes.engine
        self.spawning = changes.spawning
        self.instance = instance
        self.straddles = self.spawning.straddles(instance)
        self.origins: dict[int, Origins] = {p.id: frozenset({k}) for k, p in enumerate(instance.code.body().params)}
        self.parameters: Origins = MADE_HERE
        self.blocks = [block for block in instance.order if block in instance.reached]
        self.callees = {callee for callees in self.spawning.calls(instance).values() for callee in callees}
        self.values = {value.id: value for block in self.blocks for value in block.instrs}

    def again(self) -> bool:
        """Once more. True if what callers are told has grown."""
        self._find_origins()
        late = self.spawning.is_late
        for block in self.blocks:
            for value in block.instrs:
                if late(self.instance, value.id):
                    self._operation(value)
        for number, callees in self.spawning.calls(self.instance).items():
            for callee in callees:
                if self.spawning.calls_late(self.instance, number) or callee in self.spawning.may_spawn:
                    self._called(number, callee)
        result = self._result()
        known = self.all.parameters[self.instance], self.all.results[self.instance]
        self.all.parameters[self.instance], self.all.results[self.instance] = self.parameters, result
        return known != (self.parameters, result)

    def type(self, value: hir.Value) -> Type:
        return resolve(self.instance.types.get(value.id, NEVER))

    # --- where values come from ---------------------------------------------------------------------------------------

    def _find_origins(self) -> None:
        """The least that holds of all values; loops make it grow."""
        grown = True
        while grown:
            grown = False
            for block in self.blocks:
                for value in block.instrs:
                    grown |= self._comes(value, self._made_by(value))
                for target, params, args in _edges(block):
                    if target in self.instance.reached:
                        for param, arg in zip(params, args, strict=True):
                            grown |= self._comes(param, ANYWHERE if arg is None else self._origins(arg))

    def _comes(self, value: hir.Value, origins: Origins) -> bool:
        before = self.origins.get(value.id, MADE_HERE)
        self.origins[value.id] = before | origins
        return not origins <= before

    def _origins(self, value: hir.Value) -> Origins:
        return self.origins.get(value.id, MADE_HERE)

    def _made_by(self, value: hir.Value) -> Origins:
        if value.op in _MAKING:
            return MADE_HERE
        if value.op in _PASSING:
            return self._origins(value.args[0])
        match value.op:
            case "binary" if not any(has(self.type(a), ObjectKind) for a in value.args):
                return MADE_HERE
            case "inplace" if not any(has(self.type(a), ObjectKind) for a in value.args):
                return self._origins(value.args[0])
            case "call" | "call_method":
                return self._returned(value)
        return ANYWHERE

    def _returned(self, value: hir.Value) -> Origins:
        """Of what a call gives."""
        if value.op == "call" and all(_is_named(find(a), _MAKING_BUILTINS) for a in self.type(value.args[0])):
            return MADE_HERE
        if value.op == "call_method" and method_of(value)[0] in MAKING_REQUESTS:
            if all(isinstance(a, ModuleKind) and a.name == "rt" for a in map(find, self.type(value.args[0]))):
                return MADE_HERE
        out = MADE_HERE
        targets = self._targets(value)
        if targets is None:
            return ANYWHERE
        for target in targets:
            if target.constructs or target.func is None:
                continue
            for callee in self.instance.sites.get((value.id, target.func), ()):
                passed = self._bind(callee, target)
                for origin in self.all.results.get(callee, ANYWHERE):
                    out |= ANYWHERE if origin == OTHER else passed[origin]
        return out

    def _result(self) -> Origins:
        if self.straddles:
            return ANYWHERE
        out = MADE_HERE
        for block in self.blocks:
            if isinstance(block.term, hir.Return):
                out |= self._origins(block.term.value)
        return out

    # --- calls --------------------------------------------------------------------------------------------------------

    def _targets(self, value: hir.Value) -> list[_Target] | None:
        """What a call runs first; None if not all of it is known."""
        if value.op not in CALLING or any(has(self.type(a), IteratorKind) for a in value.args):
            return None
        first, rest = value.args[0], [self._origins(a) for a in value.args[1:]]
        called = map(find, self.type(first))
        if value.op == "call":
            assert isinstance(value.imm, hir.CallShape)
            out = [self._target(atom, first, rest, value.imm) for atom in called]
        else:
            name, shape = method_of(value)
            out = [t for atom in called for t in self._method_targets(atom, name, first, rest, shape)]
        return None if None in out else [target for target in out if target is not None]

    def _target(self, atom: Kind, value: hir.Value, rest: list[Origins], shape: hir.CallShape) -> _Target | None:
        match atom:
            case FunctionKind():
                return _Target(atom, rest, shape)
            case ClassKind(cls=cls):
                return _Target(cls.method("__init__"), [MADE_HERE, *rest], with_self(shape), constructs=True)
            case ObjectKind() if (method := atom.cls.method("__call__")) is not None:
                return _Target(method, [self._origins(value), *rest], with_self(shape))
            case BuiltinKind(name=name) | BuiltinClassKind(name=name) if name not in UNCHANGING_BUILTINS:
                function = self.engine.library(*library_member(name, shape))
                return None if function is None else _Target(function, rest, shape)
        return None

    def _method_targets(
        self, atom: Kind, name: str, receiver: hir.Value, rest: list[Origins], shape: hir.CallShape
    ) -> list[_Target | None]:
        own, func = self._origins(receiver), None
        match atom:
            case ObjectKind(cls=cls):
                func = cls.method(name)
                if func is None and atom.view is not None:
                    return self._method_targets(atom.view.kind, name, receiver, rest, shape)
                if func is not None and func.code.kind == "staticmethod":
                    return [_Target(func, rest, shape)]
                if func is not None and func.code.kind not in ("function", "method"):
                    return [None]
            case ClassKind(cls=cls) if (method := cls.method(name)) is not None and method.code.kind != "classmethod":
                return [_Target(method, rest, shape)]  # Base.__init__(self)
            case SuperKind(cls=cls):
                func = cls.base.method(name) if cls.base is not None else None
                own = self._origins(receiver.args[0])
            case LibraryKind() if name not in atom.own_methods:
                func = self.engine.library(atom.library, name)
            case ModuleKind(name=module) if (cell := self.engine.globals.get((module, name))) is not None:
                return [self._target(find(held), receiver, rest, shape) for held in resolve(cell.find().type)]
            case ModuleKind(name=module) if module != "rt" and f"{module}.{name}" not in UNCHANGING_BUILTINS:
                func = None if self._is_users(module) else self.engine.library(source_of(module, name), name)
                return [None if func is None else _Target(func, rest, shape)]
        return [None if func is None else _Target(func, [own, *rest], with_self(shape))]

    def _bind(self, callee: Instance, target: _Target) -> list[Origins]:
        """The origins of the body's parameters; captures and defaults come from anywhere."""
        captures = [ANYWHERE] * len(callee.func.captures)
        given, shape = target.given, target.shape
        slots = (
            None
            if shape.stars or MAPPING in shape.keywords
            else match_arguments(callee.code, len(given) - len(shape.keywords), shape)
        )
        if slots is None or isinstance(slots, str):
            return captures + [ANYWHERE] * len(all_parameters(callee.code))
        return captures + [
            given[slot] if isinstance(slot, int) else MADE_HERE if isinstance(slot, list | dict) else ANYWHERE
            for slot in slots
        ]

    def _called(self, number: int, callee: Instance) -> None:
        """The operation changes what its callee changes of its parameters."""
        changed = self.all.parameters.get(callee, MADE_HERE)
        if not changed:
            return
        value = self.values.get(number)
        if value is not None and (filled := self._filled(value, callee)) is not None:
            for k in changed:
                self._change(filled, resolve(callee.params[k].find().type))
            return
        targets = None if value is None or self.spawning.spawns(self.instance, number) else self._targets(value)
        passed: list[Origins] | None = None
        constructs = True
        for target in targets or ():
            if target.func is callee.func:
                bound = self._bind(callee, target)
                passed = bound if passed is None else [a | b for a, b in zip(passed, bound, strict=True)]
                constructs &= target.constructs
        own = len(callee.func.captures)
        cells = [*callee.func.captures, *callee.params]
        for k in changed:
            if passed is None:
                self._change(ANYWHERE, resolve(cells[k].find().type))
            elif not (constructs and k == own and callee not in self.spawning.may_spawn):
                self._change(passed[k], resolve(cells[k].find().type))  # a new instance is made as the call begins

    def _filled(self, value: hir.Value, callee: Instance) -> Origins | None:
        """The origins of the object that the library fills for an `__init__` of a built-in class; None: it is another
        call."""
        if not callee.code.module.name.endswith(".support.derived"):
            return None
        called = find(next(iter(self.type(value.args[0]))))
        if isinstance(called, ClassKind) and value.op == "call":
            return MADE_HERE
        if isinstance(called, SuperKind):
            return self._origins(value.args[0].args[0])
        return ANYWHERE

    # --- changes ------------------------------------------------------------------------------------------------------

    def _change(self, origins: Origins, type: Iterable[Kind]) -> None:
        """An object of one of these origins changes, if it is of a kind that can."""
        changing = [a for a in map(find, type) if is_container(a) or is_object(a) or is_box(a)]
        if not changing:
            return
        if self.straddles or OTHER in origins:
            self.all.changed.update(changing)
        else:
            self.parameters |= origins

    def _change_all(self, values: Iterable[hir.Value]) -> None:
        """Whatever these values reach may change."""
        for value in values:
            self.all.changed |= reached_atoms(self.type(value))

    def _operation(self, value: hir.Value) -> None:
        op = value.op
        if op in CHANGING:
            kinds = CHANGING[op]
            self._change(self._origins(value.args[0]), filter(kinds, map(find, self.type(value.args[0]))))
        if op in BINDING or op == "attr.set":
            self.all.bound.update(bound_by(self.engine, value, self.type))
        elif op == "call":
            for atom in self.type(value.args[0]):
                self._callee(find(atom), value.args[1:])
        elif op == "call_method":
            for atom in self.type(value.args[0]):
                self._method(value, find(atom), method_of(value)[0])
        elif op not in CHANGING and op not in UNCHANGING:
            self._change_all(value.args)

    def _callee(self, atom: Kind, args: list[hir.Value]) -> None:
        """What a call of it changes by itself; functions and methods that it runs are instances."""
        match atom:
            case FunctionKind() | ClassKind() | ObjectKind():
                pass
            case BuiltinKind(name=name) | BuiltinClassKind(name=name):
                self._builtin(name, args)
            case BoundKind(name=name, receiver=receiver):
                for r in resolve(receiver.find().type):
                    self._method_of(find(r), name, None, args)
            case _:
                self._change_all(args)

    def _builtin(self, name: str, args: list[hir.Value]) -> None:
        if not self._is_harmless(name):
            self._change_all(args)
        for arg in args:  # it may call what it is given
            for atom in map(find, self.type(arg)):
                if isinstance(atom, BoundKind):
                    self._callee(atom, args)
                elif isinstance(atom, BuiltinKind | BuiltinClassKind) and not self._is_harmless(atom.name):
                    self._change_all(args)

    def _is_harmless(self, name: str) -> bool:
        """Does this built-in change nothing by itself? What is the library's is an instance."""
        if name in UNCHANGING_BUILTINS or name in self.engine.builtin_classes:
            return True
        module, _, member = name.rpartition(".")
        library = self.engine.load_library("weftc.lib.std." + (module or "builtins"))
        return member in library.functions or member in library.classes

    def _method(self, value: hir.Value, atom: Kind, name: str) -> None:
        rest = value.args[1:]
        match atom:
            case ObjectKind(cls=cls):
                for cell in (atom.fields.get(name), variable_cell(cls, name)):
                    for held in resolve(cell.find().type) if cell is not None else ():
                        self._callee(find(held), rest)
                if atom.view is not None and cls.member(name) is None:
                    self._method_of(atom.view.kind, name, value.args[0], rest)
            case SuperKind(cls=cls, this=this) if cls.builtin is not None:
                if cls.base is None or cls.base.member(name) is None:
                    for held in resolve(this.find().type):
                        self._method_of(viewed(find(held)), name, value.args[0].args[0], rest)
            case ClassKind(cls=cls) if cls.builtin is not None and cls.member(name) is None:
                self._by_class(name, rest)
            case ClassKind() | SuperKind():
                pass
            case ModuleKind(name="rt"):
                self._request(name, rest)
            case ModuleKind(name=module):
                self._member(module, name, rest)
            case BuiltinClassKind(name="dict") if name == "fromkeys":
                pass
            case BuiltinClassKind():
                self._by_class(name, rest)
            case _:
                self._method_of(atom, name, value.args[0], rest)

    def _by_class(self, name: str, args: list[hir.Value]) -> None:
        """str.upper(s)"""
        for held in self.type(args[0]) if args else ():
            self._method_of(viewed(find(held)), name, args[0], args[1:])

    def _method_of(self, atom: Kind, name: str, receiver: hir.Value | None, rest: list[hir.Value]) -> None:
        """A method of a built-in type; `receiver` None: from anywhere."""
        if isinstance(atom, ObjectKind | ClassKind | ChannelKind | TaskKind):
            return
        if name.startswith("__"):  # of a view: what else it does, the library's code does
            if name in CHANGING_SPECIAL and is_container(atom):
                self._change(ANYWHERE if receiver is None else self._origins(receiver), [atom])
            return
        if isinstance(atom, LibraryKind) and name in atom.own_methods and name in atom.changing_methods:
            self._change(ANYWHERE if receiver is None else self._origins(receiver), [atom])
            return
        if isinstance(atom, LibraryKind):
            if name in atom.own_methods or self.engine.library(atom.library, name) is not None:
                return
        self.all.changed |= reached_atoms(frozenset({atom}))
        self._change_all(rest)

    def _member(self, module: str, name: str, args: list[hir.Value]) -> None:
        """A call of module.name."""
        cell = self.engine.globals.get((module, name))
        if cell is not None:
            for held in resolve(cell.find().type):
                self._callee(find(held), args)
        elif self._is_users(module):
            self._change_all(args)
        else:
            self._builtin(f"{module}.{name}", args)

    def _is_users(self, module: str) -> bool:
        return module in self.engine.program.modules and not self.engine.program.modules[module].library

    def _request(self, name: str, args: list[hir.Value]) -> None:
        """rt.NAME(...) in library code."""
        if name in UNCHANGING_REQUESTS:
            return
        if name in CHANGING_REQUESTS:
            self._change(self._origins(args[0]), self.type(args[0]))
        elif name not in ROWS:
            self._change_all(args)
        elif Effect.WRITES in RUNTIME[name].effect:
            for arg in args:
                self._change(self._origins(arg), self.type(arg))


def variable_cell(cls: ClassInfo, name: str) -> Cell | None:
    member = cls.member(name)
    return member.cell if isinstance(member, Variable) else cls.late.get(name)


def _is_named(atom: Kind, names: frozenset[str]) -> bool:
    return isinstance(atom, BuiltinKind | BuiltinClassKind) and atom.name in names


def _edges(block: hir.Block) -> Iterator[tuple[hir.Block, list[hir.Value], list[hir.Value] | list[None]]]:
    """Target, parameters, what they get; None: something else than a value."""
    if block.handler is not None:
        yield block.handler, block.handler.params, block.handler_args
    match block.term:
        case hir.Jump(target, args):
            yield target, target.params, args
        case hir.Branch(_, then, otherwise):
            yield then.target, then.target.params, then.args
            yield otherwise.target, otherwise.target.params, otherwise.args
        case hir.Switch(_, targets):
            for jump in targets:
                yield jump.target, jump.target.params, jump.args
        case hir.ForNext(_, body, exit):
            yield body.target, body.target.params[:1], [None]
            yield body.target, body.target.params[1:], body.args
            yield exit.target, exit.target.params, exit.args


def bound_by(engine: Engine, value: hir.Value, type_of: Callable[[hir.Value], Type]) -> Iterator[GlobalKey]:
    """The globals, class variables among them, that an operation binds."""
    match value.op:
        case "gstore" | "gdel":
            module, name = global_of(value)
            yield module.name, name
            yield module.name, bound_flag(name)
        case "import":
            yield str(value.imm), IMPORTED
        case "class":
            code = value.imm
            assert isinstance(code, hir.Class)
            if (info := engine.classes.get(code)) is not None:
                yield from (key for key in engine.globals if key[0] == f"class {info.order}")
        case "attr.set":
            name = str(value.imm)
            for atom in map(find, type_of(value.args[0])):
                if isinstance(atom, ClassKind):
                    yield from ((f"class {c.order}", slot) for c in atom.cls.mro for slot in (name, set_flag(name)))
                elif isinstance(atom, ModuleKind):
                    yield from ((atom.name, slot) for slot in (name, bound_flag(name)))


def reached_atoms(type: Type) -> set[Kind]:
    """The atoms of all objects that values of the type can reach."""
    seen: set[Kind] = set()
    stack = [find(atom) for atom in type]
    while stack:
        atom = stack.pop()
        if atom not in seen:
            seen.add(atom)
            for cell in atom.cells() if not isinstance(atom, CellKind) else []:  # in which there are copies only
                stack += map(find, cell.find().type)
    return seen
