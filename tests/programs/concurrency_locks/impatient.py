# Timeouts, aborts and grants race; in the end nothing is held, and nobody has been lost.
from weft import Aborted, Cancelled, Channel, Mutex, Semaphore, spawn, yield_now

lock = Mutex()
places = Semaphore(2)


def tries(number, results):
    done = 0
    while done < 60:
        try:
            lock.acquire(timeout=0.0001 * (number % 4))
        except TimeoutError:
            yield_now()
            continue
        try:
            with places:
                done += 1
                for _ in range(done % 3):
                    yield_now()
        finally:
            lock.release()
    results.send(done)


def is_aborted():
    while True:
        try:
            with places, lock:
                yield_now()
        except Cancelled:
            return "aborted"


results = Channel(None)
tasks = [spawn(tries, n, results) for n in range(8)]
victims = [spawn(is_aborted) for _ in range(8)]
for _ in range(200):
    yield_now()
for victim in victims:
    victim.abort()
ends = []
for victim in victims:
    try:
        ends.append(victim.join())
    except Aborted:
        ends.append("aborted")  # before it began
print(ends)
for task in tasks:
    task.join()
print(sum(results.recv() for _ in tasks), lock.held, places.permits)
