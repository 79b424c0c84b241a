def name(n: int) -> str:  # error: annotation-mismatch
    return n


print(name(1))
