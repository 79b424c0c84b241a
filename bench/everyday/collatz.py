"""The longest Collatz sequence below a limit; lengths that are known are kept in a dict."""


def length(n, known):
    steps = 0
    start = n
    while n not in known:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps += 1
    total = steps + known[n]
    known[start] = total
    return total


def main():
    known = {1: 1}
    best = 1
    longest = 1
    for n in range(2, 800000):
        found = length(n, known)
        if found > longest:
            longest = found
            best = n
    print(best, longest, len(known))


main()
