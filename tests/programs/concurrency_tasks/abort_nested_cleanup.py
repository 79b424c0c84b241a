from weft import Aborted, Channel, spawn


class Guard:
    def __init__(self, name, log):
        self.name = name
        self.log = log

    def __enter__(self):
        self.log.send("enter " + self.name)
        return self

    def __exit__(self, kind, value, trace):
        self.log.send("exit " + self.name)
        return False


def work(log, never, level):
    with Guard("g" + str(level), log):
        if level == 0:
            log.send("waiting")
            never.recv()
        try:
            work(log, never, level - 1)
        finally:
            log.send("finally " + str(level))


log = Channel(None)
never = Channel()
task = spawn(work, log, never, 2)
entry = ""
while entry != "waiting":
    entry = log.recv()
    print(entry)
task.abort()
try:
    task.join()
except Aborted:
    print("aborted")
while len(log):
    print(log.recv())
never.close()
