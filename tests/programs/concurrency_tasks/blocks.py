# Blocks: a def below @spawn is started, and its name is the task.
from weft import Channel, join, spawn

ch = Channel(None)

@spawn
def block():
    for k in range(3):
        ch.send(k)
    return "sent"

print(block, block.name, block.join(), [ch.recv() for _ in range(3)])

def start(n):
    @spawn
    def square():
        return n * n
    return square

print(join([start(k) for k in range(5)]))

@spawn
def fails():
    raise ValueError("in the block")

try:
    fails.join()
except ValueError as error:
    print(error)

@spawn
def not_joined():
    raise KeyError("nobody")
