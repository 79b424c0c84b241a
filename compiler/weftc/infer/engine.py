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
from collections.abc import Callable, Iterable
from math import inf
from typing import NamedTuple

from weftc import limits
from weftc.diagnostics import Diagnostic
from weftc.graphs import reverse_postorder
from weftc.hir import hir
from weftc.hir.uses import uses
from weftc.infer.annotations import arguments_admitted, check_return, library_arguments
from weftc.infer.builtin_classes import BUILTIN_CLASSES, LIBRARY_CLASSES
from weftc.infer.exceptions import GROUPS, define_group_methods
from weftc.infer.rules import Rule
from weftc.infer.site import Site
from weftc.infer.worklist import Worklist
from weftc.infer.written import Size, source_of
from weftc.kinds.answer import Answer, Iteration
from weftc.kinds.class_info import ClassInfo
from weftc.kinds.classes import BuiltinClassKind, ClassKind
from weftc.kinds.function import BuiltinKind, FunctionKind
from weftc.kinds.handle import TaskKind
from weftc.kinds.kind import NEVER, Cell, K, Kind, Type, find, one, resolve
from weftc.kinds.methods import is_private
from weftc.kinds.module import ModuleKind
from weftc.kinds.name import NameKind
from weftc.kinds.none import NOT_IMPLEMENTED
from weftc.kinds.objects import ObjectKind
from weftc.operations.variables import constant_type
from weftc.source import Span

#: loads a module of the library by its dotted name; the text stands for the file, if given
LoadLibrary = Callable[[str, str | None], hir.Module]

#: functions that are gone through while their callers wait, one inside another
AHEAD = 40
#: of one function; more widen their arguments. The program's own reach 12 in all tests, but what doubles with each
#: parameter or class passes any limit; the library's are one for each container
MAX_INSTANCES = 16
MAX_LIBRARY_INSTANCES = 60
MAX_KEY_DEPTH = 4  # how deep a container's structure tells instances apart


def most_instances(code: hir.Code) -> float:
    """Of what takes *args there is one for each number of them: wider arguments would have none. With wider arguments
    all replies of servers would be of one type."""
    if not code.module.library:
        return MAX_INSTANCES
    answers_calls = code.module.name.startswith("weftc.lib.std.weft.process.")
    return inf if code.vararg is not None or answers_calls else MAX_LIBRARY_INSTANCES


class Instance:
    """One function analysed for one tuple of argument types."""

    __slots__ = (
        "func", "code", "params", "ret", "types", "sites", "made", "answers", "iterations", "parts", "raises",
        "order", "dirty", "reached", "known", "numbers", "callers", "number",
    )  # fmt: skip

    def __init__(self, func: FunctionKind, params: list[Cell], number: int) -> None:
        self.func = func
        self.code = func.code
        self.params = params
        self.ret = Cell()
        self.types: dict[int, Type] = {}  # HIR value id -> type
        self.sites: dict[tuple[int, FunctionKind], list[Instance]] = {}  # which instances a call site uses
        self.made: dict[tuple[int, object], Kind] = {}  # what an allocating op made: (value id, detail) -> atom
        self.answers: dict[int, Answer] = {}  # what lowering is to do for each value
        self.iterations: dict[int, Iteration] = {}  # of each `iter`: how the loop goes through it
        self.parts: dict[int, list[Type]] = {}  # of each `unpack`: the types of its parts
        self.raises: dict[int, list[Answer]] = {}  # of each `raise`: the exception, and its cause
        self.order: list[hir.Block] = []  # blocks in reverse postorder
        self.dirty = False
        self.reached: set[hir.Block] = set()
        self.known: dict[int, bool] = {}  # conditions decided by types
        self.numbers: dict[int, int] = {}  # ints decided by types: lengths of tuples
        self.callers: dict[tuple[Instance, int], None] = {}
        self.number = number

    def __hash__(self) -> int:
        return self.number

    def serves_several(self) -> bool:
        """Whether it is library code that was called with a value of several kinds. What it can't do with one of them
        raises, since it goes well with another; with one kind only, that is told when compiling."""
        seen = {self}
        todo = [self]
        while todo:
            instance = todo.pop()
            if not instance.code.module.library:
                continue
            if any(len(param.type) > 1 for param in instance.params):
                return True
            todo += (caller for caller, _ in instance.callers if caller not in seen)
            seen.update(todo)
        return False

    def __repr__(self) -> str:
        return f"<{self.code.qualname}#{self.number}>"


class Complaint(NamedTuple):
    """An error, the instance in which it was found, and the operands whose types are to blame."""

    diagnostic: Diagnostic
    instance: Instance | None
    operands: tuple[hir.Value, ...]


