from weft import Channel, spawn

ch = Channel()
for seconds in [0, 0.01]:
    try:
        ch.recv(timeout=seconds)
    except TimeoutError:
        print("recv timed out")
    try:
        ch.send(1, timeout=seconds)
    except TimeoutError:
        print("send timed out", len(ch))


def answer(ch):
    ch.send("value after timeouts")


task = spawn(answer, ch)
print(ch.recv(timeout=30))
task.join()


def patient(ch, out):
    while True:
        try:
            return ch.recv(timeout=0.01)
        except TimeoutError:
            out.send("tick")


ticks = Channel(None)
task = spawn(patient, ch, ticks)
for _ in range(3):
    print(ticks.recv())
ch.send("at last")
print(task.join())
full = Channel(1)
full.send("first")
try:
    full.send("second", timeout=0.01)
except TimeoutError:
    print(len(full), full.recv(), len(full))
