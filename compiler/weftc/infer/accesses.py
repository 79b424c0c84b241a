"""What functions read and change of what lies outside them: globals, captured variables, the objects that these and
their parameters hold. For warnings, after inference.

In: an engine at its fixpoint. Out: the accesses of an operation, and of a whole call of an instance, in terms of paths:
a variable, and the fields that lead from it to what is touched. Only what is certain counts: an object is known by the
variable that holds it, never by its type, so an alias hides accesses, and nothing is taken for an access that is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from weftc.hir import hir
from weftc.hir.operands import global_of, method_of
from weftc.hir.uses import uses
from weftc.infer.arguments import passed, type_of
from weftc.infer.contents import is_spawn
from weftc.infer.engine import Engine, Instance
from weftc.infer.origins import Origins
from weftc.kinds.module import ModuleKind
from weftc.kinds.objects import ObjectKind
from weftc.source import Span

MAX_FIELDS = 2  # of a path; what lies deeper is not followed
MAX_ROUNDS = 20  # of going through calls of calls

#: operations that change the container that they take first
CHANGING = frozenset(
    "index.set index.del slice.set slice.del list.append list.extend set.add set.update dict.set dict.update".split()
)


@dataclass(frozen=True, slots=True)
class Variable:
    """A global of a module, or a value of an instance, which may be its parameter at `position`. `name` is for
    messages: inside a closure it may be known where outside it isn't."""

    name: str = field(compare=False)
    module: str = ""
    symbol: str = ""  # the global's name
    instance: Instance | None = None
    number: int = 0
    position: int = -1


def global_variable(module: hir.Module, name: str) -> Variable:
    return Variable(name, module.name, name)


class Path(NamedTuple):
    variable: Variable
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ".".join([self.variable.name, *self.fields])


#: the variable gets another value; it is looked at; what it holds is changed; that is looked at
Kind = Literal["set", "load", "change", "use"]


class Access(NamedTuple):
    kind: Kind
    path: Path
    span: Span


