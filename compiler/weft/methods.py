"""Methods of shared classes that use globals: each call goes to the running task's version.

Classes are shared between tasks, so that `except MyError` works wherever the error arrives. A method that
reads or writes a global is therefore replaced, in its class, by a dispatcher: in main it calls the method as
written, in a task that task's version. Methods that name nothing but modules, classes and built-ins stay.
"""

from __future__ import annotations

import builtins
import functools
import threading
import weakref
from collections.abc import Iterator
from types import CellType, FunctionType, ModuleType
from typing import Any

from weft.reach import names_of
from weft.worlds import here, is_users

_lock = threading.Lock()
_methods: weakref.WeakKeyDictionary[type, tuple[FunctionType, ...]] = weakref.WeakKeyDictionary()
_written: weakref.WeakKeyDictionary[FunctionType, FunctionType] = weakref.WeakKeyDictionary()


def dispatched_methods(cls: type) -> tuple[FunctionType, ...]:
    """The methods of `cls` itself that need a version per task; dispatchers are put in place on first use."""
    with _lock:
        known = _methods.get(cls)
        if known is None:
            known = _methods[cls] = tuple(_install(cls))
        return known


def method_as_written(dispatcher: FunctionType) -> FunctionType | None:
    """The method behind a dispatcher; None if it isn't one."""
    return _written.get(dispatcher)


def _install(cls: type) -> Iterator[FunctionType]:
    for name, attribute in list(vars(cls).items()):
        functions = [f for f in _functions_in(attribute) if _needs_version(f)]
        if not functions:
            continue
        type.__setattr__(cls, name, _rebuilt(attribute))
        yield from functions


def _functions_in(attribute: Any) -> list[FunctionType]:
    found: list[Any]
    match attribute:
        case FunctionType():
            found = [attribute]
        case staticmethod() | classmethod():
            found = [attribute.__func__]
        case property():
            found = [attribute.fget, attribute.fset, attribute.fdel]
        case functools.cached_property():
            found = [attribute.func]
        case _:
            found = []
    return [f for f in found if isinstance(f, FunctionType)]


def _rebuilt(attribute: Any) -> Any:
    match attribute:
        case FunctionType():
            return _dispatcher(attribute)
        case staticmethod():
            return staticmethod(_dispatcher(attribute.__func__))
        case classmethod():
            return classmethod(_dispatcher(attribute.__func__))
        case property():
            fget, fset, fdel = (_dispatcher(f) for f in (attribute.fget, attribute.fset, attribute.fdel))
            return type(attribute)(fget, fset, fdel, attribute.__doc__)
        case functools.cached_property():
            attribute.func = _dispatcher(attribute.func)
            return attribute


def _dispatcher(method: Any) -> Any:
    if not isinstance(method, FunctionType) or not _needs_version(method):
        return method

    @functools.wraps(method)
    def dispatch(*args: Any, **kwargs: Any) -> Any:
        world = here()
        return (method if world is None else world.function(method))(*args, **kwargs)

    assert isinstance(dispatch, FunctionType)
    _written[dispatch] = method
    return dispatch


def _needs_version(method: FunctionType) -> bool:
    if not is_users(method.__globals__):
        return False
    if not all(map(_is_fixed, method.__code__.co_freevars, method.__closure__ or ())):
        return True
    return any(_may_differ(method, name) for name in names_of(method.__code__).globals)


def _is_fixed(name: str, cell: CellType) -> bool:
    """Whether a captured variable never differs: the class, or what `dataclass` gives to its methods."""
    if name == "__class__":
        return True
    return name.startswith("__dataclass_") and not isinstance(cell.cell_contents, FunctionType)


def _may_differ(method: FunctionType, name: str) -> bool:
    if name not in method.__globals__:
        return not hasattr(builtins, name)
    value = method.__globals__[name]
    if isinstance(value, ModuleType):
        return is_users(value.__dict__)
    return not isinstance(value, type)
