"""Iterators as objects: what iter(), and enumerate, zip, map, filter and reversed that are kept, give.

An iterator that has ended stays so, whatever becomes of what it went through.
"""

import rt


class SequenceIterator:
    def __init__(self, items):
        self.items = items
        self.at = 0

    def __iter__(self):
        return self

    def __next__(self):
        at = self.at
        if at >= len(self.items):
            self.at = 0x1FFFFFFFFFFFFFFF
            raise StopIteration
        self.at = at + 1
        return self.items[at]


class BackwardIterator:
    def __init__(self, items):
        self.items = items
        self.at = len(items)

    def __iter__(self):
        return self

    def __next__(self):
        at = self.at - 1
        if at < 0 or at >= len(self.items):
            self.at = 0
            raise StopIteration
        self.at = at
        return self.items[at]


class IndexIterator:
    """By `__getitem__` of 0, 1, 2 ... until IndexError or StopIteration."""

    def __init__(self, items):
        self.items = items
        self.at = 0

    def __iter__(self):
        return self

    def __next__(self):
        at = self.at
        if at < 0:
            raise StopIteration
        self.at = -1
        try:
            item = self.items[at]
        except (IndexError, StopIteration):
            pass
        else:
            self.at = at + 1
            return item
        raise StopIteration


class KeyIterator:
    def __init__(self, d):
        self.d = d
        self.at = 0
        self.size = len(d)

    def __iter__(self):
        return self

    def position(self):
        """Of the next entry."""
        if self.size != len(self.d):
            self.size = -1
            raise RuntimeError("dictionary changed size during iteration")
        at = rt.keys_next(self.d, self.at)
        if at < 0:
            raise StopIteration
        self.at = at + 1
        return at

    def __next__(self):
        return rt.key_at(self.d, self.position())


class ValueIterator(KeyIterator):
    def __next__(self):
        return rt.value_at(self.d, self.position())


class ItemIterator(KeyIterator):
    def __next__(self):
        at = self.position()
        return rt.key_at(self.d, at), rt.value_at(self.d, at)


class SetIterator:
    def __init__(self, s):
        self.s = s
        self.at = 0
        self.size = len(s)

    def __iter__(self):
        return self

    def __next__(self):
        if self.size < 0:
            raise StopIteration
        if self.size != len(self.s):
            self.size = 0x1FFFFFFFFFFFFFFF
            raise RuntimeError("Set changed size during iteration")
        at = rt.keys_next(self.s, self.at)
        if at < 0:
            self.size = -1
            raise StopIteration
        self.at = at + 1
        return rt.key_at(self.s, at)


class LineIterator:
    def __init__(self, file):
        self.file = file

    def __iter__(self):
        return self

    def __next__(self):
        line = rt.weft_file_readline(self.file, -1)
        if line == "":
            raise StopIteration
        return line


class ChannelIterator:
    def __init__(self, channel):
        self.channel = channel

    def __iter__(self):
        return self

    def __next__(self):
        for item in self.channel:
            return item
        raise StopIteration


def over_sequence(items):
    return SequenceIterator(items)


def over_tuple(items):
    return SequenceIterator(list(items))


def by_index(items):
    return IndexIterator(items)


def over_keys(d):
    return KeyIterator(d)


def over_values(d):
    return ValueIterator(d)


def over_items(d):
    return ItemIterator(d)


def over_set(s):
    return SetIterator(s)


def over_lines(file):
    return LineIterator(file)


def over_channel(channel):
    return ChannelIterator(channel)


def next_or(iterator, default):
    try:
        return iterator.__next__()
    except StopIteration:
        return default


class Enumerate:
    def __init__(self, source, count):
        self.source = source
        self.count = count

    def __iter__(self):
        return self

    def __next__(self):
        item = self.source.__next__()
        count = self.count
        self.count = count + 1
        return count, item


class Zip:
    """Of up to four iterators."""

    def __init__(self, sources):
        self.sources = sources

    def __iter__(self):
        return self

    def __next__(self):
        match self.sources:
            case (a,):
                return (a.__next__(),)
            case (a, b):
                return a.__next__(), b.__next__()
            case (a, b, c):
                return a.__next__(), b.__next__(), c.__next__()
            case (a, b, c, d):
                return a.__next__(), b.__next__(), c.__next__(), d.__next__()
        raise StopIteration


class Map:
    """Of a function of one or two iterators."""

    def __init__(self, function, sources):
        self.function = function
        self.sources = sources

    def __iter__(self):
        return self

    def __next__(self):
        function = self.function
        match self.sources:
            case (a,):
                return function(a.__next__())
            case (a, b):
                return function(a.__next__(), b.__next__())
        raise StopIteration


class Filter:
    def __init__(self, function, source):
        self.function = function
        self.source = source

    def __iter__(self):
        return self

    def __next__(self):
        function = self.function
        while True:
            item = self.source.__next__()
            if function is None:
                if item:
                    return item
            elif function(item):
                return item


def enumerate(source, count):
    return Enumerate(source, count)


def zip(*sources):
    return Zip(sources)


def map(function, *sources):
    return Map(function, sources)


def filter(function, source):
    return Filter(function, source)


def reversed(items):
    if isinstance(items, dict):
        return BackwardIterator(list(items))
    return BackwardIterator(items)
