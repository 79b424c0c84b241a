"""Views of a dict that are kept: what keys(), values() and items() give."""

from weftc.lib.support.iterators import over_items, over_values


class SetView:
    """What keys() and items() have in common with sets, with each other, and, for some operators, with any iterable.
    Which side is copied and which is gone through is CPython's, since the order of the result shows it."""

    def __and__(self, other):
        if isinstance(other, (set, frozenset)) and len(self) <= len(other):
            return other.intersection(self)
        if isinstance(other, SetView) and len(other) > len(self):
            return _held_by(other, self)
        return _held_by(self, other)

    def __rand__(self, other):
        return self & other

    def __or__(self, other):
        out = set(self.source())
        out.update(other)
        return out

    def __ror__(self, other):
        out = set(other)
        out.update(self)
        return out

    def __sub__(self, other):
        out = set(self.source())
        out.difference_update(other)
        return out

    def __rsub__(self, other):
        out = set(other)
        out.difference_update(self)
        return out

    def __xor__(self, other):
        out = set(self.source())
        out.symmetric_difference_update(other)
        return out

    def __rxor__(self, other):
        out = set(other)
        out.symmetric_difference_update(self)
        return out

    def __eq__(self, other):
        if not isinstance(other, (set, frozenset, SetView)):
            return NotImplemented
        return len(self) == len(other) and _is_within(self, other)

    def __le__(self, other):
        if not isinstance(other, (set, frozenset, SetView)):
            return NotImplemented
        return len(self) <= len(other) and _is_within(self, other)

    def __lt__(self, other):
        if not isinstance(other, (set, frozenset, SetView)):
            return NotImplemented
        return len(self) < len(other) and _is_within(self, other)

    def __ge__(self, other):
        if not isinstance(other, (set, frozenset, SetView)):
            return NotImplemented
        return len(self) >= len(other) and _is_within(other, self)

    def __gt__(self, other):
        if not isinstance(other, (set, frozenset, SetView)):
            return NotImplemented
        return len(self) > len(other) and _is_within(other, self)

    def isdisjoint(self, other):
        if isinstance(other, (set, frozenset, SetView)) and len(other) > len(self):
            for item in self:
                if item in other:
                    return False
            return True
        for item in other:
            if item in self:
                return False
        return True


def _held_by(view, other):
    out = set()
    for item in other:
        if item in view:
            out.add(item)
    return out


def _is_within(a, b):
    for item in a:
        if item not in b:
            return False
    return True


class dict_keys(SetView):
    def __init__(self, d):
        self.mapping = d

    def source(self):
        return self.mapping

    def __len__(self):
        return len(self.mapping)

    def __iter__(self):
        return iter(self.mapping)

    def __contains__(self, key):
        return key in self.mapping

    def __reversed__(self):
        return reversed(self.mapping)

    def __repr__(self):
        return f"dict_keys({list(self.mapping)!r})"


class dict_values:
    def __init__(self, d):
        self.mapping = d

    def __len__(self):
        return len(self.mapping)

    def __iter__(self):
        return over_values(self.mapping)

    def __repr__(self):
        return f"dict_values({list(self.mapping.values())!r})"


class dict_items(SetView):
    def __init__(self, d):
        self.mapping = d

    def source(self):
        return self

    def __len__(self):
        return len(self.mapping)

    def __iter__(self):
        return over_items(self.mapping)

    def __contains__(self, pair):
        if isinstance(pair, tuple) and len(pair) == 2:
            key, value = pair
            if key in self.mapping:
                held = self.mapping[key]
                return held is value or held == value
        return False

    def __repr__(self):
        return f"dict_items({list(self.mapping.items())!r})"


def keys(d):
    return dict_keys(d)


def values(d):
    return dict_values(d)


def items(d):
    return dict_items(d)
