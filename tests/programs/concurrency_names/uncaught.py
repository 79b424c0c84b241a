from weft import Semaphore


def pool(size):
    return Semaphore(size, name="pool")


pool(2)
pool(3)
