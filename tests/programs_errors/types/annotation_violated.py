def half(n: int) -> float:
    return n / 2


print(half(3))
print(half("3"))  # error: annotation-mismatch
