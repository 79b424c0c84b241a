from weft import Semaphore

print(Semaphore(1)._gate)  # error: unknown-attribute
