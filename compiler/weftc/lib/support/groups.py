"""Exception groups: what their constructors check, their methods, and what `except*` does, by CPython's algorithms: in
what order conditions are asked and parts derived can be seen."""

import rt

# --- making -----------------------------------------------------------------------------------------------------------


def group(message, exceptions):
    """BaseExceptionGroup(message, exceptions), of a sequence."""
    for exc in exceptions:
        if isinstance(exc, BaseException) and not isinstance(exc, Exception):
            return BaseExceptionGroup(message, exceptions)
    return ExceptionGroup(message, exceptions)


def message_of(message):
    if isinstance(message, str):
        return message
    name = "None" if message is None else type(message).__name__
    raise TypeError(f"BaseExceptionGroup.__new__() argument 1 must be str, not {name}")


def checked(exceptions):
    """What is to be held, as a tuple."""
    held = []
    for exc in exceptions:
        if not isinstance(exc, BaseException):
            no_exception(len(held))
        held.append(exc)
    if not held:
        no_exceptions()
    return tuple(held)


def checked_plain(exceptions, where: str):
    """The same for a class that derives from Exception."""
    held = []
    bases = 0
    for exc in exceptions:
        if isinstance(exc, Exception):
            held.append(exc)
        elif isinstance(exc, BaseException):
            bases += 1
        else:
            no_exception(len(held) + bases)
    if bases:
        raise TypeError(f"Cannot nest BaseExceptions in {where}")
    if not held:
        no_exceptions()
    return tuple(held)


def no_exception(position):
    raise ValueError(f"Item {position} of second argument (exceptions) is not an exception")


def no_exceptions():
    raise ValueError("second argument (exceptions) must be a non-empty sequence")


def text(message: str, held):
    return f"{message} ({len(held)} sub-exception{'' if len(held) == 1 else 's'})"


# --- methods ----------------------------------------------------------------------------------------------------------


def derive(self, exceptions):
    return group(self.message, exceptions)


def subgroup(self, condition):
    return subgroup_by(self, test_of(condition), condition)


def split(self, condition):
    return split_by(self, test_of(condition), condition)


def test_of(condition):
    """The function that tells whether an exception meets a condition."""
    if isinstance(condition, tuple):
        for cls in condition:
            if not isinstance(cls, type) or not issubclass(cls, BaseException):
                no_condition()
        return meets_class
    if isinstance(condition, type):
        if not issubclass(condition, BaseException):
            no_condition()
        return meets_class
    if callable(condition):
        return meets_test
    no_condition()


def no_condition():
    raise TypeError("expected an exception type, a tuple of exception types, or a callable (other than a class)")


def meets_class(exc, classes):
    return isinstance(exc, classes)


def meets_test(exc, test):
    return bool(test(exc))


def subgroup_by(whole, meets, condition):
    """A group of what meets the condition, nested as in the whole; None if nothing does."""
    if meets(whole, condition):
        return whole
    taken = []
    for exc in whole.exceptions:
        if isinstance(exc, BaseExceptionGroup):
            inner = subgroup_by(exc, meets, condition)
            if inner is not None:
                taken.append(inner)
        elif meets(exc, condition):
            taken.append(exc)
    return part_of(whole, taken)


def split_by(whole, meets, condition):
    """The same, and a group of the rest."""
    if meets(whole, condition):
        return whole, None
    taken = []
    left = []
    for exc in whole.exceptions:
        if isinstance(exc, BaseExceptionGroup):
            inner, rest = split_by(exc, meets, condition)
            if inner is not None:
                taken.append(inner)
            if rest is not None:
                left.append(rest)
        elif meets(exc, condition):
            taken.append(exc)
        else:
            left.append(exc)
    return part_of(whole, taken), part_of(whole, left)


def part_of(whole, exceptions):
    """A group of some of the exceptions, which came as the whole did."""
    if not exceptions:
        return None
    part = whole.derive(exceptions)
    if not isinstance(part, BaseExceptionGroup):
        raise TypeError("derive must return an instance of BaseExceptionGroup")
    rt.weft_exc_follow(part, whole)
    return part


# --- except* ----------------------------------------------------------------------------------------------------------


def match(rest, classes):
    """What a clause takes of what those before it have left, as a group, and what it leaves; each may be None."""
    if rest is None:
        return None, None
    if isinstance(rest, classes):
        if isinstance(rest, BaseExceptionGroup):
            return rest, None
        return group("", (rest,)), None
    if isinstance(rest, BaseExceptionGroup):
        return split_by(rest, meets_class, classes)
    return None, rest


def going_on(caught, errors, rest):
    """What is to be raised after all clauses, or None. `errors`: what they raised."""
    if not isinstance(caught, BaseExceptionGroup):  # one clause ran at most
        return errors[0] if errors else rest
    raised = []
    kept = []
    for error in errors:
        if isinstance(error, BaseExceptionGroup) and rt.weft_exc_follows(error, caught):
            kept.append(error)
        else:
            raised.append(error)
    if rest is not None:
        kept.append(rest)
    again = projection(caught, kept)
    if again is not None:
        raised.append(again)
    if not raised:
        return None
    if len(raised) == 1:
        return raised[0]
    return group("", raised)


def projection(caught, kept):
    """A group of what the groups `kept` hold of what was caught, nested as it was; None if that is nothing."""
    if not kept:
        return None
    leaves = []
    for each in kept:
        add_leaves(each, leaves)
    again, _ = kept_part(caught, leaves, 0)
    return again


def add_leaves(group, leaves):
    for exc in group.exceptions:
        if isinstance(exc, BaseExceptionGroup):
            add_leaves(exc, leaves)
        else:
            leaves.append(exc)


def kept_part(group, leaves, at):
    """`at`: where in `leaves` the next is likely, since parts keep the order of the whole. And where it is after
    these."""
    taken = []
    for exc in group.exceptions:
        if isinstance(exc, BaseExceptionGroup):
            inner, at = kept_part(exc, leaves, at)
            if inner is not None:
                taken.append(inner)
            continue
        place = place_of(exc, leaves, at)
        if place >= 0:
            taken.append(exc)
            at = place + 1
    return part_of(group, taken), at


def place_of(exc, leaves, at):
    for k in range(at, len(leaves)):
        if leaves[k] is exc:
            return k
    for k in range(min(at, len(leaves))):
        if leaves[k] is exc:
            return k
    return -1
