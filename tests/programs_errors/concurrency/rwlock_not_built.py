from weft import RWLock  # error: weft-name-not-built

print(RWLock())
