from weft import Shared

print(Shared(0, name="total"))  # error: argument-not-built
