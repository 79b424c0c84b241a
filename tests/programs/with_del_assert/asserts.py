def check(n):
    assert n >= 0, "negative: " + str(n)
    assert n % 2 == 0
    return n // 2


for n in [4, -1, 3, 0]:
    try:
        print(check(n))
    except AssertionError as e:
        print("failed", repr(e), str(e) == "")
calls = []


def note(x):
    calls.append(x)
    return x


assert note(1), note("message is not evaluated")
try:
    assert note(0), note(("tuple", 2))
except AssertionError as e:
    print(e.args, e)
print(calls)
assert (1, 2) == (1, 2) and not [] or False
