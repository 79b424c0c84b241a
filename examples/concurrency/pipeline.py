"""A pipeline of channels"""

from weft import Channel, spawn


def numbers(out, count):
    for n in range(1, count + 1):
        out.send(n)
    out.close()


def squares(inbox, out):
    for n in inbox:
        out.send(n * n)
    out.close()


def multiples(inbox, out, factor):
    for n in inbox:
        if n % factor == 0:
            out.send(n)
    out.close()


first, second, third = Channel(0), Channel(0), Channel(8)
spawn(numbers, first, 30)
spawn(squares, first, second)
spawn(multiples, second, third, 9)
for n in third:
    print(n)
