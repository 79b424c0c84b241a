from collections import OrderedDict, deque

d = deque([1])
d.append(d)
print(d, [d])
x = deque([1, 2], 3)
print(x, deque([x, x]))
o = OrderedDict()
o[1] = o
print(o, OrderedDict([(1, OrderedDict())]))
xs = []
e = deque([xs])
xs.append(e)
print(e, xs)
