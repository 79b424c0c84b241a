"""The type of each operation of the untyped form, a rule each.

A rule looks at the types of its arguments and gives the type of its value; it may make instances of what it calls.
Where some atoms of a union support an operation and others don't, the result comes from those that do: the others
raise TypeError at run time, as in CPython. Only where nothing supports it is there a diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable

from weftc.diagnostics import error
from weftc.hir import hir
from weftc.hir.operands import global_of, length_test_of, refinement_of, unpacking_of
from weftc.infer import calls
from weftc.infer.annotations import check_annotation
from weftc.infer.blame import operands_of
from weftc.infer.engine import Engine, Instance, constant_type
from weftc.infer.hashing import use_key
from weftc.infer.iteration import atom_items, is_iterable, item_type
from weftc.infer.text import repr_of, str_of
from weftc.infer.types import (
    BOOL,
    BOOL_ATOM,
    FLOAT,
    FLOAT_ATOM,
    INT,
    INT_ATOM,
    NEVER,
    NONE,
    NONE_ATOM,
    NUMBERS,
    RANGE,
    RANGE_ATOM,
    STR,
    STR_ATOM,
    Atom,
    BuiltinAtom,
    Cell,
    CellAtom,
    ClassAtom,
    ClassInfo,
    DictAtom,
    FuncAtom,
    InstAtom,
    IterAtom,
    ListAtom,
    ModuleAtom,
    SuperAtom,
    TupleAtom,
    Type,
    VarTupleAtom,
    find,
    one,
    resolve,
    show,
    show_atom,
)

Rule = Callable[[Engine, Instance, hir.Value], Type]
RULES: dict[str, Rule] = {}


def rule(*ops: str) -> Callable[[Rule], Rule]:
    def add(function: Rule) -> Rule:
        for op in ops:
            RULES[op] = function
        return function

    return add


def arg(instance: Instance, value: hir.Value, k: int = 0) -> Type:
    return resolve(instance.types.get(value.args[k].id, NEVER))


def complain(
    engine: Engine, code: str, value: hir.Value, message: str, label: str = "", helps: tuple[str, ...] = ()
) -> Type:
    """Reports an error in the last round; the value has no type."""
    if engine.reporting:
        engine.error(error(code, message, value.span, label, helps=helps), operands_of(code, value))
    return NEVER


# --- constants and variables ------------------------------------------------------------------------------------------


@rule("const")
def const(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return constant_type(value.imm)


@rule("annotated")
def annotated(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    type = arg(instance, value)
    check_annotation(engine, instance, value, value.imm, type)
    return type


@rule("unbound")
def unbound(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return NEVER


@rule("param")
def param(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return resolve(instance.types.get(value.id, NEVER))


@rule("check_bound", "gdel", "cell.del", "import")
def nothing(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    if value.op == "import":
        run_module(engine, instance, value, str(value.imm))
    return NONE


def run_module(engine: Engine, instance: Instance, value: hir.Value, name: str) -> None:
    module = engine.program.modules.get(name)
    if module is not None and module.code is not None:
        engine.call(instance, value, engine.plain_function(module.code), [])


@rule("gload")
def gload(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    module, name = global_of(value)
    return engine.get(engine.global_cell(module, name))


@rule("gstore")
def gstore(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    module, name = global_of(value)
    engine.flow(engine.global_cell(module, name), arg(instance, value))
    return NONE


@rule("builtin")
def builtin(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    name = str(value.imm)
    cls = engine.builtin_classes.get(name)
    return one(cls.atom) if cls else engine.builtin(name)


@rule("module")
def module(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return engine.module(str(value.imm))


@rule("cell")
def cell(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    atom = engine.make(instance, value, "cell", lambda: CellAtom(Cell(), str(value.imm)))
    assert isinstance(atom, CellAtom)
    if value.args:
        engine.flow(atom.content, arg(instance, value))
    return one(find(atom))


@rule("cell.load")
def cell_load(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    out = NEVER
    for atom in arg(instance, value):
        assert isinstance(atom, CellAtom)
        out = engine.join(out, engine.get(atom.content))
    return out


@rule("cell.store")
def cell_store(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    for atom in arg(instance, value):
        assert isinstance(atom, CellAtom)
        engine.flow(atom.content, arg(instance, value, 1))
    return NONE


# --- functions and classes --------------------------------------------------------------------------------------------


@rule("closure")
def closure(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    code = value.imm
    assert isinstance(code, hir.Code)
    captured, rest = len(code.captures), len(value.args) - len(code.captures)

    def build() -> Atom:
        if not value.args:
            return engine.plain_function(code)
        return FuncAtom(code, [Cell() for _ in range(captured)], [Cell() for _ in range(rest)])

    atom = engine.make(instance, value, "closure", build)
    assert isinstance(atom, FuncAtom)
    for k, target in enumerate(atom.cells()):
        engine.flow(target, arg(instance, value, k))
    return one(atom)


@rule("class")
def class_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return calls.define_class(engine, instance, value)


@rule("super")
def super_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    code = value.imm
    assert isinstance(code, hir.Class)
    return one(engine.make(instance, value, "super", lambda: SuperAtom(NEVER, engine.classes[code])))


@rule("call")
def call(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return calls.call_rule(engine, instance, value)


@rule("call_method")
def call_method(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return calls.call_method_rule(engine, instance, value)


@rule("attr")
def attr(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return calls.attribute(engine, instance, value, arg(instance, value), str(value.imm))


@rule("attr.set")
def attr_set(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    name, stored, found = str(value.imm), arg(instance, value, 1), False
    for atom in arg(instance, value):
        if isinstance(atom, InstAtom):
            engine.flow(calls.field(engine, atom, name), stored)
            found = True
        elif isinstance(atom, ClassAtom) and (target := atom.cls.attribute(name)):
            engine.flow(atom.cls.attributes.get(name) or target, stored)
            found = True
        elif isinstance(atom, ModuleAtom) and (mod := engine.program.modules.get(atom.name)) and name in mod.globals:
            engine.flow(engine.global_cell(mod, name), stored)
            found = True
    if not found and arg(instance, value):
        complain(engine, "E0304", value, f"{show(arg(instance, value))} has no attribute '{name}' to set")
    return NONE


# --- operators --------------------------------------------------------------------------------------------------------

DUNDERS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow",
    "<<": "lshift", ">>": "rshift", "&": "and", "|": "or", "^": "xor", "@": "matmul",
}  # fmt: skip
COMPARISONS = {
    "<": ("lt", "gt"), "<=": ("le", "ge"), ">": ("gt", "lt"), ">=": ("ge", "le"),
    "==": ("eq", "eq"), "!=": ("ne", "ne"),
}  # fmt: skip


def numeric(op: str, a: Atom, b: Atom, value: hir.Value) -> Type | None:
    """The type of an arithmetic operation on two numbers; None if it isn't defined on them."""
    if a is FLOAT_ATOM or b is FLOAT_ATOM:
        return FLOAT if op in ("+", "-", "*", "/", "//", "%", "**") else None
    if op == "/":
        return FLOAT
    if op == "@":
        return None
    if a is BOOL_ATOM and b is BOOL_ATOM and op in ("&", "|", "^"):
        return BOOL
    if op == "**":
        exponent = value.args[1] if len(value.args) > 1 else None
        if exponent is not None and exponent.op == "const" and isinstance(exponent.imm, int) and exponent.imm < 0:
            return FLOAT
        if exponent is not None and exponent.op == "unary" and exponent.imm == "-" and exponent.args[0].op == "const":
            return FLOAT
    return INT


