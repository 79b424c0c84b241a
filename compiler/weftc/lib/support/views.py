"""Views of a dict that are kept: what keys(), values() and items() give."""

from weftc.lib.support.iterators import over_items, over_values


class dict_keys:
    def __init__(self, d):
        self.mapping = d

    def __len__(self):
        return len(self.mapping)

    def __iter__(self):
        return iter(self.mapping)

    def __contains__(self, key):
        return key in self.mapping

    def __reversed__(self):
        return reversed(self.mapping)

    def __eq__(self, other):
        if not isinstance(other, dict_keys):
            return NotImplemented
        if len(self.mapping) != len(other.mapping):
            return False
        for key in self.mapping:
            if key not in other.mapping:
                return False
        return True

    def __repr__(self):
        return f"dict_keys({list(self.mapping)!r})"

    def isdisjoint(self, other):
        for key in other:
            if key in self.mapping:
                return False
        return True


class dict_values:
    def __init__(self, d):
        self.mapping = d

    def __len__(self):
        return len(self.mapping)

    def __iter__(self):
        return over_values(self.mapping)

    def __repr__(self):
        return f"dict_values({list(self.mapping.values())!r})"


class dict_items:
    def __init__(self, d):
        self.mapping = d

    def __len__(self):
        return len(self.mapping)

    def __iter__(self):
        return over_items(self.mapping)

    def __contains__(self, pair):
        for item in self.mapping.items():
            if item == pair:
                return True
        return False

    def __eq__(self, other):
        if not isinstance(other, dict_items):
            return NotImplemented
        return self.mapping == other.mapping

    def __repr__(self):
        return f"dict_items({list(self.mapping.items())!r})"


def keys(d):
    return dict_keys(d)


def values(d):
    return dict_values(d)


def items(d):
    return dict_items(d)
