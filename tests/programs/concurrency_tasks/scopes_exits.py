# sys.exit in a child: with a status other than 0 it is a failure
import sys

from weft import Channel, scope


def leaves(status, channel):
    channel.send(None)
    sys.exit(status)


def waits(channel):
    for _ in range(2):
        channel.recv()
    return "went on"


for status in (0, None, 3, "words"):
    channel = Channel()
    try:
        with scope() as s:
            task = s.spawn(waits, channel)
            s.spawn(leaves, status, channel)
            if status in (0, None):
                channel.send(None)
        print(repr(status), task.join())
    except SystemExit as error:
        print(repr(error))
