from weft import Channel

channel = Channel[int](2)  # error: annotation-mismatch
channel.send("text")
print(channel.recv())
