class A:
    def a(self):
        return 1


class B:
    def b(self):
        return 2


class C(A, B):  # error: unsupported-multiple-inheritance
    pass


print(C().a())
