"""scriptling: a shared variable"""

from weft import Shared, join, spawn

shared = Shared({"debug": True}, name="config")

# Read: a copy, so that nobody else's changes show in it
config = shared.get()

# Write
config["debug"] = False
print(shared.get(), config)
shared.set(config)
print(shared.get())

# Read and write at once
total = Shared(0, name="total")
join([spawn(total.update, lambda n: n + 10), spawn(total.update, lambda n: n + 5)])
print(total.update(lambda n: n * 2))
