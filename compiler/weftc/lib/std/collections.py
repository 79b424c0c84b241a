"""The module collections."""

import rt


class deque:
    """A list with two ends. `_front` holds its first items, the first of all last; `_back` the others. So both ends are
    ends of lists, and each item can be had by its index; a list that runs empty gets half of the other."""

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None and maxlen < 0:
            raise ValueError("maxlen must be non-negative")
        self._front = []
        self._back = []
        self._changes = 0
        self._limit = -1 if maxlen is None else maxlen
        self.extend(iterable)

    @property
    def maxlen(self):
        return None if self._limit < 0 else self._limit

    def __len__(self):
        return len(self._front) + len(self._back)

    def append(self, x):
        self._changes += 1
        self._back.append(x)
        if self._limit >= 0 and len(self) > self._limit:
            self.popleft()

    def appendleft(self, x):
        self._changes += 1
        self._front.append(x)
        if self._limit >= 0 and len(self) > self._limit:
            self.pop()

    def pop(self):
        if not self._back:
            half = (len(self._front) + 1) // 2
            self._back = self._front[:half][::-1]
            del self._front[:half]
            if not self._back:
                raise IndexError("pop from an empty deque")
        self._changes += 1
        return self._back.pop()

    def popleft(self):
        if not self._front:
            half = (len(self._back) + 1) // 2
            self._front = self._back[:half][::-1]
            del self._back[:half]
            if not self._front:
                raise IndexError("pop from an empty deque")
        self._changes += 1
        return self._front.pop()

    def extend(self, iterable):
        if iterable is self:
            iterable = list(iterable)
        for x in iterable:
            self.append(x)

    def extendleft(self, iterable):
        if iterable is self:
            iterable = list(iterable)
        for x in iterable:
            self.appendleft(x)

    def clear(self):
        self._changes += 1
        self._front.clear()
        self._back.clear()

    def rotate(self, n: int = 1):
        """`n` steps to the right: what leaves at the end comes in at the beginning."""
        size = len(self)
        if size <= 1:
            return
        self._changes += 1
        n %= size
        if n * 2 > size:
            for _ in range(size - n):
                self.append(self.popleft())
        else:
            for _ in range(n):
                self.appendleft(self.pop())

    def reverse(self):
        self._front, self._back = self._back, self._front

    def copy(self):
        if self._limit < 0:
            return type(self)(self)
        return type(self)(self, self._limit)

    def count(self, x):
        changes = self._changes
        found = 0
        for k in range(len(self)):
            item = self[k]
            if item is x or item == x:
                found += 1
            if self._changes != changes:
                raise RuntimeError("deque mutated during iteration")
        return found

    def index(self, x, start: int = 0, stop: int = 0x1FFFFFFFFFFFFFFF):
        size = len(self)
        start = max(0, start + size if start < 0 else start)
        stop = min(size, max(0, stop + size if stop < 0 else stop))
        changes = self._changes
        for k in range(start, stop):
            item = self[k]
            if item is x or item == x:
                return k
            if self._changes != changes:
                raise RuntimeError("deque mutated during iteration")
        raise ValueError(f"{x!r} is not in deque")

    def insert(self, i: int, x):
        size = len(self)
        if 0 <= self._limit <= size:
            raise IndexError("deque already at its maximum size")
        i = max(0, i + size) if i < 0 else min(i, size)
        self._changes += 1
        front = len(self._front)
        if i < front:
            self._front.insert(front - i, x)
        else:
            self._back.insert(i - front, x)

    def remove(self, value):
        changes = self._changes
        for k in range(len(self)):
            item = self[k]
            same = item is value or item == value
            if self._changes != changes:
                raise IndexError("deque mutated during remove().")
            if same:
                del self[k]
                return
        raise ValueError(f"{value!r} is not in deque")

    def __contains__(self, x):
        changes = self._changes
        for k in range(len(self)):
            item = self[k]
            if item is x or item == x:
                return True
            if self._changes != changes:
                raise RuntimeError("deque mutated during iteration")
        return False

    def _place(self, i: int):
        """From the beginning."""
        size = len(self)
        if i < 0:
            i += size
        if i < 0 or i >= size:
            raise IndexError("deque index out of range")
        return i

    def __getitem__(self, i: int):
        i = self._place(i)
        front = len(self._front)
        return self._front[front - 1 - i] if i < front else self._back[i - front]

    def __setitem__(self, i: int, x):
        i = self._place(i)
        front = len(self._front)
        if i < front:
            self._front[front - 1 - i] = x
        else:
            self._back[i - front] = x

    def __delitem__(self, i: int):
        i = self._place(i)
        self._changes += 1
        front = len(self._front)
        if i < front:
            del self._front[front - 1 - i]
        else:
            del self._back[i - front]

    def __iter__(self):
        return _DequeIterator(self, 1)

    def __reversed__(self):
        return _DequeIterator(self, -1)

    def __repr__(self):
        if not rt.begin_telling(self):
            return "[...]"
        try:
            if self._limit < 0:
                return f"{type(self).__name__}({list(self)!r})"
            return f"{type(self).__name__}({list(self)!r}, maxlen={self._limit})"
        finally:
            rt.end_telling(self)

    def __eq__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return len(self) == len(other) and list(self) == list(other)

    def __lt__(self, other):
        return list(self) < list(other) if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return list(self) <= list(other) if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return list(self) > list(other) if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return list(self) >= list(other) if isinstance(other, deque) else NotImplemented

    def __add__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        out = self.copy()
        out.extend(other)
        return out

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n: int):
        return deque(list(self) * n, self.maxlen)

    def __rmul__(self, n: int):
        return deque(list(self) * n, self.maxlen)

    def __imul__(self, n: int):
        items = list(self) * n
        self.clear()
        self.extend(items)
        return self


