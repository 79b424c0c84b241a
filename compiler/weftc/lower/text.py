"""str, repr and f-strings."""

from __future__ import annotations

from weftc.hir import hir
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.dict import DictKind
from weftc.kinds.function import BuiltinKind, FunctionKind
from weftc.kinds.kind import Kind, Type, one, show_atom
from weftc.kinds.list import ListKind
from weftc.kinds.objects import ClassKind, ObjectKind
from weftc.kinds.scalars import BOOL_ATOM, FLOAT_ATOM, INT_ATOM, NONE_ATOM, RANGE_ATOM, STR, STR_ATOM
from weftc.kinds.tuple import TupleKind, VarTupleKind
from weftc.lower.function import FunctionLowering, lower
from weftc.lower.layout import EXCEPTION_SLOTS

BUILTIN_CLASSES = ("int", "float", "str", "bool", "list", "dict", "tuple", "range", "NoneType")


def str_value(f: FunctionLowering, value: ir.Value, type: Type, origin: hir.Value) -> ir.Value:
    """str(value)."""

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value:
        if atom is STR_ATOM:
            return v
        if isinstance(atom, ObjectKind):
            if method := atom.cls.method("__str__"):
                return f.call_function(origin, method, None, [(v, one(atom))])[0]
            if atom.cls.is_exception:
                return f.load(v, Rep.REF, EXCEPTION_SLOTS["text"], "exception")
        return repr_atom(f, atom, v, origin)

    if f.layout.rep(type) is Rep.REF and type and all(plain_exception(a) for a in type):
        return f.load(value, Rep.REF, EXCEPTION_SLOTS["text"], "exception")
    out = f.dispatch(value, type, one_kind, STR)
    assert out is not None
    return out


def plain_exception(atom: Kind) -> bool:
    return isinstance(atom, ObjectKind) and atom.cls.is_exception and atom.cls.method("__str__") is None


def repr_value(f: FunctionLowering, value: ir.Value, type: Type, origin: hir.Value) -> ir.Value:
    """repr(value)."""
    out = f.dispatch(value, type, lambda atom, v: repr_atom(f, atom, v, origin), STR)
    assert out is not None
    return out


def repr_atom(f: FunctionLowering, atom: Kind, v: ir.Value, origin: hir.Value) -> ir.Value:
    b = f.b
    match atom:
        case _ if atom is STR_ATOM:
            return f.rt("weft_str_repr", v)
        case _ if atom is INT_ATOM:
            return f.rt("weft_int_to_str", v)
        case _ if atom is FLOAT_ATOM:
            return f.rt("weft_float_to_str", v)
        case _ if atom is BOOL_ATOM:
            return b.op("select", f.string("True"), f.string("False"), v)
        case _ if atom is NONE_ATOM:
            return f.string("None")
        case _ if atom is RANGE_ATOM:
            return range_text(f, v)
        case ListKind() | DictKind():
            name = "list_repr" if isinstance(atom, ListKind) else "dict_repr"
            if isinstance(atom, VarTupleKind):
                name = "tuple_repr"
            function = f.engine.library("text", name)
            assert function is not None
            return f.call_function(origin, function, None, [(v, one(atom))])[0]
        case TupleKind():
            fields = f.layout.fields(atom)[0]
            pieces = [repr_value(f, f.load_field(v, field, "tuple"), field.type, origin) for field in fields]
            return joined(f, [f.string("("), *separated(f, pieces), f.string(",)" if len(pieces) == 1 else ")")])
        case ObjectKind():
            if method := atom.cls.method("__repr__"):
                return f.call_function(origin, method, None, [(v, one(atom))])[0]
            if atom.cls.is_exception:
                return repr_exception(f, v, atom, origin)
            module = atom.cls.code.module.name if atom.cls.code else "builtins"
            return f.string(f"<{module}.{atom.cls.code.qualname if atom.cls.code else atom.cls.name} object>")
        case ClassKind(cls=cls):
            module = cls.code.module.name + "." if cls.code else ""
            return f.string(f"<class '{module}{cls.code.qualname if cls.code else cls.name}'>")
        case BuiltinKind(name=name) if name in BUILTIN_CLASSES:
            return f.string(f"<class '{name}'>")
        case FunctionKind(code=code):
            return f.string(f"<function {code.qualname}>")
    return f.string(f"<{show_atom(atom, 0)}>")


def to_ascii(f: FunctionLowering, text: ir.Value, origin: hir.Value) -> ir.Value:
    """What ascii() makes of a repr."""
    function = f.engine.library("text", "to_ascii")
    assert function is not None
    return f.call_function(origin, function, None, [(text, STR)])[0]


def separated(f: FunctionLowering, pieces: list[ir.Value]) -> list[ir.Value]:
    out: list[ir.Value] = []
    for k, piece in enumerate(pieces):
        if k:
            out.append(f.string(", "))
        out.append(piece)
    return out


def joined(f: FunctionLowering, pieces: list[ir.Value]) -> ir.Value:
    f.rt("weft_build_begin")
    for piece in pieces:
        f.rt("weft_build_str", piece)
    return f.rt("weft_build_end")