def binary_atoms(
    engine: Engine, instance: Instance, value: hir.Value, op: str, a: Atom, b: Atom, inplace: bool
) -> Type | None:
    """One pair of operand kinds; None: Python raises TypeError."""
    if a in NUMBERS and b in NUMBERS:
        return numeric(op, a, b, value)
    if isinstance(a, InstAtom) or isinstance(b, InstAtom):
        if isinstance(a, InstAtom):
            for name in ([f"__i{DUNDERS[op]}__"] if inplace else []) + [f"__{DUNDERS[op]}__"]:
                if (method := a.cls.method(name)) is not None:
                    return calls.invoke(engine, instance, value, method, [one(a), one(b)])
        if isinstance(b, InstAtom) and (method := b.cls.method(f"__r{DUNDERS[op]}__")) is not None:
            return calls.invoke(engine, instance, value, method, [one(b), one(a)])
        if not (inplace and isinstance(a, ListAtom)):
            return None
    integral = (INT_ATOM, BOOL_ATOM)
    if op == "+":
        if a is STR_ATOM and b is STR_ATOM:
            return STR
        if (
            isinstance(a, ListAtom)
            and isinstance(b, ListAtom)
            and isinstance(a, VarTupleAtom) == isinstance(b, VarTupleAtom)
        ):
            if inplace and not isinstance(a, VarTupleAtom):
                engine.flow(a.elem, engine.get(b.elem))
                return one(find(a))
            # storage is copied as it is, so both and the result are laid out alike
            joined = engine.unify(a, b)
            assert isinstance(joined, ListAtom)
            return engine.new_like(instance, value, joined)
        if (
            isinstance(a, ListAtom)
            and not isinstance(a, VarTupleAtom)
            and inplace
            and (items := atom_items(engine, instance, value, b)) is not None
        ):
            engine.flow(a.elem, items)
            return one(find(a))
        if isinstance(a, TupleAtom | VarTupleAtom) and isinstance(b, TupleAtom | VarTupleAtom):
            if isinstance(a, TupleAtom) and isinstance(b, TupleAtom) and few_lengths(instance, value):
                return engine.new_tuple(instance, value, [engine.get(c) for c in [*a.items, *b.items]], (a, b))
            items = engine.join(items_of_tuple(engine, a), items_of_tuple(engine, b))
            return engine.new_vartuple(instance, value, items)
    if op == "*":
        if b in integral:
            a, b = b, a
        if a in integral:
            if b is STR_ATOM:
                return STR
            if isinstance(b, ListAtom):
                return one(b) if inplace and not isinstance(b, VarTupleAtom) else engine.new_like(instance, value, b)
            if isinstance(b, TupleAtom):
                count = next((n for n in map(constant_index, value.args) if n is not None), None)
                if count is None or count > 64:
                    return engine.new_vartuple(instance, value, engine.join_all([engine.get(c) for c in b.items]))
                return engine.new_tuple(instance, value, [engine.get(c) for c in b.items] * count, "repeated")
    if op == "|" and isinstance(a, DictAtom) and isinstance(b, DictAtom):
        store_entry(engine, instance, value, a, engine.get(b.key), engine.get(b.value))
        return one(a) if inplace else engine.join(engine.new_dict(instance, value, NEVER, NEVER), one(find(a)))
    return None


