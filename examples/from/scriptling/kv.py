"""scriptling: the key-value store"""

from weft import join, spawn, store


def hit():
    return store.update("hits", lambda n: n + 1)


store.share("hits", 0)
print(sorted(join([spawn(hit) for _ in range(5)])))
print(store.fetch("hits"), store.fetch("misses", 0))
print(store.compare_and_set("hits", 5, 50), store.compare_and_set("hits", 5, 500), store.fetch("hits"))
store.share("session", "ada", ttl=3600)
print(store.keys())
print(store.delete("session"), store.delete("session"))
