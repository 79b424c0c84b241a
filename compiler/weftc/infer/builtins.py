"""The types of built-in functions that the compiler itself knows. Everything else built in is Weft's Python in
weftc/lib: `sorted` is lib/builtins.py's, `str.find` is lib/strings.py's, `list.pop` lib/lists.py's, and so on.

Each row of CALLS names a function of (context) -> Type. `lower.builtins` has a row for each of the same names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from weftc.hir import hir
from weftc.hir.operands import method_of
from weftc.infer.engine import Engine, Instance
from weftc.infer.iteration import atom_items, is_iterable, item_type
from weftc.infer.text import repr_of, str_of
from weftc.infer.types import (
    BOOL,
    BOOL_ATOM,
    FILE,
    FLOAT,
    FLOAT_ATOM,
    INT,
    INT_ATOM,
    NEVER,
    NONE,
    NUMBERS,
    RANGE,
    STR,
    STR_ATOM,
    Atom,
    BoundAtom,
    BuiltinAtom,
    Cell,
    ChannelAtom,
    ClassAtom,
    DictAtom,
    FuncAtom,
    InstAtom,
    IterAtom,
    ListAtom,
    TaskAtom,
    TupleAtom,
    Type,
    VarTupleAtom,
    find,
    one,
    resolve,
    show,
    show_atom,
)
from weftc.ir.ir import Rep
from weftc.ir.runtime import RUNTIME


@dataclass(slots=True)
class Call:
    """A call of a built-in: argument types, positional ones first, then one for each keyword."""

    engine: Engine
    instance: Instance
    value: hir.Value
    name: str
    args: list[Type]
    shape: hir.CallShape

    @property
    def positional(self) -> list[Type]:
        return self.args[: len(self.args) - len(self.shape.keywords)]

    def keyword(self, name: str) -> Type | None:
        if name in self.shape.keywords:
            return self.args[len(self.args) - len(self.shape.keywords) + self.shape.keywords.index(name)]
        return None

    def arity(self, least: int, most: int, keywords: tuple[str, ...] = ()) -> bool:
        """Complains unless the call has that many positional arguments and only these keywords."""
        n = len(self.positional)
        if n < least or n > most:
            want = str(least) if least == most else f"{least} to {most}"
            self.complain("E0310", f"{self.name}() takes {want} argument{'s' if want != '1' else ''} ({n} given)")
            return False
        for k in self.shape.keywords:
            if k not in keywords:
                self.complain("E0310", f"{self.name}() got an unexpected keyword argument '{k}'")
                return False
        return all(self.args)

    def complain(self, code: str, message: str, label: str = "", helps: tuple[str, ...] = ()) -> Type:
        from weftc.infer.calls import complain

        return complain(self.engine, code, self.value, message, label, helps)


CALLS: dict[str, Callable[[Call], Type]] = {}


def row(*names: str) -> Callable[[Callable[[Call], Type]], Callable[[Call], Type]]:
    def add(function: Callable[[Call], Type]) -> Callable[[Call], Type]:
        for name in names:
            CALLS[name] = function
        return function

    return add


def call_builtin(
    engine: Engine, instance: Instance, value: hir.Value, name: str, args: list[Type], shape: hir.CallShape
) -> Type:
    from weftc.infer.calls import call_function, listed, refuse_spread
    from weftc.infer.spread import is_spread

    call = Call(engine, instance, value, name, args, shape)
    if name in CALLS:
        if is_spread(shape):
            return refuse_spread(engine, value, f"{name.rpartition('.')[2]}()")
        return CALLS[name](call)
    function = engine.library(*library_member(name, shape))
    if function is not None:
        return call_function(engine, instance, value, function, listed(engine, instance, value, args), shape)
    return call.complain("E0401", f"{name}() isn't built")


def library_member(name: str, shape: hir.CallShape) -> tuple[str, str]:
    """Module and name of the library function behind a built-in's call. `min` and `max` with a default are functions of
    their own: a parameter that may be left out has no literal that says so."""
    module, _, member = name.rpartition(".")
    if member in ("min", "max") and "default" in shape.keywords:
        member += "_or_default"
    elif member in ("min", "max") and shape.stars:
        member += "_of_list"
    return module or "builtins", member


def call_with_stars(engine: Engine, instance: Instance, value: hir.Value, callee: Atom) -> Type | None:
    """print(*items) of any iterable, select(*arms), zip(*rows); other starred calls are spread out when their length is
    known."""
    shape = value.imm if value.op == "call" else method_of(value)[1]
    assert isinstance(shape, hir.CallShape)
    if isinstance(callee, BuiltinAtom) and callee.name == "weft.select":
        types = [resolve(instance.types.get(a.id, NEVER)) for a in value.args[1:]]
        return CALLS[callee.name](Call(engine, instance, value, callee.name, types, shape))
    if isinstance(callee, BuiltinAtom) and callee.name == "print":
        for k, a in enumerate(value.args[1:]):
            type = resolve(instance.types.get(a.id, NEVER))
            str_of(engine, instance, value, item_type(engine, instance, value, type) if k in shape.stars else type)
        return NONE
    if isinstance(callee, BuiltinAtom) and callee.name == "zip" and len(value.args) == 2:
        (rows,) = (resolve(instance.types.get(a.id, NEVER)) for a in value.args[1:])
        function = engine.library("tuples", "zip_rows")
        if function is not None and rows and all(isinstance(r, ListAtom) for r in rows):
            from weftc.infer.calls import invoke

            return invoke(engine, instance, value, function, [rows])
    return None


# --- functions --------------------------------------------------------------------------------------------------------


@row("print")
def print_(call: Call) -> Type:
    for k in call.shape.keywords:
        if k not in ("sep", "end", "file", "flush"):
            return call.complain("E0310", f"print() got an unexpected keyword argument '{k}'")
    if not all(call.args):
        return NEVER
    for type in call.positional:
        str_of(call.engine, call.instance, call.value, type)
    return NONE


@row("len")
def len_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    valid = False
    call.instance.numbers.pop(call.value.id, None)
    for atom in call.args[0]:
        if isinstance(atom, TupleAtom) and len(call.args[0]) == 1:
            call.instance.numbers[call.value.id] = len(atom.items)
        if isinstance(atom, InstAtom) and (method := atom.cls.method("__len__")):
            from weftc.infer.calls import invoke

            invoke(call.engine, call.instance, call.value, method, [one(atom)])
            valid = True
        elif isinstance(atom, ListAtom | DictAtom | TupleAtom | ChannelAtom) or atom is STR_ATOM or atom in RANGE:
            valid = True
        elif isinstance(atom, IterAtom) and atom.kind.startswith("dict_"):
            valid = True
    return INT if valid else call.complain("E0303", f"{show(call.args[0])} has no len()")


@row("int")
def int_(call: Call) -> Type:
    if not call.arity(0, 2, ("base",)):
        return NEVER
    for atom in call.positional[0] if call.positional else ():
        if isinstance(atom, InstAtom) and (method := atom.cls.method("__int__")):
            from weftc.infer.calls import invoke

            invoke(call.engine, call.instance, call.value, method, [one(atom)])
        elif atom not in NUMBERS and atom is not STR_ATOM and len(call.positional[0]) == 1:
            return call.complain("E0303", f"int() can't convert {show_atom(atom)}")
    return INT


@row("float")
def float_(call: Call) -> Type:
    if not call.arity(0, 1):
        return NEVER
    for atom in call.args[0] if call.args else ():
        if isinstance(atom, InstAtom) and (method := atom.cls.method("__float__")):
            from weftc.infer.calls import invoke

            invoke(call.engine, call.instance, call.value, method, [one(atom)])
        elif atom not in NUMBERS and atom is not STR_ATOM and len(call.args[0]) == 1:
            return call.complain("E0303", f"float() can't convert {show_atom(atom)}")
    return FLOAT


@row("bool")
def bool_(call: Call) -> Type:
    if not call.arity(0, 1):
        return NEVER
    for atom in call.args[0] if call.args else ():
        if isinstance(atom, InstAtom):
            for name in ("__bool__", "__len__"):
                if method := atom.cls.method(name):
                    from weftc.infer.calls import invoke

                    invoke(call.engine, call.instance, call.value, method, [one(atom)])
                    break
    return BOOL


@row("str")
def str_(call: Call) -> Type:
    if not call.arity(0, 1):
        return NEVER
    if call.args:
        str_of(call.engine, call.instance, call.value, call.args[0])
    return STR


@row("repr", "ascii")
def repr_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    repr_of(call.engine, call.instance, call.value, call.args[0])
    from weftc.infer.calls import invoke

    if call.name == "ascii" and (function := call.engine.library("text", "to_ascii")):
        invoke(call.engine, call.instance, call.value, function, [STR])
    return STR


@row("format")
def format_(call: Call) -> Type:
    if not call.arity(1, 2):
        return NEVER
    str_of(call.engine, call.instance, call.value, call.args[0])
    return STR


@row("list", "sorted_list")
def list_(call: Call) -> Type:
    if not call.arity(0, 1):
        return NEVER
    out = call.engine.new_list(call.instance, call.value, NEVER)
    return call.engine.new_list(call.instance, call.value, items_of(call, call.args[0])) if call.args else out


@row("dict")
def dict_(call: Call) -> Type:
    from weftc.infer.hashing import use_key

    engine, instance, value = call.engine, call.instance, call.value
    (made,) = engine.new_dict(instance, value, NEVER, NEVER)

    def store(key: Type, item: Type) -> None:
        for atom in engine.new_dict(instance, value, key, item):
            assert isinstance(atom, DictAtom)
            use_key(engine, instance, value, atom, key, "put")

    for atom in call.positional[0] if call.positional else ():
        if isinstance(atom, DictAtom):
            store(engine.get(atom.key), engine.get(atom.value))
            continue
        items = atom_items(engine, instance, value, atom)
        if items is None:
            return call.complain("E0303", f"{show_atom(atom)} is not iterable")
        for pair in items:
            if isinstance(pair, TupleAtom) and len(pair.items) == 2:
                store(engine.get(pair.items[0]), engine.get(pair.items[1]))
            elif isinstance(pair, ListAtom):
                store(engine.get(pair.elem), engine.get(pair.elem))
            else:
                return call.complain("E0303", f"dict() needs pairs, not {show_atom(pair)}")
    for k, _ in enumerate(call.shape.keywords):
        store(STR, call.args[len(call.positional) + k])
    return one(find(made))


@row("tuple")
def tuple_(call: Call) -> Type:
    if not call.arity(0, 1):
        return NEVER
    if not call.args:
        return call.engine.new_tuple(call.instance, call.value, [])
    if len(call.args[0]) == 1 and isinstance(next(iter(call.args[0])), TupleAtom):
        return call.args[0]
    return call.engine.new_vartuple(call.instance, call.value, items_of(call, call.args[0]))


@row("range")
def range_(call: Call) -> Type:
    if not call.arity(1, 3):
        return NEVER
    for type in call.args:
        if not type & {INT_ATOM, BOOL_ATOM}:
            return call.complain("E0303", f"range() needs ints, not {show(type)}")
    return RANGE


def iterator(call: Call, kind: str, parts: list[Type], item: Type) -> Type:
    atom = call.engine.make(
        call.instance, call.value, ("iter", kind, len(parts)), lambda: IterAtom(kind, [Cell() for _ in parts], Cell())
    )
    assert isinstance(atom, IterAtom)
    for cell, part in zip(atom.parts, parts, strict=True):
        call.engine.flow(cell, part)
    call.engine.flow(atom.item, item)
    return one(find(atom))


def items_of(call: Call, type: Type) -> Type:
    for atom in type:
        if not is_iterable(atom) and len(type) == 1:
            call.complain("E0303", f"{show_atom(atom)} is not iterable")
    return item_type(call.engine, call.instance, call.value, type)


@row("abs")
def abs_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    out = NEVER
    for atom in call.args[0]:
        if atom is FLOAT_ATOM:
            out |= FLOAT
        elif atom is INT_ATOM or atom is BOOL_ATOM:
            out |= INT
        elif isinstance(atom, InstAtom) and (method := atom.cls.method("__abs__")):
            from weftc.infer.calls import invoke

            out = call.engine.join(out, invoke(call.engine, call.instance, call.value, method, [one(atom)]))
    return out or call.complain("E0303", f"abs() needs a number, not {show(call.args[0])}")


@row("round")
def round_(call: Call) -> Type:
    if not call.arity(1, 2, ("ndigits",)):
        return NEVER
    out = NEVER
    digits = len(call.args) == 2 and call.args[1] != NONE
    for atom in call.args[0]:
        if atom is FLOAT_ATOM:
            out |= FLOAT if digits else INT
        elif atom in NUMBERS:
            out |= INT
            if digits and (function := call.engine.library("ints", "round_digits")):
                from weftc.infer.calls import invoke

                invoke(call.engine, call.instance, call.value, function, [INT, INT])
    return out or call.complain("E0303", f"round() needs a number, not {show(call.args[0])}")


@row("divmod")
def divmod_(call: Call) -> Type:
    if not call.arity(2, 2):
        return NEVER
    part = FLOAT if FLOAT_ATOM in call.args[0] | call.args[1] else INT
    if not call.args[0] <= NUMBERS or not call.args[1] <= NUMBERS or len(call.args[0]) > 1 or len(call.args[1]) > 1:
        return call.complain(
            "E0303", f"divmod() needs two plain numbers, not {show(call.args[0])} and {show(call.args[1])}"
        )
    return call.engine.new_tuple(call.instance, call.value, [part, part])


@row("pow")
def pow_(call: Call) -> Type:
    from weftc.infer.rules import numeric

    if len(call.args) == 3:
        function = call.engine.library("ints", "pow_modulo")
        assert function is not None
        from weftc.infer.calls import call_function

        return call_function(call.engine, call.instance, call.value, function, call.args, call.shape)
    if not call.arity(2, 2):
        return NEVER
    out = NEVER
    for a in call.args[0]:
        for b in call.args[1]:
            if a in NUMBERS and b in NUMBERS:
                marker = hir.Value(call.value.id, "binary", call.value.args[1:], "**", call.value.span)
                out |= numeric("**", a, b, marker) or NEVER
    return out


@row("ord")
def ord_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    return INT if STR_ATOM in call.args[0] else call.complain("E0303", f"ord() needs a str, not {show(call.args[0])}")


@row("chr")
def chr_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    return (
        STR
        if call.args[0] & {INT_ATOM, BOOL_ATOM}
        else call.complain("E0303", f"chr() needs an int, not {show(call.args[0])}")
    )


@row("input")
def input_(call: Call) -> Type:
    return STR if call.arity(0, 1) else NEVER


@row("open")
def open_(call: Call) -> Type:
    if not call.arity(1, 2, ("mode", "encoding", "newline")):
        return NEVER
    return FILE


@row("type")
def type_(call: Call) -> Type:
    if not call.arity(1, 1):
        return NEVER
    out = NEVER
    for atom in call.args[0]:
        match find(atom):
            case InstAtom(cls=cls):
                out |= one(cls.atom)
            case other:
                names = {"ListAtom": "list", "DictAtom": "dict", "TupleAtom": "tuple"}
                name = names.get(other.__class__.__name__, getattr(other, "name", "object"))
                out |= call.engine.builtin("NoneType" if name == "None" else name)
    return out


@row("issubclass")
def issubclass_(call: Call) -> Type:
    """Decided when compiling."""
    from weftc.infer.rules import class_atoms

    if not call.arity(2, 2):
        return NEVER
    results = set()
    wanted = class_atoms(call.engine, call.args[1])
    for atom in call.args[0]:
        if not isinstance(atom, ClassAtom) or not all(isinstance(w, ClassAtom) for w in wanted):
            return call.complain("E0401", "issubclass() of anything but classes of the program isn't built")
        results.add(any(isinstance(w, ClassAtom) and atom.cls.is_subclass(w.cls) for w in wanted))
    if len(results) != 1:
        return call.complain("E0401", "issubclass() of a class that isn't known when compiling isn't built")
    call.instance.known[call.value.id] = results.pop()
    return BOOL


@row("callable")
def callable_(call: Call) -> Type:
    return BOOL if call.arity(1, 1) else NEVER


@row("id")
def refused(call: Call) -> Type:
    return call.complain("E0401", f"{call.name}() isn't built: objects move, so they have no address to show")


# --- methods that aren't library code ---------------------------------------------------------------------------------

INTRINSIC_METHODS = {
    ("ListAtom", "append"), ("DictAtom", "keys"), ("DictAtom", "values"), ("DictAtom", "items"),
    ("str", "join"), ("str", "format"), ("file", "__enter__"),
}  # fmt: skip


def is_intrinsic_method(atom: Atom, name: str) -> bool:
    return (kind_name(atom), name) in INTRINSIC_METHODS


def kind_name(atom: Atom) -> str:
    if atom is STR_ATOM:
        return "str"
    if atom in FILE:
        return "file"
    return atom.__class__.__name__


def intrinsic_method(
    engine: Engine, instance: Instance, value: hir.Value, atom: Atom, name: str, args: list[Type], shape: hir.CallShape
) -> Type | None:
    call = Call(engine, instance, value, name, args, shape)
    match atom, name:
        case ListAtom(), "append" if not isinstance(atom, VarTupleAtom):
            if call.arity(1, 1):
                engine.flow(atom.elem, args[0])
            return NONE
        case DictAtom(), "keys" | "values" | "items":
            key, item = engine.get(atom.key), engine.get(atom.value)
            if name == "items":
                made = engine.new_tuple(instance, value, [key, item], "items") if key and item else NEVER
            else:
                made = key if name == "keys" else item
            return iterator(call, "dict_" + name, [one(atom)], made)
        case _, "__enter__" if atom in FILE:
            return FILE
        case _, "join" if atom is STR_ATOM:
            if not call.arity(1, 1):
                return NEVER
            parts = items_of(call, args[0])
            if parts and STR_ATOM not in parts:
                return call.complain(
                    "E0303",
                    f"join() needs an iterable of str, not of {show(parts)}",
                    helps=("convert the items: ','.join(str(x) for x in items)",),
                )
            return STR
        case _, "format" if atom is STR_ATOM:
            return call.complain("E0401", "str.format() isn't built", helps=("write an f-string: f'{name}: {value}'",))
    return None


def intrinsic_attribute(engine: Engine, atom: Atom, name: str) -> Type | None:
    if atom in RANGE and name in ("start", "stop", "step"):
        return INT
    if atom in FILE and name == "closed":
        return BOOL
    if atom in FILE and name == "name":
        return STR
    if (atom is INT_ATOM or atom is BOOL_ATOM) and name in ("real", "numerator", "imag"):
        return INT
    return None


# --- modules ----------------------------------------------------------------------------------------------------------

CONSTANTS: dict[str, Type] = {
    "math.pi": FLOAT, "math.e": FLOAT, "math.tau": FLOAT, "math.inf": FLOAT, "math.nan": FLOAT,
    "sys.stdin": FILE, "sys.stdout": FILE, "sys.stderr": FILE, "sys.platform": STR,
}  # fmt: skip
MODULE_CALLS = {
    "weft": ("spawn", "select", "recv", "send", "current", "Channel", "Task"),
    "time": (),
    "sys": (),
    "math": (),
    "rt": (),
}


def module_member(engine: Engine, instance: Instance, value: hir.Value, module: str, name: str) -> Type | None:
    """A name of a built-in module: a constant, something that the compiler knows, or the library's."""
    full = f"{module}.{name}"
    if full in CONSTANTS:
        return CONSTANTS[full]
    if full == "sys.maxsize":
        from weftc.infer.calls import complain

        return complain(
            engine,
            "E0405",
            value,
            "sys.maxsize is beyond the ints that are built (61 bits and a sign)",
            helps=("float('inf') is greater than every int",),
        )
    if full == "sys.argv":
        return engine.join(engine.get(engine.argv), engine.new_list(instance, value, STR, "argv"))
    if full in engine.builtin_classes:
        return one(engine.builtin_classes[full].atom)
    if name in MODULE_CALLS.get(module, ()):
        return engine.builtin(full)
    if module == "rt":
        return None
    function = engine.library(module, name)
    if function is not None:
        return one(function)
    cls = engine.library_class(module, name)
    return one(cls.atom) if cls is not None else None


