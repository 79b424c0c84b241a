"""Clients that wait for their server, and all that it may do before it replies: it runs inside them where it can."""

import sys

from weft import Aborted, Cancelled, Channel, Closed, Recv, current, join, recv, select, sleep, spawn, yield_now


class Request:
    def __init__(self, number, words):
        self.number = number
        self.words = words


def deep(n):
    return 0 if n == 0 else deep(n - 1) + 1


def child(n):
    return n * 2


def answer(n):
    """One reply, by a way that depends on n."""
    kind = n % 9
    if kind == 1:
        yield_now()
    elif kind == 2:
        return spawn(child, n).join()
    elif kind == 3:
        return n + deep(600 if n % 7 == 0 else 30)
    elif kind == 4:
        made = [[k, str(k)] for k in range(200)]
        return n + len(made) + made[-1][0]
    elif kind == 5:
        sleep(0)
    elif kind == 6:
        try:
            return n // (kind - 6)
        except ZeroDivisionError:
            return -n
    elif kind == 7:
        total = 0
        for k in range(3000):
            total = (total * 31 + k) % 1000003
        return total
    return n + 1


def serve(requests, replies):
    for n in requests:
        replies.send(answer(n))
    return "served"


def ask(requests, replies, count):
    total = 0
    for n in range(count):
        requests.send(n)
        if n % 2:
            total = (total * 7 + replies.recv()) % 1000000007
        else:
            match select(recv(replies)):
                case Recv(_, value):
                    total = (total * 7 + value) % 1000000007
                case _:
                    total = -1
    requests.close()
    return total


def pair(capacity, count):
    requests, replies = Channel(capacity), Channel(capacity)
    server = spawn(serve, requests, replies)
    client = spawn(ask, requests, replies, count)
    return client.join(), server.join()


for capacity in (0, 1, 5):
    print(capacity, pair(capacity, 300))
print(join([spawn(pair, k % 2, 90) for k in range(6)]))


# values with references, built and adopted inside
def serve_words(requests, replies):
    for request in requests:
        request.words.append(str(request.number))
        replies.send((request.number, [word + "!" for word in request.words]))


requests, replies = Channel(0), Channel(0)
spawn(serve_words, requests, replies)
kept = []
for n in range(200):
    requests.send(Request(n, ["word", "x" * (n % 40)]))
    number, words = replies.recv()
    assert number == n
    kept.append(words)
requests.close()
print(len(kept), sum([len("".join(words)) for words in kept]), kept[-1][-1])


# a chain of servers, each the client of the next
def forward(requests, replies, on, back):
    for n in requests:
        on.send(n + 1)
        replies.send(back.recv() * 2)
    on.close()


links = [(Channel(0), Channel(0)) for _ in range(12)]
for k in range(11):
    spawn(forward, links[k][0], links[k][1], links[k + 1][0], links[k + 1][1])
spawn(serve, links[11][0], links[11][1])
total = 0
for n in range(60):
    links[0][0].send(n * 9)
    total += links[0][1].recv()
links[0][0].close()
print(total)


# the server aborts its client, ends without a reply, closes, fails
def aborts(requests, client):
    for n in requests:
        client.abort()


def aborted(requests, replies):
    spawn(aborts, requests, current())
    count = 0
    for n in range(20):
        requests.send(n)
        try:
            replies.recv()
        except Cancelled:
            count += 1
    requests.close()
    return count


print(spawn(aborted, Channel(0), Channel(0)).join())


def ends(requests, replies):
    n = requests.recv()
    replies.close()
    if n:
        raise ValueError(f"no more than {n}")


for n in (0, 3):
    requests, replies = Channel(0), Channel(0)
    server = spawn(ends, requests, replies)
    requests.send(n)
    try:
        print(replies.recv())
    except Closed:
        print("closed")
    try:
        print(server.join())
    except ValueError as error:
        print(error)


# aborted itself while its client waits, who then is told by a close
def held(requests, replies, began):
    try:
        for n in requests:
            began.send(n)
            replies.send(Channel(0).recv())
    finally:
        replies.close()


requests, replies, began = Channel(0), Channel(0), Channel(0)
server = spawn(held, requests, replies, began)


def impatient(requests, replies):
    requests.send(1)
    try:
        return replies.recv()
    except Closed:
        return "told"


client = spawn(impatient, requests, replies)
began.recv()
server.abort()
print(client.join())
try:
    server.join()
except Aborted:
    print("aborted")


# a client that waits for a time, and one that never gets its reply when the program ends
def slow(requests, replies):
    for n in requests:
        sleep(0.001)
        replies.send(n)


requests, replies = Channel(0), Channel(0)
spawn(slow, requests, replies)
requests.send(5)
print(replies.recv(timeout=20.0))


def never(requests, replies):
    requests.send(1)
    replies.recv()


spawn(never, Channel(1), Channel(0))
sys.exit(3)