def few_lengths(instance: Instance, value: hir.Value) -> bool:
    """A tuple that grows in a loop would be of ever more lengths: beyond a few it is one of any length."""
    return sum(key[0] == value.id for key in instance.made) < 4


def items_of_tuple(engine: Engine, atom: TupleAtom | VarTupleAtom) -> Type:
    return engine.join_all([engine.get(c) for c in atom.cells()])


@rule("binary", "inplace")
def binary(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    op, inplace = str(value.imm), value.op == "inplace"
    left, right, out, valid = arg(instance, value), arg(instance, value, 1), NEVER, False
    if not left or not right:
        return NEVER
    for a in left:
        for b in right:
            type = binary_atoms(engine, instance, value, op, find(a), find(b), inplace)
            if type is not None:
                valid = True
                out = engine.join(out, type)
    if not valid:
        if STR_ATOM in left and op == "%":
            return complain(
                engine,
                "E0410",
                value,
                "the % operator on strings isn't built",
                helps=("write an f-string: f'{x:.2f}'",),
            )
        names = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
        return complain(
            engine,
            "E0301",
            value,
            f"cannot {names.get(op, 'apply ' + op + ' to')} {show(left)} and {show(right)}",
            f"{show(left)} {op} {show(right)}",
            helps=("convert one side, as in str(x) or int(text)",) if STR_ATOM in left | right else (),
        )
    return out


@rule("unary")
def unary(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    op, operand, out = str(value.imm), arg(instance, value), NEVER
    for atom in operand:
        if atom in NUMBERS:
            if atom is FLOAT_ATOM and op != "~":
                out |= FLOAT
            elif atom is not FLOAT_ATOM:
                out |= INT
        elif isinstance(atom, InstAtom):
            method = atom.cls.method({"-": "__neg__", "+": "__pos__", "~": "__invert__"}[op])
            if method is not None:
                out = engine.join(out, calls.invoke(engine, instance, value, method, [one(atom)]))
    if not out and operand and not has_inst(operand):
        return complain(engine, "E0301", value, f"bad operand type for unary {op}: {show(operand)}")
    return out


def has_inst(type: Type) -> bool:
    return any(isinstance(a, InstAtom) for a in type)


@rule("not")
def not_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    known = instance.known.get(value.args[0].id)
    set_known(instance, value, None if known is None else not known)
    return BOOL


def set_known(instance: Instance, value: hir.Value, known: bool | None) -> None:
    if known is None:
        instance.known.pop(value.id, None)
    else:
        instance.known[value.id] = known


@rule("compare")
def compare(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    op, left, right = str(value.imm), arg(instance, value), arg(instance, value, 1)
    set_known(instance, value, None)
    if not left or not right:
        return NEVER
    if op in ("is", "is not"):
        if not (left & right) and not any(a.group is not None and a.group == b.group for a in left for b in right):
            set_known(instance, value, op == "is not")
        elif left == NONE and right == NONE:
            set_known(instance, value, op == "is")
        return BOOL
    if op in ("in", "not in"):
        return contains(engine, instance, value, left, right)
    x, y = (number_of(instance, a) for a in value.args)
    if x is not None and y is not None:
        set_known(instance, value, {"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y, "==": x == y, "!=": x != y}[op])
    valid, out = False, NEVER
    for a in left:
        for b in right:
            type = compare_atoms(engine, instance, value, op, find(a), find(b))
            if type is not None:
                valid = True
                out = engine.join(out, type)
    if not valid:
        return complain(engine, "E0301", value, f"'{op}' not supported between {show(left)} and {show(right)}")
    return out


def number_of(instance: Instance, value: hir.Value) -> int | None:
    """The int that a value is known to be: the length of a tuple, or a literal beside one."""
    if value.op == "const" and isinstance(value.imm, int) and not isinstance(value.imm, bool):
        return value.imm
    return instance.numbers.get(value.id)


def compare_atoms(engine: Engine, instance: Instance, value: hir.Value, op: str, a: Atom, b: Atom) -> Type | None:
    """One pair; containers go through the library, which compares their items by these rules in turn."""
    if a in NUMBERS and b in NUMBERS or a is STR_ATOM and b is STR_ATOM:
        return BOOL
    if isinstance(a, InstAtom) or isinstance(b, InstAtom):
        mine, theirs = COMPARISONS[op]
        if isinstance(a, InstAtom) and (method := a.cls.method(f"__{mine}__")):
            return calls.invoke(engine, instance, value, method, [one(a), one(b)])
        if isinstance(b, InstAtom) and (method := b.cls.method(f"__{theirs}__")):
            return calls.invoke(engine, instance, value, method, [one(b), one(a)])
        if op == "!=" and isinstance(a, InstAtom) and (method := a.cls.method("__eq__")):
            return calls.invoke(engine, instance, value, method, [one(a), one(b)]) and BOOL
        return BOOL if op in ("==", "!=") else None
    if isinstance(a, TupleAtom | VarTupleAtom) and isinstance(b, TupleAtom | VarTupleAtom) and type(a) is not type(b):
        return None  # of fixed length against any length: not built
    if isinstance(a, VarTupleAtom) != isinstance(b, VarTupleAtom):
        return BOOL if op in ("==", "!=") else None
    if isinstance(a, TupleAtom) and isinstance(b, TupleAtom):
        return compare_tuples(engine, instance, value, op, a, b)
    for kind, name in ((ListAtom, "list"), (DictAtom, "dict")):
        if isinstance(a, kind) and isinstance(b, kind):
            function = engine.library("compare", f"{name}_{'eq' if op in ('==', '!=') else 'lt'}")
            if function is None:
                return None
            return calls.invoke(engine, instance, value, function, [one(a), one(b)]) and BOOL
    return BOOL if op in ("==", "!=") else None


def compare_tuples(
    engine: Engine, instance: Instance, value: hir.Value, op: str, a: TupleAtom, b: TupleAtom
) -> Type | None:
    for x, y in zip(a.items, b.items, strict=False):
        for p in engine.get(x):
            for q in engine.get(y):
                for need in ("==",) if op in ("==", "!=") else ("==", op.rstrip("=") if op not in ("==", "!=") else op):
                    compare_atoms(engine, instance, value, need, find(p), find(q))
    return BOOL


def contains(engine: Engine, instance: Instance, value: hir.Value, item: Type, container: Type) -> Type:
    valid = False
    for c in container:
        c = find(c)
        if isinstance(c, InstAtom) and (method := c.cls.method("__contains__")):
            calls.invoke(engine, instance, value, method, [one(c), item])
            valid = True
        elif isinstance(c, InstAtom) and is_iterable(c):
            valid = True
            if function := engine.library("compare", "list_contains"):
                calls.invoke(engine, instance, value, function, [one(c), item])
        elif isinstance(c, DictAtom | IterAtom) or c is RANGE_ATOM or c is STR_ATOM:
            valid = True
            if isinstance(c, DictAtom):
                same_keys(engine, c, item)
                use_key(engine, instance, value, c, item, "find")
        elif isinstance(c, ListAtom):
            valid = True
            if function := engine.library("compare", "list_contains"):
                calls.invoke(engine, instance, value, function, [one(c), item])
        elif isinstance(c, TupleAtom):
            valid = True
            for part in c.items:
                for p in engine.get(part):
                    for q in item:
                        compare_atoms(engine, instance, value, "==", find(q), find(p))
    if not valid:
        return complain(engine, "E0301", value, f"'in' needs a container on its right, not {show(container)}")
    return BOOL


@rule("truth")
def truth(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    known: bool | None = None
    operand = arg(instance, value)
    if len(operand) == 1 and isinstance(only := next(iter(operand)), TupleAtom):
        known = bool(only.items)
    if (number := instance.numbers.get(value.args[0].id)) is not None:
        known = bool(number)
    if operand and all(isinstance(a, InstAtom | FuncAtom | ClassAtom | BuiltinAtom) for a in operand):
        known = True
    for atom in operand:
        if isinstance(atom, InstAtom):
            for name in ("__bool__", "__len__"):
                if method := atom.cls.method(name):
                    calls.invoke(engine, instance, value, method, [one(atom)])
                    known = None
                    break
    if operand == NONE:
        known = False
    source = value.args[0]
    if source.op == "const":
        known = bool(source.imm)
    elif source.id in instance.known:
        known = instance.known[source.id]
    set_known(instance, value, known)
    return BOOL


# --- containers -------------------------------------------------------------------------------------------------------


@rule("tuple")
def tuple_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    items = [arg(instance, value, k) for k in range(len(value.args))]
    return engine.new_tuple(instance, value, items) if all(items) else NEVER


@rule("list")
def list_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    out = engine.new_list(instance, value, NEVER)
    for k in range(len(value.args)):
        out = engine.new_list(instance, value, arg(instance, value, k))
    return out


@rule("dict")
def dict_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    out = engine.new_dict(instance, value, NEVER, NEVER)
    for k in range(0, len(value.args), 2):
        for atom in out:
            assert isinstance(atom, DictAtom)
            store_entry(engine, instance, value, atom, arg(instance, value, k), arg(instance, value, k + 1))
    return resolve(out)


def store_entry(engine: Engine, instance: Instance, value: hir.Value, atom: DictAtom, key: Type, item: Type) -> None:
    """`value` puts an entry into a dict."""
    engine.flow(atom.key, key)
    engine.flow(atom.value, item)
    use_key(engine, instance, value, atom, key, "put")


@rule("list.append")
def list_append(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    for atom in arg(instance, value):
        assert isinstance(atom, ListAtom)
        engine.flow(atom.elem, arg(instance, value, 1))
    return NONE


@rule("list.extend")
def list_extend(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    for atom in arg(instance, value):
        assert isinstance(atom, ListAtom)
        for source in arg(instance, value, 1):
            items = atom_items(engine, instance, value, source)
            if items is None:
                complain(engine, "E0303", value, f"{show_atom(source)} is not iterable")
            else:
                engine.flow(atom.elem, items)
    return NONE


@rule("dict.set")
def dict_set(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    for atom in arg(instance, value):
        assert isinstance(atom, DictAtom)
        store_entry(engine, instance, value, atom, arg(instance, value, 1), arg(instance, value, 2))
    return NONE


@rule("dict.update")
def dict_update(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    for atom in arg(instance, value):
        for source in arg(instance, value, 1):
            if isinstance(atom, DictAtom) and isinstance(source, DictAtom):
                store_entry(engine, instance, value, atom, engine.get(source.key), engine.get(source.value))
    return NONE


@rule("to_tuple")
def to_tuple(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return engine.new_vartuple(instance, value, item_type(engine, instance, value, arg(instance, value)))


@rule("index")
def index(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    obj, key, out, valid = arg(instance, value), arg(instance, value, 1), NEVER, False
    if not obj or not key:
        return NEVER
    for atom in obj:
        atom = find(atom)
        if isinstance(atom, ListAtom) and key & {INT_ATOM, BOOL_ATOM}:
            out, valid = engine.join(out, engine.get(atom.elem)), True
        elif isinstance(atom, TupleAtom) and key & {INT_ATOM, BOOL_ATOM}:
            valid = True
            k = constant_index(value.args[1])
            if k is not None:
                if -len(atom.items) <= k < len(atom.items):
                    out = engine.join(out, engine.get(atom.items[k]))
                elif len(obj) == 1:
                    complain(engine, "E0305", value, f"index {k} is out of range for a tuple of {len(atom.items)}")
            else:
                out = engine.join(out, engine.join_all([engine.get(c) for c in atom.items]))
        elif isinstance(atom, DictAtom):
            missing_key(engine, key)
            same_keys(engine, atom, key)
            use_key(engine, instance, value, atom, key, "find")
            out, valid = engine.join(out, engine.get(atom.value)), True
        elif atom is STR_ATOM and key & {INT_ATOM, BOOL_ATOM}:
            out, valid = engine.join(out, STR), True
        elif atom is RANGE_ATOM and key & {INT_ATOM, BOOL_ATOM}:
            out, valid = engine.join(out, INT), True
        elif isinstance(atom, InstAtom) and (method := atom.cls.method("__getitem__")):
            out, valid = engine.join(out, calls.invoke(engine, instance, value, method, [one(atom), key])), True
    if not valid:
        return complain(engine, "E0303", value, f"{show(obj)} can't be indexed with {show(key)}")
    return out


def missing_key(engine: Engine, key: Type) -> None:
    """A lookup may raise KeyError(key): its `args` may hold such a key."""
    for atom in engine.builtin_classes["KeyError"].variants.values():
        for held in resolve(atom.fields["args"].find().type):
            if isinstance(held, TupleAtom) and len(held.items) == 1:
                engine.flow(held.items[0], key)


def same_keys(engine: Engine, atom: DictAtom, key: Type) -> None:
    """Looking up adds no key, but a tuple is only found if it is laid out as the keys are."""
    for held in engine.get(atom.key):
        for k in key:
            if isinstance(held, TupleAtom) and isinstance(k, TupleAtom) and held.group == k.group:
                engine.unify(held, k)


def constant_index(value: hir.Value) -> int | None:
    """The number that an index expression is, when it is written out."""
    if value.op == "const" and isinstance(value.imm, int):
        return int(value.imm)
    if value.op == "unary" and value.imm == "-" and value.args[0].op == "const" and isinstance(value.args[0].imm, int):
        return -int(value.args[0].imm)
    return None


@rule("index.set")
def index_set(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    obj, key, item, valid = arg(instance, value), arg(instance, value, 1), arg(instance, value, 2), False
    for atom in obj:
        if isinstance(atom, ListAtom) and not isinstance(atom, VarTupleAtom):
            engine.flow(atom.elem, item)
            valid = True
        elif isinstance(atom, DictAtom):
            store_entry(engine, instance, value, atom, key, item)
            valid = True
        elif isinstance(atom, InstAtom) and (method := atom.cls.method("__setitem__")):
            calls.invoke(engine, instance, value, method, [one(atom), key, item])
            valid = True
    if not valid and obj and key and item:
        complain(engine, "E0303", value, f"{show(obj)} doesn't support item assignment")
    return NONE


@rule("index.del")
def index_del(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    obj, key, valid = arg(instance, value), arg(instance, value, 1), False
    for atom in obj:
        if isinstance(atom, DictAtom):
            missing_key(engine, key)
            same_keys(engine, atom, key)
            use_key(engine, instance, value, atom, key, "delete")
        if isinstance(atom, ListAtom | DictAtom) and not isinstance(atom, VarTupleAtom):
            valid = True
        elif isinstance(atom, InstAtom) and (method := atom.cls.method("__delitem__")):
            calls.invoke(engine, instance, value, method, [one(atom), key])
            valid = True
    if not valid and obj:
        complain(engine, "E0303", value, f"{show(obj)} doesn't support item deletion")
    return NONE


@rule("slice")
def slice_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    out = NEVER
    obj = arg(instance, value)
    for atom in obj:
        atom = find(atom)
        if isinstance(atom, ListAtom):
            out = engine.join(out, engine.new_like(instance, value, atom))
        elif atom is STR_ATOM:
            out = engine.join(out, STR)
        elif atom is RANGE_ATOM:
            function = engine.library("ranges", "sliced")
            assert function is not None
            bounds_given = [arg(instance, value, k) for k in (1, 2, 3)]
            out = engine.join(out, calls.invoke(engine, instance, value, function, [RANGE, *bounds_given]))
        elif isinstance(atom, TupleAtom):
            bounds = [None if a.op == "const" and a.imm is None else constant_index(a) for a in value.args[1:]]
            if any(
                b is None and not (a.op == "const" and a.imm is None)
                for a, b in zip(value.args[1:], bounds, strict=True)
            ):
                out = engine.join(
                    out, engine.new_vartuple(instance, value, engine.join_all([engine.get(c) for c in atom.items]))
                )
                continue
            out = engine.join(
                out, engine.new_tuple(instance, value, [engine.get(c) for c in atom.items[slice(*bounds)]], "slice")
            )
    if not out and obj:
        return complain(engine, "E0303", value, f"{show(obj)} can't be sliced")
    return out


@rule("slice.set")
def slice_set(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    for atom in arg(instance, value):
        if isinstance(atom, ListAtom):
            for source in arg(instance, value, 4):
                engine.flow(atom.elem, atom_items(engine, instance, value, source) or NEVER)
        else:
            complain(engine, "E0303", value, f"{show_atom(atom)} doesn't support slice assignment")
    return NONE


@rule("slice.del")
def slice_del(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    for atom in arg(instance, value):
        if not isinstance(atom, ListAtom):
            complain(engine, "E0303", value, f"{show_atom(atom)} doesn't support slice deletion")
    return NONE


@rule("format")
def format_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    operand = arg(instance, value)
    if not operand:
        return NEVER
    (repr_of if value.imm in ("r", "a") else str_of)(engine, instance, value, operand)
    return STR


@rule("concat")
def concat(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return STR


# --- iteration --------------------------------------------------------------------------------------------------------


@rule("iter")
def iter_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    source = arg(instance, value)
    if not source:
        return NEVER
    for atom in source:
        if not is_iterable(atom):
            if atom is not NONE_ATOM or len(source) == 1:
                complain(engine, "E0303", value, f"{show_atom(atom)} is not iterable", f"this is {show(source)}")
    return source


@rule("unpack")
def unpack(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    source = arg(instance, value)
    before, star, after = unpacking_of(value)
    for atom in source:
        if not is_iterable(atom):
            complain(engine, "E0303", value, f"cannot unpack {show_atom(atom)}")
        if isinstance(atom, TupleAtom) and len(source) == 1:
            n, want = len(atom.items), before + after
            if n < want or (n > want and not star):
                complain(engine, "E0306", value, f"cannot unpack {n} values into {want} names")
    return source


@rule("item")
def item(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    position = value.imm
    assert isinstance(position, int)
    before, star, after = unpacking_of(value.args[0])
    out = NEVER
    starred = star and position == before
    for atom in arg(instance, value):
        atom = find(atom)
        if isinstance(atom, TupleAtom):
            n = len(atom.items)
            if n < before + after or (n > before + after and not star):
                continue
            if starred:
                part = engine.join_all([engine.get(c) for c in atom.items[before : n - after]])
            else:
                k = position if position < before else n - after + (position - before - bool(star))
                part = engine.get(atom.items[k])
        else:
            part = atom_items(engine, instance, value.args[0], atom) or NEVER
        out = engine.join(out, part)
    if starred:
        return engine.new_list(instance, value, out)
    return out


@rule("sum.add")
def sum_add(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    total, new, out = arg(instance, value), arg(instance, value, 2), NEVER
    for a in total:
        for b in new:
            type = binary_atoms(engine, instance, value, "+", find(a), find(b), False)
            out = engine.join(out, type or NEVER)
    if not out and total and new:
        return complain(
            engine,
            "E0301",
            value,
            f"cannot sum {show(new)}" + (" (start is an int)" if total == INT else ""),
            helps=("to join texts write ''.join(parts)",) if STR_ATOM in new else (),
        )
    return out


@rule("sum.correct")
def sum_correct(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return FLOAT


@rule("sum.end")
def sum_end(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return arg(instance, value)


# --- tests and narrowing ----------------------------------------------------------------------------------------------


def matches(engine: Engine, atom: Atom, cls: Atom) -> bool | None:
    """Is every value of this kind an instance of the class? None: not a class."""
    atom = find(atom)
    match cls:
        case ClassAtom(cls=info):
            return isinstance(atom, InstAtom) and atom.cls.is_subclass(info)
        case BuiltinAtom(name=name):
            kinds: dict[str, bool] = {
                "int": atom is INT_ATOM or atom is BOOL_ATOM,
                "float": atom is FLOAT_ATOM,
                "bool": atom is BOOL_ATOM,
                "str": atom is STR_ATOM,
                "list": isinstance(atom, ListAtom) and not isinstance(atom, VarTupleAtom),
                "dict": isinstance(atom, DictAtom),
                "tuple": isinstance(atom, TupleAtom | VarTupleAtom),
                "range": atom is RANGE_ATOM,
                "object": True,
                "NoneType": atom is NONE_ATOM,
            }
            return kinds.get(name)
    return None


def class_atoms(engine: Engine, classes: Type) -> list[Atom]:
    out: list[Atom] = []
    for atom in classes:
        if isinstance(atom, TupleAtom):
            for c in atom.items:
                out += class_atoms(engine, engine.get(c))
        else:
            out.append(atom)
    return out


@rule("isinstance")
def isinstance_(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    operand, classes = arg(instance, value), class_atoms(engine, arg(instance, value, 1))
    results: set[bool] = set()
    for cls in classes:
        if matches(engine, INT_ATOM, cls) is None:
            return complain(engine, "E0307", value, f"isinstance() needs a class, not {show_atom(cls)}")
    for atom in operand:
        results.add(any(matches(engine, atom, cls) for cls in classes))
    set_known(instance, value, results.pop() if len(results) == 1 else None)
    return BOOL if operand and classes else NEVER


@rule("refine")
def refine(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    kind, positive = refinement_of(value)
    operand = arg(instance, value)
    match kind:
        case "isinstance":
            classes = class_atoms(engine, arg(instance, value, 1))
            return frozenset(a for a in operand if any(matches(engine, a, c) for c in classes) == positive)
        case "none":
            return operand & NONE if positive else operand - NONE
        case "truth":
            if positive:
                return operand - NONE
            return frozenset(
                a
                for a in operand
                if not (isinstance(a, InstAtom) and not a.cls.method("__bool__") and not a.cls.method("__len__"))
            )
        case "equal":
            other = arg(instance, value, 1)
            if positive and other and not has_inst(operand):
                if other <= NUMBERS:
                    return operand & NUMBERS
                if other in (STR, NONE):
                    return operand & other
            return operand
    return operand


@rule("match.sequence")
def match_sequence(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    minimum, exact = length_test_of(value)
    results: set[bool | None] = set()
    for atom in arg(instance, value):
        if isinstance(atom, TupleAtom):
            n = len(atom.items)
            results.add(n == minimum if exact else n >= minimum)
        else:
            results.add(None if isinstance(atom, ListAtom) or atom is RANGE_ATOM else False)
    only = results.pop() if len(results) == 1 else None
    set_known(instance, value, only)
    return BOOL


@rule("match.attr")
def match_attr(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    operand = arg(instance, value)
    name = value.imm
    if isinstance(name, int):
        for cls in class_atoms(engine, arg(instance, value, 1)):
            if isinstance(cls, BuiltinAtom) and name == 0:
                return operand
            if isinstance(cls, ClassAtom):
                args = match_args(cls.cls)
                if args is None or name >= len(args):
                    return complain(
                        engine,
                        "E0308",
                        value,
                        f"{cls.cls.name}() accepts {len(args or ())} positional sub-patterns",
                        helps=("give the class __match_args__, or use keyword patterns",),
                    )
                return calls.attribute(engine, instance, value, operand, args[name])
        return NEVER
    return calls.attribute(engine, instance, value, operand, str(name))


def match_args(cls: ClassInfo) -> tuple[str, ...] | None:
    for c in cls.mro:
        if c.code is not None and c.code.match_args is not None:
            return c.code.match_args
    return None


@rule("match.has_attr")
def match_has_attr(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return BOOL


# --- exceptions -------------------------------------------------------------------------------------------------------


@rule("catch")
def catch(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return engine.get(engine.raised)


@rule("exc.current")
def exc_current(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return engine.get(engine.raised)


@rule("handling.enter")
def handling_enter(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return engine.join(engine.get(engine.raised), NONE)


@rule("handling.leave")
def handling_leave(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    return NONE


def raise_rule(engine: Engine, instance: Instance, term: hir.Raise) -> None:
    """`raise x`: x goes to wherever exceptions are caught."""
    marker = hir.Value(-1 - term.exc.id, "raise", [term.exc], None, term.span)
    for source in (term.exc, term.cause):
        if source is None:
            continue
        for atom in resolve(instance.types.get(source.id, NEVER)):
            if isinstance(atom, ClassAtom) and atom.cls.is_exception:
                made = calls.construct(engine, instance, marker, atom.cls, [], hir.CallShape(0))
                engine.flow(engine.raised, made)
            elif isinstance(atom, InstAtom) and atom.cls.is_exception:
                engine.flow(engine.raised, one(atom))
            elif not (source is term.cause and atom is NONE_ATOM):
                complain(engine, "E0309", marker, f"exceptions must derive from BaseException, not {show_atom(atom)}")


@rule("with.exit")
def with_exit(engine: Engine, instance: Instance, value: hir.Value) -> Type:
    manager = arg(instance, value)
    out = NEVER
    for atom in manager:
        if isinstance(atom, InstAtom) and (method := atom.cls.method("__exit__")):
            exc = arg(instance, value, 1)
            classes = frozenset(a.cls.atom if isinstance(a, InstAtom) else a for a in exc)
            out = engine.join(out, calls.invoke(engine, instance, value, method, [one(atom), classes, exc, NONE]))
        elif not isinstance(atom, InstAtom):
            out = engine.join(out, NONE)
        else:
            complain(engine, "E0304", value, f"{show_atom(atom)} has no __exit__: it can't be used with `with`")
    return out
