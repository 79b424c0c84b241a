from weft import Channel, join, spawn


def link(source, target, rounds, step):
    for _ in range(rounds):
        target.send(source.recv() + step)
    return step


def ring(size, rounds):
    channels = [Channel() for _ in range(size + 1)]
    tasks = [spawn(link, channels[i], channels[i + 1], rounds, i) for i in range(size)]
    token = 0
    for _ in range(rounds):
        channels[0].send(token)
        token = channels[size].recv()
    return token, sum(join(tasks))


print(ring(3, 2))
print(ring(50, 10))
print(ring(400, 3))
