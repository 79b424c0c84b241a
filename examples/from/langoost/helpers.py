"""Langoost: the helpers sleep, cpus, goroutines"""

from weft import Channel, cpus, sleep, spawn, tasks

gate = Channel[str]()
sleeper = spawn(gate.recv)
sleep(0.02)  # seconds: 20 ms
print("workers:", cpus() >= 1)
print("tasks:", len(tasks()))
gate.send("go on")
print(sleeper.join())
