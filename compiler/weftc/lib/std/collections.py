"""The module collections."""


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
        if self._limit < 0:
            return f"{type(self).__name__}({list(self)!r})"
        return f"{type(self).__name__}({list(self)!r}, maxlen={self._limit})"

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
