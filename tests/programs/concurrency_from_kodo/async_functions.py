# Kōdo's cases of async: results of each kind, awaited in any order and twice, chains, and captures of a spawn.
from weft import join, spawn


def compute(n: int) -> int:
    return n * 2


def chain(n: int) -> int:
    return spawn(compute, spawn(compute, n).join()).join() + 2


def greeting(name: str) -> str:
    return "Hello, " + name + "!"


def both(a: str, b: str) -> str:
    first, second = spawn(greeting, a), spawn(greeting, b)
    return second.join() + " " + first.join()


def numbered(n: int) -> int:
    return n


def main():
    double, triple = spawn(compute, 21), spawn(lambda n: n * 3, 14)
    print(double.join(), triple.join(), double.join())
    print(spawn(chain, 10).join(), spawn(greeting, "Kodo").join(), spawn(both, "a", "b").join())
    print(join([spawn(numbered, n) for n in (1, 4, 2, 3)]))
    a, b = 40, 2

    @spawn
    def none():
        return 42

    @spawn
    def two():
        return a + b

    a = 0
    print(none.join(), two.join(), a)


main()
