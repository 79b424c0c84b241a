"""Lowering a whole program: which instances become functions, their names, the globals' layout.

In: the final state of inference. Out: `ir.Program`. Instances that take and give the same representations of the
same structures become one function. Functions are named by what they are and numbered in the order in which they
are reached, so that the same source gives the same names.
"""

from __future__ import annotations

from collections import deque

from weftc import limits
from weftc.hir import hir
from weftc.infer.engine import Engine, Instance
from weftc.infer.exceptions import RUNTIME_RAISES, runtime_symbol
from weftc.infer.global_keys import bound_flag
from weftc.ir import ir
from weftc.ir.builder import Builder
from weftc.ir.ir import Rep
from weftc.kinds.classes import AnyClassKind
from weftc.kinds.function import BuiltinKind, FunctionKind
from weftc.kinds.kind import Cell, Type, resolve
from weftc.kinds.module import ModuleKind
from weftc.kinds.none import NONE_ATOM
from weftc.kinds.numbers import BOOL
from weftc.lower.blocks import lower_blocks
from weftc.lower.brief import mark_brief, may_be_brief
from weftc.lower.computing import mark_computing, takes_and_gives_values
from weftc.lower.entries import entry
from weftc.lower.function import FunctionLowering
from weftc.lower.globals import Globals, GlobalSlot
from weftc.lower.layout import Layout
from weftc.source import STDIN


class ProgramLowering:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.layout = Layout(engine)
        self.functions: dict[str, ir.Function] = {}
        self.names: dict[Instance, str] = {}
        self.canon: dict[object, Instance] = {}
        self.canon_of: dict[Instance, Instance] = {}
        self.queue: deque[Instance] = deque()
        self.globals = Globals(engine, self.layout)
        self.spawned: dict[str, str] = {}
        self.of_values: dict[str, str] = {}
        self.asked_brief: list[tuple[ir.Value, str]] = []

    def canonical(self, instance: Instance) -> Instance:
        """The instance that stands for all that are laid out like this one."""
        found = self.canon_of.get(instance)
        if found is None:
            shape = self.layout.shape
            cells = [*instance.func.captures, *instance.params, instance.ret]
            key = (instance.code, *(shape(resolve(c.find().type)) for c in cells))
            found = self.canon_of[instance] = self.canon.setdefault(key, instance)
        return found

    def function_name(self, instance: Instance) -> str:
        assert instance in self.engine.live, "what is called has been reported on"
        instance = self.canonical(instance)
        name = self.names.get(instance)
        if name is None:
            code = instance.code
            name = f"{code.module.name}.{code.qualname}#{len(self.names)}"
            self.names[instance] = name
            self.functions[name] = self.declare(instance, name)
            self.queue.append(instance)
        return name

    def lowering_of(self, instance: Instance, function: ir.Function) -> FunctionLowering:
        return FunctionLowering(self, instance, function)

    def declare(self, instance: Instance, name: str) -> ir.Function:
        code = instance.code
        result = self.layout.result_rep(resolve(instance.ret.find().type))
        function = ir.Function(name, code.name, code.module.file, [], result, library=code.module.library)
        for cell in [*instance.func.captures, *instance.params]:
            rep = self.layout.rep(resolve(cell.find().type))
            function.params.append(function.new_value("param", [], None, rep, None))
        function.new_block()
        return function

    def need_exception(self, name: str) -> None:
        """The descriptor of a built-in exception that emitted code raises."""
        symbol = runtime_symbol(name)
        if symbol not in self.layout.data:
            info = self.engine.builtin_classes[name.replace("weft_", "weft.")]
            atom = info.variants.get(None)
            if atom is not None:
                self.layout.type_symbol(atom)

    # --- globals ------------------------------------------------------------------------------------------------------

    def global_slot(self, module: str, name: str) -> GlobalSlot:
        return self.globals.slot((module, name))

    def static_global(self, module: hir.Module, name: str) -> Type | object | None:
        """What a global always is: a function, a class, a built-in, a module, a literal."""
        if name in module.constants:
            return module.constants
        if name not in module.bound:
            return None
        cell = self.engine.globals.get((module.name, name))
        type = resolve(cell.find().type) if cell is not None else None
        if type is not None and len(type) == 1:
            (atom,) = type
            if isinstance(atom, FunctionKind | AnyClassKind | BuiltinKind | ModuleKind) and atom.is_static:
                return type
        return None

    def bound_flag(self, module: hir.Module, name: str) -> tuple[str, str] | None:
        """The key of the truth value that says whether a global is bound; None where that is certain, or where a
        reference of 0 tells."""
        key = (module.name, name)
        cell = self.engine.globals.get(key)
        if name in module.bound or cell is None:
            return None
        type = resolve(cell.find().type)
        if self.layout.rep(type).is_reference and NONE_ATOM not in type:
            return None
        flag = (module.name, bound_flag(name))
        self.engine.globals.setdefault(flag, Cell(BOOL))
        return flag

    def spawned_globals(self, function: str) -> str:
        """The symbol of what describes the globals of tasks that begin with the function. Which they are is known at
        the end."""
        return self.spawned.setdefault(function, f"globals#{len(self.spawned)}")

    def may_be_brief(self, callee: Instance, result: Rep) -> bool:
        """May calls of the function that give such a result be over at once?"""
        return may_be_brief(callee, result)

    def brief(self, callee: Instance, b: Builder) -> ir.Value:
        """Whether they are: a constant whose value is known at the end."""
        constant = b.op("const", imm=0, rep=Rep.I32)
        self.asked_brief.append((constant, self.function_name(callee)))
        return constant

    def spawns(self, entry: str, callee: Instance) -> None:
        """A task begins with `entry`, which calls `callee`."""
        if takes_and_gives_values(callee) and takes_and_gives_values(self.canonical(callee)):
            self.of_values[entry] = self.function_name(callee)


def lower_program(engine: Engine, main: Instance) -> ir.Program:
    """The typed IR of everything that `main` reaches. Inference is over: lowering only looks up what it decided."""
    lowering = ProgramLowering(engine)
    name = entry(lowering, main, None)
    known = len(engine.instances)
    while lowering.queue:
        instance = lowering.queue.popleft()
        limits.check()
        lower_blocks(lowering.lowering_of(instance, lowering.functions[lowering.names[instance]]))
    assert len(engine.instances) == known and not engine.worklist, "lowering infers nothing"
    for exception in RUNTIME_RAISES:
        lowering.need_exception(exception)
    data = lowering.layout.data
    data |= lowering.globals.lay_out(main, lowering.functions, lowering.spawned)
    mark_computing(lowering.functions, lowering.of_values)
    mark_brief(lowering.functions, lowering.asked_brief)
    sources = {m.file: m.source for m in engine.program.modules.values()}
    sources[engine.program.main.file] = engine.program.main.source
    sources.pop(STDIN, None)
    return ir.Program(lowering.functions, data, name, lowering.layout.max_class_id, sources)
