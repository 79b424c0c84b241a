"""The fixpoint: instances, cells, unification, and the worklist.

In: a `hir.Program`. Out: `Inference`, which holds every instance that the program's main instance reaches, with a
type for each value. An instance is a function analysed for one tuple of argument types (the Cartesian product of
argument types); it is run again when a cell that it read has grown. Types only grow and atoms only merge, so the
least fixpoint is reached; the number of instances of one function is capped, beyond it the arguments are joined.

A call site keeps its instance while the arguments still fit: a list that is empty when first passed on and gets
its element type later does not make a second instance. The library's functions are keyed by the identity of
containers instead of their structure, so that `repr` of two lists doesn't unify them.
"""

from __future__ import annotations

import ast
import functools
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from weftc import limits
from weftc.diagnostics import Diagnostic
from weftc.hir import hir
from weftc.infer.iteration import item_type
from weftc.infer.types import (
    BOOL,
    FLOAT,
    INT,
    NEVER,
    NONE,
    STR,
    Atom,
    BuiltinAtom,
    Cell,
    ClassInfo,
    DictAtom,
    FuncAtom,
    InstAtom,
    ListAtom,
    ModuleAtom,
    Scalar,
    TaskAtom,
    TupleAtom,
    Type,
    VarTupleAtom,
    find,
    one,
    resolve,
)
from weftc.source import Span

#: functions that are gone through while their callers wait, one inside another
AHEAD = 40
MAX_INSTANCES = 60  # of one function; more widen their arguments
MAX_KEY_DEPTH = 4  # how deep a container's structure tells instances apart


class Instance:
    """One function analysed for one tuple of argument types."""

    __slots__ = (
        "func", "code", "params", "ret", "types", "sites", "made",
        "order", "dirty", "reached", "known", "numbers", "callers", "number",
    )  # fmt: skip

    def __init__(self, func: FuncAtom, params: list[Cell], number: int) -> None:
        self.func = func
        self.code = func.code
        self.params = params
        self.ret = Cell()
        self.types: dict[int, Type] = {}  # HIR value id -> type
        self.sites: dict[tuple[int, FuncAtom], list[Instance]] = {}  # which instances a call site uses
        self.made: dict[tuple[int, object], Atom] = {}  # what an allocating op made: (value id, detail) -> atom
        self.order: list[hir.Block] = []  # blocks in reverse postorder
        self.dirty = False
        self.reached: set[hir.Block] = set()
        self.known: dict[int, bool] = {}  # conditions decided by types
        self.numbers: dict[int, int] = {}  # ints decided by types: lengths of tuples
        self.callers: dict[tuple[Instance, int], None] = {}
        self.number = number

    def made_as(self, value: hir.Value, *kinds: str) -> Atom:
        """What `value` made of one of these kinds, the first words of the detail."""
        for (number, detail), atom in self.made.items():
            if number == value.id and isinstance(detail, tuple) and detail[0] in kinds:
                return find(atom)
        raise AssertionError(kinds)

    def __hash__(self) -> int:
        return self.number

    def __repr__(self) -> str:
        return f"<{self.code.qualname}#{self.number}>"


@dataclass(frozen=True, slots=True)
class Complaint:
    """An error, the instance in which it was found, and the operands whose types are to blame."""

    diagnostic: Diagnostic
    instance: Instance | None
    operands: tuple[hir.Value, ...]


