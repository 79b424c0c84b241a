def sieve(limit):
    flags = [True] * (limit + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= limit:
        if flags[i]:
            for multiple in range(i * i, limit + 1, i):
                flags[multiple] = False
        i += 1
    return [n for n, is_prime in enumerate(flags) if is_prime]


def factors(n, primes):
    out = []
    for p in primes:
        if p * p > n:
            break
        while n % p == 0:
            out.append(p)
            n //= p
    if n > 1:
        out.append(n)
    return out


primes = sieve(20000)
print(len(primes), primes[:10], primes[-3:])
for n in [360, 97, 1001, 2 ** 20, 123456789, 9999991]:
    print(n, "=", " * ".join(str(f) for f in factors(n, primes)))
twins = [(a, b) for a, b in zip(primes, primes[1:]) if b - a == 2]
print(len(twins), twins[-1], max(b - a for a, b in zip(primes, primes[1:])))
