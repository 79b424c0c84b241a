"""Lowering a whole program: which instances become functions, their names, the globals' layout.

In: the final state of inference. Out: `ir.Program`. Instances that take and give the same representations of the
same structures become one function. Functions are named by what they are and numbered in the order in which they
are reached, so that the same source gives the same names.
"""

from __future__ import annotations

import struct
from collections import deque

from weftc import limits
from weftc.abi.memory import SIZE_OF, SLOT_OF, Slot
from weftc.hir import hir
from weftc.hir.operands import global_of, method_of
from weftc.infer.engine import Engine, Instance
from weftc.infer.exceptions import RUNTIME_RAISES, runtime_symbol
from weftc.infer.frozen import frozen_globals
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.class_info import method_slot
from weftc.kinds.classes import AnyClassKind, ClassKind, SuperKind
from weftc.kinds.function import BuiltinKind, FunctionKind
from weftc.kinds.kind import Cell, Type, resolve
from weftc.kinds.module import ModuleKind
from weftc.kinds.none import NONE_ATOM
from weftc.kinds.numbers import BOOL
from weftc.lower.blocks import lower_blocks
from weftc.lower.entries import entry
from weftc.lower.function import FunctionLowering
from weftc.lower.layout import Layout
from weftc.source import STDIN
from weftc.wasm.objects import Datum, Reloc, RelocKind


