from weft import Channel, spawn


def sender(ch, log):
    for i in range(3):
        log.send(f"sending {i}")
        ch.send(i)
        log.send(f"sent {i}")


ch = Channel()
log = Channel(None)
task = spawn(sender, ch, log)
print(log.recv(), len(ch), ch.capacity)
for i in range(3):
    value = ch.recv()
    print("received", value, log.recv())
    if i < 2:
        print(log.recv())
task.join()
try:
    ch.send("nobody", timeout=0.01)
except TimeoutError:
    print("nobody took it", len(ch))
ch.close()
print(ch.closed)