class _DequeIterator:
    def __init__(self, items, step: int):
        self.items = items
        self.changes = items._changes
        self.at = 0 if step > 0 else len(items) - 1
        self.left = len(items)
        self.step = step

    def __iter__(self):
        return self

    def __next__(self):
        if self.items._changes != self.changes:
            self.left = 0
            raise RuntimeError("deque mutated during iteration")
        if self.left == 0:
            raise StopIteration
        item = self.items[self.at]
        self.at += self.step
        self.left -= 1
        return item


class _Dict:
    """What dict's subclasses have in common: they hold a dict."""

    def __init__(self):
        self._items = {}

    def _fill(self, source):
        """With the one argument that a constructor may be given."""
        match source:
            case ():
                pass
            case (entries,):
                self._items.update(entries)
            case _:
                raise TypeError(f"expected at most 1 argument, got {len(source)}")

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __reversed__(self):
        return reversed(self._items)

    def __contains__(self, key):
        return key in self._items

    def __getitem__(self, key):
        return self._items[key]

    def __setitem__(self, key, value):
        self._items[key] = value

    def __delitem__(self, key):
        del self._items[key]

    def __eq__(self, other):
        if isinstance(other, _Dict):
            return self._items == other._items
        if isinstance(other, dict):
            return self._items == other
        return NotImplemented

    def keys(self):
        return self._items.keys()

    def values(self):
        return self._items.values()

    def items(self):
        return self._items.items()

    def get(self, key, default=None):
        return self._items[key] if key in self._items else default

    def pop(self, key, *default):
        match default:
            case ():
                return self._items.pop(key)
            case (otherwise,):
                return self._items.pop(key, otherwise)
        raise TypeError(f"pop expected at most 2 arguments, got {len(default) + 1}")

    def popitem(self):
        return self._items.popitem()

    def setdefault(self, key, default=None):
        if key not in self._items:
            self._items[key] = default
        return self._items[key]

    def update(self, other=()):
        self._items.update(other)

    def clear(self):
        self._items.clear()

    def __ior__(self, other):
        self.update(other)
        return self


class defaultdict(_Dict):
    def __init__(self, default_factory=None, *source):
        self._items = {}
        self.default_factory = default_factory
        self._fill(source)

    def __missing__(self, key):
        factory = self.default_factory
        if factory is None:
            raise KeyError(key)
        value = factory()
        self._items[key] = value
        return value

    def __getitem__(self, key):
        return self._items[key] if key in self._items else self.__missing__(key)

    def copy(self):
        return type(self)(self.default_factory, self._items)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        out = cls()
        for key in iterable:
            out[key] = value
        return out

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        out = defaultdict(self.default_factory, self._items)
        out.update(other)
        return out

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        out = defaultdict(self.default_factory, other)
        out.update(self._items)
        return out

    def __repr__(self):
        return f"{type(self).__name__}({self.default_factory!r}, {self._items!r})"


