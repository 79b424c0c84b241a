from weft import Semaphore

print(Semaphore(2, name="jobs"))  # error: argument-not-built
