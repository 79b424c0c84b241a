from weft import Queue, spawn


def feed():
    Queue(name="jobs").put(1)
    Queue(name="words").put("w")


spawn(feed)
print(Queue(name="words").get() + 1)  # error: operand-types
print(Queue(name="jobs").get() + 1)
