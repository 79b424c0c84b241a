"""Lists: slices, methods, sorting."""

from __future__ import annotations

from checks.samples import rng, slice_arguments, text
from kernels import check, decode, outcome, run


def any_list(most: int = 12) -> list:
    n, kind = rng.randrange(most), rng.randrange(4)
    return [[rng.randrange(9), float(rng.randrange(9)), text(3), rng.random() < 0.5][kind] for _ in range(n)]


def mutated(values: list, change) -> object:
    copy = list(values)
    result = outcome(change, copy)
    return result if isinstance(result, Exception) else copy


def check_list_slices() -> None:
    cases = []
    for _ in range(20000):
        a = any_list()
        start, stop, step, given, made = slice_arguments(len(a), [1, 1, 2, 3, -1, -2, 7, -7])
        cases.append((("list_slice", a, start, stop, step, given), a[made]))
        cases.append((("list_slice_del", a, start, stop, step, given), mutated(a, lambda c: c.__delitem__(made))))
        b = [rng.randrange(100) for _ in range(rng.randrange(1, 7))]
        a = [rng.randrange(9) for _ in range(rng.randrange(12))]
        if rng.random() < 0.5 and len(a[made]):
            b = b[:1] * len(a[made])
        if rng.random() < 0.1:
            cases.append(
                (("list_slice_set", a, start, stop, step, given, None), mutated(a, lambda c: c.__setitem__(made, c)))
            )
        cases.append((("list_slice_set", a, start, stop, step, given, b), mutated(a, lambda c: c.__setitem__(made, b))))
    cases.append((("list_slice", [1], 0, 0, 0, 4), ValueError("slice step cannot be zero")))
    check(cases)


def check_list_methods() -> None:
    cases = []
    for _ in range(6000):
        a, n, i = any_list(), rng.randrange(-2, 5), rng.randrange(-15, 15)
        b = [type(a[0])(x) if not isinstance(a[0], str) else str(x) for x in range(n)] if a else []
        ints = [rng.randrange(9) for _ in range(rng.randrange(12))]
        cases += [
            (("list_concat", a, b or a), a + (b or a)),
            (("list_extend", a, b or a), a + (b or a)),
            (("list_extend", a, None), a + a),
            (("list_repeat", a, n), a * n),
            (("list_repeat_in_place", a, n), a * n),
            (("list_reverse", a), a[::-1]),
            (("list_clear", a), []),
            (("list_insert", ints, i, 77), mutated(ints, lambda c: c.insert(i, 77))),
            (("range", i, n * 3, rng.choice([1, 2, -1, -3, 5])), None),
            (("list_eq", a, list(a), int(bool(a) and isinstance(a[0], str))), 1),
            (("list_eq", a, a + a[:1], int(bool(a) and isinstance(a[0], str))), int(not a)),
        ]
        _, lo, hi, step = cases[-3][0]
        cases[-3] = (cases[-3][0], list(range(lo, hi, step)))
        if a:
            k = rng.randrange(len(a))
            other = list(a)
            other[k] = (
                type(a[0])(not a[k]) if isinstance(a[0], bool) else a[k] + a[k] if isinstance(a[0], str) else a[k] + 1
            )
            cases += [
                (("list_remove_at", a, k), a[:k] + a[k + 1 :]),
                (("list_eq", a, other, int(isinstance(a[0], str))), int(a == other)),
            ]
            wanted = rng.choice(a + other)
            found = next((j for j in range(n if n > 0 else 0, len(a)) if a[j] == wanted), -1)
            cases.append((("list_find", a, wanted, int(isinstance(wanted, str)), max(n, 0)), found))
    cases += [
        (("range", 0, 5, 0), ValueError("range() arg 3 must not be zero")),
        (("range", 0, 2**60, 1), MemoryError()),
    ]
    lines, _ = run([cases.pop()[0]])
    assert decode(lines[0])[0] == "MemoryError"
    check(cases)


def check_list_sort() -> None:
    cases = []
    for _ in range(1500):
        n = rng.choice([rng.randrange(10), rng.randrange(100), rng.randrange(1500)])
        shape = rng.randrange(6)
        ints = [rng.randrange(10 ** rng.randrange(1, 15)) - 50 for _ in range(n)]
        if shape == 1:
            ints.sort()
        elif shape == 2:
            ints.sort(reverse=True)
        elif shape == 3:
            ints = sorted(ints[: n // 2]) + sorted(ints[n // 2 :])
        elif shape == 4:
            ints = sorted(ints) + ints[:3]
        elif shape == 5:
            ints = [i % 4 for i in ints]
        for values in (
            ints,
            [float(i) if i % 7 else rng.choice([0.0, -0.0]) for i in ints],
            [str(i) for i in ints[:300]],
            [text(5) for _ in range(n % 50)],
            ["behind what all share " + text(12) for _ in range(n % 50)],
            [i % 2 == 0 for i in ints],
        ):
            for reverse in (False, True):
                if not any(isinstance(x, str) for x in values):
                    cases.append((("list_sort", values, int(reverse)), sorted(values, reverse=reverse)))
                by, places = values.__getitem__, list(range(len(values)))
                cases.append((("list_sort_by", values, places, int(reverse)), sorted(places, key=by, reverse=reverse)))
    lines, _ = run([call for call, _ in cases])
    for (call, expected), line in zip(cases, lines):  # signs of zeros tell whether it is stable
        assert [str(x) for x in decode(line)] == [str(int(x)) if isinstance(x, bool) else str(x) for x in expected], (
            call[1][:20]
        )
