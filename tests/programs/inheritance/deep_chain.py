class A:
    def who(self):
        return "A"

    def call(self):
        return self.who() + self.extra()

    def extra(self):
        return "0"


class B(A):
    def extra(self):
        return super().extra() + "1"


class C(B):
    def who(self):
        return "C<" + super().who()


class D(C):
    def extra(self):
        return super().extra() + "3"


class E(D):
    def who(self):
        return "E<" + super().who()

    def call(self):
        return "[" + super().call() + "]"


for x in [A(), B(), C(), D(), E()]:
    print(x.call(), isinstance(x, C))
print([type(x).__name__ for x in [E(), A()]], type(D()) is D, type(E()) == D)
