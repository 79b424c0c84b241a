# What a Langoost server does: connections up to a limit, a shared count of each client's, one write per frame.
from weft import Atomic, Channel, Mutex, Semaphore, Shared, join, spawn, store, yield_now

LIMIT = 4


def main():
    permits, open_now, most = Semaphore(LIMIT), Atomic(0), Atomic(0)
    buckets = Shared({"ada": 0, "bob": 0})

    def hit(client):
        def counted(all_of_them):
            all_of_them[client] += 1
            return all_of_them

        return buckets.update(counted)[client]

    def serve(number):
        with permits:
            most.max(open_now.add())
            try:
                yield_now()
                hit("ada" if number % 3 else "bob")
                return 100 // (number % 5)
            finally:
                open_now.add(-1)

    requests = [spawn(serve, number) for number in range(30)]
    failed = 0
    for request in requests:
        try:
            request.join()
        except ZeroDivisionError:
            failed += 1
    print(failed, most.load() <= LIMIT, open_now.load(), permits.permits)
    print(buckets.get())

    wire, writing = Channel[str](None), Mutex()

    def write(frame):
        with writing:
            for part in frame:
                wire.send(part)
                yield_now()

    join([spawn(write, [f"{n}{part}" for part in "abc"]) for n in range(5)])
    parts = [wire.recv() for _ in range(15)]
    frames = sorted("".join(parts[k : k + 3]) for k in range(0, 15, 3))
    print(frames)

    store.share("counter", "0")
    guard = Mutex()

    def worker():
        for _ in range(20):
            with guard:
                value = int(store.fetch("counter"))
                yield_now()
                store.share("counter", str(value + 1))

    join([spawn(worker), spawn(worker)])
    print(store.fetch("counter"))


main()
