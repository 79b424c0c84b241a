from weft import Queue

jobs = Queue()
jobs.send(1)  # error: unknown-attribute
