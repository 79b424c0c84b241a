from weft import Channel, spawn

count = 10
names = ["a"]
settings = {"depth": 1}


def bump(gate):
    global count
    gate.recv()
    count += 1
    names.append("task")
    settings["depth"] += 100
    return count, names, settings


def look():
    return count, len(names), settings["depth"]


gate = Channel()
task = spawn(bump, gate)
count = 50
names.append("main")
settings["depth"] = 7
gate.send(1)
print(task.join())
print(count, names, settings)
print(spawn(look).join())
count += 1
print(spawn(look).join(), look())
