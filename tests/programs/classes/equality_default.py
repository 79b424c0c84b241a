class Plain:
    def __init__(self, n):
        self.n = n


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __eq__(self, other):
        if not isinstance(other, Money):
            return False
        return self.cents == other.cents


a = Plain(1)
print(a == a, a == Plain(1), a != Plain(1), a in [Plain(1), a])
m = Money(5)
print(m == Money(5), m != Money(5), m == Money(6), m == 5, m != "x", m == None)
print([Money(1), Money(2)] == [Money(1), Money(2)], Money(2) in [Money(1), Money(2)])
print([Money(3), Money(4)].index(Money(4)), [m, m, Money(5)].count(m))
print((1, m) == (1, Money(5)), {"a": m} == {"a": Money(5)}, [a] == [Plain(1)], [a] == [a])