def repr_exception(f: FunctionLowering, v: ir.Value, atom: ObjectKind, origin: hir.Value) -> ir.Value:
    """Name(args...)."""
    from weftc.lower.attributes import exception_args

    args, type = exception_args(f, atom, v)

    def one_tuple(a: Kind, t: ir.Value) -> ir.Value:
        if not isinstance(a, TupleKind):
            return f.string(f"{atom.cls.name}()")
        fields = f.layout.fields(a)[0]
        pieces = [repr_value(f, f.load_field(t, field, "tuple"), field.type, origin) for field in fields]
        return joined(f, [f.string(f"{atom.cls.name}("), *separated(f, pieces), f.string(")")])

    out = f.dispatch(args, type, one_tuple, STR)
    assert out is not None
    return out


def range_text(f: FunctionLowering, v: ir.Value) -> ir.Value:
    b = f.b
    start, stop, step = (f.load(v, Rep.INT, offset, "tuple") for offset in (8, 16, 24))

    def text(with_step: bool) -> ir.Value:
        f.rt("weft_build_begin")
        parts = [f.string("range("), start, f.string(", "), stop]
        if with_step:
            parts += [f.string(", "), step]
        parts.append(f.string(")"))
        for part in parts:
            f.rt("weft_build_str" if part.rep is Rep.REF else "weft_build_int", part)
        return f.rt("weft_build_end")

    return f.merge(b.op("i64.eq", step, b.i64(1)), lambda: text(False), lambda: text(True), Rep.REF)


# --- building text without making every piece a str -------------------------------------------------------------------

BUILD: dict[Kind, str] = {
    INT_ATOM: "weft_build_int",
    FLOAT_ATOM: "weft_build_float",
    BOOL_ATOM: "weft_build_bool",
    STR_ATOM: "weft_build_str",
}
FORMAT: dict[Kind, str] = {
    INT_ATOM: "weft_build_format_int",
    FLOAT_ATOM: "weft_build_format_float",
    BOOL_ATOM: "weft_build_format_bool",
    STR_ATOM: "weft_build_format_str",
}


def simple(type: Type) -> bool:
    """Can the runtime build it without calling a user's code?"""
    return all(a in BUILD or a is NONE_ATOM for a in type)


def prepare(f: FunctionLowering, value: ir.Value, type: Type, origin: hir.Value) -> tuple[ir.Value, Type]:
    """What must be computed before the building begins: text of anything but plain values."""
    return (value, type) if simple(type) else (str_value(f, value, type, origin), STR)


def build(f: FunctionLowering, value: ir.Value, type: Type) -> None:
    def one_kind(atom: Kind, v: ir.Value) -> None:
        if atom is NONE_ATOM:
            f.rt("weft_build_none")
        else:
            f.rt(BUILD[atom], v)

    f.dispatch(value, type, one_kind, None)


class FormatPiece:
    """One {…} of an f-string that only the concat beside it uses: built in place."""

    def __init__(self, value: ir.Value, type: Type, spec: ir.Value | None, pos: ir.Pos | None) -> None:
        self.value, self.type, self.spec, self.pos = value, type, spec, pos

    def emit(self, f: FunctionLowering) -> None:
        if self.spec is None:
            build(f, self.value, self.type)
            return
        spec = self.spec

        def one_kind(atom: Kind, v: ir.Value) -> None:
            if atom is NONE_ATOM:
                f.rt("weft_build_none")
            else:
                f.rt(FORMAT[atom], v, spec)

        before, f.b.pos = f.b.pos, self.pos
        f.dispatch(self.value, self.type, one_kind, None)
        f.b.pos = before

    def materialise(self, f: FunctionLowering) -> ir.Value:
        if self.spec is None and self.type == STR:
            return self.value
        f.rt("weft_build_begin")
        self.emit(f)
        return f.rt("weft_build_end")


@lower("format")
def format_(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    operand = value.args[0]
    v, t = f.get(operand), f.type(operand)
    if not t:
        f.b.unreachable()
        f.dead()
        return None
    spec = f.get(value.args[1]) if len(value.args) > 1 else None
    if spec is not None and value.args[1].op == "const" and value.args[1].imm == "":
        spec = None
    if value.imm in ("r", "a"):
        v, t = repr_value(f, v, t, value), STR
        v = to_ascii(f, v, value) if value.imm == "a" else v
    elif value.imm == "s" or not simple(t):
        v, t = str_value(f, v, t, value), STR
    piece = FormatPiece(v, t, spec, f.b.pos)
    users = f.uses.get(value.id, [])
    if len(users) == 1 and isinstance(users[0], hir.Value) and users[0].op == "concat":
        f.virtual[value.id] = piece
        return None
    return piece.materialise(f)


@lower("concat")
def concat(f: FunctionLowering, value: hir.Value) -> ir.Value:
    pieces: list[ir.Value | FormatPiece] = []
    for a in value.args:
        held = f.virtual.get(a.id)
        pieces.append(held if isinstance(held, FormatPiece) else f.get(a))
    f.rt("weft_build_begin")
    for piece in pieces:
        if isinstance(piece, FormatPiece):
            piece.emit(f)
        else:
            f.rt("weft_build_str", piece)
    return f.rt("weft_build_end")