RT_LISTS = ("weft_str_split", "weft_str_splitlines", "weft_argv")  # results: list[str]; the type argument is added
RT_SAME = ("weft_list_slice", "weft_list_repeat", "weft_dict_copy")  # results: of the first argument's type; likewise
RT_BOOL = (
    "weft_task_done", "weft_channel_closed", "weft_same_object", "weft_str_eq", "weft_str_contains", "weft_str_is",
    "weft_str_affix", "weft_list_eq_scalar", "weft_dict_delete", "weft_file_closed", "weft_math_test",
    "weft_dict_values_raw_eq",
)  # fmt: skip


def runtime_call(engine: Engine, instance: Instance, value: hir.Value, name: str, args: list[Type]) -> Type:
    """rt.weft_...(...) in library code; rt.same_type(x) and the like are the compiler's."""
    if not all(args):
        return NEVER
    if name in RT_LISTS:
        return engine.new_list(instance, value, STR)
    if name in RT_SAME:
        return args[0]
    match name:
        case "elements_are":  # elements_are(xs, "str"): decided when compiling
            want = value.args[2].imm
            known = all(show(engine.get(a.elem)) == want for a in args[0] if isinstance(a, ListAtom))
            instance.known[value.id] = known
            return BOOL
        case "raw_elements":  # elements are plain numbers or texts: the C kernels may handle them
            instance.known[value.id] = all(
                show(engine.get(a.elem)) in ("int", "float", "bool", "str") for a in args[0] if isinstance(a, ListAtom)
            )
            return BOOL
        case "iterable":  # can it be gone through? decided when compiling
            instance.known[value.id] = all(map(is_iterable, args[0]))
            return BOOL
        case "class_name":
            return STR
        case "unchecked":  # unchecked(xs, i): an element without a bounds test
            return engine.join_all([engine.get(a.elem) for a in args[0] if isinstance(a, ListAtom)])
        case "key_at":  # key_at(d, position): the key of an entry
            return engine.join_all([engine.get(a.key) for a in args[0] if isinstance(a, DictAtom)])
        case "value_at":
            return engine.join_all([engine.get(a.value) for a in args[0] if isinstance(a, DictAtom)])
        case "append_key":  # append_key(d, hash, key): the position of a new entry
            for a in args[0]:
                if isinstance(a, DictAtom):
                    engine.flow(a.key, args[2])
            return INT
        case "mix_hash":  # mix_hash(total, hash): of a tuple's items, in turn
            return INT
        case "truncate":  # truncate(xs, n): sets the length, n <= len
            return NONE
    assert name in RUNTIME, name
    match RUNTIME[name].result:
        case Rep.VOID:
            return NONE
        case Rep.INT:
            return INT
        case Rep.F64:
            return FLOAT
        case Rep.I32:
            return BOOL if name in RT_BOOL else INT
        case _:
            return STR


