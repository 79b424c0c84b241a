"""scriptling: names that handler and worker share"""

from weft import Queue, spawn


# In a handler
def handler(data):
    queue = Queue(name="jobs")
    queue.put({"task": "process", "data": data})
    return "queued"


# In a background task
def worker():
    queue = Queue(name="jobs")
    return [job["task"] + " " + job["data"] for job in queue]


background = spawn(worker)
print([spawn(handler, data).join() for data in ("one", "two", "three")])
Queue(name="jobs").close()
print(background.join())
