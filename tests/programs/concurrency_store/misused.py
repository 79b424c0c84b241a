from weft import Channel, spawn, store


def told(f):
    try:
        print(f())
    except (TypeError, ValueError, RuntimeError, KeyError, TimeoutError, ZeroDivisionError) as error:
        print(f"{type(error).__name__}: {error}")


def fails(n):
    raise ValueError("no")


store.share("n", 1)
told(lambda: store.update("n", fails))
told(lambda: store.update("n", lambda n: n // 0))
told(lambda: store.fetch("n"))
told(lambda: store.update("n", lambda n: store.fetch("n") + n))
told(lambda: store.update("n", lambda n: store.fetch("n", 3) + n))
told(lambda: store.update("n", lambda n: store.update("n", lambda m: m)))
told(lambda: store.update("n", lambda n: store.share("n", 5) or 1))
told(lambda: store.update("n", lambda n: int(store.delete("n"))))
told(lambda: store.update("n", lambda n: int(store.compare_and_set("n", 1, 2))))
told(lambda: store.fetch("n"))
store.share("other", 10)
told(lambda: store.update("n", lambda n: n + store.update("other", lambda m: m + 1)))
told(lambda: store.fetch("other"))
for ttl in [0, -1, 0.0, float("nan"), True, "5"]:
    told(lambda: store.share("n", 1, ttl))
for key in [5, None, ["n"]]:
    told(lambda: store.fetch(key))
    told(lambda: store.share(key, 1))
    told(lambda: store.delete(key))
told(lambda: store.fetch("n", timeout="soon"))
told(lambda: store.fetch("nothing", timeout="soon"))


begun, go = Channel(), Channel()


def slow(n):
    begun.send(None)
    go.recv()
    return n + 1


updating = spawn(store.update, "n", slow)
begun.recv()
for timeout in [0, 0.01]:
    try:
        store.fetch("n", timeout=timeout)
    except TimeoutError as error:
        print("TimeoutError:", str(error).partition("was")[2])
told(lambda: store.compare_and_set("other", 11, 12))
store.share("n", 100)
print(store.fetch("n"))
go.send(None)
print(updating.join(), store.fetch("n"))