# --- tasks and channels -----------------------------------------------------------------------------------------------


@row("weft.spawn")
def spawn(call: Call) -> Type:
    from weftc.infer.calls import call_atom

    if not call.args:
        return call.complain("E0310", "spawn() needs a function")
    keywords = call.shape.keywords
    if not all(call.args):
        return NEVER
    result, valid = NEVER, False
    for atom in call.positional[0]:
        type = call_atom(
            call.engine,
            call.instance,
            call.value,
            atom,
            call.args[1:],
            hir.CallShape(len(call.positional) - 1, keywords),
        )
        if isinstance(find(atom), BuiltinAtom):
            return call.complain(
                "E0403", f"spawn() of the built-in {show_atom(atom)}", helps=("wrap it in a function of your own",)
            )
        if type is not None:
            valid = True
            result = call.engine.join(result, type)
    if not valid:
        return call.complain("E0311", f"{show(call.positional[0])} is not callable")
    made = call.engine.make(call.instance, call.value, "task", lambda: TaskAtom(Cell()))
    assert isinstance(made, TaskAtom)
    call.engine.flow(made.result, result)
    if call.engine.any_task is not None:
        call.engine.unify(call.engine.any_task, made)
    call.engine.tasks.append(made)
    return one(find(made))


@row("weft.Channel")
def channel(call: Call) -> Type:
    if "name" in call.shape.keywords:
        return call.complain("E0404", "Channel(name=) isn't built")
    if not call.arity(0, 1, ("capacity",)):
        return NEVER
    made = call.engine.make(call.instance, call.value, "channel", lambda: ChannelAtom(Cell()))
    return one(find(made))


