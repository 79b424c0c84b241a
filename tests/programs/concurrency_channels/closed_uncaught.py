# what the classes of weft are called
from weft import Aborted, Cancelled, Channel, Closed, Empty, Full

print(Aborted, Cancelled, Closed, Empty, Full)
print(repr(Closed("text")), Closed.__name__)
channel = Channel(1)
channel.close()
channel.recv()
