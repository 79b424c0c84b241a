"""One operation of an instance while it is typed: what rules and kinds ask of inference.

`Site` makes the atoms of what the operation allocates, calls functions, composes what the kinds of a type answer, and
keeps the decision that lowering carries out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from weftc.builtins.table import call_builtin
from weftc.builtins.tasks import timeout_of
from weftc.diagnostics import error
from weftc.hir import hir
from weftc.infer.args import Args
from weftc.infer.binding import Closure, all_parameters, call_written, itself
from weftc.infer.blame import operands_of
from weftc.ir import ir
from weftc.kinds.answer import NOTHING, Answer, Cases, Iteration, Raises, Refuse
from weftc.kinds.class_info import ClassInfo, Method
from weftc.kinds.dict import DictKind
from weftc.kinds.function import FunctionKind
from weftc.kinds.indexing import constant_index, refused
from weftc.kinds.kind import NEVER, Cell, K, Kind, Type, find, resolve
from weftc.kinds.list import ListKind, SequenceKind
from weftc.kinds.none import NONE
from weftc.kinds.objects import ObjectKind
from weftc.kinds.set import FrozensetKind, SetKind
from weftc.kinds.text import STR
from weftc.kinds.tuple import KeywordsKind, TupleKind, VarTupleKind
from weftc.operations.attributes import bound_builtin, bound_method, bound_variable, missing
from weftc.operations.calls import call_of, method_of_type
from weftc.operations.classes import call_default, construct, default_init
from weftc.operations.comparison import identical, same_or_equal
from weftc.operations.contexts import call_exit
from weftc.operations.exceptions import raising
from weftc.operations.iteration import in_place, items_of, iteration_of, not_iterable, protocol, virtual_iterator
from weftc.operations.modules import module_member, module_names, store_module_member
from weftc.operations.runtime import runtime_call
from weftc.operations.text import repr_of, text_of
from weftc.operations.truth import truth_of

if TYPE_CHECKING:
    from weftc.infer.engine import Engine, Instance
    from weftc.infer.written import Size
    from weftc.lower.function import FunctionLowering


class Site:
    __slots__ = ("engine", "instance", "value", "complained")
    #: for the kinds of numbers: what they print as comes after them
    STR: ClassVar[Type] = STR

    def __init__(self, engine: Engine, instance: Instance, value: hir.Value) -> None:
        self.engine, self.instance, self.value = engine, instance, value
        self.complained = False

    @property
    def is_library(self) -> bool:
        return self.instance.code.module.library

    # --- types --------------------------------------------------------------------------------------------------------

    def arg(self, k: int = 0) -> Type:
        """The type of an operand."""
        return resolve(self.instance.types.get(self.value.args[k].id, NEVER))

    def type_of(self, value: hir.Value) -> Type:
        return resolve(self.instance.types.get(value.id, NEVER))

    def get(self, cell: Cell) -> Type:
        """What the cell holds now; the instance is run again when it grows."""
        return self.engine.get(cell)

    def flow(self, cell: Cell, type: Type) -> None:
        """`type` comes into `cell`."""
        self.engine.flow(cell, type)

    def join(self, *types: Type) -> Type:
        return self.engine.join_all(types)

    def literal_operand(self) -> int | None:
        """The int that one of the operands is, as written."""
        return next((n for n in map(constant_index, self.value.args) if n is not None), None)

    # --- composing what kinds answer ----------------------------------------------------------------------------------

    def cases(
        self, type: Type, ask: Callable[[Kind], Answer | None], refuse: Refuse, statement: bool = False
    ) -> Answer | None:
        """What `ask` answers for each kind that a value of the type may be of; None if all would raise: that is said
        when compiling (but see `Instance.serves_several`)."""
        answer = self.some_cases(type, ask, refuse, statement)
        if answer is None and type and self.instance.serves_several():
            return Raises(partial(refused, type, refuse))
        return answer

    def some_cases(
        self, type: Type, ask: Callable[[Kind], Answer | None], refuse: Refuse, statement: bool
    ) -> Answer | None:
        if len(type) == 1:
            (only,) = type
            answer = ask(find(only))
            return None if isinstance(answer, Raises) and not self.instance.serves_several() else answer
        # those of base classes first, as a rule: what they call is then known to those that derive from them
        asked = ((atom, ask(atom)) for atom in sorted(map(find, type), key=lambda a: a.serial))
        answers = {atom: answer for atom, answer in asked if answer is not None}
        if not answers:
            return None
        result = self.engine.join_all(answer.type for answer in answers.values())
        if all(isinstance(a, Raises) for a in answers.values()) and not self.instance.serves_several():
            return None
        return Cases(result, type, answers, refuse, statement)

    def all_cases(self, type: Type, ask: Callable[[Kind], Answer | None], refuse: Refuse) -> Answer:
        """The same, where what all kinds refuse is left to run time."""
        answer = self.cases(type, ask, refuse)
        if answer is not None:
            return answer
        return Raises(partial(refused, type, refuse)) if type else NOTHING

    def truth(self, type: Type) -> Answer:
        return truth_of(self, type)

    def text(self, type: Type) -> Answer:
        return text_of(self, type)

    def repr(self, type: Type) -> Answer:
        return repr_of(self, type)

    def same_or_equal(self, left: Type, right: Type) -> Answer:
        return same_or_equal(self, left, right)

    def identical(self, left: Type, right: Type) -> Answer:
        return identical(self, left, right)

    def iteration(self, type: Type, refuse: Refuse = not_iterable) -> Iteration | None:
        return iteration_of(self, type, refuse)

    def items(self, type: Type, refuse: Refuse = not_iterable) -> Iteration | None:
        return items_of(self, type, refuse)

    def protocol(self, iterator: Answer) -> Iteration:
        return protocol(self, iterator)

    # --- what the operation makes -------------------------------------------------------------------------------------

    def make(self, detail: object, build: Callable[[], K]) -> K:
        """The atom of something that the operation allocates; the same one each time it is typed."""
        return self.engine.make(self.instance, self.value, detail, build)

    def new_list(self, elem: Type, detail: object = None) -> ListKind:
        atom = self.make(("list", detail), lambda: ListKind(Cell()))
        self.flow(atom.elem, elem)
        return find(atom)

    def new_vartuple(self, elem: Type, detail: object = None) -> VarTupleKind:
        atom = self.make(("tuple of any length", detail), lambda: VarTupleKind(Cell()))
        self.flow(atom.elem, elem)
        return find(atom)

    def new_like(self, atom: SequenceKind) -> SequenceKind:
        """A list, or tuple of any length, that is laid out as `atom` is: its storage is copied as it stands."""
        fresh = self.new_vartuple(NEVER) if isinstance(atom, VarTupleKind) else self.new_list(NEVER)
        return self.engine.unify(fresh, atom)

    def new_dict(self, key: Type, item: Type, detail: object = None) -> DictKind:
        atom = self.make(("dict", detail), lambda: DictKind(Cell(), Cell()))
        self.flow(atom.key, key)
        self.flow(atom.value, item)
        return find(atom)

    def new_set(self, item: Type = NEVER) -> SetKind:
        atom = self.make("set", lambda: SetKind(Cell()))
        self.flow(atom.key, item)
        return find(atom)

    def new_frozenset(self, item: Type = NEVER) -> FrozensetKind:
        atom = self.make("frozenset", lambda: FrozensetKind(Cell()))
        self.flow(atom.key, item)
        return find(atom)

    def new_tuple(self, items: Sequence[Type], detail: object = None) -> TupleKind:
        atom = self.make(("tuple", len(items), detail), lambda: TupleKind([Cell() for _ in items]))
        for cell, type in zip(atom.items, items, strict=True):
            self.flow(cell, type)
        return find(atom)

    def new_keywords(self, names: Sequence[str], types: Sequence[Type]) -> KeywordsKind:
        key = ("keywords", tuple(names))
        atom = self.make(key, lambda: KeywordsKind([Cell() for _ in names], tuple(names)))
        for cell, type in zip(atom.items, types, strict=True):
            self.flow(cell, type)
        return find(atom)

    def in_place(self) -> bool:
        """Is the iterator that the operation makes gone through at once?"""
        return in_place(self.instance, self.value)

    def iterator(self, name: str, item: Type, make: Callable[..., ir.Value], keys_of: Kind | None = None) -> Answer:
        return virtual_iterator(self, name, item, make, keys_of)

    # --- calls --------------------------------------------------------------------------------------------------------

    def call(self, func: FunctionKind, *args: Type) -> Answer:
        """Calls `func` with these parameters; defaults fill in what is missing at the end. emit(*arguments)."""
        code = func.code
        missing = len(code.parameters) - len(args)
        if missing < 0 or missing > len(func.defaults) or code.vararg is not None or code.kwarg is not None:
            answer = call_written(self, func, Args.plain(args))
            return Answer(answer.type, lambda f, *values: answer.emit(f, None, list(values)))
        if missing:
            args = (*args, *(self.get(c) for c in func.defaults[len(func.defaults) - missing :]))
        callee = self.engine.call(self.instance, self.value, func, list(args))
        return Call(callee, func, args, self.get(callee.ret)) if callee is not None else NOTHING

    def library(self, module: str, name: str, *args: Type) -> Answer:
        """The same of a function of weftc/lib."""
        func = self.engine.library(module, name)
        assert func is not None, (module, name)
        return self.call(func, *args)

    def written_out(self, name: str, size: Size, *args: Type) -> Answer:
        """The same of a function that goes through the items of tuples of these lengths."""
        return self.call(self.engine.written_out(name, size), *args)

    def call_written(
        self, func: FunctionKind, args: Args, first: Type | None = None, closure: Closure = itself
    ) -> Answer:
        return call_written(self, func, args, first, closure)

    def call_value(self, callee: Type, args: Args) -> Answer | None:
        return call_of(self, callee, args)

    def call_plain(self, callee: Type, types: Sequence[Type]) -> Answer:
        """Calls a value with plain arguments. emit(callee, *arguments)."""
        answer = call_of(self, callee, Args.plain(types))
        if answer is None:
            return self.complain("E0311", "not callable")
        return Answer(answer.type, lambda f, v, *values: answer.emit(f, v, list(values)))

    def call_method(self, obj: Type, name: str, args: Args) -> Answer | None:
        return method_of_type(self, obj, name, args)

    def call_builtin(self, name: str, args: Args) -> Answer:
        return call_builtin(self, name, args)

    def call_default(self, this: Type, name: str, args: Args) -> Answer | None:
        return call_default(self, this, name, args)

    def call_exit(self, atom: ObjectKind, error: Type) -> Answer | None:
        return call_exit(self, atom, error)

    def runtime_call(self, name: str, args: Args) -> Answer:
        return runtime_call(self, name, args)

    def construct(self, cls: ClassInfo, args: Args) -> Answer:
        return construct(self, cls, args)

    def construct_library(self, module: str, name: str, *types: Type) -> Answer:
        """An object of a class of the library. emit(*arguments)."""
        cls = self.engine.library_class(module, name)
        assert cls is not None
        answer = construct(self, cls, Args.plain(types))
        return Answer(answer.type, lambda f, *values: answer.emit(f, None, list(values)))

    def default_init(self, this: Type, args: Args) -> Answer:
        return default_init(self, this, args)

    def timeout(self, args: Args, position: int) -> Answer:
        return timeout_of(self, args, position)

    def raising(self, name: str, type: Type) -> Callable[[FunctionLowering, ir.Value], None]:
        return raising(self, name, type)

    # --- attributes ---------------------------------------------------------------------------------------------------

    def bound_builtin(self, atom: Kind, name: str) -> Answer:
        return bound_builtin(self, atom, name)

    def bound_method(self, of: Type, method: Method) -> Answer:
        return bound_method(self, of, method)

    def bound_variable(self, atom: Kind, shared: Answer) -> Answer:
        return bound_variable(self, atom, shared)

    def missing(self, name: str, atom: Kind) -> Answer:
        return missing(self, name, atom)

    def shadow(self, name: str) -> None:
        """A field of the name of a method is set somewhere."""
        self.flow(self.engine.shadow_cell(name), NONE)

    def shadowed(self, name: str) -> bool:
        return bool(self.get(self.engine.shadow_cell(name)))

    def bind_late(self, name: str) -> None:
        """A class variable that no class statement binds is set somewhere."""
        self.flow(self.engine.late_cell(name), NONE)

    def is_late(self, name: str) -> bool:
        return bool(self.get(self.engine.late_cell(name)))

    def module_member(self, module: str, name: str) -> Answer | None:
        return module_member(self, module, name)

    def store_module_member(self, module: str, name: str, item: Type) -> Answer | None:
        return store_module_member(self, module, name, item)

    def module_names(self, module: str) -> Iterable[str]:
        return module_names(self, module)

    # --- what comes of it ---------------------------------------------------------------------------------------------

    def decide(self, answer: Answer) -> Type:
        """Keeps what lowering is to do; its type."""
        self.instance.answers[self.value.id] = answer
        return answer.type

    def known(self, known: bool | None) -> None:
        """What a condition always is, as far as types tell; None: either."""
        if known is None:
            self.instance.known.pop(self.value.id, None)
        else:
            self.instance.known[self.value.id] = known

    def complain(self, code: str, message: str, label: str = "", helps: tuple[str, ...] = ()) -> Answer:
        """Reports an error in the last round; there is no value."""
        self.complained = True
        if self.engine.reporting:
            value = self.value
            self.engine.error(error(code, message, value.span, label, helps=helps), operands_of(code, value))
        return NOTHING


class Call(Answer):
    """A call of one instance, with all parameters in order; defaults may be missing at the end. emit(*arguments)."""

    __slots__ = ("callee", "func", "types")

    def __init__(self, callee: Instance, func: FunctionKind, types: Sequence[Type], type: Type) -> None:
        self.callee, self.func, self.types, self.type = callee, func, types, type

    def emit(self, f: FunctionLowering, *operands: object) -> ir.Value | None:
        values = [f.real(v) for v in operands if isinstance(v, ir.Value)]
        given = list(zip(values, self.types, strict=False))
        for name in all_parameters(self.func.code)[len(values) :]:
            given.append(f.default(self.func, no_closure, name))
        return f.call_instance(self.callee, given, f.captures(self.func, no_closure))


def no_closure() -> None:
    """The functions of the library capture nothing."""
