from weft import store


def total():
    return store.fetch("total")


store.share("totals", [1])
print(sum(store.fetch("totals")))
total()
