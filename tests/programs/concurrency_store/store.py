# Values by keys: copies go in and out, and each key has a type of its own.
import weft.store
from weft import sleep, spawn, store
from weft.store import compare_and_set, delete, fetch, keys, share, update

share("counter", 0)
print(fetch("counter"), fetch("counter") + 1, store.fetch("counter", None), weft.store.fetch(key="counter"))
share("config", {"debug": True})
config = fetch("config")
config["debug"] = False
print(fetch("config"), config)
words = ["a"]
share("words", words)
words.append("b")
print(fetch("words"), words, fetch("words")[0].upper())
print(update("words", lambda ws: ws + ["c"]), fetch("words"))
print(update("counter", lambda n: n + 5), update(key="counter", f=lambda n: n * 2), fetch("counter"))
print(compare_and_set("counter", 10, 11), compare_and_set("counter", 10, 12), fetch("counter"))
print(compare_and_set("config", {"debug": True}, {}), fetch("config"), len(fetch("config")))
print(keys(), delete("words"), delete("words"), keys())
for use in [
    lambda: fetch("words"),
    lambda: update("words", lambda ws: ws),
    lambda: compare_and_set("words", [], ["z"]),
    lambda: fetch("never"),
]:
    try:
        use()
    except KeyError as error:
        print("KeyError:", error)
print(fetch("words", ["default"]), fetch("words", default=5), fetch("", "nothing"))
share("", "the empty key")
share("é ☃", 2.5)
print(fetch(""), fetch("é ☃"), keys())
share("counter", "now a text")
print(fetch("counter"))
share("maybe", None)
print(fetch("maybe"), fetch("maybe", 7), "maybe" in keys())


class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x


def move(p):
    p.x += 1
    return p


share("point", Point(1))
print(update("point", move).x, fetch("point").x, compare_and_set("point", Point(2), Point(9)), fetch("point").x)


def remember(key, value):
    share(key, value)
    return fetch(key)


print([remember(f"key {n}", n) for n in range(5)], sum(fetch(f"key {n}") for n in range(5)))
print([delete(f"key {n}") for n in range(6)])


def in_task():
    share("from a task", fetch("config"))
    return update("point", move).x


print(spawn(in_task).join(), fetch("from a task"))
for name in keys():
    delete(name)
print(keys())
share("short", [1], ttl=0.02)
share("long", [2], ttl=1000)
share("for ever", [3], 0.02)
share("for ever", [3])
print(update("long", lambda xs: xs + [0]))
sleep(0.05)
print(fetch("short", "gone"), fetch("long"), fetch("for ever"), keys(), delete("short"))
share("short", [4])
print(fetch("short"))
