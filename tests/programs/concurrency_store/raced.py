# Updates of many tasks are all there; of those that compare and set, one wins.
from weft import Aborted, join, sleep, spawn, store

store.share("counter", 0)
store.share("list", [])


def count(k):
    for _ in range(50):
        store.update("counter", lambda n: n + 1)
    store.update("list", lambda xs: xs + [k])


join([spawn(count, k) for k in range(20)])
print(store.fetch("counter"), sorted(store.fetch("list")) == list(range(20)))
store.share("leader", "")


def elect(k):
    return store.compare_and_set("leader", "", f"task {k}")


won = join([spawn(elect, k) for k in range(20)])
print(sum(won), store.fetch("leader") == f"task {won.index(True)}")


def increment():
    done = 0
    while done < 20:
        n = store.fetch("counter")
        done += store.compare_and_set("counter", n, n + 1)


join([spawn(increment) for _ in range(6)])
print(store.fetch("counter"))


def churn(k):
    for n in range(60):
        key = f"key {(n + k) % 5}"
        store.share(key, [n] * 20, ttl=0.0001 if n % 3 else None)
        seen = store.fetch(key, [])
        assert len(set(seen)) <= 1, seen
        if n % 7 == 0:
            store.delete(key)
        assert len(store.keys()) <= 8


join([spawn(churn, k) for k in range(8)])
print(store.fetch("counter"), len(store.keys()) >= 3)


def wait(n):
    sleep(10)
    return n


holder = spawn(store.update, "counter", wait)
sleep(0.01)
waiting = [spawn(store.fetch, "counter"), spawn(store.update, "counter", wait)]
sleep(0.01)
for task in [*waiting, holder]:
    task.abort()
for task in [*waiting, holder]:
    try:
        task.join()
    except Aborted:
        print("aborted")
print(store.update("counter", lambda n: n + 1))
