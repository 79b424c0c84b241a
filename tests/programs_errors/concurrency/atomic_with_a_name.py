from weft import Atomic

print(Atomic(0, name="total"))  # error: argument-not-built
