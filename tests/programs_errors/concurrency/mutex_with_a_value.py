from weft import Mutex

mutex = Mutex(0)  # error: argument-not-built
print(mutex)
