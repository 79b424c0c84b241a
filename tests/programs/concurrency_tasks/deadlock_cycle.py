from weft import Channel, join, spawn


def pass_on(source, target):
    target.send(source.recv())


a = Channel()
b = Channel()
tasks = [spawn(pass_on, a, b), spawn(pass_on, b, a)]
print("spawned")
join(tasks)
print("never")