@row("weft.current")
def current(call: Call) -> Type:
    """The running task may be any: all tasks are of one type then. Joining main gives None."""
    engine = call.engine
    if engine.any_task is None:
        engine.any_task = TaskAtom(Cell(NONE))
        for task in engine.tasks:
            engine.unify(engine.any_task, task)
    return one(find(engine.any_task))


def handle_method(
    engine: Engine, instance: Instance, value: hir.Value, atom: Atom, name: str, args: list[Type], shape: hir.CallShape
) -> Type | None:
    """Methods of channels and tasks."""
    call = Call(engine, instance, value, name, args, shape)
    if isinstance(atom, ChannelAtom):
        match name:
            case "send":
                if call.arity(1, 2, ("timeout",)):
                    engine.flow(atom.elem, args[0])
                return NONE
            case "try_send":
                if call.arity(1, 1):
                    engine.flow(atom.elem, args[0])
                return NONE
            case "recv":
                return engine.get(atom.elem) if call.arity(0, 1, ("timeout",)) else NEVER
            case "try_recv":
                return engine.get(atom.elem) if call.arity(0, 0) else NEVER
            case "close":
                return NONE
    if isinstance(atom, TaskAtom):
        match name:
            case "join":
                return engine.get(atom.result) if call.arity(0, 1, ("timeout",)) else NEVER
            case "abort":
                return NONE
            case "outcome":
                from weftc.infer.calls import construct

                if not call.arity(0, 1, ("timeout",)):
                    return NEVER
                out = NEVER
                for cls_name, type in (("Ok", engine.get(atom.result)), ("Err", engine.get(engine.raised))):
                    cls = engine.library_class("weft", cls_name)
                    assert cls is not None
                    if type:
                        out = engine.join(out, construct(engine, instance, value, cls, [type], hir.CallShape(1)))
                return out
    return None


def handle_attribute(engine: Engine, atom: Atom, name: str) -> Type | None:
    if isinstance(atom, ChannelAtom):
        return {"capacity": engine.join(INT, NONE), "closed": BOOL}.get(name)
    return {"done": BOOL, "name": STR, "id": INT}.get(name)


__all__ = ["BoundAtom", "ClassAtom", "FuncAtom", "call_builtin"]
