"""The globals of one task: its own copy of what its code can reach in the user's modules.

Main runs on the modules themselves; its world is None. A task's world holds, per module, a module object of
its own, in whose namespace its functions run, and its own version of each function that belongs to a module
or a class. A version knows its original, so that a function stays the same object inside one task whatever
way it came there.

A user's module is one that is neither in the standard library, nor installed, nor this package; all the
others are shared.
"""

from __future__ import annotations

import os
import sys
import threading
import weakref
from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

from weft.places import PACKAGE

Namespace = dict[str, Any]

ORIGIN = "__weft_origin__"
"""The key in a task's namespace under which the module's own namespace stands."""

_STANDARD_LIBRARY = os.path.dirname(os.path.abspath(os.__file__)) + os.sep
_INSTALLED = (f"{os.sep}site-packages{os.sep}", f"{os.sep}dist-packages{os.sep}")

_originals: weakref.WeakKeyDictionary[FunctionType, FunctionType] = weakref.WeakKeyDictionary()
_here = threading.local()


class World:
    """One task's modules and functions; changed by its own thread alone once the task runs."""

    def __init__(self, complete: Callable[[FunctionType, World], FunctionType]) -> None:
        """`complete` makes a version of a function that the spawn did not foresee."""
        self._complete = complete
        self._modules: dict[int, ModuleType] = {}
        self._functions: dict[FunctionType, FunctionType] = {}

    def module(self, original: Namespace) -> ModuleType:
        """This task's module for the namespace of a user's module."""
        module = self._modules.get(id(original))
        if module is None:
            module = ModuleType(original.get("__name__", "?"))
            module.__dict__.update((k, v) for k, v in original.items() if k[:2] == k[-2:] == "__")
            module.__dict__[ORIGIN] = original
            self._modules[id(original)] = module
        return module

    def namespace(self, original: Namespace) -> Namespace:
        """This task's namespace for that of a user's module."""
        return self.module(original).__dict__

    def known(self, original: FunctionType) -> FunctionType | None:
        """This task's version of `original`, if it has one."""
        return self._functions.get(original)

    def add(self, original: FunctionType, version: FunctionType) -> None:
        """Make `version` this task's version of `original`."""
        self._functions[original] = version
        _originals[version] = original

    def function(self, original: FunctionType) -> FunctionType:
        """This task's version of `original`, made now if need be."""
        return self._functions.get(original) or self._complete(original, self)


def enter(world: World | None) -> None:
    """The calling thread runs in `world` from now on."""
    _here.world = world


def here() -> World | None:
    """The world of the calling thread; None for main's."""
    world: World | None = getattr(_here, "world", None)
    return world


def original_namespace(namespace: Namespace) -> Namespace:
    """The module's own namespace, given it or any task's copy of it."""
    original: Namespace = namespace.get(ORIGIN, namespace)
    return original


def original_function(function: FunctionType) -> FunctionType:
    """What `function` is a version of; itself if it is none."""
    return _originals.get(function, function)


def original_module(module: ModuleType) -> ModuleType:
    """The imported module that `module` is a task's version of; itself if it is none."""
    original = original_namespace(module.__dict__)
    imported = sys.modules.get(original.get("__name__", ""))
    return imported if imported is not None and imported.__dict__ is original else module


def is_users(namespace: Namespace) -> bool:
    """Whether `namespace` is that of a user's module, or a task's copy of it."""
    name = namespace.get("__name__")
    if name == "__main__":
        return True
    path = namespace.get("__file__")
    if path is None:
        return isinstance(name, str) and name.partition(".")[0] not in sys.stdlib_module_names
    path = os.path.abspath(path)
    if path.startswith(PACKAGE) or any(folder in path for folder in _INSTALLED):
        return False
    return not path.startswith(_STANDARD_LIBRARY)


def is_of_module(function: FunctionType) -> bool:
    """Whether there is one such function per module or class, rather than one per run of a `def`."""
    return function.__closure__ is None and "<" not in function.__qualname__
