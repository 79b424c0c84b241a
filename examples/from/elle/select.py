"""Elle: select, the first to complete"""

from weft import Channel, spawn, wait_first

gate = Channel[str]()
slow, fast = spawn(gate.recv), spawn(lambda: "fast")
done, remaining = wait_first([slow, fast])
print([task.join() for task in done], len(remaining), "remains")
gate.send("slow")
print(slow.join(), "runs on")
