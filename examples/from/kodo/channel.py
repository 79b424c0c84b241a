"""Kōdo: a channel of any type"""

from weft import Channel, spawn

ch = Channel[int](None)
spawn(ch.send, 42)
print(ch.recv())

pairs = Channel[tuple[str, list[float]]](None)
spawn(pairs.send, ("speed", [0.5, 1.5]))
print(pairs.recv())
