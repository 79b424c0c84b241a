"""Iterators as objects: what iter(), and enumerate, zip, map, filter and reversed that are kept, give.

An iterator that has ended stays so, whatever becomes of what it went through.
"""

import rt


class Sequence:
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


class list_iterator(Sequence):
    pass


class tuple_iterator(Sequence):
    pass


class range_iterator(Sequence):
    pass


class str_iterator(Sequence):
    pass


class str_ascii_iterator(Sequence):
    pass


class Backward:
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


class list_reverseiterator(Backward):
    pass


class dict_reversekeyiterator(Backward):
    pass


class reversed(Backward):
    pass


class iterator:
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


class dict_keyiterator:
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


class dict_valueiterator(dict_keyiterator):
    def __next__(self):
        return rt.value_at(self.d, self.position())


class dict_itemiterator(dict_keyiterator):
    def __next__(self):
        at = self.position()
        return rt.key_at(self.d, at), rt.value_at(self.d, at)


class set_iterator:
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


class FileLines:
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


def over_list(items):
    return list_iterator(items)


def over_range(items):
    return range_iterator(items)


def over_text(items):
    if items.isascii():
        return str_ascii_iterator(items)
    return str_iterator(items)


def over_tuple(items):
    return tuple_iterator(list(items))


def by_index(items):
    return iterator(items)


def over_keys(d):
    return dict_keyiterator(d)


def over_values(d):
    return dict_valueiterator(d)


def over_items(d):
    return dict_itemiterator(d)


def over_set(s):
    return set_iterator(s)


def over_lines(file):
    return FileLines(file)


def over_channel(channel):
    return ChannelIterator(channel)


def next_or(iterator, default):
    try:
        return iterator.__next__()
    except StopIteration:
        return default


class enumerate:
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


class zip:
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


class map:
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


class filter:
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


def make_enumerate(source, count):
    return enumerate(source, count)


def make_zip(*sources):
    return zip(sources)


def make_map(function, *sources):
    return map(function, sources)


def make_filter(function, source):
    return filter(function, source)


def make_reversed(items):
    if isinstance(items, dict):
        return dict_reversekeyiterator(list(items))
    if isinstance(items, list):
        return list_reverseiterator(items)
    if isinstance(items, range):
        return range_iterator(items[::-1])
    return reversed(items)
