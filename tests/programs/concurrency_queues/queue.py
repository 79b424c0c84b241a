from weft import Closed, Empty, Full, Queue

q = Queue()
print(q, q.maxsize, q.closed, len(q), bool(q))
for n in range(1000):
    q.put(n)
print(len(q), bool(q), q.get(), q.get())
small = Queue(2)
print(small, small.maxsize)
small.put("a")
small.try_put("b")
try:
    small.try_put("c")
except Full as error:
    print("Full:", error)
try:
    small.put("c", timeout=0)
except TimeoutError as error:
    print("TimeoutError:", error)
print(small.try_get(), small.get(), len(small))
try:
    small.try_get()
except Empty as error:
    print("Empty:", error)
try:
    small.get(timeout=0)
except TimeoutError as error:
    print("TimeoutError:", error)
small.put("last")
small.close()
small.close()
print(small.closed)
for use in [small.put, small.try_put]:
    try:
        use("lost?")
    except Closed as error:
        print("Closed:", error)
print(small.get(timeout=1))
for take in [small.get, small.try_get]:
    try:
        take()
    except Closed as error:
        print("Closed:", error)
for size in [0, -1, -5, 1, 7]:
    print(Queue(size), Queue(maxsize=size).maxsize)
for wrong in [None, "3", 2.0]:
    try:
        Queue(wrong)
    except TypeError as error:
        print("TypeError:", error)
words = Queue[str](maxsize=3)
for word in ["one", "two", "three"]:
    words.put(word)
words.close()
print("two" in words, list(words), words.closed, len(words))
mixed = Queue()
for item in [1, "x", None, 2.5, [1, 2], (3, "y")]:
    mixed.put(item)
mixed.close()
print([item for item in mixed])
print(isinstance(q, Queue), type(q) is Queue, Queue.__name__)
