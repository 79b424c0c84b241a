class Suppress:
    def __init__(self):
        self.seen = []

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if value is not None:
            self.seen.append(str(value))
            return True
        return False


with Suppress() as s:
    raise ValueError("hidden")
print("went on", s.seen)
for i in range(4):
    with s:
        if i == 1:
            continue
        if i == 3:
            break
        print(10 // i)
print(i, s.seen)


def answer():
    with Suppress():
        return 1 / 0
    return "suppressed"


print(answer())
