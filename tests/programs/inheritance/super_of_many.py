"""More classes than a method has versions: from some on it takes all of them."""


class C0:
    def __init__(self, x):
        self.x = x

    def m(self):
        return self.x, type(self).__name__


class C1(C0):
    def m(self):
        return super().m()


class C2(C1):
    def m(self):
        return super().m()


class C3(C2):
    def m(self):
        return super().m()


class C4(C3):
    def m(self):
        return super().m()


class C5(C4):
    def m(self):
        return super().m()


class C6(C5):
    def m(self):
        return super().m()


class C7(C6):
    def m(self):
        return super().m()


class C8(C7):
    def m(self):
        return 8, *super().m()


class C9(C8):
    def m(self):
        return super().m()


class C10(C9):
    def m(self):
        return super().m()


class C11(C10):
    def m(self):
        return super().m()


class C12(C11):
    def m(self):
        return super().m()


class C13(C12):
    def m(self):
        return super().m()


class C14(C13):
    def m(self):
        return super().m()


class C15(C14):
    def m(self):
        return super().m()


class C16(C15):
    def m(self):
        return 16, *super().m()


class C17(C16):
    def m(self):
        return super().m()


class C18(C17):
    def m(self):
        return super().m()


class C19(C18):
    def m(self):
        return super().m()


class C20(C19):
    def m(self):
        return super().m()


class C21(C20):
    def m(self):
        return super().m()


class C22(C21):
    def m(self):
        return super().m()


class C23(C22):
    def m(self):
        return super().m()


objects = [C0(0), C1(1), C2(2), C3(3), C4(4), C5(5), C6(6), C7(7), C8(8), C9(9), C10(10), C11(11), C12(12), C13(13), C14(14), C15(15), C16(16), C17(17), C18(18), C19(19), C20(20), C21(21), C22(22), C23(23)]
for o in objects:
    print(o.m())


def describe(x):
    return f"{x!r} {type(x).__name__}"


for text in [
    describe(1), describe(2.5), describe("a"), describe(None), describe(True), describe([1]), describe(["a"]),
    describe([2.5]), describe((1,)), describe(("a", 1)), describe((1, 2, 3)), describe({1: 2}), describe({"a": 1}),
    describe({1}), describe({"b"}), describe([[1]]), describe([(1, "a")]), describe((None,)), describe({1: [2]}),
    describe(range(3)), describe([None, 1]), describe(((1, 2), 3)), describe(ValueError("v")),
]:
    print(text)
