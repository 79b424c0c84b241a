from weft import Channel, spawn


def shout(name, turn, following):
    for i in range(3):
        turn.recv()
        print(name, i, sep=":")
        following.send(i)


a = Channel()
b = Channel()
c = Channel(1)
tasks = [spawn(shout, "first", a, b), spawn(shout, "second", b, c)]
for i in range(3):
    print("main", i)
    a.send(i)
    c.recv()
for t in tasks:
    t.join()


def banner(text):
    print("=" * len(text))
    print(text, end="\n")
    return len(text)


print(spawn(banner, "from a task").join())
