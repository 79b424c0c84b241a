from weft import Queue, spawn

queue, full = Queue(), Queue(1)
full.put(1)


def wait_for_item():
    queue.get()


def wait_for_room():
    full.put(2)


spawn(wait_for_item)
spawn(wait_for_room)
print("waiting")
queue.get()
