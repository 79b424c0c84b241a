class Account:
    def __init__(self, owner):
        self.owner = owner
        self.balance = 0

    def deposit(self, amount):
        self.balance += amount
        return self

    def apply(self, f):
        return f(self.balance)


def called(a):
    a.deposit(1).deposit(2)
    return a.apply(str)


def kept(a, xs, d, s):
    deposit = a.deposit
    deposit(5)
    append = xs.append
    append(1)
    get = d.get
    upper = s.upper
    return get("a"), upper()


def unbound(a):
    return Account.deposit(a, 1), str.upper("a"), list(map(str.strip, [" a "]))


def passed(xs, ys):
    for x in xs:
        visit(ys.append, x)


def visit(f, x):
    f(x)


def of_union(u):
    return u.count("a")


called(Account("a"))
kept(Account("a"), [1], {"a": 1}, "a")
unbound(Account("a"))
passed([1], [2])
of_union([["a"], "a"][0])
