# each task goes on with a copy of an iterator from where it was
from weft import Channel, spawn


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


def drain(it):
    return list(it)


def total(it, ch):
    for x in it:
        ch.send(x)
    ch.close()


it = iter([1, 2, 3, 4])
down = Countdown(5)
print(next(it), next(down))
print(spawn(drain, it).join(), spawn(drain, down).join(), next(it), next(down))
ch = Channel()
task = spawn(total, Countdown(100), ch)
received = iter(ch)
print(next(received), next(received), sum(received), next(received, "closed"))
task.join()
