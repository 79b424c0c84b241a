"""Langoost: a message from a task"""

from weft import Channel, spawn

ch = Channel(10)
spawn(ch.send, "hello from goroutine")
print(ch.recv())
print(len(ch), "of", ch.capacity)
