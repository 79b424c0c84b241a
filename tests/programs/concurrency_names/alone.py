# What has a name is all that the program has of locks: the table of names has one of its own.
from weft import Channel, spawn

channel = Channel[str](5, name="alone")
channel.send("a" * 3)


def reads():
    channel = Channel[str](name="alone")
    return channel.recv() + channel.recv()


task = spawn(reads)
Channel[str](name="alone").send("b" * 3)
print(task.join(), len(channel))
