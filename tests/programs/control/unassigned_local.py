def pick(n):
    if n > 0:
        value = n * 2
    try:
        return value
    except UnboundLocalError as e:
        print(e)
        return -1


def loop(items):
    for item in items:
        seen = item
    return seen


print(pick(3), pick(-3))
print(loop([1, 2]))
try:
    loop([])
except UnboundLocalError as e:
    print("unbound:", e)
