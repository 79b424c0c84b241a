"""Deep copies of what goes from one task to another.

In: a value in the heap of one task. Out: its copy for another, sharing and cycles inside the value kept, with
functions bound to the other's globals. One `Crossing` copies one value: the function, arguments and reached
globals of a spawn are one value, so identities between them hold.

Handles, classes, modules that aren't the user's, open files and bare `object()`s (sentinels) are shared.
What has no copy (a generator, a lock, a running coroutine) raises TypeError.

`copy.deepcopy` was rejected: it shares functions, and its recursion ends at a list a few hundred deep.
Copying here is a loop over a stack of generators, each of which yields the parts that it wants copied.
"""

from __future__ import annotations

import builtins
import copyreg
import functools
import gc
import io
import logging
import operator
import re
import types
import weakref
from collections.abc import Callable, Generator
from dataclasses import dataclass
from types import (
    BuiltinFunctionType,
    CellType,
    FunctionType,
    MappingProxyType,
    MethodType,
    ModuleType,
)
from typing import Any, TypeVar, cast

from weft.methods import dispatched_methods, method_as_written
from weft.reach import names_of
from weft.worlds import (
    Namespace,
    World,
    here,
    is_of_module,
    is_users,
    original_function,
    original_module,
    original_namespace,
)

T = TypeVar("T")
Steps = Generator[Any, Any, Any]

ATOMS = frozenset(
    {
        type(None), bool, int, float, complex, str, bytes, range, slice, object,
        type(Ellipsis), type(NotImplemented), types.CodeType, property, re.Pattern, weakref.ref,
        types.GenericAlias, types.UnionType, types.MethodDescriptorType, types.WrapperDescriptorType,
        types.GetSetDescriptorType, types.MemberDescriptorType, types.ClassMethodDescriptorType,
    }
)  # fmt: skip
"""Types whose objects are shared: nothing in them can change."""

_LRU_CACHE = type(functools.lru_cache(len))
_HEAP_TYPE = 1 << 9
_UNKNOWN = object()
_MISSING = object()


class Handle:
    """Base of what refers to the same object in every task."""

    __slots__ = ()

    def __copy__(self: T) -> T:
        return self

    def __deepcopy__(self: T, memo: object) -> T:
        return self


_CONTAINERS = (list, dict, set, frozenset, tuple)
_SHARED = (Handle, io.IOBase, logging.Logger, logging.Handler)


@dataclass(frozen=True, slots=True)
class Message:
    """A value on its way, belonging to no task; `bound` if it holds functions, which the receiver rebinds."""

    value: Any
    bound: bool


def pack(value: Any) -> Message:
    """Copy `value` out of the running task."""
    if type(value) in ATOMS:
        return Message(value, bound=False)
    crossing = Crossing(here(), None)
    return Message(crossing.copy(value), crossing.bound)


def unpack(message: Message) -> Any:
    """The message's value, for the running task; to be called once."""
    world = here()
    return Crossing(None, world).copy(message.value) if message.bound and world else message.value


def unpack_copy(message: Message) -> Any:
    """A copy of the message's value, for the running task; it can be had again and again."""
    if type(message.value) in ATOMS:
        return message.value
    return Crossing(None, here() if message.bound else None).copy(message.value)


def copy_for_spawn(value: T) -> tuple[T, World]:
    """Copy `value`, and all globals that its functions reach, into a new world."""
    world = World(_complete)
    return cast(T, Crossing(here(), world).copy(value)), world


def copy_result(value: T, source: World | None) -> T:
    """Copy `value` out of the world `source` of an ended task into that of the running one."""
    return cast(T, Crossing(source, here()).copy(value))


def _complete(function: FunctionType, world: World) -> FunctionType:
    """A version of `function` for `world`, whose spawn did not foresee it, with globals as they are now."""
    version = cast(FunctionType, Crossing(None, world).copy(function))
    world.add(function, version)
    return version


