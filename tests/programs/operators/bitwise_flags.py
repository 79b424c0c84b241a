READ = 1
WRITE = 2
EXEC = 4


def describe(mode):
    out = ""
    out += "r" if mode & READ else "-"
    out += "w" if mode & WRITE else "-"
    out += "x" if mode & EXEC else "-"
    return out


mode = READ | EXEC
print(mode, describe(mode))
mode |= WRITE
print(describe(mode), describe(mode & ~READ), describe(mode ^ WRITE))
for m in range(8):
    print(m, describe(m), bin(m), m & -m, m & (m - 1) == 0)
print(True & (3 > 2), False | (1 == 1), True ^ True, ~True, not True)
subsets = [[x for i, x in enumerate("abc") if mask >> i & 1] for mask in range(8)]
print(subsets)
