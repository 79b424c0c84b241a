def check(n):
    if n < 0:
        raise "negative"  # error: not-an-exception
    return n


print(check(1))
