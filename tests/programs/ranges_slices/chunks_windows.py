def chunks(xs, size):
    return [xs[i:i + size] for i in range(0, len(xs), size)]


def windows(xs, size):
    return [xs[i:i + size] for i in range(len(xs) - size + 1)]


print(chunks([1, 2, 3, 4, 5, 6, 7], 3))
print(chunks("abcdefgh", 5))
print(windows([1, 2, 3, 4], 2), windows([1, 2], 5))
print([sum(w) / 3 for w in windows([3, 6, 9, 12, 15], 3)])
xs = [1, 2, 3, 4, 5, 6]
half = len(xs) // 2
left, right = xs[:half], xs[half:]
print(left, right, right + left)
left[0] = 100
print(xs[0])
evens, odds = xs[1::2], xs[::2]
print(evens, odds, [a * b for a, b in zip(evens, odds[::-1])])
