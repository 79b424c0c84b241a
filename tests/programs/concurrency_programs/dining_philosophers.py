from weft import Channel, join, spawn


def philosopher(seat, left, right, meals):
    first, second = (left, right) if seat % 2 else (right, left)
    eaten = 0
    for _ in range(meals):
        first.recv()
        second.recv()
        eaten += 1
        second.send("fork")
        first.send("fork")
    return eaten


forks = [Channel(1) for _ in range(5)]
for fork in forks:
    fork.send("fork")
tasks = [spawn(philosopher, n, forks[n], forks[(n + 1) % 5], 20) for n in range(5)]
print(join(tasks), [len(fork) for fork in forks])
