# classes of one's own with fields, loops inside clauses, many errors
class A(ExceptionGroup):
    def __init__(self, message, excs):
        super().__init__(message, excs)
        self.extra = len(excs)

    def derive(self, excs):
        return A(self.message, excs)

    def __repr__(self):
        return f"A{self.extra}"

a = A("a", [ValueError(1), KeyError(2)])
print(repr(a), a, a.args, [repr(p) for p in a.split(KeyError)])
try:
    raise a
except* KeyError as g:
    print(type(g).__name__, g, repr(g))
except* ValueError as g:
    print(type(g).__name__, g, repr(g))
f = a.split
print(f(KeyError))
class B(Exception): pass
def gen(n):
    excs = []
    for i in range(n):
        excs.append(B(i) if i % 2 else ValueError(i))
    return ExceptionGroup("g", excs)
try:
    try:
        raise gen(6)
    except* B as b:
        print(b.exceptions)
        raise
except ExceptionGroup as e:
    print(repr(e))
for i in range(3):
    try:
        raise gen(i + 1)
    except* ValueError:
        continue_ = True
        for j in range(3):
            if j: break
        while True:
            break
    except* B:
        def inner():
            return 3
        print(inner())
def lots(n):
    return ExceptionGroup("lots", [ValueError(i) if i % 3 else KeyError(i) for i in range(n)])
try:
    try:
        raise lots(2000)
    except* KeyError:
        raise
except ExceptionGroup as e:
    print(len(e.exceptions), e)
x = [ExceptionGroup("x", [ValueError(1)])]
try:
    raise x[0]
except ExceptionGroup as e:
    print(e is x[0])
match a:
    case ExceptionGroup(message=m, exceptions=(first, *rest)):
        print(m, first, rest)
