async def fetch(n):  # error: unsupported-async
    return n + 1


print("never runs")
