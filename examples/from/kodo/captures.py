"""Kōdo: captures are copied at the spawn"""

from weft import spawn


def main():
    greeting = "hello"
    counts = [42]

    @spawn
    def block():
        print(greeting, counts)

    greeting = "changed"
    counts.append(43)
    block.join()
    print(greeting, counts)


main()
