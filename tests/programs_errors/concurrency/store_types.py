from weft import spawn, store


def feed():
    store.share("jobs", [1])


spawn(feed).join()
store.share("word", "w")
print(store.fetch("jobs") + [2])
print(store.fetch("word") + 1)  # error: operand-types
