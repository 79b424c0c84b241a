"""Elle: as completed, and backfilled"""

from weft import Channel, as_completed, spawn

gates = [Channel[str]() for _ in range(3)]
pool = as_completed([spawn(gate.recv) for gate in gates])
for n in (2, 0, 1):
    gates[n].send(f"number {n}")
    task = next(pool)
    print(task.join())
    if n == 1:
        pool.add(spawn(lambda: "a late one"))
for task in pool:
    print(task.join())