class Accesses:
    """Answers for one engine; what it finds is kept."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.origins = Origins(engine)
        self._bound: dict[hir.Code, dict[int, Variable]] = {}
        self._callees: dict[Instance, dict[int, list[Instance]]] = {}
        self._found: dict[Instance, dict[int, list[Access]]] = {}
        self.complete = True  # were the accesses of all calls found?
        self._whole: dict[Instance, dict[tuple[Kind, Path], Access]] = {}

    # --- paths --------------------------------------------------------------------------------------------------------

    def path(self, instance: Instance, value: hir.Value, fields: int = MAX_FIELDS) -> Path | None:
        """The variable, and at most that many fields from it, that hold what the value is."""
        while value.op in ("refine", "annotated"):
            value = value.args[0]
        match value.op:
            case "gload":
                return Path(global_variable(*global_of(value)))
            case "box.load":
                return self.path(instance, value.args[0])
            case "attr" if isinstance(value.imm, str):
                return self._field(instance, value.args[0], value.imm, fields)
            case "param":
                return self._parameter(instance, value)
        bound = self._global_values(instance.code).get(value.id)
        return Path(bound if bound is not None else Variable("", instance=instance, number=value.id))

    def _field(self, instance: Instance, holder: hir.Value, name: str, fields: int = MAX_FIELDS) -> Path | None:
        held = type_of(instance, holder)
        if len(held) == 1 and isinstance(module := next(iter(held)), ModuleKind):
            known = self.engine.program.modules.get(module.name)
            return Path(global_variable(known, name)) if known is not None and name in known.globals else None
        if not any(isinstance(atom, ObjectKind) and name in atom.fields for atom in held):
            return None
        path = self.path(instance, holder, fields - 1) if fields else None
        return Path(path.variable, (*path.fields, name)) if path is not None else None

    def _parameter(self, instance: Instance, value: hir.Value) -> Path | None:
        params = instance.code.body().params
        for position, param in enumerate(params):
            if param.id == value.id:
                captured = len(instance.func.captures)
                if position >= captured:
                    own = Variable(str(value.imm), instance=instance, number=value.id, position=position - captured)
                    return Path(own)
                made = self.origins.closure(instance.func)
                if made is None or position >= len(made[1].args):
                    return None
                outer = self.path(made[0], made[1].args[position])
                if outer is None or outer.variable.name:
                    return outer
                name, _ = instance.code.captures[position]
                return Path(replace(outer.variable, name=name), outer.fields)
        return Path(Variable("", instance=instance, number=value.id))  # of a block

    def _global_values(self, code: hir.Code) -> dict[int, Variable]:
        """The values that module-level code uses in place of loading a global again. One that is bound to several names
        is known by none."""
        known = self._bound.get(code)
        if known is None:
            names: dict[int, set[Variable]] = {}
            for block in code.body().blocks if code.kind == "module" else []:
                for value in block.instrs:
                    if value.op == "gstore":
                        names.setdefault(value.args[0].id, set()).add(global_variable(*global_of(value)))
            known = self._bound[code] = {number: next(iter(v)) for number, v in names.items() if len(v) == 1}
        return known

    # --- one operation ------------------------------------------------------------------------------------------------

    def of(self, instance: Instance, value: hir.Value) -> list[Access]:
        """What the operation does, with what it calls; not what a task does that it starts."""
        found = list(self._own(instance, value))
        if not is_spawn(instance, value):
            for callee in self.callees(instance, value):
                found += self._called(instance, value, callee)
        return found

    def _own(self, instance: Instance, value: hir.Value) -> list[Access]:
        """Without what it calls. The library's operations touch nothing of the program's but what they are given."""
        known = self._found.setdefault(instance, {})
        if value.id not in known:
            known[value.id] = [] if instance.code.module.library else self._find(instance, value)
        return known[value.id]

    def _find(self, instance: Instance, value: hir.Value) -> list[Access]:
        args = value.args
        out: list[Access] = []

        def note(kind: Kind, path: Path | None) -> None:
            if path is not None:
                out.append(Access(kind, path, value.span))

        match value.op:
            case "gstore":
                note("set", Path(global_variable(*global_of(value))))
            case "box.store":
                note("set", self.path(instance, args[0]))
            case "gload" | "box.load":
                # what is only loaded to be stored back is no look at it
                note("set" if self._updates(instance, value) else "load", self.path(instance, value))
            case "attr":
                if isinstance(value.imm, str) and any(isinstance(a, ModuleKind) for a in type_of(instance, args[0])):
                    note("load", self.path(instance, value))
            case "attr.set":
                note("change", self._field(instance, args[0], str(value.imm)))
            case op if op in CHANGING:
                if _is_container(instance, args[0]):
                    note("change", self.path(instance, args[0]))
            case "call_method" if _changes(instance, args[0], method_of(value)[0]):
                note("change", self.path(instance, args[0]))
                out += self._used(instance, value, args[1:])
            case "inplace" if _is_container(instance, args[0]):
                note("change", self.path(instance, args[0]))
                out += self._used(instance, value, args[1:])
            case "closure" | "class" | "refine" | "annotated" | "box" | "box.del" | "gdel" | "check_bound":
                pass
            case "compare" if value.imm in ("is", "is not"):
                pass
            case "call" | "call_method" if not is_spawn(instance, value) and self._calls_program(instance, value):
                pass  # what it does with them is told by its own accesses
            case "index" if self._updates(instance, value):
                pass
            case _:
                out += self._used(instance, value, args)
        return out

    def _used(self, instance: Instance, value: hir.Value, args: list[hir.Value]) -> list[Access]:
        out = []
        for arg in args:
            if not (arg.op == "attr" and self._updates(instance, arg)):
                path = self.path(instance, arg)
                if path is not None:
                    out.append(Access("use", path, value.span))
        return out

    def _updates(self, instance: Instance, value: hir.Value) -> bool:
        """Is the value loaded only to be stored back, changed: `n += 1`?"""
        found = uses(instance.code.body())
        stores = ("gstore", "box.store", "attr.set", "index.set")
        users = found.of(value)
        return bool(users) and all(
            isinstance(user, hir.Value)
            and user.op in ("inplace", "binary")
            and (after := found.of(user))
            and all(isinstance(store, hir.Value) and store.op in stores and store.args[-1] is user for store in after)
            for user in users
        )

    def _calls_program(self, instance: Instance, value: hir.Value) -> bool:
        return any(not callee.code.module.library for callee in self.callees(instance, value))

    def callees(self, instance: Instance, value: hir.Value) -> list[Instance]:
        """The instances that the operation calls, or starts."""
        known = self._callees.get(instance)
        if known is None:
            known = self._callees[instance] = {}
            for (number, _), callees in instance.sites.items():
                known.setdefault(number, []).extend(callees)
        return known.get(value.id, [])

    # --- calls --------------------------------------------------------------------------------------------------------

    def whole(self, instance: Instance) -> dict[tuple[Kind, Path], Access]:
        """All accesses of a call of the instance, but for what touches its own variables only."""
        if instance not in self._whole:  # while they are found, what is known so far
            work = [instance]
            reached = {instance: None}
            while work:
                for callees in work.pop().sites.values():
                    for callee in callees:
                        if callee not in reached:
                            reached[callee] = None
                            work.append(callee)
            todo = [each for each in reached if each not in self._whole]
            for each in todo:
                self._whole[each] = {}
            for _ in range(MAX_ROUNDS):  # what is called comes first, so few are needed
                grown = [each for each in reversed(todo) if self._grow(each)]
                if not grown:
                    break
            else:
                self.complete = False
        return self._whole[instance]

    def _grow(self, instance: Instance) -> bool:
        known = self._whole[instance]
        before = len(known)
        for block in instance.order:
            if block in instance.reached:
                for value in block.instrs:
                    for access in self.of(instance, value):
                        variable = access.path.variable
                        if variable.instance is not instance or variable.position >= 0:
                            known.setdefault((access.kind, access.path), access)
        return len(known) > before

    def _called(self, instance: Instance, value: hir.Value, callee: Instance) -> list[Access]:
        """The accesses of a call, in the caller's terms."""
        out: list[Access] = []
        for access in self.whole(callee).values():
            variable = access.path.variable
            if variable.instance is not callee or variable.position < 0:
                out.append(access)
                continue
            given = passed(instance, value, callee.func, variable.position)
            path = self.path(instance, given) if isinstance(given, hir.Value) else None
            if path is not None and len(path.fields) + len(access.path.fields) <= MAX_FIELDS:
                out.append(Access(access.kind, Path(path.variable, (*path.fields, *access.path.fields)), access.span))
        return out


def _is_container(instance: Instance, value: hir.Value) -> bool:
    """Is it one that changes in place, whatever else?"""
    return any(a.changing_methods for a in type_of(instance, value))


def _changes(instance: Instance, value: hir.Value, method: str) -> bool:
    return any(method in a.changing_methods for a in type_of(instance, value))