class Crossing:
    """The copying of one value from the world `source` into `target`; None is main's world."""

    def __init__(self, source: World | None, target: World | None) -> None:
        self.bound = False
        self._source = source
        self._target = target
        self._memo: dict[int, Any] = {}
        self._alive: list[Any] = []
        self._attributes: set[str] = set()
        self._namespaces: list[Namespace] = []
        self._classes: set[type] = set()
        self._reaching: list[tuple[int, str]] = []

    def copy(self, value: Any) -> Any:
        """The copy of `value`. Raises TypeError for what can't cross."""
        stack: list[Steps] = []
        while True:
            answer = self._known(value)
            if answer is _UNKNOWN:
                stack.append(self._steps(value))
                answer = None
            while stack:
                try:
                    value = stack[-1].send(answer)
                    break
                except StopIteration as end:
                    stack.pop()
                    answer = end.value
            else:
                return answer

    def _known(self, value: Any) -> Any:
        if type(value) in ATOMS:
            return value
        if id(value) in self._memo:
            return self._memo[id(value)]
        return _UNKNOWN

    def _keep(self, value: Any, copied: T) -> T:
        """Remember the copy, and keep the original alive, so that its id stays its own."""
        self._memo[id(value)] = copied
        self._alive.append(value)
        return copied

    def _steps(self, value: Any) -> Steps:
        kind = _KINDS.get(type(value))
        if kind is not None:
            return kind(self, value)
        if isinstance(value, type):
            return self._class(value)
        if isinstance(value, ModuleType):
            return self._module(value)
        if isinstance(value, _SHARED):
            return self._share(value)
        return self._instance(value)

    def _share(self, value: Any) -> Steps:
        return self._keep(value, value)
        yield

    # Containers

    def _list(self, value: list[Any]) -> Steps:
        copied: list[Any] = self._keep(value, [])
        for item in tuple(value):
            copied.append(item if type(item) in ATOMS else (yield item))
        return copied

    def _dict(self, value: dict[Any, Any]) -> Steps:
        copied: dict[Any, Any] = self._keep(value, {})
        for key, item in tuple(value.items()):
            key = key if type(key) in ATOMS else (yield key)
            copied[key] = item if type(item) in ATOMS else (yield item)
        return copied

    def _tuple(self, value: tuple[Any, ...]) -> Steps:
        items = []
        for item in value:
            items.append(item if type(item) in ATOMS else (yield item))
        if id(value) in self._memo:
            return self._memo[id(value)]
        same = all(a is b for a, b in zip(items, value, strict=True))
        return self._keep(value, value if same else tuple(items))

    def _view(self, value: Any) -> Steps:
        """Of a dict's keys, values or items: it refers to nothing but the dict."""
        (seen,) = gc.get_referents(value)
        copied = yield seen
        return self._keep(value, getattr(copied, type(value).__name__.removeprefix("dict_"))())

    def _view_iterator(self, value: Any) -> Steps:
        """Of a dict's iterator, as far along its copy."""
        seen = [part for part in gc.get_referents(value) if isinstance(part, dict)]
        copied = (yield seen[0]) if seen else {}
        name = type(value).__name__.removeprefix("dict_").removesuffix("iterator")
        iterator = iter(getattr(copied, f"{name}s")())
        for _ in range(len(copied) - operator.length_hint(value)):
            next(iterator)
        if not seen:
            next(iterator, None)  # it has ended
        return self._keep(value, iterator)

    def _set(self, value: set[Any]) -> Steps:
        copied: set[Any] = self._keep(value, set())
        for item in tuple(value):
            copied.add(item if type(item) in ATOMS else (yield item))
        return copied

    def _frozenset(self, value: frozenset[Any]) -> Steps:
        items = []
        for item in value:
            items.append(item if type(item) in ATOMS else (yield item))
        if id(value) in self._memo:
            return self._memo[id(value)]
        return self._keep(value, frozenset(items))

    def _bytearray(self, value: bytearray) -> Steps:
        return self._keep(value, bytearray(value))
        yield

    def _mapping_proxy(self, value: MappingProxyType[Any, Any]) -> Steps:
        return self._keep(value, MappingProxyType((yield dict(value))))

    # Functions

    def _function(self, value: FunctionType) -> Steps:
        written = method_as_written(value)
        if written is not None:
            if self._target is not None:
                yield from self._method_version(written)
            return self._keep(value, value)
        users = is_users(value.__globals__)
        if not users and value.__closure__ is None:
            return self._keep(value, value)
        self.bound = True
        original = original_function(value)
        version = self._version(original, value)
        if version is not None:
            return self._keep(value, version)
        if self._source is not None:
            value = self._source.known(original) or value
        copied = self._keep(original, self._keep(value, self._bind(value, users)))
        if self._target is not None and users and is_of_module(original):
            self._target.add(original, copied)
        for cell, new in zip(value.__closure__ or (), copied.__closure__ or (), strict=True):
            if id(cell) not in self._memo:
                yield from self._fill_cell(cell, self._keep(cell, new))
        copied.__defaults__ = yield value.__defaults__
        copied.__kwdefaults__ = yield value.__kwdefaults__
        copied.__dict__.update((yield dict(value.__dict__)))
        if users and self._target is not None:
            yield from self._reach(value)
        return copied

    def _version(self, original: FunctionType, value: FunctionType) -> FunctionType | None:
        """The one that the target has already, if it is a function of which a world has one."""
        if self._target is not None:
            return self._target.known(original)
        return original if original is not value or is_of_module(original) else None

    def _method_version(self, written: FunctionType) -> Steps:
        """See to it that the target has a version of a dispatched method."""
        assert self._target is not None
        version = yield written
        if self._target.known(written) is None:
            self._target.add(written, version)
        return version

    def _bind(self, value: FunctionType, users: bool) -> FunctionType:
        """The same code in the target's namespace, with fresh cells."""
        original = original_namespace(value.__globals__)
        namespace = self._target.namespace(original) if users and self._target is not None else original
        cells = tuple(self._memo.get(id(cell)) or CellType() for cell in value.__closure__ or ())
        copied = FunctionType(value.__code__, namespace, value.__name__, None, cells or None)
        copied.__qualname__ = value.__qualname__
        copied.__module__ = value.__module__
        copied.__doc__ = value.__doc__
        copied.__annotations__ = value.__annotations__
        return copied

    def _fill_cell(self, cell: CellType, new: CellType) -> Steps:
        try:
            contents = cell.cell_contents
        except ValueError:
            return
        new.cell_contents = yield contents

    def _cell(self, value: CellType) -> Steps:
        new = self._keep(value, CellType())
        yield from self._fill_cell(value, new)
        return new

    def _method(self, value: MethodType) -> Steps:
        function = yield value.__func__
        return self._keep(value, MethodType(function, (yield value.__self__)))

    def _builtin(self, value: BuiltinFunctionType) -> Steps:
        owner = value.__self__
        if owner is None or isinstance(owner, (ModuleType, type)):
            return self._keep(value, value)
        return self._keep(value, getattr((yield owner), value.__name__))

    def _lru_cache(self, value: Any) -> Steps:
        """Memo tables start empty."""
        wrapped = yield value.__wrapped__
        if wrapped is value.__wrapped__:
            return self._keep(value, value)
        return self._keep(value, functools.lru_cache(**value.cache_parameters())(wrapped))

    # Globals

    def _reach(self, function: FunctionType) -> Steps:
        """Copy the globals that `function` names, and those that it may name as attributes of modules."""
        names = names_of(function.__code__)
        original = original_namespace(function.__globals__)
        for name in sorted(names.globals):
            yield from self._global(original, name)
        for name in sorted(names.all - self._attributes):
            self._attributes.add(name)
            for namespace in self._namespaces:
                yield from self._global(namespace, name)

    def _global(self, original: Namespace, name: str) -> Steps:
        assert self._target is not None
        namespace = self._target.namespace(original)
        value = self._global_value(original, name)
        if name in namespace or value is _MISSING or (id(original), name) in self._reaching:
            return
        self._reaching.append((id(original), name))
        namespace[name] = yield value
        self._reaching.pop()

    def _global_value(self, original: Namespace, name: str) -> Any:
        if self._source is not None:
            value = self._source.namespace(original).get(name, _MISSING)
            if value is not _MISSING:
                return value
        return original.get(name, _MISSING)

    def _module(self, value: ModuleType) -> Steps:
        if not is_users(value.__dict__):
            return self._keep(value, value)
        if self._target is None:
            return self._keep(value, original_module(value))
        original = original_namespace(value.__dict__)
        copied = self._keep(value, self._target.module(original))
        self._namespaces.append(original)
        for name in sorted(self._attributes):
            yield from self._global(original, name)
        return copied

    def _class(self, value: type) -> Steps:
        """Classes are shared; their methods reach globals."""
        self._keep(value, value)
        for cls in value.__mro__:
            if cls in self._classes or not cls.__flags__ & _HEAP_TYPE:
                continue
            self._classes.add(cls)
            methods = dispatched_methods(cls)
            if self._target is not None:
                for method in methods:
                    yield from self._method_version(method)
                for attribute in list(vars(cls).values()):
                    if isinstance(attribute, type):
                        yield attribute
        return value

    # Everything else, by the protocol of `copy` and `pickle`

    def _instance(self, value: Any) -> Steps:
        yield type(value)
        if isinstance(value, BaseException) and _has_plain_reduce(value):
            return (yield from self._exception(value))
        hook = getattr(type(value), "__deepcopy__", None)
        if hook is not None:
            return self._keep(value, hook(value, self._memo))
        if isinstance(value, _CONTAINERS) and _has_container_reduce(type(value)):
            return (yield from self._container(value))
        reduced = _reduce(value)
        if isinstance(reduced, str):
            return self._keep(value, value)
        return (yield from self._reconstruct(value, *reduced))

    def _reconstruct(
        self,
        value: Any,
        make: Callable[..., Any],
        args: tuple[Any, ...],
        state: Any = None,
        items: Any = None,
        pairs: Any = None,
        set_state: Any = None,
    ) -> Steps:
        arguments = []
        for argument in args:
            arguments.append((yield argument))
        if id(value) in self._memo:
            return self._memo[id(value)]
        copied = self._keep(value, (yield make)(*arguments))
        if state is not None:
            _set_state(copied, (yield state), set_state)
        for item in items or ():
            copied.append((yield item))
        for key, item in pairs or ():
            key = yield key
            copied[key] = yield item
        return copied

    def _container(self, value: Any) -> Steps:
        """Of a class that derives from a built-in container: as it is, whatever the class overrides."""
        cls, base = type(value), next(base for base in _CONTAINERS if isinstance(value, base))
        if base in (tuple, frozenset):
            items = []
            for item in base.__iter__(value):
                items.append((yield item))
            if id(value) in self._memo:
                return self._memo[id(value)]
            copied = self._keep(value, base.__new__(cls, items))
        else:
            copied = self._keep(value, base.__new__(cls))
            if base is dict:
                for key, item in tuple(dict.items(value)):
                    key = yield key
                    dict.__setitem__(copied, key, (yield item))
            else:
                add = list.append if base is list else set.add
                for item in tuple(base.__iter__(value)):
                    add(copied, (yield item))
        state = value.__getstate__()
        if state is not None:
            _set_state(copied, (yield state), None)
        return copied

    def _exception(self, value: BaseException) -> Steps:
        """As the original, without a call of the user's `__init__`, which may want other arguments."""
        base = _builtin_base(type(value))
        reduced = value.__reduce__()
        assert not isinstance(reduced, str)
        arguments = []
        for argument in reduced[1]:
            arguments.append((yield argument))
        copied = self._keep(value, base.__new__(type(value), *arguments))
        base.__init__(copied, *arguments)
        copied.args = yield value.args
        if len(reduced) > 2:
            copied.__setstate__((yield reduced[2]))
        copied.__cause__ = yield value.__cause__
        copied.__context__ = yield value.__context__
        copied.__suppress_context__ = value.__suppress_context__
        copied.__traceback__ = value.__traceback__
        if isinstance(value, NameError) and isinstance(copied, NameError):
            copied.name = value.name  # tracebacks make suggestions from it
        if isinstance(value, AttributeError) and isinstance(copied, AttributeError):
            copied.name, copied.obj = value.name, value.obj  # not copied: only the traceback looks at it
        return copied


