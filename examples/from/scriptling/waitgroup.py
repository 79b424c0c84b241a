"""scriptling: a wait group"""

from weft import Queue, WaitGroup, spawn

wg = WaitGroup(name="tasks")
said = Queue[str](name="said")


def worker(id):
    said.put(f"Worker {id}")
    wg.done()


for i in range(10):
    wg.add(1)
    spawn(worker, i)

wg.wait()  # Wait for all workers
print(len(said), sorted(said.get() for _ in range(10)))
