"""Calls whose arguments are counted or named at run time: see infer/spread.py. What they say is in lib/arguments.py."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from weftc.hir import hir
from weftc.infer.spread import Plan, Source, plan_of
from weftc.ir import ir
from weftc.kinds.dict import DictKind
from weftc.kinds.function import FunctionKind
from weftc.kinds.kind import Cell, Type, find, one, resolve
from weftc.kinds.list import ListKind
from weftc.kinds.scalars import INT, STR
from weftc.lower.dicts import dict_find, load_slot
from weftc.lower.function import FunctionLowering
from weftc.lower.loops import loop
from weftc.lower.sequences import append, list_element, new_list, store_element
from weftc.lower.sources import ListIterator

Arg = tuple[ir.Value, Type]


class SpreadCall:
    """One such call of one function."""

    def __init__(
        self,
        f: FunctionLowering,
        origin: hir.Value,
        func: FunctionKind,
        closure: ir.Value | None,
        args: list[Arg],
        shape: hir.CallShape,
    ) -> None:
        plan = plan_of(func.code, shape)
        assert isinstance(plan, Plan)
        self.f, self.origin, self.func, self.closure, self.args, self.shape = f, origin, func, closure, args, shape
        self.plan = plan
        self.title = f.string(f"{func.code.qualname}()")
        self.xs, self.elem = self.make_list()
        self.count = f.b.op("i64.extend_i32_u", f.b.op("list.len", self.xs))

    def make_list(self) -> tuple[ir.Value, Type]:
        f = self.f
        atom = find(f.instance.made[self.origin.id, ("list", "spread")])
        assert isinstance(atom, ListKind)
        elem = resolve(atom.elem.find().type)
        xs = new_list(f, atom, 0)
        for k in self.plan.listed:
            v, t = self.args[k]
            if k not in self.shape.stars:
                append(f, xs, f.convert(v, t, elem), elem)
                continue
            (source,) = t
            source = find(source)
            assert isinstance(source, ListKind)
            held = resolve(source.elem.find().type)
            if held:
                loop(f, ListIterator(v, held, held), partial(self.append_item, xs, held, elem))
        return xs, elem

    def append_item(self, xs: ir.Value, held: Type, elem: Type, item: ir.Value) -> None:
        append(self.f, xs, self.f.convert(item, held, elem), elem)

    def parameters(self) -> list[Arg]:
        """The parameters' values in order, after the checks that CPython makes."""
        f, plan = self.f, self.plan
        types = self.types()
        self.check_names()
        if self.func.code.vararg is None:
            self.check_count()
        missing = new_list(f, ListKind(Cell(STR)), 0)
        out: list[Arg] = []
        for s, type in zip(plan.sources, types, strict=True):
            if s.fixed is not None:
                out.append(self.args[s.fixed])
            elif s.rest is not None:
                out.append(self.rest(s, type))
            else:
                out.append((self.value_of(s, type, missing), type))
        self.library("missing", [self.title_arg(), (missing, one(ListKind(Cell(STR)))), self.plain_count()])
        return out

    def types(self) -> list[Type]:
        from weftc.infer.spread import spread_types

        f = self.f
        defaults = [resolve(c.find().type) for c in self.func.defaults]
        types = spread_types(
            f.engine, f.instance, self.origin, self.func.code, defaults, [t for _, t in self.args], self.shape
        )
        assert types is not None
        return types

    def title_arg(self) -> Arg:
        return self.title, STR

    def callee(self) -> Arg:
        code = self.func.code
        name = code.qualname.removesuffix(".__init__")  # a call of the class
        return self.f.string(f"{code.module.name}.{name}()"), STR

    def plain_count(self) -> Arg:
        """How many parameters come before those that only a keyword reaches."""
        return self.f.b.word(sum(not p.keyword_only for p in self.func.code.parameters)), INT

    def library(self, name: str, args: list[Arg]) -> None:
        function = self.f.engine.library("arguments", name)
        assert function is not None
        self.f.call_function(self.origin, function, None, args)

    def check_names(self) -> None:
        """Of the mapping: all are parameters, and have no value yet."""
        f, plan = self.f, self.plan
        given = {s.name for s in plan.sources if s.keyword is not None}
        names = [(f.string(s.name), STR) for s in plan.sources if s.rest is None]
        positional = f.b.op("i64.add", self.count, f.b.i64(plan.first))
        if plan.mapping is not None:
            for d, atom in self.mappings():
                self.library(
                    "check_names",
                    [
                        self.title_arg(),
                        self.callee(),
                        (d, one(atom)),
                        self.list_of(names),
                        self.list_of([(f.string(name), STR) for name in sorted(given)]),
                        (positional, INT),
                        self.plain_count(),
                    ],
                )
        for s in plan.sources:  # a keyword that the list reaches too
            if s.keyword is not None and s.at is not None:
                f.guard_text(
                    f.b.op("i64.gt_s", self.count, f.b.i64(s.at)),
                    "TypeError",
                    f"{self.func.code.qualname}() got multiple values for argument '{s.name}'",
                )

    def mappings(self) -> list[tuple[ir.Value, DictKind]]:
        if self.plan.mapping is None:
            return []
        v, t = self.args[self.plan.mapping]
        (atom,) = t
        atom = find(atom)
        assert isinstance(atom, DictKind)
        return [(v, atom)]

    def list_of(self, items: list[Arg]) -> Arg:
        f = self.f
        atom = ListKind(Cell(STR))
        xs = new_list(f, atom, len(items))
        for k, (v, _) in enumerate(items):
            store_element(f, xs, f.b.i64(k), v, STR)
        return xs, one(atom)

    def check_count(self) -> None:
        b = self.f.b
        parameters = [p for p in self.func.code.parameters if not p.keyword_only]
        least = sum(not p.has_default for p in parameters)
        given = b.op("i64.add", self.count, b.i64(self.plan.first))
        too_many, fits = b.new_block(), b.new_block()
        too_many.cold = True
        b.branch(b.op("i64.gt_s", given, b.i64(len(parameters))), too_many, fits)
        b.at(too_many)
        self.library("too_many", [self.title_arg(), (b.word(least), INT), (b.word(len(parameters)), INT), (given, INT)])
        b.unreachable()
        b.at(fits)

    def rest(self, s: Source, type: Type) -> Arg:
        """The tuple of what positional arguments remain."""
        f, b = self.f, self.f.b
        (atom,) = type
        atom = find(atom)
        assert isinstance(atom, ListKind) and s.rest is not None and s.at is not None
        elem = resolve(atom.elem.find().type)
        out = new_list(f, atom, 0)
        for k in s.rest:
            append(f, out, f.convert(*self.args[k], elem), elem)
        if self.elem:
            zero = b.i64(0)
            plain = ListKind(Cell(self.elem))
            part = f.rt("weft_list_slice", self.xs, b.i64(s.at), zero, zero, b.i32(1), f.type_address(plain))
            loop(f, ListIterator(part, self.elem, self.elem), partial(self.append_item, out, self.elem, elem))
        return out, type

    def value_of(self, s: Source, type: Type, missing: ir.Value) -> ir.Value:
        """Item, keyword, mapping's, default; or the name is missing."""
        f, b = self.f, self.f.b
        join = b.new_block(f.layout.rep(type))

        def take_if(cond: ir.Value, value: Callable[[], Arg]) -> None:
            there, otherwise = b.new_block(), b.new_block()
            b.branch(cond, there, otherwise)
            b.at(there)
            b.jump(join, f.convert(*value(), type))
            b.at(otherwise)

        if s.at is not None and self.elem:
            at = s.at
            there = b.op("i64.gt_s", self.count, b.i64(at))
            take_if(there, lambda: (list_element(f, self.xs, b.i64(at), self.elem), self.elem))
        if s.keyword is not None:
            b.jump(join, f.convert(*self.args[s.keyword], type))
            b.at(join)
            return join.params[0]
        for d, atom in self.mappings() if s.named else ():
            held = resolve(atom.value.find().type)
            if held:
                slot = dict_find(f, self.origin, atom, d, f.string(s.name), STR)
                take_if(f.test(slot), partial(self.loaded, slot, held))
        if s.default:
            from weftc.lower.calls import default

            b.jump(join, f.convert(*default(f, self.func, self.closure, s.name), type))
        else:
            append(f, missing, f.string(s.name), STR)
            b.jump(join, f.zero(type))
        b.at(join)
        return join.params[0]

    def loaded(self, slot: ir.Value, held: Type) -> Arg:
        return load_slot(self.f, slot, held), held
