import sys

from weft import Channel, spawn


def worker(ready, never):
    try:
        ready.send(1)
        never.recv()
    finally:
        print("worker cleans up")


ready = Channel()
never = Channel()
spawn(worker, ready, never)
ready.recv()
print("main exits")
sys.exit(6)
