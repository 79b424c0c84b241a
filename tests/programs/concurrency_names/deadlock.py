from weft import Event, Mutex, Queue, spawn


def hold():
    with Mutex(name="held"):
        Event(name="never").wait()


Mutex(name="first")
Mutex(name="held")
Event(name="never")
spawn(hold)
print(Queue(name="empty"))
Queue(name="empty").get()
