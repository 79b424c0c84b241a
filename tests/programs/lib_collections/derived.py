"""Objects whose class derives from list or dict, given to the classes of collections."""

from collections import Counter, OrderedDict, defaultdict, deque


class S(list):
    pass


class T(dict):
    pass


c = Counter(S("abca"))
c.update(T(a=2))
c.update(S("b"))
print(c, Counter(T(z=3)), dict(OrderedDict(T(b=1))), deque(S([1, 2])))
print(isinstance(c, dict), isinstance(defaultdict(), dict), isinstance(OrderedDict(), dict), isinstance(deque(), list))