class Engine:
    """Holds all state of one inference. Rules (see `rules`) call `get`, `flow`, `call`, `make`."""

    def __init__(self, program: hir.Program, load_library: LoadLibrary) -> None:
        self.program = program
        self.load_library = functools.cache(lambda name: self.loaded(load_library(name, None)))
        self.load_written = functools.cache(
            lambda name, size: self.loaded(load_library(f"weftc.lib.written.{name} {size}", source_of(name, size)))
        )
        self.instances: dict[object, Instance] = {}
        self.structures: dict[frozenset[object], int] = {}
        self.by_code: dict[hir.Code, list[Instance]] = {}
        self.worklist = Worklist()
        self.current: Instance | None = None
        self.globals: dict[tuple[str, str], Cell] = {}
        self.classes: dict[hir.Class, ClassInfo] = {}
        self.builtin_classes: dict[str, ClassInfo] = {}
        self.class_order = 0
        self.functions: dict[object, FunctionKind] = {}
        self.builtins: dict[str, BuiltinKind | BuiltinClassKind] = {}
        self.modules: dict[str, ModuleKind] = {}
        self.shadows: dict[str, Cell] = {}
        self.late: dict[str, Cell] = {}
        self.raised = Cell()  # every exception instance that the program makes or the runtime may raise
        self.argv = Cell()  # sys.argv: one list
        self.tasks: list[TaskKind] = []  # all that are spawned
        self.any_task: TaskKind | None = None  # what current() gives, where the program asks
        self.merging: list[tuple[Cell, Cell]] | None = None  # cells of unified atoms, still to become one
        self.depth = 0  # of functions that are gone through while their callers wait
        self.names: dict[tuple[str, str | None], NameKind] = {}  # by kind and name; None: that aren't constants
        self.asks_path = False  # does library code ask for a task's path?
        self.describer: Instance | None = None
        self.hashes_tuples = False  # does a `__hash__` of the program take the hash of a tuple or frozenset?
        self.reporting = False
        self.live: dict[Instance, None] = {}  # found by report
        self.complaints: dict[tuple[str, Span | None, str], Complaint] = {}
        self.rules: dict[str, Rule] = {}
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
        before = resolve(cell.type)
        if type <= before:
            return
        new = self.join(before, type)
        if new != before:
            cell = cell.find()
            cell.type = new
            self.touch(list(cell.readers))

    def touch(self, readers: Iterable[Instance]) -> None:
        for reader in readers:
            self.worklist.add(reader)

    def join(self, a: Type, b: Type) -> Type:
        """The union; atoms of one group are unified."""
        if a is b or not b or b <= a:
            return a
        if not a:
            return b
        return self.united(resolve(a | b))

    def join_all(self, types: Iterable[Type]) -> Type:
        """The union of all, which is looked through once."""
        parts = [type for type in types if type]
        first = parts[0] if parts else NEVER
        if all(part is first or part <= first for part in parts):
            return first
        return self.united(resolve(first.union(*parts)))

    def united(self, union: Type) -> Type:
        """With atoms of one group made one."""
        if all(atom.group is None for atom in union):
            return union
        groups: dict[object, Kind] = {}
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

    def unify(self, a: K, b: K) -> K:
        """Makes the two atoms one, cell by cell, and so what their cells hold, however deep."""
        a, b = find(a), find(b)
        if a is b:
            return a
        b.parent = a
        if isinstance(a, ObjectKind) and isinstance(b, ObjectKind):
            pairs = [(a.fields.setdefault(name, cell), cell) for name, cell in b.fields.items()]
        else:
            pairs = list(zip([*a.cells(), *a.marks()], [*b.cells(), *b.marks()], strict=False))
        if self.merging is not None:  # one that merges cells, and will come to these
            self.merging += reversed(pairs)
            return find(a)
        self.merging = pairs[::-1]
        while self.merging:
            self.merge(*self.merging.pop())
        self.merging = None
        return find(a)

    def merge(self, a: Cell, b: Cell) -> None:
        a, b = a.find(), b.find()
        if a is b:
            return
        b.parent = a
        before_a, before_b = a.type, b.type
        readers_a, readers_b = list(a.readers), list(b.readers)
        a.readers.update(b.readers)
        joined = self.join(before_a, before_b)
        a = a.find()
        a.type = self.join(a.type, joined)
        if a.type != resolve(before_a):
            self.touch(readers_a)
        if a.type != resolve(before_b):
            self.touch(readers_b)

    # --- atoms ------------------------------------------------------------------------------------------------------

    def make(self, instance: Instance, value: hir.Value, detail: object, build: Callable[[], K]) -> K:
        """The atom of an allocation site; the same one each time the site is evaluated."""
        key = (value.id, detail)
        atom = instance.made.get(key)
        if atom is None:
            atom = instance.made[key] = build()
        return find(atom)  # type: ignore[return-value]  # what `build` made, or was unified with

    def new_task(self, site: Site) -> TaskKind:
        made = site.make("task", lambda: TaskKind(Cell()))
        if self.any_task is not None:
            self.unify(self.any_task, made)
        self.tasks.append(made)
        return find(made)

    def new_class(
        self, name: str, code: hir.Class | None, base: ClassInfo | None, builtin: str | None = None
    ) -> ClassInfo:
        """`builtin`: the built-in class that it derives from at once."""
        self.class_order += 1
        info = ClassInfo(name, code, base, self.class_order, builtin)
        info.atom = ClassKind(info)
        return info

    def builtin(self, name: str) -> Type:
        """A built-in function, class, exception, or value, by its name (`len`, `weft.spawn`)."""
        if (cls := self.builtin_classes.get(name)) is not None:
            if name in GROUPS:
                define_group_methods(self)
            return one(cls.atom)
        if name == "NotImplemented":
            return NOT_IMPLEMENTED
        atom = self.builtins.get(name)
        if atom is None:
            kind = BuiltinClassKind if name in BUILTIN_CLASSES else BuiltinKind
            atom = self.builtins[name] = kind(name)
        return one(atom)

    def module(self, name: str) -> Type:
        atom = self.modules.get(name)
        if atom is None:
            atom = self.modules[name] = ModuleKind(name)
        return one(atom)

    def global_cell(self, module: hir.Module, name: str) -> Cell:
        key = (module.name, name)
        cell = self.globals.get(key)
        if cell is None:
            cell = self.globals[key] = Cell()
        return cell

    def shadow_cell(self, name: str) -> Cell:
        """Holds something once a field is set that has the name of a method of its class."""
        cell = self.shadows.get(name)
        if cell is None:
            cell = self.shadows[name] = Cell()
        return cell

    def late_cell(self, name: str) -> Cell:
        """Holds something once a class variable of the name is set that no class statement binds."""
        cell = self.late.get(name)
        if cell is None:
            cell = self.late[name] = Cell()
        return cell

    # --- the library ------------------------------------------------------------------------------------------------

    def plain_function(self, code: hir.Code) -> FunctionKind:
        """The function value of code that captures nothing and has no defaults from outside."""
        atom = self.functions.get(code)
        if atom is None:
            atom = self.functions[code] = FunctionKind(code, [], [])
        return atom

    def library(self, module: str, name: str) -> FunctionKind | None:
        """A function of weftc/lib, by module and name; its defaults are literals."""
        code = self.load_library("weftc.lib." + module).functions.get(name)
        return None if code is None else self.library_function(code)

    def library_function(self, code: hir.Code) -> FunctionKind:
        atom = self.functions.get(code)
        if atom is None:
            defaults = [
                Cell(constant_type(ast.literal_eval(p.default))) for p in code.parameters if p.default is not None
            ]
            atom = self.functions[code] = FunctionKind(code, [], defaults)
        return atom

    def library_method(self, cls: str, name: str) -> FunctionKind | None:
        """A method of a built-in class, as a function of the object."""
        return self.library(f"kinds.{cls}", name) if cls in LIBRARY_CLASSES and not is_private(name) else None

    def library_constructor(self, cls: str, name: str) -> FunctionKind | None:
        """A method of a built-in class that takes no object: dict.fromkeys."""
        return self.library("kinds.dict", name) if (cls, name) == ("dict", "fromkeys") else None

    def written_out(self, name: str, size: Size) -> FunctionKind:
        """A function of the library that is written out for tuples of these lengths, or for such a call."""
        (function,) = self.load_written(name, size).functions.values()
        if name == "call" and isinstance(size, tuple):
            function.name = function.qualname = str(size[0])  # "<lambda>" too
        return self.library_function(function)

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

    def key(self, args: list[Type], by_identity: bool) -> tuple[int, ...]:
        """What tells argument types apart: structure of containers, identity of the rest."""
        known: dict[tuple[Type, int], int] = {}
        return tuple(self._structure(arg, 0 if by_identity else MAX_KEY_DEPTH, known) for arg in args)

    def _structure(self, type: Type, depth: int, known: dict[tuple[Type, int], int]) -> int:
        """A number for each structure, and each type gone into once for each depth: types within types form a graph
        that has many more ways through it than types."""
        type = resolve(type)
        number = known.get((type, depth))
        if number is None:
            parts: list[object] = []
            for atom in type:
                cells = [c.find() for c in atom.cells()] if atom.structural and depth else None
                if cells is not None and all(cell.type for cell in cells):
                    parts.append((atom.variant, *(self._structure(cell.type, depth - 1, known) for cell in cells)))
                else:
                    parts.append(atom)
            number = self.structures.setdefault(frozenset(parts), len(self.structures))
            known[type, depth] = number
        return number

    def fits(self, instance: Instance, args: list[Type]) -> bool:
        """May a site that used `instance` go on using it for these arguments?"""
        return all(resolve(arg) <= resolve(cell.find().type) for cell, arg in zip(instance.params, args, strict=True))

    def call(self, caller: Instance, value: hir.Value, func: FunctionKind, args: list[Type]) -> Instance | None:
        """The instance of `func` for these argument types (parameters in order), as called by `value`. None while an
        argument has no type yet."""
        if any(not a for a in args):
            return None
        if func.code.module.library:
            args = library_arguments(func.code, args)
        if not arguments_admitted(self, value, func, args):
            return None
        site = caller.sites.setdefault((value.id, func), [])
        chosen: Instance | None = None
        added = False
        for instance in site:
            if self.fits(instance, args):
                chosen = instance
                break
        if chosen is None:
            by_identity = func.code.module.library
            key = func, self.key(args, by_identity)
            chosen = self.instances.get(key)
            if chosen is None:
                same = self.by_code.setdefault(func.code, [])
                if len(same) >= most_instances(func.code) and same[-1].func is func:
                    chosen = same[-1]
                else:
                    chosen = Instance(func, [Cell() for _ in args], len(self.instances))
                    self.instances[key] = chosen
                    same.append(chosen)
                    added = True
            site.append(chosen)
        for cell, arg in zip(chosen.params, args, strict=True):
            if not arg <= resolve(cell.find().type):
                self.flow(cell, arg)
                added = True
        chosen.callers[caller, value.id] = None
        if self.reporting:
            self.live[chosen] = None
        if added:
            self.worklist.add(chosen)
        if not chosen.order and self.depth < AHEAD:
            # At once, while the caller waits: else it would be gone through again for each call that it makes.
            self.depth += 1
            chosen.dirty = False
            self.analyse(chosen)
            self.depth -= 1
        return chosen

    def describe_raised(self) -> None:
        """What makes the texts of exceptions that end tasks is needed too."""
        func = self.library("support.errors", "describe")
        assert func is not None
        self.describer = Instance(func, [self.raised], len(self.instances))
        self.instances["describer"] = self.describer
        self.worklist.add(self.describer)

    def run(self) -> None:
        """To the fixpoint."""
        for instance in self.worklist:
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
            instance.order = reverse_postorder(body.blocks[0], hir.Block.successors)
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
        """Types the block's instructions. False if control doesn't get through (as far as is known). After a mistake
        in what nobody uses the value of, it goes on: the next mistake is told too."""
        limits.check()
        types, rules = instance.types, self.rules
        for value in block.instrs:
            self.steps += 1
            site = Site(self, instance, value)
            types[value.id] = type = rules[value.op](site)
            if not type and value.op not in MAY_BE_NEVER:
                if not site.complained or uses(instance.code.body()).of(value):
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
                way = instance.iterations.get(iterator.id)
                item = resolve(way.item) if way is not None else NEVER
                again = self.enter(instance, exit.target, exit.target.params, exit.args, reached, seen)
                if item:
                    old = resolve(types.get(body.target.params[0].id, NEVER))
                    new = self.join(old, item)
                    types[body.target.params[0].id] = new
                    again |= self.enter(instance, body.target, body.target.params[1:], body.args, reached, seen)
                    again |= new != old and body.target in seen
                return again
            case hir.Return(value):
                check_return(self, instance, value)
                self.flow(instance.ret, resolve(types.get(value.id, NEVER)))
            case hir.Raise(exc, cause, _, span):
                operands = [exc] if cause is None else [exc, cause]
                self.rules["raise"](Site(self, instance, hir.Value(-1 - exc.id, "raise", operands, None, span)))
        return False

    # --- errors -----------------------------------------------------------------------------------------------------

    def error(self, diagnostic: Diagnostic, operands: tuple[hir.Value, ...] = ()) -> None:
        """Kept only in the last round, when types are final."""
        if self.reporting:
            key = (diagnostic.code, diagnostic.span, diagnostic.message)
            self.complaints.setdefault(key, Complaint(diagnostic, self.current, operands))

    def report(self) -> None:
        """Once more through all instances that are called still, for what can't be typed. Others are forgotten."""
        self.reporting = True
        todo = [instance for instance in self.instances.values() if not instance.callers]
        self.live = dict.fromkeys(todo)
        while todo:
            known = len(self.live)
            self.analyse(todo.pop())
            self.run()
            todo += list(self.live)[known:]
        self.instances = {key: instance for key, instance in self.instances.items() if instance in self.live}


#: operations whose value may have no type without control ending there
MAY_BE_NEVER = frozenset({
    "unbound", "param", "const", "list", "set", "dict", "keywords", "box", "builtin", "sum.correct", "exc.current",
    "handling.enter", "handling.leave",
})  # fmt: skip
