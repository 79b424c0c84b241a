from weft import Channel, sleep, spawn


def slow(n, previous, following):
    total = 0
    for i in range(20000):
        total += i % n
    if previous is not None:
        previous.recv()
    sleep(0.02)
    print("task", n, total)
    following.send(1)


links = [Channel(1) for _ in range(4)]
for n in range(3):
    spawn(slow, n + 1, links[n - 1] if n else None, links[n])
print("main has ended")
