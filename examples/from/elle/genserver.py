"""Elle: a GenServer"""

from weft.process import GenServer, server


class Counter(GenServer):
    def init(self):
        self.n = 0

    def inc(self):
        self.n += 1
        return self.n

    def get(self):
        return self.n


Counter.start(name="counter")
server("counter").call(Counter.inc)
server("counter").call(Counter.inc)
print("counter is", server("counter").call(Counter.get))
