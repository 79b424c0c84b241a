"""The module heapq: lists whose item k is less than neither of the items 2k + 1 and 2k + 2. (J. W. J. Williams, 1964.)"""


def heappush(heap, item):
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap):
    """Takes the least item out."""
    if len(heap) == 0:
        raise IndexError("index out of range")
    last = heap.pop()
    if len(heap) == 0:
        return last
    least = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return least


def heapreplace(heap, item):
    """Takes the least item out, then puts one in."""
    if len(heap) == 0:
        raise IndexError("index out of range")
    least = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return least


def heappushpop(heap, item):
    """Puts one in, then takes the least item out."""
    if len(heap) > 0 and heap[0] < item:
        least = heap[0]
        heap[0] = item
        _sink(heap, 0)
        return least
    return item


def heapify(x):
    for k in range(len(x) // 2 - 1, -1, -1):
        _sink(x, k)


def _rise(heap, start: int, at: int):
    """The item at `at` goes up, to `start` at most, until its parent isn't greater."""
    item = heap[at]
    while at > start:
        above = (at - 1) // 2
        parent = heap[above]
        if not item < parent:
            break
        heap[at] = parent
        at = above
    heap[at] = item


def _sink(heap, at: int):
    """The item at `at` goes down to a leaf, by way of the lesser children, and up again from there: items near the end
    are large, so this takes fewer comparisons than to stop on the way down. (D. E. Knuth, The Art of Computer
    Programming 3, exercise 5.2.3-18.)"""
    start = at
    end = len(heap)
    item = heap[at]
    child = 2 * at + 1
    while child < end:
        if child + 1 < end and not heap[child] < heap[child + 1]:
            child += 1
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _rise(heap, start, at)


class _Entry:
    """The least key stands first, then the least order; or the greatest, if `down`."""

    def __init__(self, key, order: int, item, down: bool):
        self.key = key
        self.order = order
        self.item = item
        self.down = down

    def __lt__(self, other):
        if self.down:
            self, other = other, self
        if self.key < other.key:
            return True
        if other.key < self.key:
            return False
        return self.order < other.order


def _key_of(item, key):
    if key is None:
        return item
    return key(item)


def nsmallest(n: int, iterable, key=None):
    """As sorted(iterable, key=key)[:n], with no more than n items at a time."""
    return _best(n, iterable, key, True)


def nlargest(n: int, iterable, key=None):
    """As sorted(iterable, key=key, reverse=True)[:n], with no more than n items at a time."""
    return _best(n, iterable, key, False)


def _best(n: int, iterable, key, down: bool):
    """Of those kept the worst stands first; of equals, that which came last."""
    kept = []
    if n > 0:
        order = 0
        for item in iterable:
            value = _key_of(item, key)
            if len(kept) < n:
                heappush(kept, _Entry(value, order, item, down))
            elif value < kept[0].key if down else kept[0].key < value:
                heapreplace(kept, _Entry(value, order, item, down))
            order += 1 if down else -1
    kept.sort(reverse=True)
    return [entry.item for entry in kept]


class _Merge:
    def __init__(self, sources, key, reverse):
        self.sources = sources
        self.key = key
        self.down = True if reverse else False
        self.heap = []
        self.has_begun = False

    def __iter__(self):
        return self

    def __next__(self):
        heap = self.heap
        if not self.has_begun:
            self.has_begun = True
            for k in range(len(self.sources)):
                self._take(-k if self.down else k)
            heapify(heap)
        elif len(heap) > 0:
            order = heap[0].order
            heappop(heap)
            if self._take(order):
                _rise(heap, 0, len(heap) - 1)
        if len(heap) == 0:
            raise StopIteration
        return heap[0].item

    def _take(self, order: int):
        """One more from a source; false if it has ended."""
        try:
            item = next(self.sources[abs(order)])
        except StopIteration:
            return False
        self.heap.append(_Entry(_key_of(item, self.key), order, item, self.down))
        return True


def merge(*iterables, key=None, reverse=False):
    """All items of sorted iterables, sorted: one of each is held at a time."""
    return _Merge([iter(iterable) for iterable in iterables], key, reverse)
