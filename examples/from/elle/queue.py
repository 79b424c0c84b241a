"""Elle: a queue (make-queue)"""

from weft import Closed, Queue, spawn

queue = Queue[int](2)


def produce():
    for n in range(5):
        queue.put(n)
    queue.close()


producer = spawn(produce)
print(list(queue))
producer.join()
try:
    queue.put(5)
except Closed:
    print("closed: no item is dropped unnoticed")
