from weft import Channel, spawn


def pong(there, back):
    hits = 0
    for ball in there:
        hits += 1
        back.send(ball + 1)
    back.close()
    return hits


there = Channel()
back = Channel()
task = spawn(pong, there, back)
ball = 0
for i in range(200):
    there.send(ball)
    ball = back.recv()
there.close()
print(ball, task.join(), back.closed)


def player(name, inbox, outbox, rallies):
    log = []
    for ball in inbox:
        log.append(name + str(ball))
        if ball == rallies:
            break
        outbox.send(ball + 1)
    outbox.close()
    return log


a = Channel(1)
b = Channel(1)
one = spawn(player, "a", a, b, 6)
two = spawn(player, "b", b, a, 6)
a.send(0)
print(one.join(), two.join())
