# Loops one after the other that begin with the same test: leaving the first by its first test is leaving the second.


def two(nth):
    count = 0
    number = 1
    while count != nth and number < 3:
        number += 1
        count += 1
    while count != nth:
        number += 2
        count += 1
    return number


def three(n, limit):
    i = total = 0
    while i < n and total < limit:
        total += i
        i += 1
    while i < n and i % 7:
        total -= 1
        i += 1
    while i < n:
        total += 100
        i += 1
    return i, total


def with_break(xs, n):
    i = 0
    while i < len(xs) and xs[i] != n:
        if xs[i] > 50:
            break
        i += 1
    while i < len(xs):
        if xs[i] == n:
            return i
        i += 1
    return -1


def nested(n):
    out = []
    i = 0
    while i < n:
        j = 0
        while j < i and j * j < n:
            j += 1
        while j < i:
            out.append((i, j))
            j += 2
        while i < n and i % 3:
            i += 1
        i += 1
    return out


def in_try(texts):
    total = k = 0
    while k < len(texts):
        try:
            while k < len(texts) and total < 10:
                total += int(texts[k])
                k += 1
            while k < len(texts):
                total -= int(texts[k])
                k += 1
        except ValueError:
            k += 1
    return total


print([two(n) for n in range(8)])
print([three(n, limit) for n in (0, 5, 30) for limit in (0, 7, 1000)])
print(with_break([3, 60, 4, 9], 9), with_break([3, 4], 9), with_break([9], 9))
print(nested(12))
print(in_try(["1", "x", "20", "3", "y", "4"]))
