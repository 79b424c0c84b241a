# who computes until the clock or a sleeper tells it to end: time passes for it in seeded runs, too
import time

from weft import Atomic, Channel, sleep, spawn


def later(flag, seconds):
    sleep(seconds)
    flag.store(1)


def until(end):
    n = 0
    while time.monotonic() < end:
        n += 1
    return n > 0


def main():
    for seconds in (0.0, 0.01, 0.05):
        flag = Atomic(0)
        task = spawn(later, flag, seconds)
        while not flag.load():
            pass
        task.join()
    start = time.monotonic()
    print(until(start + 0.02), spawn(until, start + 0.03).join(), time.monotonic() - start >= 0.03)

    # a timeout beside a task that goes on computing
    flag, ch = Atomic(0), Channel(0)

    def waits():
        try:
            ch.recv(timeout=0.02)
        except TimeoutError:
            flag.store(1)
            return "late"

    task = spawn(waits)
    while not flag.load():
        pass
    print(task.join())


main()
