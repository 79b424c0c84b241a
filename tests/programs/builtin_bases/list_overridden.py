"""A class that defines what its built-in base has: operators and the program call that, built-in methods go past it."""


class Stack(list):
    name = "stack"

    @property
    def top(self):
        return self[-1]


class Loud(Stack):
    def append(self, x):
        print("append", x)
        super().append(x)
    def __getitem__(self, i):
        return "item" + str(super().__getitem__(i))
    def __len__(self):
        return super().__len__() + 100
    def __contains__(self, x):
        return x == "all"
    def __iter__(self):
        return iter([0, *list.copy(self)])
    def __repr__(self):
        return "Loud" + super().__repr__()
    def __eq__(self, other):
        return "eq"
    def __add__(self, other):
        return "add"
    def __radd__(self, other):
        return "radd"
l = Loud([1, 2])
l.append(3)
l.extend([4])
print(l, l[0], len(l), "all" in l, 1 in l, list(l), l == 3, [1] == l, l + 1, [1] + l, l.name, l.top, str(l))
print(isinstance(l, Stack), isinstance(l, list), issubclass(Loud, list), issubclass(Loud, Stack), issubclass(list, Stack))


class Plus(list):
    def __add__(self, other):
        return "Plus.add"


class Radd(list):
    def __radd__(self, other):
        return "Radd.radd"


class Same(list):
    def __eq__(self, other):
        return True


class Empty(list):
    def __len__(self):
        return 0


p = Plus([1])
p += [2]
print(p, type(p).__name__)
x = [1]
y = x
x += Radd([2])
print(x, y)
x = [1]
y = x
x += Plus([2])
x.extend(Plus([3]))
print(x, y, x is y)
print([1] + Radd([2]), Plus([1]) + Radd([1]), Radd([1]) + [2])
print(Same([1]) != [1], [1] == Same([2]), [1] != Same([2]))
try:
    hash(Same())
except TypeError as e:
    print(e)
print(bool(Empty([1])), len(Empty([1])), list(Empty([1])), [*Empty([1])], Empty([1]), Empty([1]) == [1])
match Empty([1]):
    case []:
        print("empty")
    case [a]:
        print("one")


class Filled(list):
    def __init__(self, n):
        super().__init__(range(n))
        super().__init__([7])
        self.n = n


print(Filled(3), Filled(3).n)
s = Filled(2)
s += s
s.extend(s)
print(s, s * 2)
s[:] = s
s[1:1] = s
print(s, f"{s!r:>5}|{s}|")
try:
    print(f"{s:>5}")
except TypeError as e:
    print(e)
list.append(s, 1)
list.extend(s, "ab")
print(s, list.pop(s), list.index(s, "a"))
for k in range(2):
    class Local(list):
        number = k

        def tell(self):
            return self.number, len(self)

    l = Local([k])
    print(l, l.tell(), isinstance(l, Local), isinstance(l, list))
