from weft import Channel, ClosedArm, Recv, recv, select, spawn


def feed(ch, value, times):
    for _ in range(times):
        ch.send(value)


def choose(channels, stop):
    total = 0
    count = 0
    while True:
        match select(recv(channels[0]), recv(channels[1]), recv(channels[2]), recv(stop)):
            case Recv(ch, value):
                total += value
                count += 1
            case ClosedArm(ch):
                return total, count


channels = [Channel(), Channel(2), Channel(None)]
stop = Channel()
choosers = [spawn(choose, channels, stop) for _ in range(4)]
feeders = [spawn(feed, ch, 10 ** k, 50) for k, ch in enumerate(channels)]
for task in feeders:
    task.join()
stop.close()
results = [task.join() for task in choosers]
left = [ch.recv() for ch in channels for _ in range(len(ch))]
print(sum(total for total, count in results) + sum(left))
print(sum(count for total, count in results) + len(left))
