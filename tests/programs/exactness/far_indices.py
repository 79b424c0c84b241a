"""Ints far beyond every length, where an index, a count or a width is wanted."""

BIG = [2**31 - 1, 2**31, 2**32, 2**32 + 1, 2**40, 2**60, -2**31, -2**31 - 1, -2**32, -2**32 + 1, -2**40, -2**60]

def each(n: int):
    try: print("index", "abc"[n])
    except Exception as e: print(type(e).__name__, e)
    try: print("slice", "abcdef"[n:], "abcdef"[:n], "abcdef"[::n])
    except Exception as e: print(type(e).__name__, e)
    try: print("empty repeat", "" * n == "", len([] * n))
    except Exception as e: print(type(e).__name__, e)
    try: print("find", "abcabc".find("c", n), "abcabc".find("c", 0, n), "abcabc".rfind("c", n), "abc".count("c", n), "abc".startswith("a", n), "abc".endswith("c", 0, n))
    except Exception as e: print(type(e).__name__, e)
    try: print("index()", "abcabc".index("c", n))
    except Exception as e: print(type(e).__name__, e)
    try: print("replace", "aaa".replace("a", "b", n))
    except Exception as e: print(type(e).__name__, e)
    try: print("split", "a b c".split(None, n), "a,b,c".rsplit(",", n))
    except Exception as e: print(type(e).__name__, e)
    try: print("chr", chr(n))
    except Exception as e: print(type(e).__name__, e)
    try: print("int base", int("10", n))
    except Exception as e: print(type(e).__name__, e)
    try: print("round", round(1.5, n), round(15, n) if n > 0 else "")
    except Exception as e: print(type(e).__name__, e)
    xs = [1, 2, 3]
    try: print("list", xs[n])
    except Exception as e: print(type(e).__name__, e)
    try:
        xs.insert(n, 9)
        print("insert", xs)
    except Exception as e: print(type(e).__name__, e)
    try: print("pop", xs.pop(n))
    except Exception as e: print(type(e).__name__, e)
    try: print("list.index", xs.index(1, n))
    except Exception as e: print(type(e).__name__, e)
    try: print("lslice", xs[n:], xs[:n], xs[::n])
    except Exception as e: print(type(e).__name__, e)
    try:
        xs[n:] = [7]
        print("setslice", xs)
    except Exception as e: print(type(e).__name__, e)
    try:
        del xs[:n]
        print("delslice", xs)
    except Exception as e: print(type(e).__name__, e)
    try:
        del xs[n]
        print("del", xs)
    except Exception as e: print(type(e).__name__, e)
    try:
        t = (1, 2, 3)
        print(t[n])
    except Exception as e: print(type(e).__name__, e)
    try:
        print(range(5)[n])
    except Exception as e: print(type(e).__name__, e)
    try:
        print("center", ("ab".center(n) if n < 100 else "skip"), ("ab".ljust(n) if n < 100 else "skip"), ("ab".zfill(n) if n < 100 else "skip"), "a\tb".expandtabs(n) if n < 100 else "skip")
    except Exception as e: print(type(e).__name__, e)
    try:
        print("shift", 0 << n if n >= 0 else "", 5 >> n if n >= 0 else "")
    except Exception as e: print(type(e).__name__, e)

for n in BIG:
    print("==", n)
    each(n)
