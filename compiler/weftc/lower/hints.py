"""What a traceback suggests behind NameError and AttributeError: which near name has a value where the error is raised.

Decided as far as the names are known; where a candidate is a global or a field that may have no value, that is tested
on the way to the error, in code that nothing else runs.

    guard absent ...      if absent: { if global total2: raise with the hint total2; raise without one }
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from weftc.hir import hir
from weftc.ir import ir
from weftc.kinds.class_info import Variable
from weftc.kinds.classes import ClassKind
from weftc.kinds.fields import Flag, flag_of
from weftc.kinds.kind import Kind, find, held
from weftc.kinds.objects import ObjectKind
from weftc.suggestions import (
    BUILT_IN_ATTRIBUTES,
    BUILTIN_NAMES,
    EXCEPTION_NAMES,
    MODULE_NAMES,
    MOST_NAMES,
    OBJECT_NAMES,
    behind_attribute_error,
    behind_name_error,
    nearest,
)

if TYPE_CHECKING:
    from weftc.lower.function import FunctionLowering

#: what raises: a runtime function and its arguments
HintedCall = tuple[str, tuple[str | int, ...]]


class Hint(NamedTuple):
    """A text, and what tests whether it is to be given (None: it is). The last of several has no test."""

    test: Callable[[], ir.Value] | None
    text: str


def raise_hinted(
    f: FunctionLowering, absent: ir.Value | None, call: Callable[[str], HintedCall], hints: list[Hint]
) -> None:
    """Raises if `absent` (None: always, and what follows isn't reached), with the first hint that is to be given."""
    b = f.b
    if absent is not None and hints[0].test is None:
        b.op("guard", absent, imm=call(hints[0].text))
        return
    following = None
    if absent is not None:
        cold, following = b.new_block(), b.new_block()
        b.branch(absent, cold, following)
        b.at(cold)
    for test, text in hints:
        symbol, arguments = call(text)
        if test is None:
            b.throw(symbol, imm=arguments)
            break
        then, otherwise = b.new_block(), b.new_block()
        b.branch(test(), then, otherwise)
        b.at(then)
        b.throw(symbol, imm=arguments)
        b.at(otherwise)
    if following is not None:
        b.at(following)
    else:
        f.dead()


# --- names ------------------------------------------------------------------------------------------------------------


def name_hints(f: FunctionLowering, value: hir.Value, name: str) -> list[Hint]:
    """For a global or free variable without a value, read by `value`."""
    if _is_attribute_of_self(f, name):
        return [Hint(None, behind_name_error(name, f"self.{name}"))]
    code = f.instance.func.code
    module, local = code.module, code.near_names.get(value.span, ())
    names = [*local, *MODULE_NAMES, *module.globals, *BUILTIN_NAMES]
    at_top = code.kind == "module"
    out: list[Hint] = []
    for near in nearest(name, names) if len(names) < MOST_NAMES else ():
        text = behind_name_error(name, near)
        bound: bool | Callable[[], ir.Value] = True
        if near not in local and near in module.lines and near not in BUILTIN_NAMES:
            bound = _is_bound(f, module, near, value.span.line if at_top else module.first_uses.get(name, 0))
        if bound is True:
            return [*out, Hint(None, text)]
        if bound is not False:
            out.append(Hint(bound, text))
    return [*out, Hint(None, behind_name_error(name, None))]


def _is_attribute_of_self(f: FunctionLowering, name: str) -> bool:
    this = _self(f)
    atoms = [find(atom) for atom in f.type(this)] if this is not None else []
    return bool(atoms) and all(a.class_info is not None and name in _names_of(a, with_object=False) for a in atoms)


def _self(f: FunctionLowering) -> hir.Value | None:
    return next((p for p in f.instance.func.code.body().params if p.imm == "self"), None)


def _is_bound(f: FunctionLowering, module: hir.Module, name: str, line: int) -> bool | Callable[[], ir.Value]:
    """Whether a global has a value when the statement of the top level in `line` runs, or what tests that."""
    if name in module.bound or f.program.static_global(module, name) is not None:
        return module.lines[name] < line
    if (module.name, name) not in f.engine.globals:
        return False
    flag = f.program.bound_flag(module, name)
    slot = f.program.global_slot(*(flag or (module.name, name)))
    return lambda: f.load_slot(slot)


# --- attributes -------------------------------------------------------------------------------------------------------


def missing(
    f: FunctionLowering, absent: ir.Value | None, origin: hir.Value, atom: Kind, v: ir.Value | None, name: str
) -> None:
    """AttributeError for an attribute that this kind of object never has, or doesn't have if `absent`."""
    if isinstance(atom, ClassKind):
        text = f"type object '{atom.cls.name}' has no attribute '{name}'"
    else:
        text = f"'{atom.class_name}' object has no attribute '{name}'"
    f.program.need_exception("AttributeError")

    def call(hint: str) -> HintedCall:
        arguments = ("weft_type_AttributeError", f.layout.cstring(text))
        if not hint:
            return "weft_raise", arguments
        return "weft_raise_hint", (*arguments, f.layout.cstring(hint))

    raise_hinted(f, absent, call, _attribute_hints(f, origin, atom, v, name))


def _attribute_hints(f: FunctionLowering, origin: hir.Value, atom: Kind, v: ir.Value | None, name: str) -> list[Hint]:
    names = _names_of(atom, with_object=True)
    if not name.startswith("_") and not _is_self(f, origin.args[0]):
        names = {n for n in names if not n.startswith("_")}
    out: list[Hint] = []
    for near in nearest(name, sorted(names)) if len(names) < MOST_NAMES else ():
        text = behind_attribute_error(near)
        flag = None
        is_shared = atom.class_info is not None and isinstance(atom.class_info.member(near), Variable)
        if isinstance(atom, ObjectKind) and near in atom.fields and near not in atom.not_in_memory and not is_shared:
            flag = flag_of(atom, near)
        if flag is None or v is None:
            return [*out, Hint(None, text)]
        out.append(Hint(_field_test(f, atom, v, flag), text))
    return [*out, Hint(None, "")]


def _field_test(f: FunctionLowering, atom: Kind, v: ir.Value, flag: Flag) -> Callable[[], ir.Value]:
    return lambda: flag.test(f, atom, v)


def _is_self(f: FunctionLowering, obj: hir.Value) -> bool:
    while obj.op == "refine":
        obj = obj.args[0]
    return obj is _self(f)


def _names_of(atom: Kind, with_object: bool) -> set[str]:
    """What `dir()` lists."""
    out: set[str] = set()
    cls = atom.cls if isinstance(atom, ClassKind) else atom.class_info
    if cls is None:
        out.update(BUILT_IN_ATTRIBUTES.get(atom.class_name, ()))
    else:
        for c in cls.mro:
            out.update(c.methods, c.attributes)
        if isinstance(atom, ObjectKind):
            out.update(n for n, cell in atom.fields.items() if held(cell))
        if cls.is_exception:
            out.update(EXCEPTION_NAMES)
    if with_object:
        out.update(OBJECT_NAMES)
    return out
