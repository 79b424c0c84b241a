"""What objects are that have nothing but an identity: functions, classes, modules, handles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.answer import Answer
from weftc.kinds.condition import always
from weftc.kinds.kind import Kind, one
from weftc.kinds.numbers import INT
from weftc.kinds.refuse import as_repr, by_code, no, unchanging

if TYPE_CHECKING:
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering


@dataclass(slots=True, eq=False, repr=False)
class OpaqueKind(Kind):
    """As CPython's `object` has it: true, equal to itself alone, without items, numbers or operators."""

    equals_itself_alone = True
    is_sequence = False
    is_hashable = True
    changing_methods = unchanging

    @property
    def is_reversible(self) -> bool:
        return False

    truth = always
    length = to_int = to_float = to_index = no
    iterate = iterator = next = contains = no
    index = store = delete = slice = store_slice = delete_slice = no
    compare = binary = reflected = inplace = unary = no
    format = no
    text = as_repr
    key_kind = by_code
    store_attribute = no
    enter = exit = no

    def hash(self, site: Site) -> Answer | None:
        """Of the one object that stands for all values of the kind."""
        return Answer(INT, self.address_hash)

    def address_hash(self, f: FunctionLowering, v: ir.Value) -> ir.Value:
        assert self.is_static, self
        return address_number(f, f.zero(one(self)))


def address_number(f: FunctionLowering, address: ir.Value) -> ir.Value:
    """What CPython makes of an object's address."""
    return f.b.op("i64.shr_u", f.b.op("i64.extend_i32_u", address), f.b.i64(3))


def identity_hash(f: FunctionLowering, kind: Kind, v: ir.Value) -> ir.Value:
    """The number in the object's field `IDENTITY`; the first time, that of the address that it has just now."""
    b = f.b
    place = f.layout.known_field(kind, IDENTITY)
    kept = f.load_field(v, place, f"field:{IDENTITY}")

    def fresh() -> ir.Value:
        number = address_number(f, v)
        f.store(v, number, place.offset, f"field:{IDENTITY}")
        return number

    return f.merge(b.op("i64.ne", kept, b.i64(0)), lambda: kept, fresh, Rep.INT)


#: the field of objects of which a hash is asked somewhere
IDENTITY = "identity hash"
