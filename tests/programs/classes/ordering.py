class Version:
    def __init__(self, text):
        self.parts = [int(p) for p in text.split(".")]

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    def __le__(self, other):
        return self.parts <= other.parts

    def __repr__(self):
        return ".".join(str(p) for p in self.parts)


vs = [Version(t) for t in ["1.10", "1.9", "2.0", "1.9.1", "0.5"]]
print(sorted(vs), min(vs), max(vs))
a, b = vs[0], vs[1]
print(a < b, a > b, a <= b, a >= b, a == Version("1.10"), a != b)
vs.sort(reverse=True)
print(vs, Version("0.5") in vs, vs.index(Version("2.0")))
print(Version("1.0") < Version("1.1") < Version("1.2"))
print([(1, Version("2")), (1, Version("1"))] > [(1, Version("1")), (1, Version("2"))])
