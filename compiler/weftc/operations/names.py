"""Names: `Queue(name="jobs")` gets the queue of that name, or makes it.

    Queue(2, name="jobs")    becomes    named(NAME, Queue, "jobs", 2)

a function of the library that is written out for the arguments. NAME stands for what is known of the name when
compiling: all who use a constant name get objects of one type; a name that isn't constant may be any, so from then on
all names of its kind have objects of one type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.hir import hir
from weftc.infer.args import MAPPING, Args, refuse_spread
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer
from weftc.kinds.class_info import ClassInfo, Method
from weftc.kinds.kind import Type, one
from weftc.kinds.name import NameKind
from weftc.kinds.none import NONE

if TYPE_CHECKING:
    from weftc.infer.engine import Engine
    from weftc.infer.site import Site
    from weftc.lower.function import FunctionLowering

#: the classes whose objects may have names
NAMED = frozenset(
    "Atomic Barrier Channel Condition Event Latch Mutex Once Queue RWLock Semaphore Shared WaitGroup".split()
)
#: of these what is given is compared with what there is, by a method `_agree` of one parameter more
COMPARED = frozenset({"Barrier", "Channel", "Condition", "Queue", "Semaphore"})


def construct_named(site: Site, cls: ClassInfo, args: Args) -> Answer | None:
    """The object of the name that the arguments give; None if they give none. emit(v, arguments)."""
    if not cls.is_library or not cls.is_handle or cls.name not in NAMED:
        return None
    place = args.place("name")
    if MAPPING in args.shape.keywords or (place is not None and args.is_spread):
        refuse_spread(site, f"{cls.name}()")
        return NOTHING
    return named(site, one(cls.atom), cls.name, args, place, lacking(cls, args)) if place is not None else None


def lacking(cls: ClassInfo, args: Args) -> str:
    """The first parameter that the class must be given to make an object, and isn't; "": none."""
    init = cls.member("__init__")
    assert isinstance(init, Method)
    for place, parameter in enumerate(init.function.code.parameters[1:]):
        is_given = place < len(args.positional) or parameter.name in args.shape.keywords
        if not is_given and not parameter.has_default:
            return parameter.name
    return ""


def named(site: Site, cls: Type, kind: str, args: Args, place: int, lacks: str = "") -> Answer:
    """Where the argument at `place` is the name. emit(v, arguments)."""
    operand, rest = args.operands[place], args.without(place)
    if args.types[place] == NONE:
        made = site.call_value(cls, rest)
        assert made is not None
        return Answer(made.type, lambda f, v, values: made.emit(f, f.zero(cls), values[:place] + values[place + 1 :]))
    name = one(name_kind(site.engine, kind, constant_name(operand)))
    types = [name, cls, args.types[place], *rest.types]
    given = Args(types, hir.CallShape(len(types)), [None, None, operand, *rest.operands], [])
    size: tuple[str | int, ...] = (kind, len(rest.positional), *rest.shape.keywords)
    function = site.engine.written_out("named", (lacks, kind in COMPARED, *size))
    answer = site.call_written(function, given)

    def emit(f: FunctionLowering, v: ir.Value | None, values: list[ir.Value]) -> ir.Value | None:
        others = values[:place] + values[place + 1 :]
        return answer.emit(f, None, [f.zero(name), f.zero(cls), values[place], *others])

    return Answer(answer.type, emit)


def constant_name(operand: hir.Value | None) -> str | None:
    """The text that the operand is, as written; None: that isn't known."""
    constant = operand.imm if operand is not None and operand.op == "const" else None
    return constant if isinstance(constant, str) else None


def name_kind(engine: Engine, kind: str, name: str | None) -> NameKind:
    """What stands for a constant name, or for those of its kind that aren't constants."""
    atom = engine.names.get((kind, name))
    if atom is None:
        alike = [other for (of, _), other in engine.names.items() if of == kind]
        atom = engine.names[kind, name] = NameKind(kind, name)
        for other in alike if name is None else alike[:1] if (kind, None) in engine.names else []:
            engine.merge(other.kept, atom.kept)
    return atom
