def methods(s, t):
    return s.upper(), s.strip(), s.find(t), s.replace(t, "x"), s.startswith(t), s.count(t), s.title(), s.isdigit()


def parts(s):
    return s.split(), s.split(","), s.partition("="), s.splitlines(), ",".join(s.split())


def characters(s, i):
    return s[0], s[i], s[-1], len(s), ord(s[0]), chr(97), "a" in s


def built(parts, n):
    out = ""
    for part in parts:
        out += part
    out += "-" * n
    return out


def joined(xs):
    return ", ".join(xs), "".join(str(i) for i in range(3)), " ".join(map(str, [1, 2]))


def padded(s, n):
    return s.ljust(n), s.rjust(n, "."), s.center(n), s.zfill(n)


methods("abc", "b")
parts("a,b=c")
characters("abc", 1)
built(["a"], 2)
joined(["a", "b"])
padded("a", 4)
