# servers that derive from others, and references of several classes in one place
from weft.process import GenServer, ProcessExit


class Base(GenServer):
    def init(self, n=1):
        self.n = n

    def add(self, k):
        self.n += k
        return self.n

    def name(self):
        return "base"


class Derived(Base):
    def name(self):
        return "derived"

    def add(self, k):
        return super().add(k * 10)

    def text(self, word, times=2):
        return word * times


class Other(GenServer):
    def init(self, words):
        self.words = words

    def add(self, word):
        self.words.append(word)
        return self.words


b, d, o = Base.start(), Derived.start(5), Other.start(["a"])
print(b.call(Base.add, 1), d.call(Derived.add, 1), d.call(Base.add, 1), o.call(Other.add, "b"))
print(b.call(Base.name), d.call(Derived.name), d.call(Base.name))
print(d.call(Derived.text, "ab"), d.call(Derived.text, "ab", 3))
for s in (b, d):
    print(s.call(Base.add, 2))
try:
    b.call("message")
except ProcessExit as error:
    print(repr(error.reason))
try:
    o.cast("message")
    o.call(Other.add, "c")
except ProcessExit:
    print("ended")
print(b == b, b == d, len({b, d, o}))
