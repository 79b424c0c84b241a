from weft import Channel, join, spawn


def volume(w, h, d=1):
    return w * h * d


def work(sizes, options):
    return [volume(*size) for size in sizes], volume(**options)


def fails(sizes):
    return volume(*sizes)


print(spawn(work, [[1, 2], [1, 2, 3]], {"w": 5, "h": 6}).join())
pair = (3, 4)
print(spawn(volume, *pair).join(), join([spawn(volume, *pair, d) for d in range(3)]))
task = spawn(fails, [1])
try:
    task.join()
except TypeError as e:
    print(e)
spawn(fails, [1, 2, 3, 4]).join()
