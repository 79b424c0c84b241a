inf = float("inf")
nan = float("nan")
print(inf > 1e308, -inf < -1e308, inf == inf, inf - 1 == inf)
print(nan == nan, nan != nan, nan < 1, nan > 1, nan <= nan)
print(inf - inf, inf * 0, inf + inf, -inf - inf)
print(0.0 == -0.0, str(0.0) == str(-0.0), 0.0 * -1, -0.0 + 0.0)
print(1e308 * 10, -1e308 * 10, 5e-324 / 2)
print(max(1.0, inf), min(-inf, 0.0))
print([x for x in [1.0, nan, inf, -inf] if x == x])
print(1.0 in [nan, 1.0], inf in [1.0])
print(bool(nan), bool(inf), bool(0.0), bool(-0.0))
for f in [inf, -inf, nan]:
    try:
        print(int(f))
    except OverflowError as e:
        print("overflow:", e)
    except ValueError as e:
        print("value:", e)
