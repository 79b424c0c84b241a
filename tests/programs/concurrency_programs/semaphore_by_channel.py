from weft import Channel, join, spawn, yield_now


def limited(number, permits, active):
    permits.recv()
    try:
        active.send(1)
        yield_now()
        most = len(active)
        if number % 7 == 3:
            raise ValueError("job " + str(number))
        return most
    finally:
        active.recv()
        permits.send("permit")


permits = Channel(3)
for _ in range(3):
    permits.send("permit")
active = Channel(None)
tasks = [spawn(limited, n, permits, active) for n in range(30)]
peaks = []
failed = []
for n, task in enumerate(tasks):
    try:
        peaks.append(task.join())
    except ValueError as e:
        failed.append(str(e))
print(len(peaks), max(peaks) <= 3, min(peaks) >= 0, failed)
print(len(permits), len(active))
