from weft import Channel, spawn


class Server:
    def __init__(self):
        self.requests = Channel()
        self.served = 0


def serve(server, stop_after):
    for _ in range(stop_after):
        number, reply = server.requests.recv()
        server.served += 1
        reply.send(number * 10)
    return server.served


server = Server()
task = spawn(serve, server, 3)
for n in [1, 2, 3]:
    reply = Channel()
    server.requests.send((n, reply))
    print(n, reply.recv())
print(task.join(), server.served)
channels = [Channel(1) for _ in range(3)]


def fill(channels):
    for i, ch in enumerate(channels):
        ch.send(i)
    return channels


back = spawn(fill, channels).join()
print([ch.recv() for ch in channels], [a is b for a, b in zip(channels, back)], back is channels)


def wait_for(task):
    return task.join() + 1


print(spawn(wait_for, spawn(lambda: 41)).join())
