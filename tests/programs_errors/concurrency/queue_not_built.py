from weft import Queue  # error: weft-name-not-built

print(Queue())