class OrderedDict(_Dict):
    def __init__(self, *source):
        self._items = {}
        self._fill(source)

    def move_to_end(self, key, last: bool = True):
        value = self._items.pop(key)
        if last:
            self._items[key] = value
            return
        rest = list(self._items.items())
        self._items.clear()
        self._items[key] = value
        self._items.update(rest)

    def popitem(self, last: bool = True):
        if len(self._items) == 0:
            raise KeyError("dictionary is empty")
        if last:
            return self._items.popitem()
        key = next(iter(self._items))
        return key, self._items.pop(key)

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return self._items == other._items and list(self._items) == list(other._items)
        if isinstance(other, _Dict):
            return self._items == other._items
        if isinstance(other, dict):
            return self._items == other
        return NotImplemented

    def copy(self):
        return type(self)(self._items)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        out = cls()
        for key in iterable:
            out[key] = value
        return out

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        out = OrderedDict(self._items)
        out.update(other)
        return out

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        out = OrderedDict(other)
        out.update(self._items)
        return out

    def __repr__(self):
        if not rt.begin_telling(self):
            return "..."
        try:
            name = type(self).__name__
            return f"{name}({self._items!r})" if self._items else f"{name}()"
        finally:
            rt.end_telling(self)


class Counter(_Dict):
    """How often each key came; 0 for one that never did."""

    def __init__(self, iterable=()):
        self._items = {}
        self.update(iterable)

    def __getitem__(self, key):
        return self._items[key] if key in self._items else 0

    def __delitem__(self, key):
        if key in self._items:
            del self._items[key]

    def update(self, iterable=()):
        items = self._items
        if isinstance(iterable, dict):
            for key, count in iterable.items():
                items[key] = count + items.get(key, 0)
        else:
            for key in iterable:
                items[key] = items.get(key, 0) + 1

    def subtract(self, iterable=()):
        items = self._items
        if isinstance(iterable, dict):
            for key, count in iterable.items():
                items[key] = items.get(key, 0) - count
        else:
            for key in iterable:
                items[key] = items.get(key, 0) - 1

    def most_common(self, n: int | None = None):
        """The `n` that came most often, or all; of equals the one that came first."""
        ordered = sorted(self._items.items(), key=lambda entry: entry[1], reverse=True)
        return ordered if n is None else ordered[: max(n, 0)]

    def elements(self):
        return iter([key for key, count in self._items.items() for _ in range(count)])

    def total(self):
        return sum(self._items.values())

    def copy(self):
        return type(self)(self._items)

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def _kept(self):
        """Without what doesn't count."""
        for key in [key for key, count in self._items.items() if not count > 0]:
            del self._items[key]
        return self

    def __add__(self, other):
        return Counter(self._items).__iadd__(other) if isinstance(other, Counter) else NotImplemented

    def __sub__(self, other):
        return Counter(self._items).__isub__(other) if isinstance(other, Counter) else NotImplemented

    def __or__(self, other):
        return Counter(self._items).__ior__(other) if isinstance(other, Counter) else NotImplemented

    def __and__(self, other):
        return Counter(self._items).__iand__(other) if isinstance(other, Counter) else NotImplemented

    def __pos__(self):
        return Counter(self._items)._kept()

    def __neg__(self):
        out = Counter()
        for key, count in self._items.items():
            out[key] = 0 - count
        return out._kept()

    def __iadd__(self, other):
        for key, count in other.items():
            self[key] += count
        return self._kept()

    def __isub__(self, other):
        for key, count in other.items():
            self[key] -= count
        return self._kept()

    def __ior__(self, other):
        for key, count in other.items():
            if count > self[key]:
                self[key] = count
        return self._kept()

    def __iand__(self, other):
        for key in list(self._items):
            if other[key] < self[key]:
                self[key] = other[key]
        return self._kept()

    def __eq__(self, other):
        if isinstance(other, Counter):
            return self <= other and other <= self
        if isinstance(other, _Dict):
            return self._items == other._items
        if isinstance(other, dict):
            return self._items == other
        return NotImplemented

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        for key, count in self._items.items():
            if not count <= other[key]:
                return False
        for key, count in other._items.items():
            if not self[key] <= count:
                return False
        return True

    def __lt__(self, other):
        return self <= other and self != other if isinstance(other, Counter) else NotImplemented

    def __ge__(self, other):
        return other <= self if isinstance(other, Counter) else NotImplemented

    def __gt__(self, other):
        return other < self if isinstance(other, Counter) else NotImplemented

    def __repr__(self):
        if not self._items:
            return f"{type(self).__name__}()"
        return f"{type(self).__name__}({dict(self.most_common())!r})"