_KINDS: dict[type, Callable[[Crossing, Any], Steps]] = {
    list: Crossing._list,
    dict: Crossing._dict,
    tuple: Crossing._tuple,
    set: Crossing._set,
    frozenset: Crossing._frozenset,
    bytearray: Crossing._bytearray,
    MappingProxyType: Crossing._mapping_proxy,
    **dict.fromkeys(map(type, ({}.keys(), {}.values(), {}.items())), Crossing._view),
    **dict.fromkeys(map(type, (iter({}.keys()), iter({}.values()), iter({}.items()))), Crossing._view_iterator),
    FunctionType: Crossing._function,
    CellType: Crossing._cell,
    MethodType: Crossing._method,
    BuiltinFunctionType: Crossing._builtin,
    types.MethodWrapperType: Crossing._builtin,
    _LRU_CACHE: Crossing._lru_cache,
}


def _builtin_base(cls: type[BaseException]) -> type[BaseException]:
    return next(base for base in cls.__mro__ if not base.__flags__ & _HEAP_TYPE)


def _has_plain_reduce(value: BaseException) -> bool:
    cls = type(value)
    base = _builtin_base(cls)
    return (
        cls.__reduce__ is base.__reduce__
        and cls.__reduce_ex__ is base.__reduce_ex__
        and not hasattr(cls, "__deepcopy__")
        and cls not in copyreg.dispatch_table
    )


def _has_container_reduce(cls: type) -> bool:
    """Does the class say nothing of how its objects are copied?"""
    base = next(base for base in _CONTAINERS if issubclass(cls, base))
    plain = all(getattr(cls, name) is getattr(base, name) for name in ("__reduce__", "__reduce_ex__"))
    return plain and cls not in copyreg.dispatch_table


def _reduce(value: Any) -> Any:
    reducer = copyreg.dispatch_table.get(type(value))
    try:
        return reducer(value) if reducer is not None else value.__reduce_ex__(4)
    except TypeError as error:
        kind = type(value)
        name = kind.__name__ if kind.__module__ == builtins.__name__ else f"{kind.__module__}.{kind.__name__}"
        raise TypeError(f"an object of type {name!r} can't cross to another task: it has no copy") from error


def _set_state(copied: Any, state: Any, set_state: Any) -> None:
    if set_state is not None:
        set_state(copied, state)
    elif hasattr(copied, "__setstate__"):
        copied.__setstate__(state)
    else:
        attributes, slots = state if isinstance(state, tuple) and len(state) == 2 else (state, None)
        if attributes:
            copied.__dict__.update(attributes)
        for name, item in (slots or {}).items():
            setattr(copied, name, item)
