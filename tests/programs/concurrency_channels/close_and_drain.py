from weft import Channel, Closed, spawn

ch = Channel(5)
ch.send("a")
ch.send("b")
ch.close()
ch.close()
print(ch.closed, len(ch), ch.recv(), ch.recv())
for attempt in [lambda: ch.recv(), lambda: ch.try_recv(), lambda: ch.send("c"), lambda: ch.try_send("c")]:
    try:
        print(attempt())
    except Closed:
        print("closed")
print([v for v in ch])


def wait(ch):
    try:
        return ch.recv()
    except Closed:
        return "woken"


def push(ch, value):
    try:
        ch.send(value)
        return "sent"
    except Closed:
        return "refused"


empty = Channel()
waiters = [spawn(wait, empty) for _ in range(4)]
empty.close()
print([t.join() for t in waiters])
full = Channel(1)
full.send(0)
pushers = [spawn(push, full, n) for n in range(3)]
full.close()
print([t.join() for t in pushers], full.recv())
