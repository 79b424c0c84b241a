from weft import Mutex  # error: weft-name-not-built

print(Mutex())
