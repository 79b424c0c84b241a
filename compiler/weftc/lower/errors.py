"""Raising and catching."""

from __future__ import annotations

from weftc.hir import hir
from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.kind import Kind, Type, find, one, resolve
from weftc.kinds.objects import ClassKind, ObjectKind
from weftc.kinds.scalars import NONE, NONE_ATOM, STR, STR_ATOM
from weftc.lower.function import FunctionLowering, lower
from weftc.lower.layout import EXCEPTION_SLOTS
from weftc.lower.sequences import make_tuple
from weftc.lower.text import repr_value, str_value


@lower("exc.current")
def exc_current(f: FunctionLowering, value: hir.Value) -> ir.Value:
    out = f.b.op("handling")
    f.guard_text(f.b.op("i32.eqz", out), "RuntimeError", "No active exception to reraise")
    return out


@lower("handling.enter")
def handling_enter(f: FunctionLowering, value: hir.Value) -> ir.Value:
    before = f.b.op("handling")
    f.b.op("set_handling", f.get(value.args[0]))
    return before


@lower("handling.leave")
def handling_leave(f: FunctionLowering, value: hir.Value) -> None:
    f.b.op("set_handling", f.get(value.args[0]))


def lower_raise(f: FunctionLowering, term: hir.Raise) -> None:
    """`raise exc from cause`. A class is called without arguments first."""
    from weftc.lower.calls import construct

    b = f.b
    marker = hir.Value(-1 - term.exc.id, "raise", [term.exc], None, term.span)

    def instance_of(source: hir.Value) -> ir.Value:
        type = f.type(source)
        if type and all(isinstance(a, ObjectKind) and a.cls.is_exception for a in type):
            return f.get(source)

        def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
            if isinstance(atom, ClassKind) and atom.cls.is_exception:
                return construct(f, marker, atom.cls, [], hir.CallShape(0))[0]
            if isinstance(atom, ObjectKind) and atom.cls.is_exception:
                return v
            f.raise_text("TypeError", "exceptions must derive from BaseException")
            return None

        out = f.dispatch(f.get(source), type, one_kind, NONE)
        return out if out is not None else b.none()

    exc = instance_of(term.exc)
    if term.cause is not None:
        cause_type = f.type(term.cause)
        cause = b.none() if cause_type == NONE else instance_of(term.cause)
        f.store(exc, cause, EXCEPTION_SLOTS["cause"], "exception")
        flags = b.op("load", exc, imm=("i32", 4, "exception"), rep=Rep.I32)
        b.op("store", exc, b.op("i32.or", flags, b.i32(1)), imm=("i32", 4, "exception"))
    if term.reraise:
        # as it was: no new context
        b.pos = f.no_line()
        b.throw("weft_reraise", exc)
    else:
        b.throw("weft_raise_ref", exc)


def init_exception(
    f: FunctionLowering, origin: hir.Value, atom: ObjectKind, exc: ir.Value, args: list[tuple[ir.Value, Type]]
) -> None:
    """BaseException.__init__: keeps the arguments, and makes the text that str(e) gives."""
    b = f.b
    cell = atom.fields.get("args")
    made = (
        next((a for a in resolve(cell.find().type) if len(a.cells()) == len(args)), None) if cell is not None else None
    )
    key_error = f.engine.builtin_classes["KeyError"]
    if not args:
        text = f.string("")
    elif len(args) == 1:
        v, t = args[0]
        if atom.cls.is_subclass(key_error):
            text = repr_value(f, v, t, origin)
        else:
            text = str_value(f, v, t, origin)
    else:
        pieces = [repr_value(f, v, t, origin) for v, t in args]
        f.rt("weft_build_begin")
        f.rt("weft_build_str", f.string("("))
        for k, piece in enumerate(pieces):
            if k:
                f.rt("weft_build_str", f.string(", "))
            f.rt("weft_build_str", piece)
        f.rt("weft_build_str", f.string(")"))
        text = f.rt("weft_build_end")
    f.store(exc, text, EXCEPTION_SLOTS["text"], "exception")
    kept = make_tuple(f, find(made), args) if made is not None else b.none()
    f.store(exc, kept, EXCEPTION_SLOTS["args"], "exception")


def new_exception(f: FunctionLowering, atom: ObjectKind) -> ir.Value:
    out = f.new_object(atom, {})
    for offset in EXCEPTION_SLOTS.values():
        f.store(out, f.b.none(), offset, "exception")
    return out


def raise_builtin(f: FunctionLowering, name: str, arg: ir.Value, type: Type, origin: hir.Value) -> None:
    """raise Name(arg) of a built-in exception; what follows isn't reached."""
    atom = f.engine.builtin_classes[name].variants[None]
    assert isinstance(atom, ObjectKind)
    exc = new_exception(f, atom)
    init_exception(
        f, origin, atom, exc, [(arg, type)] if fits(f, atom, type) else [(text_of(f, arg, type, origin), STR)]
    )
    f.b.throw("weft_raise_ref", exc)
    f.dead()


def fits(f: FunctionLowering, atom: ObjectKind, type: Type) -> bool:
    """May the argument be kept in `args` as inference laid it out?"""
    held = resolve(atom.fields["args"].find().type)
    for t in held:
        cells = t.cells()
        if len(cells) == 1:
            return type <= resolve(cells[0].find().type)
    return False


def text_of(f: FunctionLowering, arg: ir.Value, type: Type, origin: hir.Value) -> ir.Value:
    return arg if type == STR else repr_value(f, arg, type, origin)


def raise_built_text(f: FunctionLowering, name: str, parts: list[str | ir.Value]) -> None:
    """Raises a built-in exception whose text holds numbers."""
    f.rt("weft_build_begin")
    for part in parts:
        if isinstance(part, str):
            f.rt("weft_build_str", f.string(part))
        else:
            f.rt("weft_build_int", part)
    text = f.rt("weft_build_end")
    f.program.need_exception(name)
    f.b.throw("weft_raise_text", text, imm=(f"weft_type_{name}",))
    f.dead()


@lower("with.exit")
def with_exit(f: FunctionLowering, value: hir.Value) -> ir.Value | None:
    from weftc.lower.calls import call_func

    manager, exc = value.args
    result = f.type(value)

    def one_kind(atom: Kind, v: ir.Value) -> ir.Value | None:
        if isinstance(atom, ObjectKind) and (method := atom.cls.method("__exit__")):
            exc_type = f.type(exc)
            classes = frozenset(a.cls.atom if isinstance(a, ObjectKind) else a for a in exc_type)
            cls = class_of(f, f.get(exc), exc_type, classes)
            given = [(v, one(atom)), (cls, classes), (f.get(exc), exc_type), (f.b.none(), NONE)]
            out, type = call_func(f, value, method, None, given, hir.CallShape(4))
            return f.convert(out, type, result)
        f.rt("weft_file_close", v)
        return f.convert(f.b.none(), NONE, result)

    return f.dispatch(f.get(manager), f.type(manager), one_kind, result)


def class_of(f: FunctionLowering, exc: ir.Value, type: Type, classes: Type) -> ir.Value:
    """type(e), or None."""
    if type == NONE:
        return f.b.none()
    out = f.dispatch(
        exc, type, lambda a, v: f.zero(one(a.cls.atom)) if isinstance(a, ObjectKind) else f.b.none(), classes
    )
    return out if out is not None else f.b.none()


__all__ = ["NONE_ATOM", "STR_ATOM"]
