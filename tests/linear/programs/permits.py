import sys

from history import record
from weft import Mutex, Semaphore

permits, first, count = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])


def of_semaphore(places):
    def act(choice, value, held):
        which = choice % 4
        if which == 0 or which == 3 and not held[0]:
            return "free", 0, str(places.permits)
        if which == 1:
            got = places.try_acquire()
            held[0] += got
            return "try_acquire", 0, str(got)
        try:
            if which == 2:
                places.acquire(timeout=0.0001)
                held[0] += 1
                return "acquire", 0, "ok"
            places.release()
            held[0] -= 1
            return "release", 0, "ok"
        except TimeoutError:
            return "acquire", 0, "late"
    return act


def of_mutex(lock):
    def act(choice, value, held):
        which = choice % 4
        if which == 0:
            return "free", 0, str(0 if lock.held else 1)
        if which == 1:
            got = lock.try_acquire()
            held[0] += got
            return "try_acquire", 0, str(got)
        try:
            if which == 2:
                lock.acquire(timeout=0.0001)
                held[0] += 1
                return "acquire", 0, "ok"
            lock.release()
            held[0] -= 1
            return "release", 0, "ok"
        except TimeoutError:
            return "acquire", 0, "late"
        except RuntimeError:
            return ("acquire", 0, "mine") if which == 2 else ("release", 0, "none")
    return act


if permits:
    record(lambda seed: of_semaphore(Semaphore(permits)), first, count)
else:
    record(lambda seed: of_mutex(Mutex()), first, count)