class ProgramLowering:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.layout = Layout(engine)
        self.functions: dict[str, ir.Function] = {}
        self.names: dict[Instance, str] = {}
        self.canon: dict[object, Instance] = {}
        self.canon_of: dict[Instance, Instance] = {}
        self.queue: deque[Instance] = deque()
        self.global_slots: dict[tuple[str, str], tuple[int, Rep]] = {}
        self.globals_size = 0
        self.spawned: dict[Instance, str] = {}
        self.reads: dict[Instance, frozenset[tuple[str, str]]] = {}

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

    def global_slot(self, module: str, name: str) -> tuple[int, Rep]:
        """(offset in the globals' struct, representation)."""
        key = (module, name)
        found = self.global_slots.get(key)
        if found is None:
            cell = self.engine.globals.get(key)
            rep = self.layout.rep(resolve(cell.find().type)) if cell is not None else Rep.REF
            size = SIZE_OF[SLOT_OF[rep]]
            offset = (self.globals_size + min(size, 8) - 1) // min(size, 8) * min(size, 8)
            self.globals_size = offset + size
            found = self.global_slots[key] = (offset, rep)
        return found

    def globals_datum(self, symbol: str, keys: list[tuple[str, str]], whole: bool = True) -> Datum:
        """A Type that describes (some of) the globals' struct; not `whole`: that it isn't there."""
        slots = []
        for key in keys:
            offset, rep = self.global_slots[key]
            slots.append((offset, SLOT_OF[rep]))
        size = (self.globals_size + 7) // 8 * 8 if whole else 0
        raw = struct.pack("<IIIIBBBBI", 0, 0, size, 0, 0, 0, 0, 0, len(slots))
        raw += b"".join(struct.pack("<H", offset // 4 << 3 | slot) for offset, slot in sorted(slots))
        raw += b"\0" * (-len(raw) % 8)
        return Datum(symbol, 8, raw, len(raw), [Reloc(12, RelocKind.MEMORY_I32, self.layout.cstring("globals"))])

    def reachable_globals(self, instance: Instance) -> set[tuple[str, str]]:
        """Globals that the code reachable from an instance reads or writes: what a spawned task needs. Asked when all
        functions are lowered."""
        seen: set[Instance] = set()
        out: set[tuple[str, str]] = set()
        stack = [instance]
        while stack:
            current = stack.pop()
            if current in seen:
                continue
            seen.add(current)
            if current not in self.reads:
                mine = set()
                for block in current.code.body().blocks:
                    if block not in current.reached:
                        continue
                    for value in block.instrs:
                        mine |= self.used_globals(current, value)
                for _, func in current.sites:
                    mine |= self.method_globals(func)
                self.reads[current] = frozenset(mine)
            out |= self.reads[current]
            for callees in current.sites.values():
                stack += callees
        return out & self.global_slots.keys()

    def used_globals(self, instance: Instance, value: hir.Value) -> set[tuple[str, str]]:
        """What an operation reads or writes of the globals' struct."""
        match value.op:
            case "gload" | "gstore" | "gdel":
                return self.global_keys(*global_of(value))
            case "import":
                return {(str(value.imm), "<imported>")}
            case "class":
                info = self.engine.classes.get(value.imm) if isinstance(value.imm, hir.Class) else None
                return {key for key in self.global_slots if info is not None and key[0] == f"class {info.order}"}
            case "attr" | "attr.set":
                return self.class_globals(instance, value, str(value.imm))
            case "call_method":
                return self.class_globals(instance, value, method_of(value)[0])
            case "match.attr":
                return self.class_globals(instance, value, None)
        return set()

    def class_globals(self, instance: Instance, value: hir.Value, name: str | None) -> set[tuple[str, str]]:
        """Class variables and module members that an attribute access may read; None: of any name."""
        out = set()
        for atom in resolve(instance.types.get(value.args[0].id, frozenset())):
            cls = atom.cls if isinstance(atom, ClassKind | SuperKind) else atom.class_info
            for c in cls.mro if cls else ():
                out |= {(f"class {c.order}", slot) for slot, _ in c.slots() if name is None or name in slot}
            if isinstance(atom, ModuleKind) and name is not None:
                module = self.engine.program.modules.get(atom.name)
                if module is not None and (atom.name, name) in self.engine.globals:
                    out |= self.global_keys(module, name)
                if (atom.name, name) == ("sys", "argv"):
                    out.add(("sys", "argv"))
        return out & self.engine.globals.keys()

    def method_globals(self, func: FunctionKind) -> set[tuple[str, str]]:
        """What a method captured, and its defaults, are kept with its class."""
        info = self.engine.classes.get(func.code.owner) if func.code.owner is not None else None
        if info is None or func.is_static:
            return set()
        return {(f"class {info.order}", method_slot(info.first_name(func)))} & self.engine.globals.keys()

    def global_keys(self, module: hir.Module, name: str) -> set[tuple[str, str]]:
        """What the globals' struct holds of a name: nothing, if it always is one static thing."""
        if self.static_global(module, name) is not None:
            return set()
        flag = self.bound_flag(module, name)
        return {(module.name, name)} if flag is None else {(module.name, name), flag}

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
        if self.layout.rep(type) is Rep.REF and NONE_ATOM not in type:
            return None
        flag = (module.name, f"{name} is bound")
        self.engine.globals.setdefault(flag, Cell(BOOL))
        return flag

    def spawned_globals(self, callee: Instance) -> str:
        """The symbol of the Type that lists which globals a spawn of the function copies. Which they are is known when
        all functions are lowered."""
        return self.spawned.setdefault(self.canonical(callee), f"globals#{len(self.spawned)}")

    def globals_data(self, main: Instance) -> dict[str, Datum]:
        """The Types that describe the globals' struct. Frozen globals are shared: no spawn copies them. Only those that
        spawned code can reach are frozen; scalars go with the struct. A task that reaches no global gets none."""
        reached = {symbol: self.reachable_globals(callee) for callee, symbol in self.spawned.items()}
        held = [key for key, (_, rep) in self.global_slots.items() if SLOT_OF[rep] not in _RAW]
        wanted = set[tuple[str, str]]().union(*reached.values())
        shared = frozen_globals(self.engine, main, [key for key in held if key in wanted])
        own = [key for key in held if key not in shared]
        out = {
            "globals": self.globals_datum("globals", list(self.global_slots)),
            "globals#frozen": self.globals_datum("globals#frozen", [key for key in held if key in shared]),
            "globals#own": self.globals_datum("globals#own", own),
        }
        for symbol, keys in reached.items():
            out[symbol] = self.globals_datum(symbol, [key for key in own if key in keys], whole=bool(keys))
        return out


#: kinds of slots that never hold a reference
_RAW = (Slot.RAW1, Slot.RAW4, Slot.RAW8, Slot.NONE)


def lower_program(engine: Engine, main: Instance) -> ir.Program:
    """The typed IR of everything that `main` reaches. Inference is over: lowering only looks up what it decided."""
    lowering = ProgramLowering(engine)
    name = entry(lowering, main, None)
    known = len(engine.instances)
    while lowering.queue:
        instance = lowering.queue.popleft()
        limits.check()
        lower_blocks(lowering.lowering_of(instance, lowering.functions[lowering.names[instance]]))
    assert len(engine.instances) == known and not engine.queue, "lowering infers nothing"
    for exception in RUNTIME_RAISES:
        lowering.need_exception(exception)
    data = lowering.layout.data
    data |= lowering.globals_data(main)
    sources = {m.file: m.source for m in engine.program.modules.values()}
    sources[engine.program.main.file] = engine.program.main.source
    sources.pop(STDIN, None)
    types = ("globals", "globals#frozen", "globals#own")
    return ir.Program(lowering.functions, data, name, types[0], lowering.layout.max_class_id, sources, *types[1:])
