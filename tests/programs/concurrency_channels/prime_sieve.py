from weft import Channel, spawn


def count_from(out, n, limit):
    for i in range(n, limit):
        out.send(i)
    out.close()


def without(prime, source, out):
    for n in source:
        if n % prime:
            out.send(n)
    out.close()


def first_of(source):
    for value in source:
        return value
    return None


def primes(limit):
    found = []
    source = Channel()
    spawn(count_from, source, 2, limit)
    prime = first_of(source)
    while prime is not None:
        found.append(prime)
        following = Channel()
        spawn(without, prime, source, following)
        source = following
        prime = first_of(source)
    return found


print(primes(100))
print(len(primes(300)), primes(2), primes(3))
