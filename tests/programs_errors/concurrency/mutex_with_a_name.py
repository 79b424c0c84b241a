from weft import Mutex

mutex = Mutex(0, name="total")  # error: argument-not-built
print(mutex)
