from weft import Mutex, Semaphore

options = {"name": "x"}
Mutex(**options)  # error: star-argument
Semaphore(*[1], name="few")  # error: star-argument
