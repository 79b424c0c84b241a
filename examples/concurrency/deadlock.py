"""A deadlock, reported"""

from weft import Channel, spawn


def transfer(mine, theirs):
    mine.send("ready")
    print("got", theirs.recv())


# Both send first, and nobody receives: the report names who waits for what, and where.
a, b = Channel(0), Channel(0)
left = spawn(transfer, a, b)
right = spawn(transfer, b, a)
left.join()
right.join()
