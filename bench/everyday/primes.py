"""Prime numbers: by a sieve, by trial, as factors, and by Fermat's test."""


def sieve(limit):
    prime = [True] * (limit + 1)
    prime[0] = prime[1] = False
    n = 2
    while n * n <= limit:
        if prime[n]:
            for k in range(n * n, limit + 1, n):
                prime[k] = False
        n += 1
    return [n for n in range(limit + 1) if prime[n]]


def is_prime(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True


def factors(n):
    found = []
    d = 2
    while d * d <= n:
        while n % d == 0:
            found.append(d)
            n //= d
        d += 1
    if n > 1:
        found.append(n)
    return found


def main():
    primes = sieve(8000000)
    print(len(primes), primes[-1], sum(primes))
    print(sum([1 for n in range(600000) if is_prime(n)]))
    most = []
    for n in range(2, 150000):
        found = factors(n)
        if len(found) > len(most):
            most = found
    print(most, factors(600851475143))
    twins = [p for p, q in zip(primes, primes[1:]) if q - p == 2]
    print(len(twins), twins[-1])


main()
