"""scriptling: producer and consumer"""

from weft import Queue, spawn

queue = Queue[int](maxsize=100, name="jobs")


# Producer
def producer():
    for i in range(10):
        queue.put(i)
    queue.close()


# Consumer: until the queue is closed and empty, with no None in the place of an item
def consumer():
    done = []
    for item in queue:
        done.append(item * item)
    return done


spawn(producer)
print(spawn(consumer).join())
