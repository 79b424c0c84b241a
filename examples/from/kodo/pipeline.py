"""Kōdo: a pipeline of two stages"""

from weft import Channel, spawn


def double(numbers, doubled):
    for n in numbers:
        doubled.send(n * 2)
    doubled.close()


numbers, doubled = Channel(None), Channel(None)
spawn(double, numbers, doubled)
for n in [10, 20, 50]:
    numbers.send(n)
numbers.close()
for n in doubled:
    print(n)
