class Stack(list):
    """A list with a top."""
    kind = "stack"

    def __init__(self, items=(), name="none"):
        super().__init__(items)
        self.name = name

    def push(self, x):
        self.append(x)
        return self

    @property
    def top(self):
        return self[-1]

    @classmethod
    def of(cls, *xs):
        return cls(xs)

s = Stack([1, 2, 3], name="s")
s.push(4).push(5)
print(s, repr(s), str(s), f"{s}", f"{s!r:>20}|")
print(s.name, s.top, s.kind, Stack.kind, Stack.of(7, 8))
print(len(s), bool(s), bool(Stack()), 3 in s, 9 in s, s[0], s[-1], s[1:3], type(s[1:3]) is list)
s[0] = 10
del s[1]
s[1:2] = [7, 7, 7]
del s[0:1]
print(s, s.index(7), s.count(7), s.pop(), s)
s.extend(range(3)); s += [100]; s *= 2
print(s, type(s) is Stack, type(s) is list, isinstance(s, list), isinstance(s, Stack), isinstance([], Stack), type(s), type(s).__name__)
print(s + [1], type(s + [1]), [1] + s, type([1] + s), s * 2, 2 * Stack([1]), type(s.copy()))
print(s == list(s), list(s) == s, s == Stack(s), s != [1], s < [200], [1] < Stack([2]), Stack([1]) < Stack([1, 2]))
print(sorted(s), sum(s), max(s), list(reversed(s)), [x + 1 for x in s], set(s) == set(list(s)), tuple(s)[:2], dict(enumerate(Stack("ab"))))
a, *b = Stack([1, 2, 3])
print(a, b)
print([*Stack([1]), *Stack([2])], max(*Stack([4, 9])))
s.sort(reverse=True); print(s); s.reverse(); print(s); s.insert(0, -1); s.remove(100); print(s); s.clear(); print(s, s.name)
match Stack([1, 2]):
    case [x, y]:
        print("two", x, y)
match Stack([1]):
    case Stack(): print("Stack")
match Stack([1]):
    case list(): print("list")
match [1]:
    case Stack(): print("Stack")
    case list(): print("list")
print(",".join(Stack(["a", "b"])), Stack(["a"]) + ["b"])
def f(xs: list): return len(xs)
print(f(s), f(Stack([1])), f([1, 2]))
def g(xs: list | Stack): return xs[0]
print(g([1]), g(Stack([3])))
both = [Stack([1]), Stack([2, 3])]
print(both, [len(x) for x in both])
mixed = [[1, 2], Stack([3])]
for m in mixed:
    print(m, isinstance(m, Stack), type(m) is list, len(m), m[0], [*m])
    m.append(5)
    if isinstance(m, Stack):
        m.push(6)
print(mixed)
s = Stack([1]); s.n = 1
t = s
t.append(2)
print(s is t, s)


class Tree(list):
    pass


t = Tree()
t.append(t)
t.append(1)
print(t)


class Node(list):
    def __init__(self, v):
        super().__init__()
        self.v = v

    def __repr__(self):
        return f"{self.v}{super().__repr__()}"


n = Node(1)
n.append(Node(2))
n[0].append(Node(3))
print(n)
it = iter(Stack([5, 6]))
print(next(it), next(it), next(it, "end"))
u = [iter([1]), iter(Stack([2])), iter((3,)), iter("4"), iter({5}), iter(range(6, 7))]
print([next(i) for i in u])
pairs = list(zip(Stack([1, 2]), Tree("ab")))
print(pairs, list(map(str, Stack([1]))), list(enumerate(Stack("x"))), any(Stack([0, 1])), all(Tree()))