class Engine:
    """Holds all state of one inference. Rules (see `rules`) call `get`, `flow`, `call`, `make`."""

    def __init__(self, program: hir.Program, load_library: Callable[[str], hir.Module]) -> None:
        self.program = program
        self.load_library = functools.cache(lambda name: self.loaded(load_library(name)))
        self.instances: dict[object, Instance] = {}
        self.by_code: dict[hir.Code, list[Instance]] = {}
        self.queue: deque[Instance] = deque()
        self.current: Instance | None = None
        self.globals: dict[tuple[str, str], Cell] = {}
        self.classes: dict[hir.Class, ClassInfo] = {}
        self.builtin_classes: dict[str, ClassInfo] = {}
        self.class_order = 0
        self.functions: dict[object, FuncAtom] = {}
        self.builtins: dict[str, BuiltinAtom] = {}
        self.modules: dict[str, ModuleAtom] = {}
        self.raised = Cell()  # every exception instance that the program makes or the runtime may raise
        self.argv = Cell()  # sys.argv: one list
        self.tasks: list[TaskAtom] = []  # all that are spawned
        self.any_task: TaskAtom | None = None  # what current() gives, where the program asks
        self.depth = 0  # of functions that are gone through while their callers wait
        self.hashes_tuples = False  # does a `__hash__` of the program take the hash of a tuple?
        self.reporting = False
        self.complaints: dict[tuple[str, Span | None, str], Complaint] = {}
        self.rules: dict[str, Callable[[Engine, Instance, hir.Value], Type]] = {}
        self.steps = 0

    # --- cells ------------------------------------------------------------------------------------------------------

    def get(self, cell: Cell) -> Type:
        """What the cell holds now; the running instance is run again when it grows."""
        cell = cell.find()
        if self.current is not None:
            cell.readers[self.current] = None
        return resolve(cell.type)

    def flow(self, cell: Cell, type: Type) -> None:
        """`type` comes into `cell`."""
        cell = cell.find()
        if type <= cell.type:
            return
        new = self.join(cell.type, type)
        if new != cell.type:
            cell = cell.find()
            cell.type = new
            self.touch(list(cell.readers))

    def touch(self, readers: Iterable[Instance]) -> None:
        for reader in readers:
            if not reader.dirty:
                reader.dirty = True
                self.queue.append(reader)

    def join(self, a: Type, b: Type) -> Type:
        """The union; atoms of one group are unified."""
        if a is b or not b or b <= a:
            return a
        if not a:
            return b
        union = resolve(a | b)
        if all(isinstance(atom, Scalar) for atom in union):
            return union
        groups: dict[object, Atom] = {}
        merged = False
        for atom in union:
            group = atom.group
            if group is None:
                continue
            other = groups.get(group)
            if other is None:
                groups[group] = atom
            else:
                # the older atom stays, whatever order the set has
                groups[group] = self.unify(other, atom)
                merged = True
        return resolve(union) if merged else union

    def join_all(self, types: Iterable[Type]) -> Type:
        out = NEVER
        for type in types:
            out = self.join(out, type)
        return out

    def unify(self, a: Atom, b: Atom) -> Atom:
        """Makes the two atoms one, cell by cell."""
        a, b = find(a), find(b)
        if a is b:
            return a
        b.parent = a
        if isinstance(a, InstAtom) and isinstance(b, InstAtom):
            for name, cell in list(b.fields.items()):
                mine = a.fields.get(name)
                if mine is None:
                    a.fields[name] = cell
                else:
                    self.merge(mine, cell)
        else:
            for mine, theirs in zip(a.cells(), b.cells(), strict=False):
                self.merge(mine, theirs)
        return find(a)

    def merge(self, a: Cell, b: Cell) -> None:
        a, b = a.find(), b.find()
        if a is b:
            return
        b.parent = a
        before_a, before_b = a.type, b.type
        a.readers.update(b.readers)
        joined = self.join(before_a, before_b)
        a = a.find()
        a.type = self.join(a.type, joined)
        if a.type != before_a or a.type != before_b:
            self.touch(list(a.readers))

    # --- atoms ------------------------------------------------------------------------------------------------------

    def make(self, instance: Instance, value: hir.Value, detail: object, build: Callable[[], Atom]) -> Atom:
        """The atom of an allocation site; the same one each time the site is evaluated."""
        key = (value.id, detail)
        atom = instance.made.get(key)
        if atom is None:
            atom = instance.made[key] = build()
        return find(atom)

    def new_list(self, instance: Instance, value: hir.Value, elem: Type, detail: object = None) -> Type:
        atom = self.make(instance, value, ("list", detail), lambda: ListAtom(Cell()))
        assert isinstance(atom, ListAtom)
        self.flow(atom.elem, elem)
        return one(find(atom))

    def new_vartuple(self, instance: Instance, value: hir.Value, elem: Type, detail: object = None) -> Type:
        atom = self.make(instance, value, ("tuple of any length", detail), lambda: VarTupleAtom(Cell()))
        assert isinstance(atom, VarTupleAtom)
        self.flow(atom.elem, elem)
        return one(find(atom))

    def new_like(self, instance: Instance, value: hir.Value, atom: ListAtom) -> Type:
        """A list, or tuple of any length, that is laid out as `atom` is: its storage is copied as it stands."""
        make = self.new_vartuple if isinstance(atom, VarTupleAtom) else self.new_list
        return self.join(make(instance, value, NEVER), one(atom))

    def new_dict(self, instance: Instance, value: hir.Value, key: Type, item: Type, detail: object = None) -> Type:
        atom = self.make(instance, value, ("dict", detail), lambda: DictAtom(Cell(), Cell()))
        assert isinstance(atom, DictAtom)
        self.flow(atom.key, key)
        self.flow(atom.value, item)
        return one(find(atom))

    def new_tuple(self, instance: Instance, value: hir.Value, items: list[Type], detail: object = None) -> Type:
        atom = self.make(instance, value, ("tuple", len(items), detail), lambda: TupleAtom([Cell() for _ in items]))
        assert isinstance(atom, TupleAtom)
        for cell, type in zip(atom.items, items, strict=True):
            self.flow(cell, type)
        return one(find(atom))

    def builtin(self, name: str) -> Type:
        atom = self.builtins.get(name)
        if atom is None:
            atom = self.builtins[name] = BuiltinAtom(name)
        return one(atom)

    def module(self, name: str) -> Type:
        atom = self.modules.get(name)
        if atom is None:
            atom = self.modules[name] = ModuleAtom(name)
        return one(atom)

    def global_cell(self, module: hir.Module, name: str) -> Cell:
        key = (module.name, name)
        cell = self.globals.get(key)
        if cell is None:
            cell = self.globals[key] = Cell()
        return cell

    def plain_function(self, code: hir.Code) -> FuncAtom:
        """The function value of code that captures nothing and has no defaults from outside."""
        atom = self.functions.get(code)
        if atom is None:
            atom = self.functions[code] = FuncAtom(code, [], [])
        return atom

    def library(self, module: str, name: str) -> FuncAtom | None:
        """A function of weftc/lib, by module and name; its defaults are literals."""
        code = self.load_library("weftc.lib." + module).functions.get(name)
        if code is None:
            return None
        atom = self.functions.get(code)
        if atom is None:
            defaults = [
                Cell(constant_type(ast.literal_eval(p.default))) for p in code.parameters if p.default is not None
            ]
            atom = self.functions[code] = FuncAtom(code, [], defaults)
        return atom

    def library_class(self, module: str, name: str) -> ClassInfo | None:
        """A class of weftc/lib."""
        loaded = self.load_library("weftc.lib." + module)
        code = loaded.classes.get(name)
        if code is None:
            return None
        return self.classes[code]

    def loaded(self, module: hir.Module) -> hir.Module:
        """Analyses a library module's body: it only imports and defines, so it is never run."""
        assert module.code is not None
        body = Instance(self.plain_function(module.code), [], -1)
        previous, self.current = self.current, None
        self.analyse(body)
        self.current = previous
        return module

    # --- instances --------------------------------------------------------------------------------------------------

    def key(self, type: Type, by_identity: bool, depth: int = MAX_KEY_DEPTH) -> object:
        """What tells argument types apart: structure of containers, identity of the rest."""
        type = resolve(type)
        parts: list[object] = []
        for atom in type:
            match atom:
                case Scalar():
                    parts.append(atom.name)
                case ListAtom() | DictAtom() | TupleAtom() if (
                    not by_identity and depth and all(c.find().type for c in atom.cells())
                ):
                    parts.append((type_name(atom), *(self.key(c.find().type, False, depth - 1) for c in atom.cells())))
                case _:
                    parts.append(atom)
        return frozenset(parts)

    def fits(self, instance: Instance, args: list[Type]) -> bool:
        """May a site that used `instance` go on using it for these arguments?"""
        return all(resolve(arg) <= resolve(cell.find().type) for cell, arg in zip(instance.params, args, strict=True))

    def call(self, caller: Instance, value: hir.Value, func: FuncAtom, args: list[Type]) -> Instance | None:
        """The instance of `func` for these argument types (parameters in order), as called by `value`. None while an
        argument has no type yet."""
        from weftc.infer.annotations import arguments_admitted

        if any(not a for a in args) or not arguments_admitted(self, value, func, args):
            return None
        site = caller.sites.setdefault((value.id, func), [])
        chosen: Instance | None = None
        for instance in site:
            if self.fits(instance, args):
                chosen = instance
                break
        if chosen is None:
            by_identity = func.code.module.library
            key = (func, tuple(self.key(a, by_identity) for a in args))
            chosen = self.instances.get(key)
            if chosen is None:
                same = self.by_code.setdefault(func.code, [])
                if len(same) >= MAX_INSTANCES and same[-1].func is func:
                    chosen = same[-1]
                else:
                    chosen = Instance(func, [Cell() for _ in args], len(self.instances))
                    self.instances[key] = chosen
                    same.append(chosen)
                    chosen.dirty = True
                    self.queue.append(chosen)
            site.append(chosen)
        for cell, arg in zip(chosen.params, args, strict=True):
            before = cell.find().type
            if not arg <= before:
                self.flow(cell, arg)
                if not chosen.dirty:
                    chosen.dirty = True
                    self.queue.append(chosen)
        chosen.callers[caller, value.id] = None
        if not chosen.order and self.depth < AHEAD:
            # At once, while the caller waits: else it would be gone through again for each call that it makes.
            self.depth += 1
            chosen.dirty = False
            self.analyse(chosen)
            self.depth -= 1
        return chosen

    def run(self) -> None:
        """To the fixpoint."""
        while self.queue:
            instance = self.queue.popleft()
            if not instance.dirty:
                continue
            instance.dirty = False
            self.analyse(instance)

    def analyse(self, instance: Instance) -> None:
        """One function, to its own fixpoint, with the cells as they are now."""
        previous, self.current = self.current, instance
        body = instance.code.body()
        types = instance.types
        captures = [*instance.func.captures]
        for param, cell in zip(body.params, [*captures, *instance.params], strict=True):
            types[param.id] = self.get(cell)
        if not instance.order:
            instance.order = reverse_postorder(body.blocks)
        again = True
        while again:
            again = False
            reached = {instance.order[0]}
            seen: set[hir.Block] = set()
            for block in instance.order:
                if block not in reached:
                    continue
                seen.add(block)
                if block.handler is not None:
                    again |= self.enter(
                        instance, block.handler, block.handler.params, block.handler_args, reached, seen
                    )
                if not self.step(instance, block):
                    continue
                again |= self.leave(instance, block, reached, seen)
            instance.reached = reached
        self.current = previous

    def step(self, instance: Instance, block: hir.Block) -> bool:
        """Types the block's instructions. False if control doesn't get through (as far as is known)."""
        limits.check()
        types, rules = instance.types, self.rules
        for value in block.instrs:
            self.steps += 1
            type = rules[value.op](self, instance, value)
            types[value.id] = type
            if not type and value.op not in MAY_BE_NEVER:
                return False
        return True

    def enter(
        self,
        instance: Instance,
        target: hir.Block,
        params: list[hir.Value],
        args: list[hir.Value],
        reached: set[hir.Block],
        seen: set[hir.Block],
    ) -> bool:
        """An edge: joins arguments into parameters. True if a block that was already done must be done again."""
        types = instance.types
        grown = target not in reached
        reached.add(target)
        for param, arg in zip(params, args, strict=True):
            old = resolve(types.get(param.id, NEVER))
            new = self.join(old, resolve(types.get(arg.id, NEVER)))
            if new != old:
                types[param.id] = new
                grown = True
            elif param.id not in types:
                types[param.id] = new
        return grown and target in seen

    def leave(self, instance: Instance, block: hir.Block, reached: set[hir.Block], seen: set[hir.Block]) -> bool:
        types = instance.types
        match block.term:
            case hir.Jump(target, args):
                return self.enter(instance, target, target.params, args, reached, seen)
            case hir.Branch(cond, then, otherwise):
                known = instance.known.get(cond.id)
                again = False
                if known is not False:
                    again |= self.enter(instance, then.target, then.target.params, then.args, reached, seen)
                if known is not True:
                    again |= self.enter(
                        instance, otherwise.target, otherwise.target.params, otherwise.args, reached, seen
                    )
                return again
            case hir.Switch(_, targets):
                again = False
                for jump in targets:
                    again |= self.enter(instance, jump.target, jump.target.params, jump.args, reached, seen)
                return again
            case hir.ForNext(iterator, body, exit):
                item = item_type(self, instance, iterator, resolve(types.get(iterator.id, NEVER)))
                again = self.enter(instance, exit.target, exit.target.params, exit.args, reached, seen)
                if item:
                    old = resolve(types.get(body.target.params[0].id, NEVER))
                    new = self.join(old, item)
                    types[body.target.params[0].id] = new
                    again |= self.enter(instance, body.target, body.target.params[1:], body.args, reached, seen)
                    again |= new != old and body.target in seen
                return again
            case hir.Return(value):
                from weftc.infer.annotations import check_return

                check_return(self, instance, value)
                self.flow(instance.ret, resolve(types.get(value.id, NEVER)))
            case hir.Raise(exc, cause, _, span):
                operands = [exc] if cause is None else [exc, cause]
                self.rules["raise"](self, instance, hir.Value(-1 - exc.id, "raise", operands, None, span))
        return False

    # --- errors -----------------------------------------------------------------------------------------------------

    def error(self, diagnostic: Diagnostic, operands: tuple[hir.Value, ...] = ()) -> None:
        """Kept only in the last round, when types are final."""
        if self.reporting:
            key = (diagnostic.code, diagnostic.span, diagnostic.message)
            self.complaints.setdefault(key, Complaint(diagnostic, self.current, operands))

    def report(self) -> None:
        """Goes through all instances once more, to collect what can't be typed."""
        self.reporting = True
        for instance in list(self.instances.values()):
            self.analyse(instance)
            self.run()


