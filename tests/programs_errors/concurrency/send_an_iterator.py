from weft import Channel

ch = Channel(1)
numbers = iter([1, 2])  # error: builtin-not-built
ch.send(numbers)
print(ch.recv())
