# However the store's functions are called; and what may lie in it.
import weft
import weft.store as kept
from weft import Mutex, Queue, join, spawn
from weft import store as s

weft.store.share("a", 1)
print(kept.fetch("a"), s.fetch(key="a"), weft.store.fetch("a", default=2), kept.keys())
get, put = s.fetch, kept.share
put("b", [get("a")])
print(get("b"), [get(key) for key in ["a", "b"]], list(map(s.fetch, s.keys())))
join([spawn(s.share, f"k{n}", n) for n in range(4)])
print([s.fetch(f"k{n}") for n in range(4)], spawn(s.fetch, "a").join(), spawn(s.delete, "a").join(), s.fetch("a", None))
queue = Queue()
s.share("queue", queue)
s.fetch("queue").put("through it")
print(queue.get(), s.fetch("queue") is queue)
s.share("lock", {"lock": Mutex(name="m"), "more": [Mutex(), (1, "x")]})
print(s.fetch("lock")["lock"] is Mutex(name="m"), s.fetch("lock")["more"][1])
ring = [1]
ring.append(ring)
s.share("ring", ring)
again = s.fetch("ring")
print(again[1] is again, again is ring)


class Account:
    def __init__(self, balance):
        self.balance = balance

    def pay(self, amount):
        if amount > self.balance:
            raise ValueError("too much")
        self.balance -= amount


def paying(amount):
    def pay(account):
        account.pay(amount)
        return account

    return pay


s.share("account", Account(10))
s.update("account", paying(4))
try:
    s.update("account", paying(7))
except ValueError as error:
    print(error)
print(s.fetch("account").balance, len(s.keys()))


def pay():
    try:
        return s.update("account", paying(1)).balance
    except ValueError:
        return -1


print(sorted(join([spawn(pay) for _ in range(8)])), s.fetch("account").balance)
for n in range(3000):
    s.share(f"many {n}", "x" * 50, ttl=0.000001)
weft.sleep(0.001)
print(len(s.keys()), s.fetch("many 7", None), s.fetch("account").balance)