#: operations whose value may have no type without control ending there
MAY_BE_NEVER = frozenset({
    "unbound", "param", "const", "list", "dict", "cell", "builtin", "sum.correct", "exc.current",
    "handling.enter", "handling.leave", "iter", "catch", "concat", "format",
})  # fmt: skip


def type_name(atom: Atom) -> str:
    return type(atom).__name__


def constant_type(value: object) -> Type:
    """The type of a literal."""
    match value:
        case None:
            return NONE
        case bool():
            return BOOL
        case int():
            return INT
        case float():
            return FLOAT
        case str():
            return STR
    raise AssertionError(f"constant {value!r}")


def reverse_postorder(blocks: list[hir.Block]) -> list[hir.Block]:
    seen: set[hir.Block] = {blocks[0]}
    post: list[hir.Block] = []
    stack: list[tuple[hir.Block, list[hir.Block]]] = [(blocks[0], successors(blocks[0])[::-1])]
    while stack:
        block, rest = stack[-1]
        while rest:
            nxt = rest.pop(0)
            if nxt not in seen:
                seen.add(nxt)
                stack.append((nxt, successors(nxt)[::-1]))
                break
        else:
            post.append(block)
            stack.pop()
    return post[::-1]


def successors(block: hir.Block) -> list[hir.Block]:
    out: list[hir.Block] = []
    match block.term:
        case hir.Jump(target, _):
            out = [target]
        case hir.Branch(_, then, otherwise):
            out = [then.target, otherwise.target]
        case hir.Switch(_, targets):
            out = [j.target for j in targets]
        case hir.ForNext(_, body, exit):
            out = [body.target, exit.target]
    if block.handler is not None:
        out.append(block.handler)
    return out
