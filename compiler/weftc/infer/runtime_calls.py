"""Calls of the runtime from library code (`rt.NAME(...)`), and what it asks of the compiler instead."""

from __future__ import annotations

from weftc.hir import hir
from weftc.infer.engine import Engine, Instance
from weftc.infer.iteration import is_iterable
from weftc.ir.ir import Rep
from weftc.ir.runtime import RUNTIME
from weftc.kinds.dict import DictKind
from weftc.kinds.kind import NEVER, Type, show
from weftc.kinds.list import ListKind
from weftc.kinds.scalars import BOOL, FLOAT, INT, NONE, STR

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
            known = all(show(engine.get(a.elem)) == want for a in args[0] if isinstance(a, ListKind))
            instance.known[value.id] = known
            return BOOL
        case "raw_elements":  # elements are plain numbers or texts: the C kernels may handle them
            instance.known[value.id] = all(
                show(engine.get(a.elem)) in ("int", "float", "bool", "str") for a in args[0] if isinstance(a, ListKind)
            )
            return BOOL
        case "iterable":  # can it be gone through? decided when compiling
            instance.known[value.id] = all(map(is_iterable, args[0]))
            return BOOL
        case "class_name":
            return STR
        case "unchecked":  # unchecked(xs, i): an element without a bounds test
            return engine.join_all([engine.get(a.elem) for a in args[0] if isinstance(a, ListKind)])
        case "key_at":  # key_at(d, position): the key of an entry
            return engine.join_all([engine.get(a.key) for a in args[0] if isinstance(a, DictKind)])
        case "value_at":
            return engine.join_all([engine.get(a.value) for a in args[0] if isinstance(a, DictKind)])
        case "append_key":  # append_key(d, hash, key): the position of a new entry
            for a in args[0]:
                if isinstance(a, DictKind):
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
