def build(n):
    rows = []
    for i in range(n):
        rows.append([i])
    return rows


TABLE = build(2)
again = TABLE
LEVELS = {"low": 1}
names = ["a"]


def register(name):
    names.append(name)


class Config:
    options = ["fast", "small"]
    seen = []
