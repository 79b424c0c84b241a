"""Names of objects: the keys under which the table has them, and what is said of who asks for one."""

import rt


def key_of(kind, name):
    """Kinds have no spaces, so those of one have keys of their own."""
    if not isinstance(name, str):
        raise TypeError(f"a name is a str, not {rt.class_name(name)}")
    return f"{kind} {name}"


def lacking(kind, parameter):
    return TypeError(f"{kind}.__init__() missing 1 required positional argument: '{parameter}'")


def no_such_name(kind, name, parameter):
    return ValueError(f"there is no {kind} named {name!r}, and {parameter} is lacking to make one")


def disagree(kind, name, there, wanted):
    return ValueError(f"the {kind} named {name!r} has {there}, not {wanted}")


def held_table():
    """The gate of the table of names, which this task holds now."""
    gate = rt.weft_names_gate("names", "was not free")
    rt.weft_gate_reacquire(gate, 1)
    return gate


def drop(kind, name):
    """Let nothing of the kind have the name; whether something had. Who has that keeps it."""
    key = key_of(kind, name)
    gate = held_table()
    try:
        return rt.weft_names_drop(key, 0.0)
    finally:
        rt.weft_gate_release(gate, 1)
