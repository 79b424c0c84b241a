"""Names: `Queue(name="jobs")` gets the queue of that name, or makes it.

Each class has names of its own. The table keeps what has a name until `drop_name`.
"""

from __future__ import annotations

import inspect
import threading
from typing import Any

_lock = threading.RLock()  # held while something is made: copying what it is made with may run the user's code
_table: dict[tuple[type, str], Any] = {}


class Named(type):
    """The class of those whose objects may have names.

    Their `__init__` has a parameter `name`, which the call here looks at. What else it is given is the new object's, or
    compared with what there is by a method `_agree` of that parameter, if the class has one.
    """

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if "name" not in kwargs and len(args) < 2:
            return super().__call__(*args, **kwargs)
        signature = inspect.signature(cls.__init__)  # type: ignore[misc]  # that of the class which is called
        try:
            given = signature.bind_partial(None, *args, **kwargs).arguments
        except TypeError:
            return super().__call__(*args, **kwargs)  # says what is wrong
        given.pop("self")
        name = given.pop("name", None)
        if name is None:
            return super().__call__(*args, **kwargs)
        checked(name)
        with _lock:
            if (cls, name) not in _table:
                for parameter in list(signature.parameters.values())[1:]:
                    if parameter.default is parameter.empty and parameter.name not in given:
                        lack = f"{parameter.name} is lacking to make one"
                        raise ValueError(f"there is no {cls.__name__} named {name!r}, and {lack}")
                made = _table[cls, name] = super().__call__(*args, **kwargs)
                return made
            found = _table[cls, name]
        if given and hasattr(found, "_agree"):
            found._agree(name, *given.values())
        return found


def disagree(kind: str, name: str, there: str, wanted: object) -> ValueError:
    """The error of who gives something else than what the object of the name has."""
    return ValueError(f"the {kind} named {name!r} has {there}, not {wanted}")


def drop_name(kind: type, name: str) -> bool:
    """Let no object of that class have the name; whether one had. Who has that one keeps it.

    Raises TypeError for a class whose objects can't have names.
    """
    if not isinstance(kind, Named):
        given = kind.__name__ if isinstance(kind, type) else type(kind).__name__
        raise TypeError(f"drop_name() needs a class whose objects can have names, not {given}")
    checked(name)
    with _lock:
        return _table.pop((kind, name), None) is not None


def checked(name: object) -> str:
    """The same, which is a str."""
    if not isinstance(name, str):
        raise TypeError(f"a name is a str, not {type(name).__name__}")
    return name
