print(list(map(lambda x: x * 2, [1, 2, 3])), list(map(str, range(3))), list(map(len, ["a", "bb"])))
print(list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), sum(map(int, "12345")))
print(list(filter(lambda x: x % 2, range(8))), list(filter(None, [0, 1, "", "a", None, []])))
print(list(map(abs, [-1, 2.5, -3])), max(map(len, ["abc", "z"])), ",".join(map(str, [1, 2.5])))
calls = []


def note(x):
    calls.append(x)
    return x > 1


lazy = map(note, [1, 2, 3])
print(calls)
for result in lazy:
    print(result, calls)
for x in filter(note, [0, 5]):
    print("kept", x)
a, b = map(int, "3 4".split())
print(a * b, list(map(float, ["1", "2.5"])), list(reversed(list(map(ord, "ab")))))
