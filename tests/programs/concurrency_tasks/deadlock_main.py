from weft import Channel

ch = Channel()
print("before")
ch.recv()
print("never")
