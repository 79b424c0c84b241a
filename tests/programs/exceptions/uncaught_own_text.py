class Own(Exception):
    def __str__(self):
        return f"own text of {self.args[0]}"


class Failing(Exception):
    def __str__(self):
        raise ValueError("no text")


items = [1]


def first():
    try:
        raise Failing(0)
    except Failing:
        raise Own(1)


try:
    first()
except Own:
    error = ValueError(items)
    items.append(2)
    try:
        raise error
    finally:
        items.append(3)
