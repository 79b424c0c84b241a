# A lock of one's own, as futexes are meant for: 0 free, 1 held, 2 held and somebody may wait.
from weft import Aborted, Atomic, Cancelled, Semaphore, spawn, yield_now


class Lock:
    def __init__(self):
        self.word = Atomic(0)

    def acquire(self, timeout=None):
        if self.word.compare_exchange(0, 1) == 0:
            return
        while self.word.swap(2) != 0:
            try:
                self.word.wait(2, timeout)
            except BaseException:
                self.word.notify()  # had it been for me: another takes over
                raise

    def release(self):
        if self.word.swap(0) == 2:
            self.word.notify()

    def __enter__(self):
        self.acquire()

    def __exit__(self, kind, error, traceback):
        self.release()
        return False


lock, inside, entered = Lock(), Semaphore(1), Atomic(0)


def works(turns):
    for _ in range(turns):
        with lock:
            assert inside.try_acquire()
            yield_now()
            entered.add()
            inside.release()


def is_hasty(turns):
    late = 0
    for _ in range(turns):
        try:
            lock.acquire(timeout=0.0001)
        except TimeoutError:
            late += 1
            continue
        entered.add()
        lock.release()
    return turns - late


def is_aborted():
    turns = 0
    while True:
        try:
            with lock:
                yield_now()
        except Cancelled:
            return turns


workers = [spawn(works, 50) for _ in range(5)]
hasty = [spawn(is_hasty, 30) for _ in range(2)]
victim = spawn(is_aborted)
for _ in range(40):
    yield_now()
victim.abort()
try:
    victim.join(timeout=60)
except Aborted:
    pass
for worker in workers:
    worker.join(timeout=60)
got = sum(task.join(timeout=60) for task in hasty)
print(entered.load() == 250 + got, lock.word.load(), inside.permits)
