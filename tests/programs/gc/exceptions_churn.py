class Carrier(Exception):
    def __init__(self, payload):
        super().__init__("carrier")
        self.payload = payload


def fail(i):
    data = [i, str(i), {"k": i}]
    raise Carrier(data)


kept = []
for i in range(4000):
    try:
        fail(i)
    except Carrier as e:
        waste = [e.payload[1]] * 20
        if i % 400 == 0:
            kept.append(e)
print([e.payload for e in kept][:3], len(kept))
print(all(e.payload[1] == str(e.payload[0]) for e in kept), str(kept[-1]))


def deep(n, path):
    here = path + [n]
    if n == 0:
        raise Carrier(here)
    try:
        return deep(n - 1, here)
    finally:
        junk = [here] * 10


try:
    deep(200, [])
except Carrier as e:
    print(len(e.payload), e.payload[0], e.payload[-1])
