d = {"key": 5, "other": [1, 2, 3]}
xs = [10, 20, 30]


def f(a, b=2):
    return a * b


print(f"{d['key']} {d['other']} {xs[1:]} {f(3)} {f(3, b=5)} {xs[f(1) - 1]}")
print(f"{1 + 2 * 3} {-7 // 2} {2 ** 10} {3 > 2} {not 3} {3 and 4} {1 if xs else 0}")
print(f"{(lambda v: v + 1)(4)} {(1, 2)[0]}" if xs else "")
print(f"{sum(x for x in xs)} {max(xs, key=lambda v: -v)} {', '.join(str(x) for x in xs)}")
print(f"a{''}b{''!r}c{f'{1}2'}3")
print(f"{xs!r:>14}|{xs!s}" f"\nnext")
