# Five philosophers, a mutex for each fork; the last one is left-handed, so that they don't wait in a ring.
from weft import Mutex, Semaphore, spawn, yield_now


class Table:
    def __init__(self, seats):
        self.forks = [Mutex() for _ in range(seats)]
        self.at_once = Semaphore(seats // 2)

    def eat(self, seat, times):
        left, right = self.forks[seat], self.forks[(seat + 1) % len(self.forks)]
        if seat == len(self.forks) - 1:
            left, right = right, left
        eaten = 0
        for _ in range(times):
            with left:
                yield_now()
                with right, self.at_once:
                    eaten += 1
        return eaten


table = Table(5)
tasks = [spawn(table.eat, seat, 100) for seat in range(5)]
print([task.join() for task in tasks])
print([fork.held for fork in table.forks], table.at_once.permits)
